//! The data folder: the store, and the index that follows it.

pub(crate) mod opened;
pub(crate) mod rechecks;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use evals::suite::Place;
use grounding::{Account, AccountId, Ledger, Source, View};
use retrieval::index::{Index, IndexError, Rebuild};
use store::{ChangePosition, Store};
use tokio::sync::Mutex;
use workflow::measure::{candidate, top_tenth};

use opened::OpenedRuns;
use rechecks::Rechecks;

/// An opened data folder.
pub(crate) struct Workspace {
    pub(crate) store: Store,
    /// Runs as they were read last.
    pub(crate) opened: OpenedRuns,
    /// The briefs that were held against the evidence.
    pub(crate) rechecks: Rechecks,
    index_path: PathBuf,
    /// The accounts as of an evidence revision.
    accounts: Mutex<(i64, Arc<[Account]>)>,
}

/// So many sources are read from the store at a time.
const PAGE: u32 = 2_000;

/// The revision of evidence that nobody has read.
const NEVER: i64 = -1;

/// How long to wait before looking again whether another process is done.
const PATIENCE: Duration = Duration::from_millis(200);

impl Workspace {
    /// Opens the data folder; makes it where there is none.
    pub(crate) async fn open(data: &Path) -> anyhow::Result<Self> {
        let store = Store::open(data).await?;
        Ok(Self {
            store,
            opened: OpenedRuns::default(),
            rechecks: Rechecks::default(),
            index_path: data.join("index"),
            accounts: Mutex::new((NEVER, Arc::default())),
        })
    }

    /// Every account. They are read again once something of the evidence has changed.
    pub(crate) async fn accounts(&self) -> anyhow::Result<Arc<[Account]>> {
        let revision = self.store.evidence_revision().await?;
        // Whoever asks while they are read waits for that, instead of reading them too.
        let mut accounts = self.accounts.lock().await;
        if accounts.0 != revision {
            *accounts = (revision, grounding::Evidence::accounts(&self.store).await?.into());
        }
        Ok(accounts.1.clone())
    }

    /// The tenth of the accounts that pay most, as far as their values are known (HS-13).
    pub(crate) async fn top_tenth(&self, view: View) -> anyhow::Result<Vec<AccountId>> {
        let mut of_account: BTreeMap<AccountId, Vec<Arc<Source>>> = BTreeMap::new();
        for source in self.store.values().await? {
            if let Some(account) = source.account.clone() {
                of_account.entry(account).or_default().push(source);
            }
        }
        let accounts = self.accounts().await?;
        let known = accounts.iter().map(|account| {
            let sources = of_account.remove(&account.id).unwrap_or_default();
            candidate(&Ledger::new(account.clone(), view, sources))
        });
        Ok(top_tenth(&known.collect::<Vec<_>>()))
    }

    /// What suites are run on.
    pub(crate) async fn into_place(self) -> anyhow::Result<Place<Store>> {
        Ok(Place {
            index: self.index().await?,
            accounts: self.accounts().await?.to_vec(),
            evidence: self.store,
        })
    }

    /// The index, brought to where the store stands. One that is missing or damaged is built
    /// anew: it holds nothing that the store doesn't.
    pub(crate) async fn index(&self) -> anyhow::Result<Index> {
        let index = match Index::open(&self.index_path) {
            Ok(index) => index,
            Err(error) if error.needs_rebuild() => return self.rebuild().await,
            Err(error) => return Err(error.into()),
        };
        let (stands, wanted) = (index.revision()?, self.store.evidence_revision().await?);
        if stands > wanted {
            // The store was put back to an earlier day.
            return self.rebuild().await;
        }
        if stands < wanted {
            match self.follow(&index, stands, wanted).await {
                // While another process takes evidence in, the index is searched as it stands.
                Err(error) if is_locked(&error) => tracing::info!("another process is changing the index"),
                done => done?,
            }
        }
        Ok(index)
    }

    /// The same, but waits for as long as another process is changing the index.
    pub(crate) async fn caught_up_index(&self) -> anyhow::Result<Index> {
        loop {
            let index = match self.index().await {
                Err(error) if is_locked(&error) => None,
                done => Some(done?),
            };
            match index {
                Some(index) if index.revision()? >= self.store.evidence_revision().await? => return Ok(index),
                _ => tokio::time::sleep(PATIENCE).await,
            }
        }
    }

    async fn follow(&self, index: &Index, stands: i64, wanted: i64) -> anyhow::Result<()> {
        let mut after = ChangePosition {
            revision: stands,
            source: None,
        };
        let follower = index.follow()?;
        loop {
            let page = self.store.changed_page(&after, PAGE).await?;
            let Some((last, _)) = page.last() else { break };
            after = last.clone();
            for (_, source) in &page {
                follower.put(source, false)?;
            }
        }
        follower.finish(wanted)?;
        Ok(())
    }

    /// Throws the index away and builds it from the store.
    pub(crate) async fn rebuild(&self) -> anyhow::Result<Index> {
        let wanted = self.store.evidence_revision().await?;
        let mut rebuild = Rebuild::start(&self.index_path).context("cannot rebuild the index")?;
        let mut after = None;
        loop {
            let page = self.store.live_page(after.as_ref(), PAGE).await?;
            let Some(last) = page.last() else { break };
            after = Some(last.id.clone());
            for source in &page {
                rebuild.add(source)?;
            }
        }
        let index = rebuild.finish(wanted)?;
        let now = self.store.evidence_revision().await?;
        if now > wanted {
            self.follow(&index, wanted, now).await?;
        }
        Ok(index)
    }

    /// The size of the index, if there is one.
    pub(crate) fn index_as_it_is(&self) -> Result<Option<Index>, IndexError> {
        match Index::open(&self.index_path) {
            Ok(index) => Ok(Some(index)),
            Err(error) if error.needs_rebuild() => Ok(None),
            Err(error) => Err(error),
        }
    }
}

fn is_locked(error: &anyhow::Error) -> bool {
    matches!(error.downcast_ref(), Some(IndexError::Locked { .. }))
}
