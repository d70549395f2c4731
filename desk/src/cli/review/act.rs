//! The small things that people do to a run.

use clap::{Args, ValueEnum};
use jiff::civil::Date;
use workflow::run::{Judge, Note, Noted, Relation};

use super::{Desk, RunArgs};
use crate::cli::Exit;

#[derive(Debug, Args)]
pub(in crate::cli) struct ReasonArgs {
    #[command(flatten)]
    run: RunArgs,
    /// Why
    #[arg(long)]
    reason: String,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct JudgeArgs {
    #[command(flatten)]
    run: RunArgs,
    /// The claim, such as `c3`
    claim: String,
    /// Whether it may be said
    verdict: Judgment,
    /// Why
    #[arg(long)]
    reason: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Judgment {
    /// It may be said
    Accept,
    /// It may not
    Reject,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct AssignArgs {
    #[command(flatten)]
    run: RunArgs,
    /// A task, such as `t2`, or a role, such as `csm`
    what: String,
    /// Who gets it
    #[arg(long, value_name = "LOGIN")]
    to: String,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct CommentArgs {
    #[command(flatten)]
    run: RunArgs,
    /// The comment
    text: String,
    /// The claim it is about
    #[arg(long)]
    claim: Option<String>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct DoneArgs {
    #[command(flatten)]
    run: RunArgs,
    /// The task, such as `t2`
    task: String,
    /// What is to be remembered of it
    #[arg(long, default_value = "")]
    note: String,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct TaskReasonArgs {
    #[command(flatten)]
    run: RunArgs,
    /// The task, such as `t2`
    task: String,
    /// Why it is open again
    #[arg(long)]
    reason: String,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct MoveArgs {
    #[command(flatten)]
    run: RunArgs,
    /// The date, such as `kickoff`
    field: String,
    /// The new date
    to: Date,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct SaveArgs {
    #[command(flatten)]
    run: RunArgs,
    /// The name to keep it under
    #[arg(long)]
    name: String,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct RecordArgs {
    #[command(flatten)]
    run: RunArgs,
    /// What happened, such as `kickoff-held` or `customer-question`
    what: Note,
    /// When it happened [default: the as-of day]
    #[arg(long, value_name = "DATE")]
    on: Option<Date>,
    /// The section it is about, by its id, such as `risks`
    #[arg(long)]
    section: Option<String>,
    /// In words
    #[arg(long, default_value = "")]
    text: String,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct LinkArgs {
    #[command(flatten)]
    run: RunArgs,
    /// What the other is to it, such as `implementation-handoff`
    relation: Relation,
    /// The other's id, in whatever system it lives
    target: String,
}

impl Desk<'_> {
    pub(super) async fn link(&self, args: &LinkArgs) -> anyhow::Result<Exit> {
        let run = self.service.link(&args.run.run, args.relation, &args.target).await?;
        self.tell(
            &run,
            &format!("linked: `{}` belongs with run `{}`", args.target, run.id),
        )
    }

    pub(super) async fn reopen(&self, args: &ReasonArgs) -> anyhow::Result<Exit> {
        let run = self.service.reopen(&args.run.run, &args.reason).await?;
        self.tell(&run, "taken up again; it waits for everybody")
    }

    pub(super) async fn judge(&self, args: &JudgeArgs) -> anyhow::Result<Exit> {
        let asked = Judge {
            claim: args.claim.clone(),
            accepted: args.verdict == Judgment::Accept,
            reason: args.reason.clone(),
        };
        let run = self.service.judge(&args.run.run, &asked).await?;
        let word = if asked.accepted { "accepted" } else { "rejected" };
        let said = match run.unjudged().as_slice() {
            [] => format!("claim `{}` is {word}; no other waits for a person", args.claim),
            left => format!("claim `{}` is {word}; left: {}", args.claim, left.join(", ")),
        };
        self.tell(&run, &said)
    }

    pub(super) async fn assign(&self, args: &AssignArgs) -> anyhow::Result<Exit> {
        let (run, to) = self.service.assign(&args.run.run, &args.what, &args.to).await?;
        self.tell(&run, &format!("`{}` is {}'s now", args.what, to.name))
    }

    pub(super) async fn comment(&self, args: &CommentArgs) -> anyhow::Result<Exit> {
        let run = self
            .service
            .comment(&args.run.run, &args.text, args.claim.as_deref())
            .await?;
        self.tell(&run, "noted")
    }

    pub(super) async fn done(&self, args: &DoneArgs) -> anyhow::Result<Exit> {
        let run = self.service.finish_task(&args.run.run, &args.task, &args.note).await?;
        let said = match run.tasks.iter().find(|task| task.done.is_none()) {
            Some(next) => format!("`{}` is done; next: {} ({})", args.task, next.title, next.id),
            None => format!("`{}` is done; no task is left", args.task),
        };
        self.tell(&run, &said)
    }

    pub(super) async fn undo(&self, args: &TaskReasonArgs) -> anyhow::Result<Exit> {
        let run = self
            .service
            .reopen_task(&args.run.run, &args.task, &args.reason)
            .await?;
        self.tell(&run, &format!("`{}` is open again", args.task))
    }

    pub(super) async fn move_date(&self, args: &MoveArgs) -> anyhow::Result<Exit> {
        let run = self.service.move_date(&args.run.run, &args.field, args.to).await?;
        let due = run
            .next_due()
            .map(|due| format!("; next due {due}"))
            .unwrap_or_default();
        self.tell(&run, &format!("`{}` is on {} now{due}", args.field, args.to))
    }

    pub(super) async fn save(&self, args: &SaveArgs) -> anyhow::Result<Exit> {
        let run = self.service.save(&args.run.run, &args.name).await?;
        let said = format!("kept as `{}`: `vouch review show {}`", args.name.trim(), run.id);
        self.tell(&run, &said)
    }

    pub(super) async fn record(&self, args: &RecordArgs) -> anyhow::Result<Exit> {
        let on = args.on.unwrap_or(self.service.today);
        let noted = Noted::new(args.what, on, args.text.as_str());
        let run = self
            .service
            .record(&args.run.run, noted, args.section.as_deref())
            .await?;
        let said = format!("recorded: {} on {on}", args.what.word().replace('_', " "));
        self.tell(&run, &said)
    }

    pub(super) async fn complete(&self, args: &RunArgs) -> anyhow::Result<Exit> {
        let run = self.service.complete(&args.run).await?;
        self.tell(&run, &format!("the {} is complete", run.started.kind))
    }
}
