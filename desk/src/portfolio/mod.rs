//! The portfolio: every account at a glance, and the runs that wait for somebody, held in memory.
//!
//! The first page of the desk lists thousands of accounts. What it shows of them is gathered once and
//! then follows the store: after a change to the evidence the accounts that it is about are looked at
//! again, after a change to the log the runs. Readers take the [`Snapshot`] that is there, and never
//! wait for one that is being made.

mod accounts;
mod found;
mod glance;
mod open_runs;
mod page;
mod query;
mod reason;
mod snapshot;
#[cfg(test)]
mod tests;

use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};

use jiff::civil::Date;
use store::Store;
use tokio::sync::{Mutex, OwnedMutexGuard};

use accounts::Accounts;
use open_runs::OpenRuns;

pub(crate) use glance::{Glance, HealthGlance};
pub(crate) use page::{Line, Page};
pub(crate) use query::{Direction, Query, Sort};
pub(crate) use snapshot::Snapshot;

/// Where no more sources than these have changed, and no more accounts are new, whoever asks waits until
/// they are looked at.
const FEW: u32 = 16;

/// After looking at many accounts, so many times as long as that took is left to others before the
/// next look, so that a long ingest doesn't keep a core busy with what nobody asked for.
const PAUSE_FACTOR: u32 = 4;

/// The longest such pause.
const LONGEST_PAUSE: Duration = Duration::from_secs(2);

/// Every account at a glance, and the runs that wait for somebody. Shared behind an [`Arc`].
#[derive(Debug, Default)]
pub(crate) struct Portfolio {
    /// What follows the evidence. One follows at a time.
    accounts: Arc<Mutex<Accounts>>,
    /// What follows the log. It has a lock of its own, so that an approval shows at once while many
    /// accounts are being looked at.
    runs: Mutex<OpenRuns>,
    shown: RwLock<Arc<Snapshot>>,
}

impl Portfolio {
    /// The portfolio of a store as of a day.
    pub(crate) async fn open(store: &Store, today: Date) -> anyhow::Result<Self> {
        let portfolio = Self::default();
        portfolio.refresh(store, today).await?;
        Ok(portfolio)
    }

    /// What is shown now. It takes no time and never waits for a refresh.
    pub(crate) fn snapshot(&self) -> Arc<Snapshot> {
        Arc::clone(&self.shown.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Whether the store has moved on since what is shown was gathered, or another day is asked about.
    #[cfg(test)]
    pub(crate) async fn is_stale(&self, store: &Store, today: Date) -> anyhow::Result<bool> {
        let position = store.position().await?;
        let shown = self.snapshot();
        Ok(!shown.has_log_of(&position) || !shown.has_evidence_of(position.evidence, today))
    }

    /// Brings it up to date, and waits until that is done.
    pub(crate) async fn refresh(&self, store: &Store, today: Date) -> anyhow::Result<()> {
        self.follow_log(store).await?;
        let mut accounts = Arc::clone(&self.accounts).lock_owned().await;
        self.follow_evidence(&mut accounts, store, today).await
    }

    /// What a page shows: with everything that people have done, which is waited for, and with the
    /// evidence as it is where little of it has changed. Where much has, it is looked at meanwhile, and
    /// a later page shows it.
    pub(crate) async fn current(self: &Arc<Self>, store: &Store, today: Date) -> anyhow::Result<Arc<Snapshot>> {
        let position = store.position().await?;
        if !self.snapshot().has_log_of(&position) {
            self.follow_log(store).await?;
        }
        let shown = self.snapshot();
        if shown.has_evidence_of(position.evidence, today) {
            return Ok(shown);
        }
        // Somebody else is looking where the lock is taken.
        let Ok(mut accounts) = Arc::clone(&self.accounts).try_lock_owned() else {
            return Ok(shown);
        };
        if accounts.has_little_to_do(store, (today, shown.restores()), FEW).await? {
            self.follow_evidence(&mut accounts, store, today).await?;
        } else {
            let (portfolio, store) = (Arc::clone(self), store.clone());
            tokio::spawn(async move { portfolio.follow_meanwhile(accounts, &store, today).await });
        }
        Ok(self.snapshot())
    }

    async fn follow_meanwhile(&self, mut accounts: OwnedMutexGuard<Accounts>, store: &Store, today: Date) {
        let began = Instant::now();
        if let Err(error) = self.follow_evidence(&mut accounts, store, today).await {
            tracing::error!("the list of accounts could not be brought up to date: {error:#}");
        }
        let pause = began.elapsed().saturating_mul(PAUSE_FACTOR).min(LONGEST_PAUSE);
        tokio::time::sleep(pause).await;
        drop(accounts);
    }

    async fn follow_log(&self, store: &Store) -> anyhow::Result<()> {
        let mut runs = self.runs.lock().await;
        if runs.follow(store).await? {
            self.show(|shown| shown.with_runs(&runs));
        }
        Ok(())
    }

    async fn follow_evidence(&self, accounts: &mut Accounts, store: &Store, today: Date) -> anyhow::Result<()> {
        let restores = self.snapshot().restores();
        if accounts.follow(store, today, restores).await? {
            self.show(|shown| shown.with_accounts(accounts));
        }
        Ok(())
    }

    fn show(&self, change: impl FnOnce(&Snapshot) -> Snapshot) {
        let mut shown = self.shown.write().unwrap_or_else(PoisonError::into_inner);
        *shown = Arc::new(change(&shown));
    }
}
