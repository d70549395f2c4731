//! Answering a question, deciding a conflict.

use clap::Args;
use grounding::{Decision, SourceId};
use workflow::brief::RunState;
use workflow::people::Act;
use workflow::run::{Decide, Run, RunEvent, Signer};

use super::{Desk, RunArgs};
use crate::cli::Exit;
use crate::runs::{self, Doing};

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
        let signer = self.session.signer(Act::Decide)?;
        let opened = self.opened(&args.run.run).await?;
        let subject = opened
            .run
            .subject(&args.subject)
            .map_err(|error| runs::refused(&error))?;
        // A subject is decided once in a run, and a run's decisions are read in their order.
        let native = format!("{}-{}", opened.run.id, subject.name);
        let asked = Decide {
            answer: args.answer.clone(),
            holds: args.holds,
            source_id: SourceId::new("vouch", "decision", &native),
            subject,
        };
        let event = opened
            .run
            .decide(&signer, &asked)
            .map_err(|error| runs::refused(&error))?;
        let RunEvent::Decided(decided) = &event else {
            anyhow::bail!("a decision is a decision");
        };
        let subject = &decided.subject;
        let decision = Decision {
            code: subject.code.clone(),
            about: subject.about.clone(),
            answer: decided.answer.clone(),
            covers: subject.citations.clone(),
            holds: decided.holds.and_then(|at| subject.citations.get(at).cloned()),
        };
        let source = decision.into_source(
            decided.source_id.clone(),
            opened.account.id.clone(),
            &subject.text,
            (&signer.signed.name, decided.role.noun()),
            signer.signed.day,
        );
        let deciding = |run: &Run, signer: &Signer<'_>| {
            // Somebody may have decided it meanwhile.
            run.subject(&args.subject)?;
            Ok(Doing {
                decision: Some(source.clone()),
                ..Doing::from(run.decide(signer, &asked)?)
            })
        };
        let after = runs::act(self.store(), self.session, &signer, &opened.run.id, deciding).await?;
        let left = after.undecided().len();
        let left = match left {
            0 => "nothing is left to decide".to_owned(),
            1 => "one more is open".to_owned(),
            _ => format!("{left} more are open"),
        };
        let said = if after.state.word() == RunState::Paused {
            format!(
                "decided; {left}; `vouch {} {}` drafts with it",
                after.started.kind,
                after.account()
            )
        } else {
            format!("decided; {left}")
        };
        self.tell(&after, &said)
    }
}
