//! The one door through which evidence is gathered.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::future::Future;
use std::sync::Arc;

use crate::{Account, AccountId, Source, SourceId};

/// Somewhere that evidence is kept.
///
/// Implementations hand over everything they hold of an account, in every state and revision;
/// what a run may see of it (as of a day, for an audience) is decided once, by
/// [`Ledger::gather`](crate::Ledger::gather).
pub trait Evidence: Send + Sync {
    /// Why evidence could not be read.
    type Error: std::error::Error + Send + Sync + 'static;

    /// Every account, sorted by id.
    fn accounts(&self) -> impl Future<Output = Result<Vec<Account>, Self::Error>> + Send;

    /// Every revision of every source of the account, and the live sources of the whole tenant
    /// (those without an account), sorted by id and revision.
    fn sources(&self, account: &AccountId) -> impl Future<Output = Result<Vec<Arc<Source>>, Self::Error>> + Send;

    /// The accounts of those of the ids that exist anywhere; ids unknown to the tenant are left
    /// out.
    fn owners(
        &self,
        ids: &[SourceId],
    ) -> impl Future<Output = Result<BTreeMap<SourceId, Option<AccountId>>, Self::Error>> + Send;
}

/// Evidence held in memory: for tests, and for suites that carry their evidence inline.
#[derive(Debug, Clone, Default)]
pub struct InMemory {
    accounts: Vec<Account>,
    sources: Vec<Arc<Source>>,
}

impl InMemory {
    /// Takes accounts and sources in any order.
    pub fn new(mut accounts: Vec<Account>, sources: Vec<Source>) -> Self {
        accounts.sort_by(|left, right| left.id.cmp(&right.id));
        let mut sources: Vec<Arc<Source>> = sources.into_iter().map(Arc::new).collect();
        sources.sort_by(|left, right| (&left.id, left.revision).cmp(&(&right.id, right.revision)));
        Self { accounts, sources }
    }

    /// The same as [`Evidence::sources`], without waiting.
    pub fn sources_of(&self, account: &AccountId) -> Vec<Arc<Source>> {
        self.sources
            .iter()
            .filter(|source| source.account.as_ref().is_none_or(|it| it == account))
            .cloned()
            .collect()
    }
}

impl Evidence for InMemory {
    type Error = Infallible;

    async fn accounts(&self) -> Result<Vec<Account>, Infallible> {
        Ok(self.accounts.clone())
    }

    async fn sources(&self, account: &AccountId) -> Result<Vec<Arc<Source>>, Infallible> {
        Ok(self.sources_of(account))
    }

    async fn owners(&self, ids: &[SourceId]) -> Result<BTreeMap<SourceId, Option<AccountId>>, Infallible> {
        Ok(self
            .sources
            .iter()
            .filter(|source| ids.contains(&source.id))
            .map(|source| (source.id.clone(), source.account.clone()))
            .collect())
    }
}
