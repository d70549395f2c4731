//! Drafting one brief: how far it is, and where to go on.

use agent::pipeline::{Outcome, Step};
use grounding::Account;
use workflow::brief::RunState;
use workflow::run::RunHead;

use super::super::Context;
use super::BriefArgs;
use crate::service::drafting::Drafting;

/// A command, ready to be carried out.
pub(super) struct Desk<'a> {
    pub(super) context: &'a Context<'a>,
    pub(super) args: &'a BriefArgs,
    pub(super) drafting: Drafting<'a>,
}

impl Desk<'_> {
    /// Drafts the brief of one account, and keeps it.
    pub(super) async fn one(&self, account: &Account) -> anyhow::Result<Outcome> {
        let bar = self.context.output.progress("{spinner} {elapsed} {wide_msg}");
        let show = |step: Step| {
            bar.set_message(match step {
                Step::Drafting(title) => format!("{}: drafting \u{201C}{title}\u{201D}", account.id),
                Step::Drafted(title) => format!("{}: drafted \u{201C}{title}\u{201D}", account.id),
                Step::Revising(count) => format!("{}: sending {count} refused claims back", account.id),
                Step::Verifying => format!("{}: verifying", account.id),
            });
        };
        let made = self.drafting.draft(account, &show).await?;
        bar.finish_and_clear();
        if let Some(run) = &made.run {
            self.say_where(run);
        }
        Ok(made.outcome)
    }

    /// Says where to go on with what was kept.
    fn say_where(&self, run: &RunHead) {
        let output = self.context.output;
        if output.is_json() {
            return;
        }
        let next = match run.state {
            RunState::Approved => "approved already",
            RunState::Returned => "sent back; see what is missing",
            _ => "go on",
        };
        output.note(&format!("run {}: {next} with `vouch review show {}`", run.id, run.id));
    }
}
