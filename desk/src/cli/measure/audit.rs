//! `vouch audit`.

use clap::{Args, Subcommand};
use grounding::AccountId;
use serde::Serialize;
use workflow::log::{ChainBreak, breaks};
use workflow::measure::{AuditTable, render_audit, sample};

use super::{BriefKind, Desk};
use crate::cli::{Context, Exit};
use crate::runs;

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum AuditCommand {
    /// Look at a sample of accounts: seven things each
    Sample(SampleArgs),
    /// Check the log's chain, and what is kept beside it
    Verify,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct SampleArgs {
    /// The kind of brief that is looked at
    #[arg(long, value_enum, default_value_t = BriefKind::Handoff)]
    kind: BriefKind,
    /// How many accounts
    #[arg(long, default_value_t = 20)]
    accounts: usize,
    /// Another number picks another sample; the same one picks the same
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// What came of checking the log.
#[derive(Debug, Serialize)]
struct Chain {
    entries: usize,
    last: Option<String>,
    breaks: Vec<String>,
    sound: bool,
}

/// So many entries are read at a time.
const PAGE: u32 = 5_000;

pub(in crate::cli) async fn audit(context: &Context<'_>, command: &AuditCommand) -> anyhow::Result<Exit> {
    let desk = Desk::open(context).await?;
    match command {
        AuditCommand::Sample(args) => {
            let (runs, _) = desk.records().await?;
            let accounts: Vec<AccountId> = context
                .readable(&desk.workspace)
                .await?
                .into_iter()
                .map(|account| account.id)
                .collect();
            let picked = sample(&accounts, args.accounts, args.seed);
            let table = match args.kind {
                BriefKind::Handoff => AuditTable::of_handoffs(&picked, &runs),
                BriefKind::Recap => AuditTable::of_recaps(&picked, &runs),
            };
            context.output.result(&table, render_audit)?;
            Ok(Exit::Done)
        }
        AuditCommand::Verify => desk.verify_log().await,
    }
}

impl Desk<'_> {
    /// Follows the chain of the whole log, and holds what is kept beside it against what follows
    /// from it: where each run stands, and the digest of each brief.
    async fn verify_log(&self) -> anyhow::Result<Exit> {
        let mut entries = Vec::new();
        loop {
            let after = entries.last().map_or(0, |entry: &workflow::log::Entry| entry.number);
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
        let chain = Chain {
            entries: entries.len(),
            last: entries.last().map(|entry| entry.digest.clone()),
            sound: found.is_empty(),
            breaks: found,
        };
        self.context.output.result(&chain, told)?;
        Ok(if chain.sound { Exit::Done } else { Exit::Findings })
    }
}

fn told(chain: &Chain) -> String {
    let last = chain.last.as_deref().unwrap_or("none");
    let mut text = format!("{} entries, the last with digest {last}\n", chain.entries);
    if chain.sound {
        text.push_str("the chain is whole, and what is kept beside it follows from it\n");
    }
    for found in &chain.breaks {
        text.push_str(&format!("  ! {found}\n"));
    }
    text
}
