//! Accounts and their evidence: at a glance, in full, by what it says, by when it happened.

mod search;
mod source;
#[cfg(test)]
mod tests;
mod timeline;

use grounding::Account;
use workflow::people::Act;
use workflow::{Definition, Overview, handoff::HANDOFF};

pub(crate) use search::{HitView, Search, Why};
pub(crate) use source::SourceView;
pub(crate) use timeline::TimelineEntry;

use super::Service;

/// The brief whose inputs say how ready an account is.
const READINESS: &Definition = &HANDOFF;

impl Service<'_> {
    /// The accounts that this person may read, each at a glance.
    pub(crate) async fn overviews(&self) -> anyhow::Result<Vec<Overview>> {
        let mut found = Vec::new();
        for account in self.readable().await? {
            found.push(self.overview(&account).await?);
        }
        Ok(found)
    }

    /// An account at a glance.
    pub(crate) async fn overview(&self, account: &Account) -> anyhow::Result<Overview> {
        self.session.allow(Act::Read, Some(&account.id))?;
        let ledger = self.ledger(account).await?;
        Ok(Overview::of(&ledger, READINESS))
    }
}
