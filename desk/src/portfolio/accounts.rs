//! What the portfolio knows of each account, as it follows the evidence.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use grounding::{Account, AccountId, Evidence as _};
use jiff::civil::Date;
use store::Store;

use super::found::{Found, Tenant};
use super::glance::Glance;
use super::reason::Told;

/// So many accounts are read at a time where most are.
const STRETCH: usize = 100;

/// Where more than one account in so many is looked at again, stretches of them are read rather than
/// one after the other.
const MANY: usize = 4;

/// The evidence that something was made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) revision: i64,
    pub(super) today: Date,
    /// How often the store was put back from a backup meanwhile: sources that a backup doesn't have are
    /// gone without being told of as changed.
    pub(super) restores: u64,
}

/// What is known of each account.
#[derive(Debug, Default)]
pub(super) struct Accounts {
    mark: Option<Mark>,
    tenant: Tenant,
    glances: Arc<BTreeMap<AccountId, Arc<Glance>>>,
    looked_at: usize,
}

impl Accounts {
    /// The evidence that it stands for; none before the first look.
    pub(super) fn mark(&self) -> Option<Mark> {
        self.mark
    }

    /// The accounts at a glance.
    pub(super) fn glances(&self) -> &Arc<BTreeMap<AccountId, Arc<Glance>>> {
        &self.glances
    }

    /// How many accounts were looked at the last time that anything had changed.
    #[cfg(test)]
    pub(super) fn looked_at(&self) -> usize {
        self.looked_at
    }

    /// Whether no more than so many sources have changed since the last look and no more accounts are
    /// new, and nothing asks for a look at all of them.
    pub(super) async fn has_little_to_do(
        &self,
        store: &Store,
        (today, restores): (Date, u64),
        few: u32,
    ) -> anyhow::Result<bool> {
        let goes_on = |mark: &Mark| (mark.today, mark.restores) == (today, restores);
        let Some(mark) = self.mark.filter(goes_on) else {
            return Ok(false);
        };
        let is_few = |count: usize| u32::try_from(count).is_ok_and(|count| count <= few);
        let new = store.count_accounts().await?.saturating_sub(self.glances.len());
        if !is_few(new) || store.count_changed(mark.revision, few + 1).await? > few {
            return Ok(false);
        }
        // What belongs to the whole tenant may change every account.
        Ok(!store.accounts_changed(mark.revision).await?.contains(&None))
    }

    /// Looks again at the accounts whose evidence has changed; at all of them on another day, after a
    /// backup was put back, and after a change to records that every account shares. Says whether there
    /// was anything to do. On an error it stays as it was.
    pub(super) async fn follow(&mut self, store: &Store, today: Date, restores: u64) -> anyhow::Result<bool> {
        // What is stored while we read is found again the next time.
        let mark = Mark {
            revision: store.evidence_revision().await?,
            today,
            restores,
        };
        if self.mark == Some(mark) {
            return Ok(false);
        }
        let goes_on = |it: &Mark| (it.today, it.restores) == (today, restores) && it.revision <= mark.revision;
        let before = self.mark.filter(goes_on);
        let changed = match before {
            Some(before) => Some(store.accounts_changed(before.revision).await?),
            None => None,
        };
        let tenant = match &changed {
            Some(changed) if !changed.contains(&None) => self.tenant.clone(),
            _ => Tenant::read(store).await?,
        };
        let changed = changed.filter(|_| tenant == self.tenant);

        let mut glances = BTreeMap::new();
        let mut anew = Vec::new();
        for account in self.accounts(store, before, mark.revision).await? {
            match self.unchanged(&account, changed.as_ref()) {
                Some(glance) => {
                    glances.insert(account.id, glance);
                }
                None => anew.push(account),
            }
        }
        let total = glances.len() + anew.len();
        let stretch = if anew.len() * MANY > total { STRETCH } else { 1 };
        for accounts in anew.chunks(stretch) {
            let (Some(first), Some(last)) = (accounts.first(), accounts.last()) else {
                continue;
            };
            let range = first.id.clone()..=last.id.clone();
            let mut found = Found::read(store, &range, today).await?;
            let mut told = self.told(store, accounts, &found).await?;
            for account in accounts {
                let told = told.remove(&account.id).unwrap_or_default();
                let glance = found.glance(account, today, &tenant, told);
                glances.insert(account.id.clone(), Arc::new(glance));
                // Whoever asks for a page meanwhile comes first.
                tokio::task::yield_now().await;
            }
        }
        *self = Self {
            mark: Some(mark),
            tenant,
            glances: Arc::new(glances),
            looked_at: anew.len(),
        };
        tracing::debug!("looked at {} of {total} accounts", self.looked_at);
        Ok(true)
    }

    /// The accounts, from the store only where they may be others than before.
    async fn accounts(&self, store: &Store, before: Option<Mark>, revision: i64) -> anyhow::Result<Vec<Account>> {
        if let Some(before) = before
            && store.are_accounts_unchanged(before.revision, revision).await?
        {
            return Ok(self.glances.values().map(|it| it.account.clone()).collect());
        }
        Ok(store.accounts().await?)
    }

    /// What is known of an account that need not be looked at again; its names may have changed.
    fn unchanged(&self, account: &Account, changed: Option<&BTreeSet<Option<AccountId>>>) -> Option<Arc<Glance>> {
        let is_changed = changed.is_none_or(|it| it.contains(&Some(account.id.clone())));
        let held = self.glances.get(&account.id).filter(|_| !is_changed)?;
        if held.account == *account {
            Some(Arc::clone(held))
        } else {
            Some(Arc::new(held.renamed(account)))
        }
    }

    /// What the briefs behind the newest scores tell. A run's first brief never changes, so that one
    /// that was read is not read again.
    async fn told(
        &self,
        store: &Store,
        accounts: &[Account],
        found: &Found,
    ) -> anyhow::Result<BTreeMap<AccountId, Told>> {
        let mut told = BTreeMap::new();
        let mut wanted: BTreeMap<String, AccountId> = BTreeMap::new();
        for account in accounts {
            let Some(run) = found.newest_run(&account.id) else {
                continue;
            };
            let held = self.glances.get(&account.id).and_then(|it| it.health.as_ref());
            match held.filter(|it| it.run == run) {
                Some(held) => {
                    told.insert(account.id.clone(), held.told.clone());
                }
                None => {
                    wanted.insert(run.to_owned(), account.id.clone());
                }
            }
        }
        let runs: Vec<String> = wanted.keys().cloned().collect();
        for (run, brief) in store.first_briefs(&runs).await? {
            if let Some(account) = wanted.remove(&run) {
                told.insert(account, Told::of(&brief));
            }
        }
        Ok(told)
    }
}
