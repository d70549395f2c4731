//! The runs that wait for somebody, as they follow the log.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use grounding::AccountId;
use jiff::civil::Date;
use store::{Position, Store};
use workflow::brief::RunState;
use workflow::log::{Event, RUNS, run_stream};
use workflow::run::Run;

use crate::streams::{broken, by_stream};

/// So many entries of the log are read at a time.
const PAGE: u32 = 1_000;

/// The entries of so many runs are read at a time.
const STREAMS: usize = 250;

/// The runs of each account that wait for somebody, the most pressing first.
pub(super) type RunsByAccount = BTreeMap<AccountId, Arc<[Arc<Run>]>>;

/// A place in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct LogMark {
    entry: i64,
    digest: String,
}

impl LogMark {
    fn of(position: &Position) -> Self {
        Self {
            entry: position.entry,
            digest: position.digest.clone(),
        }
    }

    /// Whether the log still ends here.
    pub(super) fn is_at(&self, position: &Position) -> bool {
        (self.entry, &self.digest) == (position.entry, &position.digest)
    }

    /// Whether the log that now ends there can be one that goes on from here.
    fn may_go_on_to(&self, position: &Position) -> bool {
        self.is_at(position) || self.entry < position.entry
    }
}

/// The runs that wait for somebody.
#[derive(Debug, Default)]
pub(super) struct OpenRuns {
    mark: Option<LogMark>,
    restores: u64,
    runs: BTreeMap<String, Arc<Run>>,
}

impl OpenRuns {
    /// The place in the log that it stands for; none before the first look.
    pub(super) fn mark(&self) -> Option<&LogMark> {
        self.mark.as_ref()
    }

    /// How often the store was found to have been put back from a backup.
    pub(super) fn restores(&self) -> u64 {
        self.restores
    }

    /// The runs by account.
    pub(super) fn by_account(&self) -> RunsByAccount {
        let mut by_account: BTreeMap<AccountId, Vec<Arc<Run>>> = BTreeMap::new();
        for run in self.runs.values() {
            by_account
                .entry(run.account().clone())
                .or_default()
                .push(Arc::clone(run));
        }
        let sorted = by_account.into_iter().map(|(account, mut runs)| {
            runs.sort_by_cached_key(|run| (run.next_due().unwrap_or(Date::MAX), run.id.clone()));
            (account, runs.into())
        });
        sorted.collect()
    }

    /// Folds again the runs that the log has more of. Says whether there was anything to do. On an
    /// error it stays as it was.
    pub(super) async fn follow(&mut self, store: &Store) -> anyhow::Result<bool> {
        let position = store.position().await?;
        match self.mark.clone() {
            None => *self = Self::fill(store, &position, self.restores).await?,
            Some(mark) if mark.is_at(&position) => return Ok(false),
            Some(mark) => match changed_since(store, &mark, &position).await? {
                Some((mark, changed)) => {
                    let ids: Vec<String> = changed.into_iter().collect();
                    let folded = fold(store, &ids).await?;
                    for id in ids {
                        self.runs.remove(&id);
                    }
                    self.runs.extend(folded);
                    self.mark = Some(mark);
                }
                None => *self = Self::fill(store, &position, self.restores + 1).await?,
            },
        }
        Ok(true)
    }

    async fn fill(store: &Store, position: &Position, restores: u64) -> anyhow::Result<Self> {
        let heads = store.heads(None).await?.into_iter();
        let over = |state: RunState| matches!(state, RunState::Superseded | RunState::Failed);
        let ids: Vec<String> = heads.filter(|head| !over(head.state)).map(|head| head.id).collect();
        Ok(Self {
            mark: Some(LogMark::of(position)),
            restores,
            runs: fold(store, &ids).await?,
        })
    }
}

/// The runs that entries after a place are about, and where the log ends now. None where it doesn't go
/// on from that place, or tells that a backup was put back.
async fn changed_since(
    store: &Store,
    mark: &LogMark,
    position: &Position,
) -> anyhow::Result<Option<(LogMark, BTreeSet<String>)>> {
    if !mark.may_go_on_to(position) {
        return Ok(None);
    }
    let mut mark = mark.clone();
    let mut changed = BTreeSet::new();
    loop {
        let page = store.log_page(mark.entry, PAGE).await?;
        let (Some(first), Some(last)) = (page.first(), page.last()) else {
            return Ok(Some((mark, changed)));
        };
        let goes_on = mark.entry == 0 || first.previous == mark.digest;
        if !goes_on || page.iter().any(|entry| matches!(entry.event, Event::Store(_))) {
            return Ok(None);
        }
        let runs = page.iter().filter_map(|entry| entry.stream.strip_prefix(RUNS));
        changed.extend(runs.map(str::to_owned));
        mark = LogMark {
            entry: last.number,
            digest: last.digest.clone(),
        };
    }
}

/// Those of the runs that wait for somebody.
async fn fold(store: &Store, ids: &[String]) -> anyhow::Result<BTreeMap<String, Arc<Run>>> {
    let mut runs = BTreeMap::new();
    for ids in ids.chunks(STREAMS) {
        let streams: Vec<String> = ids.iter().map(|id| run_stream(id)).collect();
        let entries = store.entries_of(&streams).await?;
        for (id, entries) in by_stream(&entries, RUNS) {
            let events = entries.into_iter().filter_map(|entry| match &entry.event {
                Event::Run(event) => Some((&entry.signed, event)),
                _ => None,
            });
            let run = Run::replay(id, events).map_err(|error| broken(&error))?;
            if waits(&run) {
                runs.insert(id.to_owned(), Arc::new(run));
            }
        }
    }
    Ok(runs)
}

/// Whether anything of a run may wait for somebody: it is open, or a task of it is.
fn waits(run: &Run) -> bool {
    let is_over = matches!(run.state.word(), RunState::Superseded | RunState::Failed);
    let has_tasks = run.completed.is_none() && run.tasks.iter().any(|task| task.done.is_none());
    !is_over && (run.is_open() || has_tasks)
}
