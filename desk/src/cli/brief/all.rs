//! A brief for every account that has a trigger: several at once, within a limit, and going on
//! where an earlier run ended.

use std::sync::{Mutex, MutexGuard, PoisonError};

use agent::model::Usage;
use clap::Args;
use futures::StreamExt as _;
use grounding::Account;
use workflow::brief::{Brief, RunState, by_urgency, render_text, render_work_list};
use workflow::health::HEALTH;

use super::super::Exit;
use super::draft::Desk;
use super::exit;
use super::table::{self, Row};
use crate::failure::Hinted;
use crate::output::Output;

// What needs `--all` can't stand beside an account. Clap doesn't ask for `--all` where the account is
// there, as the two exclude each other, so each of these excludes the account itself.
#[derive(Debug, Args)]
pub(super) struct BulkArgs {
    /// With `--all`: how many briefs are drafted at once
    #[arg(long, value_name = "NUMBER", default_value_t = 2, requires = "all", conflicts_with = "account", value_parser = clap::value_parser!(u8).range(1..=32))]
    jobs: u8,
    /// With `--all`: begin no brief once so many tokens were sent and received
    #[arg(long, value_name = "TOKENS", requires = "all", conflicts_with = "account")]
    spend_limit_tokens: Option<u64>,
    /// With `--all`: begin no brief once so much was spent, by the prices of the settings
    #[arg(long, value_name = "AMOUNT", requires = "all", conflicts_with = "account")]
    spend_limit: Option<f64>,
    /// With `--all`: draft also where the same brief was drafted before
    #[arg(long, requires = "all", conflicts_with = "account")]
    again: bool,
}

/// What came of one account.
struct Told {
    brief: Option<Brief>,
    text: String,
    row: Row,
}

impl Desk<'_> {
    pub(super) async fn all(&self) -> anyhow::Result<Exit> {
        let output = self.context.output;
        if self.args.bulk.spend_limit.is_some() && self.context.settings.price().is_none() {
            let hint = "set `price_per_million_input` and `price_per_million_output` under `[model]`".to_owned();
            return Err(Hinted::new("a limit in money needs the model's prices", [hint]).into());
        }
        let accounts = self.drafting.accounts().await?;
        if accounts.is_empty() {
            output.note("no accounts yet; `vouch ingest PATH` reads exports");
        }
        let spent = Mutex::new(Usage::default());
        let bar = output.progress("{spinner} {elapsed} {pos} of {len} {wide_msg}");
        bar.set_length(u64::try_from(accounts.len()).unwrap_or(u64::MAX));
        let mut told = futures::stream::iter(&accounts)
            .map(|account| self.told(account, &spent))
            .buffered(usize::from(self.args.bulk.jobs));
        let mut worst = Exit::Done;
        let (mut briefs, mut rows, mut first) = (Vec::new(), Vec::new(), true);
        // Of health snapshots the list is what people work by; each is read where it is worked on.
        let is_listed = self.drafting.definition().spec.kind == HEALTH.spec.kind;
        while let Some(told) = told.next().await {
            let told = told?;
            bar.inc(1);
            worst = worst.max(told.row.exit);
            if let Some(brief) = told.brief {
                if output.is_json() {
                    briefs.push(brief);
                } else if is_listed {
                    briefs.push(brief.without_claims());
                } else {
                    // Each is printed as it comes, so that memory doesn't grow with the tenant.
                    let gap = if first { "" } else { "\n" };
                    Output::plain(&format!("{gap}{}", told.text))?;
                    first = false;
                }
            }
            rows.push(told.row);
        }
        bar.finish_and_clear();
        if is_listed {
            by_urgency(&mut briefs);
        }
        if output.is_json() {
            Output::json(&briefs)?;
        } else if is_listed {
            Output::plain(&render_work_list(&briefs, output.style()))?;
        } else if rows.len() > 1 {
            let gap = if first { "" } else { "\n" };
            Output::plain(&format!("{gap}{}", table::printed(&rows, output.width())))?;
        }
        Ok(worst)
    }

    async fn told(&self, account: &Account, spent: &Mutex<Usage>) -> anyhow::Result<Told> {
        let before = if self.args.bulk.again {
            None
        } else {
            self.drafting.drafted_before(account).await?
        };
        if let Some(brief) = before {
            return Ok(Told {
                row: Row::of(&brief, exit(&brief, self.args.strict), "drafted before"),
                text: format!(
                    "{} \u{b7} {}: drafted before and unchanged; `vouch review show {}`",
                    self.drafting.definition().spec.title,
                    account.name,
                    brief.id
                ),
                brief: Some(brief),
            });
        }
        if let Some(why) = self.over_the_limit(*locked(spent)) {
            return Ok(Told {
                brief: None,
                text: String::new(),
                row: Row::left_out(account, &why),
            });
        }
        let outcome = self.one(account).await?;
        let brief = outcome.brief;
        *locked(spent) += Usage {
            requests: brief.model.requests,
            input_tokens: brief.model.input_tokens,
            output_tokens: brief.model.output_tokens,
            ..Usage::default()
        };
        if is_untriggered(&brief) {
            self.context.output.note(&format!("{}: no trigger", account.id));
            return Ok(Told {
                brief: None,
                text: String::new(),
                row: Row::untriggered(account),
            });
        }
        Ok(Told {
            text: render_text(&brief, &outcome.ledger, self.context.output.style()),
            row: Row::of(&brief, exit(&brief, self.args.strict), ""),
            brief: Some(brief),
        })
    }

    /// Why no further brief may be begun.
    fn over_the_limit(&self, spent: Usage) -> Option<String> {
        let bulk = &self.args.bulk;
        let tokens = spent.input_tokens.saturating_add(spent.output_tokens);
        if bulk.spend_limit_tokens.is_some_and(|limit| tokens >= limit) {
            return Some(format!("not begun: {tokens} tokens were spent"));
        }
        let money = self.context.settings.price()?.of(spent);
        bulk.spend_limit
            .is_some_and(|limit| money >= limit)
            .then(|| format!("not begun: {money:.2} were spent"))
    }
}

fn is_untriggered(brief: &Brief) -> bool {
    brief.state == RunState::Stopped && brief.reasons.iter().any(|reason| reason.code == "no_trigger")
}

/// What was spent so far. A brief that panicked elsewhere leaves the sum as good as it was.
fn locked(spent: &Mutex<Usage>) -> MutexGuard<'_, Usage> {
    spent.lock().unwrap_or_else(PoisonError::into_inner)
}
