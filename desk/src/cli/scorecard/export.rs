//! Documents of a scorecard.

use std::path::PathBuf;

use anyhow::Context as _;
use clap::Args;
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
    form: ScorecardFormat,
    /// Who will read it; the customer gets the customer's half of an approved scorecard only
    #[arg(long, value_enum, default_value_t = AudienceName::Internal)]
    audience: AudienceName,
    /// The file to write [default: standard output]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

impl Desk<'_> {
    pub(super) async fn export(&self, args: &ExportArgs) -> anyhow::Result<Exit> {
        let audience = match args.audience {
            AudienceName::Internal => Audience::Internal,
            AudienceName::Customer => Audience::Customer,
        };
        let exporting = self.service.export_scorecard(&args.card.id, args.form, audience);
        let exported = exporting.await?;
        match &args.out {
            Some(path) => {
                std::fs::write(path, &exported.bytes).with_context(|| format!("cannot write `{}`", path.display()))?;
                self.context.output.note(&format!("wrote `{}`", path.display()));
            }
            None => self.context.output.text(str::from_utf8(&exported.bytes)?)?,
        }
        Ok(Exit::Done)
    }
}
