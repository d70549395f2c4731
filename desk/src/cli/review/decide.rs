//! Answering a question, deciding a conflict.

use clap::Args;
use workflow::brief::RunState;

use super::{Desk, RunArgs};
use crate::cli::Exit;

#[derive(Debug, Args)]
pub(in crate::cli) struct DecideArgs {
    #[command(flatten)]
    run: RunArgs,
    /// What to decide, as `vouch review show` names it: `r1`, `q2`, `k1`
    subject: String,
    /// The answer, in your words
    #[arg(long)]
    answer: String,
    /// Which of the quotes holds, by its number
    #[arg(long, value_name = "NUMBER")]
    holds: Option<usize>,
}

impl Desk<'_> {
    pub(super) async fn decide(&self, args: &DecideArgs) -> anyhow::Result<Exit> {
        let run = self
            .service
            .decide(&args.run.run, &args.subject, &args.answer, args.holds)
            .await?;
        let left = match run.undecided().len() {
            0 => "nothing is left to decide".to_owned(),
            1 => "one more is open".to_owned(),
            left => format!("{left} more are open"),
        };
        let said = if run.state.word() == RunState::Paused {
            format!(
                "decided; {left}; `vouch {} {}` drafts with it",
                run.started.kind,
                run.account()
            )
        } else {
            format!("decided; {left}")
        };
        self.tell(&run, &said)
    }
}
