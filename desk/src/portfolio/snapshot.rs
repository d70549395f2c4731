//! The portfolio as it is shown at some moment.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use grounding::AccountId;
use jiff::civil::Date;
use store::Position;
use workflow::people::Person;
use workflow::run::Run;

use super::accounts::{Accounts, Mark};
use super::glance::Glance;
use super::open_runs::{LogMark, OpenRuns, RunsByAccount};
use super::page::Seen;

/// The portfolio as it is shown at some moment. It never changes; a later one takes its place.
#[derive(Debug, Default)]
pub(crate) struct Snapshot {
    mark: Option<Mark>,
    log: Option<LogMark>,
    restores: u64,
    glances: Arc<BTreeMap<AccountId, Arc<Glance>>>,
    runs: Arc<RunsByAccount>,
    rows: Vec<Row>,
    /// What those who have asked may see of it, the latest last.
    seen: Mutex<Vec<(Person, Arc<Seen>)>>,
}

/// Of so many people is kept what they may see.
const MOST_SEEN: usize = 32;

/// An account with its runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    /// The account at a glance.
    pub(crate) glance: Arc<Glance>,
    /// Its runs that wait for somebody, the most pressing first: those that are open, and those that
    /// were approved and have a task left.
    pub(crate) runs: Arc<[Arc<Run>]>,
}

impl Row {
    /// Its open runs, the most pressing first.
    pub(crate) fn open_runs(&self) -> impl Iterator<Item = &Arc<Run>> {
        self.runs.iter().filter(|run| run.is_open())
    }
}

impl Snapshot {
    /// The accounts with their runs, sorted by account.
    pub(crate) fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The account with its runs.
    pub(crate) fn row(&self, account: &AccountId) -> Option<&Row> {
        let at = self.rows.binary_search_by(|row| row.glance.account.id.cmp(account));
        at.ok().and_then(|at| self.rows.get(at))
    }

    /// What a person may see of it: `allowed` says which accounts, and `mine` which runs wait for
    /// them. Both follow from the person and the snapshot, so they are asked once.
    pub(crate) fn seen_by(
        &self,
        person: &Person,
        allowed: impl Fn(&AccountId) -> bool,
        mine: impl Fn(&Run) -> bool,
    ) -> Arc<Seen> {
        let known = |seen: &[(Person, Arc<Seen>)]| {
            let found = seen.iter().find(|(it, _)| it == person);
            found.map(|(_, seen)| Arc::clone(seen))
        };
        if let Some(seen) = known(&self.seen()) {
            return seen;
        }
        let reckoned = Arc::new(Seen::of(self, allowed, mine));
        let mut seen = self.seen();
        if seen.len() == MOST_SEEN {
            seen.remove(0);
        }
        seen.push((person.clone(), Arc::clone(&reckoned)));
        reckoned
    }

    /// Nothing that panics holds it, so it is as good as it was.
    fn seen(&self) -> MutexGuard<'_, Vec<(Person, Arc<Seen>)>> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The day that it speaks of; none before the first look at the store.
    pub(crate) fn today(&self) -> Option<Date> {
        self.mark.map(|mark| mark.today)
    }

    /// Whether the log still ends where it did.
    pub(super) fn has_log_of(&self, position: &Position) -> bool {
        self.log.as_ref().is_some_and(|log| log.is_at(position))
    }

    /// Whether it shows the evidence of that revision as of that day.
    pub(super) fn has_evidence_of(&self, revision: i64, today: Date) -> bool {
        let mark = Mark {
            revision,
            today,
            restores: self.restores,
        };
        self.mark == Some(mark)
    }

    /// How often the store was found to have been put back from a backup.
    pub(super) fn restores(&self) -> u64 {
        self.restores
    }

    /// The same with other accounts.
    pub(super) fn with_accounts(&self, accounts: &Accounts) -> Self {
        Self {
            mark: accounts.mark(),
            log: self.log.clone(),
            restores: self.restores,
            glances: Arc::clone(accounts.glances()),
            runs: Arc::clone(&self.runs),
            rows: rows(accounts.glances(), &self.runs),
            seen: Mutex::default(),
        }
    }

    /// The same with other runs.
    pub(super) fn with_runs(&self, open: &OpenRuns) -> Self {
        let runs = Arc::new(open.by_account());
        Self {
            mark: self.mark,
            log: open.mark().cloned(),
            restores: open.restores(),
            glances: Arc::clone(&self.glances),
            rows: rows(&self.glances, &runs),
            runs,
            seen: Mutex::default(),
        }
    }
}

fn rows(glances: &BTreeMap<AccountId, Arc<Glance>>, runs: &RunsByAccount) -> Vec<Row> {
    let none: Arc<[Arc<Run>]> = Arc::from([]);
    let rows = glances.iter().map(|(account, glance)| Row {
        glance: Arc::clone(glance),
        runs: Arc::clone(runs.get(account).unwrap_or(&none)),
    });
    rows.collect()
}
