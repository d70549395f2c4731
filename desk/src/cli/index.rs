//! `vouch index`.

use clap::Subcommand;
use serde::Serialize;
use workflow::people::Act;

use super::{Context, Exit};

#[derive(Debug, Subcommand)]
pub(super) enum IndexCommand {
    /// Throw the index away and build it from the store
    Rebuild,
    /// Sizes, counts and the newest evidence
    Stats,
}

/// What the store and the index hold.
#[derive(Debug, Serialize)]
struct Stats {
    accounts: i64,
    sources: i64,
    not_evidence: i64,
    revisions: i64,
    quarantined: i64,
    evidence_revision: i64,
    passages: u64,
    index_revision: i64,
    index_bytes: u64,
    newest: Option<jiff::civil::Date>,
}

pub(super) async fn run(context: &Context<'_>, command: &IndexCommand) -> anyhow::Result<Exit> {
    let workspace = context.workspace().await?;
    let act = match command {
        IndexCommand::Rebuild => Act::Ingest,
        IndexCommand::Stats => Act::Read,
    };
    context.allow(&workspace, act, None).await?;
    if matches!(command, IndexCommand::Rebuild) {
        workspace.rebuild().await?;
    }
    let stored = workspace.store.stats().await?;
    let index = workspace.index_as_it_is()?.map(|index| index.stats()).transpose()?;
    let stats = Stats {
        accounts: stored.accounts,
        sources: stored.live,
        not_evidence: stored.not_live,
        revisions: stored.revisions,
        quarantined: stored.quarantined,
        evidence_revision: stored.evidence_revision,
        passages: index.map_or(0, |index| index.passages),
        index_revision: index.map_or(0, |index| index.revision),
        index_bytes: index.map_or(0, |index| index.bytes),
        newest: stored.newest,
    };
    context.output.result(&stats, |stats| {
        let newest = stats.newest.map_or_else(|| "none".to_owned(), |date| date.to_string());
        format!(
            "accounts       {}\nsources        {} ({} deleted or test)\nrevisions      {}\nquarantined    {}\npassages       {}\nindex          {} bytes, at evidence revision {} of {}\nnewest         {newest}\n",
            stats.accounts,
            stats.sources,
            stats.not_evidence,
            stats.revisions,
            stats.quarantined,
            stats.passages,
            stats.index_bytes,
            stats.index_revision,
            stats.evidence_revision,
        )
    })?;
    Ok(Exit::Done)
}
