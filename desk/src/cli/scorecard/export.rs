//! Documents of a scorecard.

use std::path::PathBuf;

use anyhow::Context as _;
use clap::{Args, ValueEnum};
use grounding::{Audience, Citation, Lookup};
use serde::Serialize;
use workflow::document::Document;
use workflow::people::Act;
use workflow::run::Signer;
use workflow::scorecard::{Scorecard, ScorecardEvent, ScorecardRefusal};

use super::Desk;
use super::args::ScorecardArgs;
use crate::cli::{AudienceName, Exit};
use crate::export;
use crate::scorecards;

#[derive(Debug, Args)]
pub(in crate::cli) struct ExportArgs {
    #[command(flatten)]
    card: ScorecardArgs,
    /// The format
    #[arg(long = "as", value_enum, value_name = "FORMAT")]
    form: As,
    /// Who will read it; the customer gets the customer's half of an approved scorecard only
    #[arg(long, value_enum, default_value_t = AudienceName::Internal)]
    audience: AudienceName,
    /// The file to write [default: standard output]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// A format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum As {
    /// Markdown
    Md,
    /// A page that prints well
    Html,
    /// The document as data
    Json,
}

impl As {
    fn word(self) -> &'static str {
        match self {
            Self::Md => "md",
            Self::Html => "html",
            Self::Json => "json",
        }
    }
}

/// A document as data.
#[derive(Debug, Serialize)]
struct DocumentFile<'a> {
    schema: &'static str,
    scorecard: &'a str,
    #[serde(flatten)]
    document: &'a Document,
}

impl Desk<'_> {
    pub(super) async fn export(&self, args: &ExportArgs) -> anyhow::Result<Exit> {
        let card = self.card(&args.card.id, Act::Read).await?;
        let document = match args.audience {
            AudienceName::Internal => card.internal_document(),
            AudienceName::Customer => self.for_customer(&card).await?,
        };
        let text = rendered(&card, args.form, &document)?;
        self.on_record(&card, args).await?;
        match &args.out {
            Some(path) => {
                std::fs::write(path, &text).with_context(|| format!("cannot write `{}`", path.display()))?;
                self.context.output.note(&format!("wrote `{}`", path.display()));
            }
            None => self.context.output.text(&text)?,
        }
        Ok(Exit::Done)
    }

    /// The customer's edition. What an answer rests on must be theirs to see as of today, whatever
    /// it was when the scorecard was begun.
    async fn for_customer(&self, card: &Scorecard) -> anyhow::Result<Document> {
        let signer = self.session.signer(Act::ExportToCustomer)?;
        card.may_leave(&signer).map_err(|error| scorecards::refused(&error))?;
        let account = self.account(card).await?;
        let ledger = self.context.ledger(self.workspace, &account).await?;
        let shareable = |citation: &Citation| {
            matches!(ledger.lookup(&citation.source_id, Audience::Customer), Lookup::Live(held)
                if held.source.text.contains(&citation.quote))
        };
        let document = card.customer_document(&signer, &shareable);
        document.map_err(|error| scorecards::refused(&error))
    }

    /// Only what is on record leaves.
    async fn on_record(&self, card: &Scorecard, args: &ExportArgs) -> anyhow::Result<()> {
        let (store, settings) = (self.store(), &self.context.settings);
        let exported = |audience: &str| ScorecardEvent::Exported {
            format: args.form.word().to_owned(),
            audience: audience.to_owned(),
            digest: card.digest(),
        };
        match args.audience {
            AudienceName::Internal => {
                scorecards::note(store, settings, self.session, &card.id, |_| exported("internal")).await?;
            }
            AudienceName::Customer => {
                let signer = self.session.signer(Act::ExportToCustomer)?;
                let leaving = |now: &Scorecard, signer: &Signer<'_>| -> Result<_, ScorecardRefusal> {
                    now.may_leave(signer)?;
                    Ok(vec![exported("customer")])
                };
                scorecards::act(store, settings, self.session, &signer, &card.id, leaving).await?;
            }
        }
        Ok(())
    }
}

fn rendered(card: &Scorecard, form: As, document: &Document) -> anyhow::Result<String> {
    Ok(match form {
        As::Md => export::markdown(document),
        As::Html => export::html(document)?,
        As::Json => serde_json::to_string_pretty(&DocumentFile {
            schema: "vouch.document/1",
            scorecard: &card.id,
            document,
        })?,
    })
}
