//! What accounts at a glance are told from.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;
use std::sync::Arc;

use grounding::{Account, AccountId, Record, Source, SourceId};
use jiff::civil::Date;
use store::Store;
use workflow::brief::SPARKLINE_WIDTH;

use super::glance::{Glance, SNAPSHOTS, run_of};
use super::reason::Told;

/// What a stretch of accounts is told from.
#[derive(Debug)]
pub(super) struct Found {
    records: BTreeMap<AccountId, Vec<Arc<Source>>>,
    newest: BTreeMap<AccountId, Date>,
    /// The scores of this program's own, oldest first.
    scores: BTreeMap<AccountId, Vec<Source>>,
}

impl Found {
    /// Reads it as of a day.
    pub(super) async fn read(store: &Store, accounts: &RangeInclusive<AccountId>, today: Date) -> anyhow::Result<Self> {
        let mut records: BTreeMap<AccountId, Vec<Arc<Source>>> = BTreeMap::new();
        for source in store.glance_records(accounts).await? {
            if let Some(account) = source.account.clone() {
                records.entry(account).or_default().push(source);
            }
        }
        let mut scores: BTreeMap<AccountId, Vec<Source>> = BTreeMap::new();
        let days = u32::try_from(SPARKLINE_WIDTH)?;
        for source in store.glance_last_days(accounts, SNAPSHOTS, today, days).await? {
            if let Some(account) = source.account.clone() {
                scores.entry(account).or_default().push(source);
            }
        }
        Ok(Self {
            records,
            newest: store.glance_newest(accounts, today).await?,
            scores,
        })
    }

    /// The run of the newest score of an account.
    pub(super) fn newest_run(&self, account: &AccountId) -> Option<&str> {
        self.scores.get(account)?.last().and_then(run_of)
    }

    /// The account at a glance, with what the brief behind its newest score tells.
    pub(super) fn glance(&mut self, account: &Account, today: Date, tenant: &Tenant, told: Told) -> Glance {
        let records = self.records.remove(&account.id).unwrap_or_default();
        let scores = self.scores.remove(&account.id).unwrap_or_default();
        let newest = self.newest.remove(&account.id);
        Glance::of(account.clone(), today, tenant.beside(records), newest, (&scores, told))
    }
}

/// The records that every account shares.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Tenant {
    users: BTreeMap<SourceId, Arc<Source>>,
    others: Vec<Arc<Source>>,
}

impl Tenant {
    /// Reads them.
    pub(super) async fn read(store: &Store) -> anyhow::Result<Self> {
        let mut tenant = Self::default();
        for source in store.glance_records_of_tenant().await? {
            if matches!(source.record, Some(Record::User(_))) {
                tenant.users.insert(source.id.clone(), source);
            } else {
                tenant.others.push(source);
            }
        }
        Ok(tenant)
    }

    /// The records of an account with those that matter to it beside them: of the users only whom its
    /// own records name, since a ledger of all of them for each account would take long.
    fn beside(&self, mut records: Vec<Arc<Source>>) -> Vec<Arc<Source>> {
        let owners = records.iter().filter_map(|source| match &source.record {
            Some(Record::Account(account)) => account.owner.as_deref(),
            _ => None,
        });
        let owners: BTreeSet<SourceId> = owners.map(SourceId::raw).collect();
        records.extend(owners.iter().filter_map(|owner| self.users.get(owner).cloned()));
        records.extend(self.others.iter().cloned());
        records
    }
}
