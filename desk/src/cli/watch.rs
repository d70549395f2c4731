//! `vouch ingest --watch`: reading what changes, until somebody breaks it off.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::ingest::{ingest, print};
use super::{Context, Exit};
use crate::workspace::Workspace;

/// How often the paths are looked at. Looking, rather than being told by the system, works on
/// network shares and in containers as well.
const INTERVAL: Duration = Duration::from_secs(2);

/// A file's size and when it was last written.
type Stamp = (u64, Option<SystemTime>);

pub(super) async fn run(context: &Context<'_>, workspace: &Workspace, paths: &[PathBuf]) -> anyhow::Result<Exit> {
    let mut read = BTreeMap::new();
    let mut seen = stamps(paths);
    let mut shown = None;
    loop {
        if seen != read {
            let report = ingest(context, workspace, paths, false).await?;
            let faults = report.faults();
            let is_first = shown.is_none();
            if report.has_news() || shown != Some(faults) {
                print(context, &report)?;
            }
            (read, shown) = (seen, Some(faults));
            if is_first {
                context.output.note("watching; stop with Ctrl-C");
            }
        }
        // What is still being written waits until it has been left alone for a while.
        seen = loop {
            let before = stamps(paths);
            tokio::time::sleep(INTERVAL).await;
            let now = stamps(paths);
            if before == now {
                break now;
            }
        };
    }
}

fn stamps(paths: &[PathBuf]) -> BTreeMap<PathBuf, Stamp> {
    let mut stamps = BTreeMap::new();
    for path in paths {
        add(path, &mut stamps);
    }
    stamps
}

fn add(path: &Path, stamps: &mut BTreeMap<PathBuf, Stamp>) {
    // What can't be looked at now may be there again the next time.
    let Ok(metadata) = std::fs::metadata(path) else { return };
    if !metadata.is_dir() {
        stamps.insert(path.to_owned(), (metadata.len(), metadata.modified().ok()));
        return;
    }
    let Ok(entries) = std::fs::read_dir(path) else { return };
    for entry in entries.flatten() {
        let is_link = entry.file_type().is_ok_and(|kind| kind.is_symlink());
        if !(is_link && entry.path().is_dir()) {
            add(&entry.path(), stamps);
        }
    }
}
