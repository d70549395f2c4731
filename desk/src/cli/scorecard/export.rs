//! Documents of a scorecard.

use std::path::PathBuf;

use anyhow::Context as _;
use clap::{Args, ValueEnum};
use grounding::Audience;

use super::Desk;
use super::args::ScorecardArgs;
use crate::cli::{AudienceName, Exit};
use crate::service::scorecards::ScorecardFormat;

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

impl From<As> for ScorecardFormat {
    fn from(form: As) -> Self {
        match form {
            As::Md => Self::Markdown,
            As::Html => Self::Html,
            As::Json => Self::Json,
        }
    }
}

impl Desk<'_> {
    pub(super) async fn export(&self, args: &ExportArgs) -> anyhow::Result<Exit> {
        let audience = match args.audience {
            AudienceName::Internal => Audience::Internal,
            AudienceName::Customer => Audience::Customer,
        };
        let exporting = self.service.export_scorecard(&args.card.id, args.form.into(), audience);
        let text = exporting.await?;
        match &args.out {
            Some(path) => {
                std::fs::write(path, &text).with_context(|| format!("cannot write `{}`", path.display()))?;
                self.context.output.note(&format!("wrote `{}`", path.display()));
            }
            None => self.context.output.text(&text)?,
        }
        Ok(Exit::Done)
    }
}
