//! `vouch ingest`.

use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;
use workflow::people::Act;

use super::ingest_report::render;
use super::{Context, Exit};
use crate::ingest::{Ingest, Report};
use crate::workspace::Workspace;

#[derive(Debug, Args)]
pub(super) struct IngestArgs {
    /// Files and folders of exports
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Read and report what would be stored, and store nothing
    #[arg(long)]
    dry_run: bool,
    /// Go on watching the paths, and read what changes
    #[arg(long, conflicts_with = "dry_run")]
    watch: bool,
}

pub(super) async fn run(context: &Context<'_>, args: &IngestArgs) -> anyhow::Result<Exit> {
    let workspace = context.workspace().await?;
    context.allow(&workspace, Act::Ingest, None).await?;
    if args.watch {
        return super::watch::run(context, &workspace, &args.paths).await;
    }
    let report = ingest(context, &workspace, &args.paths, args.dry_run).await?;
    print(context, &report)?;
    Ok(if report.is_clean() { Exit::Done } else { Exit::Findings })
}

/// Reads exports into a store and brings its index up to date.
pub(super) async fn ingest(
    context: &Context<'_>,
    workspace: &Workspace,
    paths: &[PathBuf],
    dry_run: bool,
) -> anyhow::Result<Report> {
    ingest_as_of(context, workspace, paths, dry_run, context.global.as_of()).await
}

/// The same, on another day than the run's.
pub(super) async fn ingest_as_of(
    context: &Context<'_>,
    workspace: &Workspace,
    paths: &[PathBuf],
    dry_run: bool,
    as_of: Date,
) -> anyhow::Result<Report> {
    let ingest = Ingest {
        workspace,
        mappings: context.settings.mappings()?,
        as_of,
        output: context.output,
        batch_records: context.settings.ingest.batch_records,
        dry_run,
    };
    ingest.run(paths).await
}

/// Prints what came of an ingest.
pub(super) fn print(context: &Context<'_>, report: &Report) -> anyhow::Result<()> {
    let width = context.output.width();
    context.output.result(report, |report| render(report, width))
}
