//! The small things that people do to a run.

use clap::{Args, ValueEnum};
use jiff::civil::Date;
use workflow::people::Act;
use workflow::run::{Judge, Note, Noted, Relation, Run, Signer};

use super::{Desk, RunArgs};
use crate::cli::Exit;
use crate::failure::Hinted;

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
        let said = |run: &Run| format!("linked: `{}` belongs with run `{}`", args.target, run.id);
        let linking = |run: &Run, signer: &Signer<'_>| run.link(signer, args.relation, &args.target);
        self.act(&args.run.run, Act::Work, linking, said).await
    }

    pub(super) async fn reopen(&self, args: &ReasonArgs) -> anyhow::Result<Exit> {
        let said = |_: &_| "taken up again; it waits for everybody".to_owned();
        self.act(
            &args.run.run,
            Act::Return,
            |run, signer| run.reopen(signer, &args.reason),
            said,
        )
        .await
    }

    pub(super) async fn judge(&self, args: &JudgeArgs) -> anyhow::Result<Exit> {
        let asked = Judge {
            claim: args.claim.clone(),
            accepted: args.verdict == Judgment::Accept,
            reason: args.reason.clone(),
        };
        let word = if asked.accepted { "accepted" } else { "rejected" };
        let said = |run: &Run| match run.unjudged().as_slice() {
            [] => format!("claim `{}` is {word}; no other waits for a person", args.claim),
            left => format!("claim `{}` is {word}; left: {}", args.claim, left.join(", ")),
        };
        self.act(&args.run.run, Act::Judge, |run, signer| run.judge(signer, &asked), said)
            .await
    }

    pub(super) async fn assign(&self, args: &AssignArgs) -> anyhow::Result<Exit> {
        let to = self.person(&args.to).await?;
        let said = |_: &_| format!("`{}` is {}'s now", args.what, to.name);
        self.act(
            &args.run.run,
            Act::Work,
            |run, signer| run.assign(signer, &args.what, &to),
            said,
        )
        .await
    }

    pub(super) async fn comment(&self, args: &CommentArgs) -> anyhow::Result<Exit> {
        let opened = self.opened(&args.run.run).await?;
        if let Some(claim) = &args.claim {
            super::show::claim(&opened.brief, claim)?;
        }
        let comment = |run: &Run, signer: &Signer<'_>| run.comment(signer, &args.text, args.claim.as_deref());
        self.act(&args.run.run, Act::Comment, comment, |_| "noted".to_owned())
            .await
    }

    pub(super) async fn done(&self, args: &DoneArgs) -> anyhow::Result<Exit> {
        let said = |run: &Run| {
            let next = run.tasks.iter().find(|task| task.done.is_none());
            match next {
                Some(next) => format!("`{}` is done; next: {} ({})", args.task, next.title, next.id),
                None => format!("`{}` is done; no task is left", args.task),
            }
        };
        let done = |run: &Run, signer: &Signer<'_>| run.finish_task(signer, &args.task, &args.note);
        self.act(&args.run.run, Act::Work, done, said).await
    }

    pub(super) async fn undo(&self, args: &TaskReasonArgs) -> anyhow::Result<Exit> {
        let said = |_: &_| format!("`{}` is open again", args.task);
        let undo = |run: &Run, signer: &Signer<'_>| run.reopen_task(signer, &args.task, &args.reason);
        self.act(&args.run.run, Act::Work, undo, said).await
    }

    pub(super) async fn move_date(&self, args: &MoveArgs) -> anyhow::Result<Exit> {
        let said = |run: &Run| {
            let due = run
                .next_due()
                .map(|due| format!("; next due {due}"))
                .unwrap_or_default();
            format!("`{}` is on {} now{due}", args.field, args.to)
        };
        let moving = |run: &Run, signer: &Signer<'_>| run.move_date(signer, &args.field, args.to);
        self.act(&args.run.run, Act::Work, moving, said).await
    }

    pub(super) async fn save(&self, args: &SaveArgs) -> anyhow::Result<Exit> {
        let said = |run: &Run| format!("kept as `{}`: `vouch review show {}`", args.name.trim(), run.id);
        self.act(
            &args.run.run,
            Act::Comment,
            |run, signer| run.save(signer, &args.name),
            said,
        )
        .await
    }

    pub(super) async fn record(&self, args: &RecordArgs) -> anyhow::Result<Exit> {
        let on = args.on.unwrap_or_else(|| self.today());
        let about = match &args.section {
            Some(section) => self.section_of(&args.run.run, section).await?,
            None => String::new(),
        };
        let said = |_: &_| format!("recorded: {} on {on}", args.what.word().replace('_', " "));
        let noted = Noted {
            section: about,
            ..Noted::new(args.what, on, args.text.as_str())
        };
        let noting = |run: &Run, signer: &Signer<'_>| run.note(signer, noted.clone());
        self.act(&args.run.run, Act::Record, noting, said).await
    }

    /// A section of a run's brief, as it is named.
    async fn section_of(&self, run: &str, section: &str) -> anyhow::Result<String> {
        let opened = self.opened(run).await?;
        let mut sections = opened.brief.sections.iter();
        if let Some(found) = sections.find(|it| it.id == section) {
            return Ok(found.id.clone());
        }
        let known: Vec<&str> = opened.brief.sections.iter().map(|it| it.id.as_str()).collect();
        let hint = format!("its sections are `{}`", known.join("`, `"));
        Err(Hinted::new(format!("the brief has no section `{section}`"), [hint]).into())
    }

    pub(super) async fn complete(&self, args: &RunArgs) -> anyhow::Result<Exit> {
        let said = |run: &Run| format!("the {} is complete", run.started.kind);
        self.act(&args.run, Act::Work, Run::complete, said).await
    }
}
