//! Sampled audit tables, and the chain of the log.

use grounding::AccountId;
use schemars::JsonSchema;
use serde::Serialize;
use workflow::log::{ChainBreak, Entry, breaks};
use workflow::measure::{AuditTable, sample};
use workflow::people::Act;

use super::BriefKind;
use crate::runs;
use crate::service::Service;

/// What came of checking the log.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Chain {
    /// How many entries the log has.
    pub(crate) entries: usize,
    /// The digest of the last one.
    pub(crate) last: Option<String>,
    /// What is not as it should be.
    pub(crate) breaks: Vec<String>,
    /// Whether everything is.
    pub(crate) sound: bool,
}

/// So many entries are read at a time.
const PAGE: u32 = 5_000;

impl Service<'_> {
    /// The table for a sample of so many of the accounts that this person may read. The same seed
    /// picks the same accounts.
    pub(crate) async fn audit_sample(&self, kind: BriefKind, accounts: usize, seed: u64) -> anyhow::Result<AuditTable> {
        let (runs, _) = self.records().await?;
        let readable: Vec<AccountId> = self.readable().await?.into_iter().map(|account| account.id).collect();
        let picked = sample(&readable, accounts, seed);
        Ok(match kind {
            BriefKind::Handoff => AuditTable::of_handoffs(&picked, &runs),
            BriefKind::Recap => AuditTable::of_recaps(&picked, &runs),
        })
    }

    /// Follows the chain of the whole log, and holds what is kept beside it against what follows
    /// from it: where each run stands, and the digest of each brief.
    pub(crate) async fn verify_log(&self) -> anyhow::Result<Chain> {
        self.session.allow(Act::Read, None)?;
        let mut entries = Vec::new();
        loop {
            let after = entries.last().map_or(0, |entry: &Entry| entry.number);
            let page = self.store().log_page(after, PAGE).await?;
            if page.is_empty() {
                break;
            }
            entries.extend(page);
        }
        let mut found: Vec<String> = breaks(&entries).iter().map(ChainBreak::to_string).collect();
        for head in self.store().heads(None).await? {
            let run = match runs::load(self.store(), &head.id).await {
                Ok(run) => run,
                Err(error) => {
                    found.push(error.to_string());
                    continue;
                }
            };
            if run.head() != head {
                found.push(format!(
                    "run `{}` is listed as something else than its log tells",
                    head.id
                ));
            }
            if let Err(error) = runs::brief_of(self.store(), &run).await {
                found.push(error.to_string());
            }
        }
        Ok(Chain {
            entries: entries.len(),
            last: entries.last().map(|entry| entry.digest.clone()),
            sound: found.is_empty(),
            breaks: found,
        })
    }
}
