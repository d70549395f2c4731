//! What the commands on suites share: which cases are run, and on what.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use agent::exchange::Recorder;
use anyhow::Context as _;
use clap::Args;
use evals::suite::{self, Asked, Bench, Place, Report, Suite};
use store::Store;
use tempfile::TempDir;
use tokio::runtime::Handle;

use crate::cli::{Context, ingest};
use crate::failure::Hinted;
use crate::settings::Settings;
use crate::workspace::Workspace;

/// Where suites are looked for.
const DEFAULT_FOLDER: &str = "evals/suites";

#[derive(Debug, Clone, Args)]
pub(super) struct SuiteArgs {
    /// Suites, or folders of suites [default: `evals/suites`]
    #[arg(value_name = "SUITE")]
    suites: Vec<PathBuf>,
    /// Only the cases in whose name, `suite/case`, this stands
    #[arg(long, value_name = "TEXT")]
    filter: Option<String>,
}

/// Suites, and the exports that they need, each set in a store of its own.
pub(super) struct Prepared {
    pub(super) suites: Vec<Suite>,
    places: BTreeMap<Vec<PathBuf>, Place<Store>>,
    /// Removes the stores when nobody needs them any more.
    _folders: Vec<TempDir>,
}

/// How suites are run.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct How<'a> {
    /// Asks the model of the settings.
    pub(super) live: bool,
    /// Tells how long each stage took.
    pub(super) timing: bool,
    /// Only recordings of that name.
    pub(super) model: Option<&'a str>,
}

impl SuiteArgs {
    /// Where the suites are, for whoever watches them.
    pub(super) fn paths(&self) -> Vec<PathBuf> {
        if self.suites.is_empty() {
            vec![PathBuf::from(DEFAULT_FOLDER)]
        } else {
            self.suites.clone()
        }
    }

    /// Whether all cases of the suites in their usual place are meant.
    pub(super) fn is_everything(&self) -> bool {
        self.suites.is_empty() && self.filter.is_none()
    }

    /// Reads the suites, and leaves out the cases that are not meant.
    pub(super) fn read(&self) -> anyhow::Result<Vec<Suite>> {
        if self.suites.is_empty() && !Path::new(DEFAULT_FOLDER).is_dir() {
            let hint = "name the suites, or run this where they are: `vouch evals run path/to/suites`".to_owned();
            return Err(Hinted::new(format!("there is no folder `{DEFAULT_FOLDER}` here"), [hint]).into());
        }
        let mut suites = Suite::read(&self.paths())?;
        if let Some(filter) = &self.filter {
            for suite in &mut suites {
                let (name, all) = (suite.name.clone(), suite.cases.len());
                suite
                    .cases
                    .retain(|case| format!("{name}/{}", case.name).contains(filter));
                suite.sets.retain(|set| format!("{name}/{}", set.set).contains(filter));
                if suite.cases.len() < all {
                    // They are of all cases together.
                    suite.thresholds.clear();
                }
            }
            suites.retain(|suite| !suite.cases.is_empty() || !suite.sets.is_empty());
        }
        if suites.is_empty() {
            let (what, hint) = match &self.filter {
                Some(filter) => (
                    format!("no case has `{filter}` in its name"),
                    "a case is named `suite/case`; without `--filter`, all of them are run",
                ),
                None => (
                    "there is no suite".to_owned(),
                    "a suite is a file `*.toml`; docs/evals.md says of what form",
                ),
            };
            return Err(Hinted::new(what, [hint.to_owned()]).into());
        }
        Ok(suites)
    }
}

impl Prepared {
    /// Takes in the exports that the suites need.
    pub(super) async fn new(context: &Context<'_>, suites: Vec<Suite>) -> anyhow::Result<Self> {
        let mut places = BTreeMap::new();
        let mut folders = Vec::new();
        for (paths, day) in suite::exports(&suites) {
            let folder = tempfile::Builder::new()
                .prefix("vouch-")
                .tempdir()
                .context("cannot make a folder for the store")?;
            let workspace = Workspace::open(folder.path()).await?;
            let report = ingest::ingest_as_of(context, &workspace, &paths, false, day).await?;
            if let Some(left_out) = report.left_out().filter(|_| context.global.verbose > 0) {
                let named: Vec<String> = paths.iter().map(|it| it.display().to_string()).collect();
                context.output.note(&format!("note: {}: {left_out}", named.join(", ")));
            }
            places.insert(paths, workspace.into_place().await?);
            folders.push(folder);
        }
        Ok(Self {
            suites,
            places,
            _folders: folders,
        })
    }

    /// Fails where no case has a recording of that name.
    fn knows(model: &str, suites: &[Suite]) -> anyhow::Result<()> {
        let folders = suites
            .iter()
            .flat_map(|suite| &suite.cases)
            .filter_map(|case| case.exchange.as_ref());
        let names: BTreeSet<String> = folders
            .flat_map(|folder| suite::recordings(folder))
            .map(|(name, _)| name)
            .filter(|name| !name.is_empty())
            .collect();
        if names.contains(model) || names.is_empty() {
            return Ok(());
        }
        let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
        let hint = format!("there are {}", names.join(", "));
        Err(Hinted::new(format!("no recording is called `{model}`"), [hint]).into())
    }

    /// Runs the cases.
    pub(super) fn run(
        &self,
        context: &Context<'_>,
        settings: &Settings,
        how: How<'_>,
    ) -> anyhow::Result<(Report, Vec<Asked>)> {
        self.run_only(context, settings, how, &self.suites)
    }

    /// Whether any case has a recording of that name.
    pub(super) fn has_recording(&self, name: &str) -> bool {
        let cases = self.suites.iter().flat_map(|suite| &suite.cases);
        let mut folders = cases.filter_map(|case| case.exchange.as_ref());
        folders.any(|folder| folder.join(name).join("recording.toml").is_file())
    }

    /// One case of one suite.
    pub(super) fn only(&self, suite: &str, case: &str) -> Vec<Suite> {
        let mut only: Vec<Suite> = self.suites.iter().filter(|it| it.name == suite).cloned().collect();
        for suite in &mut only {
            suite.cases.retain(|it| it.name == case);
        }
        only
    }

    /// Runs some of the cases.
    pub(super) fn run_only(
        &self,
        context: &Context<'_>,
        settings: &Settings,
        how: How<'_>,
        suites: &[Suite],
    ) -> anyhow::Result<(Report, Vec<Asked>)> {
        let live = |recorder: &Recorder| {
            settings
                .recorded_drafter(recorder)
                .map_err(|error| format!("{error:#}"))
        };
        let bench = Bench {
            places: &self.places,
            policy: &settings.policy,
            prompts: settings.prompts()?,
            revision_rounds: settings.revision_rounds,
            trigger_days: settings.handoff.trigger_days,
            live: how.live.then_some(&live),
            recording: how.model,
            timing: how.timing,
        };
        if let Some(model) = how.model {
            Self::knows(model, suites)?;
        }
        let bar = context.output.progress("{spinner} {elapsed} {wide_msg}");
        let progress = |at: usize, of: usize, name: &str| bar.set_message(format!("{} of {of}: {name}", at + 1));
        let handle = Handle::current();
        let done = tokio::task::block_in_place(|| suite::run(suites, &bench, &handle, &progress));
        bar.finish_and_clear();
        Ok(done)
    }
}
