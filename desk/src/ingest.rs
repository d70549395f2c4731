//! Reading exports into a data folder.
//!
//! An ingest goes over its files twice. The first look tells what they say of accounts, people
//! and meetings, and whether their bytes are those that were read before; the second reads what
//! has changed, piece by piece. Reading, storing and indexing go on side by side.
//!
//! What was stored stays stored however a run ends, and the next one goes on from there.

mod indexing;
mod progress;
mod reading;
mod report;
mod storing;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Context as _;
use jiff::civil::Date;
use retrieval::read::{Announced, Batch, Input, Mappings, OsFiles, Survey, find};
use store::FileVersion;
use tokio::task::spawn_blocking;

#[cfg(test)]
pub(crate) use report::Quarantined;
pub(crate) use report::{FileReport, Report};

use crate::output::Output;
use crate::workspace::Workspace;
use progress::Progress;
use reading::{Planned, read};
use storing::Storing;

/// An ingest.
pub(crate) struct Ingest<'a> {
    pub(crate) workspace: &'a Workspace,
    /// How files are read that no built-in reader knows.
    pub(crate) mappings: Mappings,
    /// Nothing may be dated after it.
    pub(crate) as_of: Date,
    pub(crate) output: &'a Output,
    /// Small files share a transaction until they have so many records.
    pub(crate) batch_records: usize,
    /// Whether nothing is to be stored.
    pub(crate) dry_run: bool,
}

/// What the first look found.
struct Surveyed {
    batch: Batch,
    inputs: Vec<Input>,
    /// The digest of each input's bytes, and what it announces.
    announced: Vec<Announced>,
    /// What was announced before, by whatever file.
    told: BTreeSet<Vec<u8>>,
}

impl Ingest<'_> {
    /// Reads files and folders.
    pub(crate) async fn run(&self, paths: &[PathBuf]) -> anyhow::Result<Report> {
        let store = &self.workspace.store;
        let progress = Progress::new(self.output);
        let Surveyed {
            batch,
            inputs,
            announced,
            told,
        } = self.survey(paths, &progress).await?;
        if !self.dry_run {
            store.put_accounts(batch.accounts()).await?;
            let facts = inputs.iter().zip(&announced);
            let facts: Vec<_> = facts
                .map(|(input, it)| (input.canonical_path(), it.facts.clone()))
                .collect();
            store.put_announcements(&facts).await?;
        }

        let states = store.files().await?;
        let mut report = Report::default();
        let mut plan = Vec::new();
        for (index, (input, announced)) in inputs.iter().zip(announced).enumerate() {
            let path = input.canonical_path();
            let version = FileVersion {
                digest: announced.digest,
                context: batch.context().to_owned(),
                as_of: self.as_of,
            };
            match states.get(&path) {
                Some(state) if state.is_current(&version) => {
                    report.add(FileReport::unchanged(
                        input.path(),
                        state,
                        store.quarantine_of(&path).await?,
                    ));
                }
                state => {
                    let begun = state.filter(|it| !self.dry_run && it.version == version && !it.is_complete);
                    let mut file = FileReport::new(input.path());
                    if let Some(begun) = begun {
                        file.resume(begun, store.quarantine_of(&path).await?);
                    }
                    plan.push(Planned {
                        input: index,
                        from: begun.map_or(0, |begun| begun.pieces),
                        is_known: told.contains(&announced.facts),
                        path,
                        version,
                        report: file,
                    });
                }
            }
        }

        progress.begin(plan.iter().map(|it| inputs[it.input].weight()).sum());
        let jobs = plan.iter().map(|it| (it.input, it.from)).collect();
        let pieces = read(Arc::new(batch), Arc::new(inputs), jobs);
        let storing = Storing {
            workspace: self.workspace,
            batch_records: self.batch_records,
            dry_run: self.dry_run,
            progress: &progress,
        };
        for file in storing.run(plan, pieces).await? {
            report.add(file);
        }
        progress.end();
        report.sort();
        Ok(report)
    }

    /// Takes the first look at the files, and at those of earlier runs some of whose records
    /// nobody could be found for: what is known now may place them.
    async fn survey(&self, paths: &[PathBuf], progress: &Progress) -> anyhow::Result<Surveyed> {
        let store = &self.workspace.store;
        let known = self.workspace.accounts().await?;
        let announcements = store.announcements().await?;
        let documents = store.beginning_with("contract:").await?;
        let waiting: Vec<PathBuf> = store.unplaced().await?.iter().map(|path| on_disk(path)).collect();
        let paths = paths.to_vec();
        let (as_of, mappings) = (self.as_of, self.mappings.clone());
        let progress = progress.clone();
        let surveying = move || -> anyhow::Result<Surveyed> {
            let mut inputs = find(&paths, &OsFiles)?;
            let mut seen: BTreeSet<String> = inputs.iter().map(Input::canonical_path).collect();
            let waiting: Vec<PathBuf> = waiting.into_iter().filter(|path| path.exists()).collect();
            inputs.extend(
                find(&waiting, &OsFiles)?
                    .into_iter()
                    .filter(|input| seen.insert(input.canonical_path())),
            );
            progress.look_over(inputs.iter().map(Input::weight).sum());
            let mut survey = Survey::new(&known, as_of, &OsFiles);
            survey.map(&mappings);
            survey.remember_documents(documents);
            let told = announcements.iter().map(|(_, facts)| facts.clone()).collect();
            for (path, facts) in announcements {
                if !seen.contains(&path) {
                    survey.remember(&path, &facts);
                }
            }
            let mut announced = Vec::with_capacity(inputs.len());
            for input in &inputs {
                progress.file(input.path());
                announced.push(survey.look_over(input, &mut |bytes| progress.advance(bytes)));
            }
            Ok(Surveyed {
                batch: survey.finish(),
                inputs,
                announced,
                told,
            })
        };
        spawn_blocking(surveying)
            .await
            .context("the first look at the files broke off")?
    }
}

/// The file on the disk that an input's path begins with.
fn on_disk(path: &str) -> PathBuf {
    PathBuf::from(path.split_once("!/").map_or(path, |(file, _)| file))
}
