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
    let mut watched = Watched::new(paths.to_owned());
    let mut shown = None;
    loop {
        let report = ingest(context, workspace, paths, false).await?;
        let faults = report.faults();
        let is_first = shown.is_none();
        if report.has_news() || shown != Some(faults) {
            print(context, &report)?;
        }
        shown = Some(faults);
        if is_first {
            context.output.note("watching; stop with Ctrl-C");
        }
        watched.changed().await;
    }
}

/// Files and folders, as they were when they were last looked at.
pub(super) struct Watched {
    paths: Vec<PathBuf>,
    seen: BTreeMap<PathBuf, Stamp>,
}

impl Watched {
    /// Takes note of how they are now.
    pub(super) fn new(paths: Vec<PathBuf>) -> Self {
        Self {
            seen: stamps(&paths),
            paths,
        }
    }

    /// Waits until something changed since they were last looked at. What is still being written
    /// waits until it has been left alone for a while.
    pub(super) async fn changed(&mut self) {
        loop {
            let before = stamps(&self.paths);
            tokio::time::sleep(INTERVAL).await;
            let now = stamps(&self.paths);
            if before == now && now != self.seen {
                self.seen = now;
                return;
            }
        }
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
