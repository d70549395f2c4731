//! `vouch backup` and `vouch restore`.

use std::path::PathBuf;

use clap::Args;
use jiff::Timestamp;
use serde::Serialize;
use workflow::people::Act;

use super::{Context, Exit};

#[derive(Debug, Args)]
pub(super) struct BackupArgs {
    /// The file to write; it must not be there yet
    file: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct RestoreArgs {
    /// A file that `vouch backup` wrote
    file: PathBuf,
    /// Take what is stored now away, and put the backup in its place
    #[arg(long, required = true)]
    replace: bool,
}

/// What was backed up.
#[derive(Debug, Serialize)]
struct BackedUp {
    file: PathBuf,
    entries: i64,
    sources: i64,
    bytes: u64,
}

/// What was put back.
#[derive(Debug, Serialize)]
struct PutBack {
    file: PathBuf,
    entries: i64,
    sources: i64,
    left: String,
}

pub(super) async fn backup(context: &Context<'_>, args: &BackupArgs) -> anyhow::Result<Exit> {
    let workspace = context.workspace().await?;
    let session = context.session(&workspace).await?;
    session.allow(Act::Maintain, None)?;
    let report = workspace.store.backup(&args.file).await?;
    let done = BackedUp {
        file: args.file.clone(),
        entries: report.events,
        sources: report.sources,
        bytes: report.bytes,
    };
    context.output.result(&done, |done| {
        format!(
            "backed up {} sources and {} entries of the log to `{}`",
            done.sources,
            done.entries,
            done.file.display()
        )
    })?;
    Ok(Exit::Done)
}

pub(super) async fn restore(context: &Context<'_>, args: &RestoreArgs) -> anyhow::Result<Exit> {
    let workspace = context.workspace().await?;
    let session = context.session(&workspace).await?;
    session.allow(Act::Maintain, None)?;
    let report = workspace
        .store
        .restore(&args.file, session.author(), Timestamp::now())
        .await?;
    // The index holds what the store held before.
    workspace.rebuild().await?;
    let done = PutBack {
        file: args.file.clone(),
        entries: report.events,
        sources: report.sources,
        left: report.left,
    };
    context.output.result(&done, |done| {
        let mut text = format!(
            "put back {} sources and {} entries of the log from `{}`",
            done.sources,
            done.entries,
            done.file.display()
        );
        if !done.left.is_empty() {
            text.push_str(&format!(
                "\nwhat was there before ended with the log entry {}",
                done.left
            ));
        }
        text
    })?;
    Ok(Exit::Done)
}
