//! Documents of a scorecard.

use clap::ValueEnum;
use grounding::{Audience, Citation, Lookup};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use workflow::document::Document;
use workflow::people::Act;
use workflow::run::Signer;
use workflow::scorecard::{Scorecard, ScorecardEvent, ScorecardRefusal};

use crate::service::Service;
use crate::service::export::{As, Exported};
use crate::{export, scorecards};

/// A format of a scorecard's document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ScorecardFormat {
    /// Markdown.
    Md,
    /// A page that prints well.
    Html,
    /// The document as data.
    Json,
}

impl ScorecardFormat {
    /// Its name, which such a file ends with.
    fn word(self) -> &'static str {
        match self {
            Self::Md => "md",
            Self::Html => "html",
            Self::Json => "json",
        }
    }

    fn media_type(self) -> &'static str {
        match self {
            Self::Md => As::Md,
            Self::Html => As::Html,
            Self::Json => As::Json,
        }
        .media_type()
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

impl Service<'_> {
    /// Makes a document of a scorecard, and puts on record that it was made. The customer gets the
    /// customer's half of an approved scorecard only.
    pub(crate) async fn export_scorecard(
        &self,
        name: &str,
        format: ScorecardFormat,
        audience: Audience,
    ) -> anyhow::Result<Exported> {
        let card = self.scorecard_for(Act::Read, name).await?;
        let document = match audience {
            Audience::Internal => card.internal_document(),
            Audience::Customer => self.scorecard_for_customer(&card).await?,
        };
        let text = rendered(&card, format, &document)?;
        self.record_scorecard_export(&card, format, audience).await?;
        let (account, template) = (card.account(), &card.template().name);
        Ok(Exported {
            file_name: format!("{account}-{template}-{}.{}", card.started.number, format.word()),
            media_type: format.media_type(),
            bytes: text.into_bytes(),
        })
    }

    /// The customer's edition. What an answer rests on must be theirs to see as of today, whatever
    /// it was when the scorecard was begun.
    async fn scorecard_for_customer(&self, card: &Scorecard) -> anyhow::Result<Document> {
        let signer = self.session.signer(Act::ExportToCustomer)?;
        card.may_leave(&signer).map_err(|error| scorecards::refused(&error))?;
        let account = self.scorecard_account(card).await?;
        let ledger = self.ledger(&account).await?;
        let shareable = |citation: &Citation| {
            matches!(ledger.lookup(&citation.source_id, Audience::Customer), Lookup::Live(held)
                if held.source.text.contains(&citation.quote))
        };
        let document = card.customer_document(&signer, &shareable);
        document.map_err(|error| scorecards::refused(&error))
    }

    /// Only what is on record leaves.
    async fn record_scorecard_export(
        &self,
        card: &Scorecard,
        format: ScorecardFormat,
        audience: Audience,
    ) -> anyhow::Result<()> {
        let exported = |audience: &str| ScorecardEvent::Exported {
            format: format.word().to_owned(),
            audience: audience.to_owned(),
            digest: card.digest(),
        };
        match audience {
            Audience::Internal => {
                let noted = |_: &Scorecard| exported("internal");
                scorecards::note(self.store(), self.settings, self.session, &card.id, noted).await?;
            }
            Audience::Customer => {
                let leaving = |now: &Scorecard, signer: &Signer<'_>| -> Result<_, ScorecardRefusal> {
                    now.may_leave(signer)?;
                    Ok(vec![exported("customer")])
                };
                self.act_on_scorecard(card, Act::ExportToCustomer, leaving).await?;
            }
        }
        Ok(())
    }
}

fn rendered(card: &Scorecard, format: ScorecardFormat, document: &Document) -> anyhow::Result<String> {
    Ok(match format {
        ScorecardFormat::Md => export::markdown(document),
        ScorecardFormat::Html => export::html(document)?,
        ScorecardFormat::Json => serde_json::to_string_pretty(&DocumentFile {
            schema: "vouch.document/1",
            scorecard: &card.id,
            document,
        })?,
    })
}
