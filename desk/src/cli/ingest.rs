//! `vouch ingest`.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::Args;
use retrieval::read::{FileReading, OsFiles, read_paths};
use store::{FileBatch, Incoming, QuarantinedRecord};

use super::ingest_report::{FileReport, Report, render};
use super::{Context, Exit};
use crate::workspace::Workspace;

#[derive(Debug, Args)]
pub(super) struct IngestArgs {
    /// Files and folders of exports
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Read and report, and store nothing
    #[arg(long)]
    dry_run: bool,
}

pub(super) async fn run(context: &Context<'_>, args: &IngestArgs) -> anyhow::Result<Exit> {
    let workspace = context.workspace().await?;
    let report = ingest(context, &workspace, &args.paths, args.dry_run).await?;
    let width = context.output.width();
    context.output.result(&report, |report| render(report, width))?;
    Ok(if report.is_clean() { Exit::Done } else { Exit::Findings })
}

/// Reads exports into a store and brings its index up to date. Each file is stored whole or not
/// at all, so that a run that is broken off can simply be started again.
pub(super) async fn ingest(
    context: &Context<'_>,
    workspace: &Workspace,
    paths: &[PathBuf],
    dry_run: bool,
) -> anyhow::Result<Report> {
    let known = workspace.accounts().await?;
    let mappings = context.settings.mappings()?;
    let bar = context.output.progress("{spinner} {pos} files, {elapsed}, {wide_msg}");
    let mut show = |path: &Path| {
        bar.inc(1);
        bar.set_message(path.display().to_string());
    };
    let reading = read_paths(paths, context.global.as_of(), &mappings, &known, &OsFiles, &mut show)?;
    let mut report = Report::default();
    if !dry_run {
        workspace.store.put_accounts(&reading.accounts).await?;
    }
    for file in &reading.files {
        bar.set_message(format!("storing {}", file.path));
        let (stored, unchanged) = if dry_run {
            (0, 0)
        } else {
            store_file(workspace, file).await?
        };
        report.add(FileReport::new(file, stored, unchanged));
    }
    if !dry_run {
        bar.set_message("bringing the index up to date");
        workspace.index().await?;
    }
    bar.finish_and_clear();
    Ok(report)
}

async fn store_file(workspace: &Workspace, file: &FileReading) -> anyhow::Result<(usize, usize)> {
    if file.format.is_none() && file.quarantined.is_empty() {
        return Ok((0, 0));
    }
    // One file has one name in the store, wherever a run is started from.
    let path = std::fs::canonicalize(&file.path)
        .map_or_else(|_| file.path.clone(), |path| path.to_string_lossy().into_owned());
    let records = file.records.iter().map(|record| Incoming {
        source: &record.source,
        raw: &record.raw,
        modified: record.modified.as_deref(),
    });
    let quarantined = file.quarantined.iter().map(|it| QuarantinedRecord {
        at: &it.at,
        reason: &it.reason,
        raw: &it.raw,
    });
    let batch = FileBatch {
        path: &path,
        format: file.format.map_or("unknown", |format| format.as_str()),
        records: records.collect(),
        quarantined: quarantined.collect(),
    };
    let outcome = workspace
        .store
        .put_file(batch)
        .await
        .with_context(|| format!("cannot store `{}`", file.path))?;
    Ok((outcome.stored, outcome.unchanged))
}
