//! `vouch export`: documents of a run, and its audit bundle.

use std::io::{IsTerminal as _, Write as _};
use std::path::PathBuf;

use anyhow::Context as _;
use clap::Args;

use super::{AudienceName, Context, Exit};
use crate::failure::Hinted;
use crate::service::export::As;

#[derive(Debug, Args)]
pub(super) struct ExportArgs {
    /// The run: its id or the beginning of it, or the account's name for its newest run
    run: String,
    /// The format
    #[arg(long = "as", value_enum, value_name = "FORMAT")]
    form: As,
    /// Who will read it; the customer gets a copy of an approved brief only
    #[arg(long, value_enum, default_value_t = AudienceName::Internal)]
    audience: AudienceName,
    /// Why the account's owner lets it go to the customer although an issue of theirs is open
    #[arg(long, value_name = "REASON")]
    despite: Option<String>,
    /// The file to write [default: standard output]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

pub(super) async fn run(context: &Context<'_>, args: &ExportArgs) -> anyhow::Result<Exit> {
    let (form, audience) = (args.form, args.audience.into());
    // What can't be is said before anybody is asked who they are.
    form.check_for(audience)?;
    if !form.is_text() && args.out.is_none() && std::io::stdout().is_terminal() {
        let hint = format!("name a file with `--out FILE.{}`", form.extension());
        return Err(Hinted::new("this format is nothing to look at on a terminal", [hint]).into());
    }
    let workspace = context.workspace().await?;
    let session = context.session(&workspace).await?;
    let service = context.service(&workspace, &session);
    let exported = service
        .document(&args.run, form, audience, args.despite.as_deref())
        .await?;
    match &args.out {
        Some(path) => {
            std::fs::write(path, &exported.bytes).with_context(|| format!("cannot write `{}`", path.display()))?;
            context.output.note(&format!("wrote `{}`", path.display()));
        }
        None if form.is_text() => context.output.text(&String::from_utf8_lossy(&exported.bytes))?,
        None => std::io::stdout().lock().write_all(&exported.bytes)?,
    }
    Ok(Exit::Done)
}
