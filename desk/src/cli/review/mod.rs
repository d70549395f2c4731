//! `vouch review`: what waits for me, a run in full, and what may be done to it. Works over ssh in
//! a plain terminal.

mod act;
mod approve;
mod decide;
mod edit;
mod list;
mod show;

use clap::{Args, Subcommand};
use grounding::Account;
use jiff::civil::Date;
use store::Store;
use workflow::people::{Act, Person};
use workflow::run::{Refusal, Run, RunEvent, Signer};

use super::{Context, Exit};
use crate::runs::{self, Doing};
use crate::session::Session;
use crate::workspace::Workspace;

#[derive(Debug, Subcommand)]
pub(super) enum ReviewCommand {
    /// What waits for me, by due date and risk; without signing in, what waits for anybody
    List(list::ListArgs),
    /// Show a run: where it stands, what waits for whom, and its brief
    Show(show::ShowArgs),
    /// Open the sources of a claim, which an approval keeps on record
    Open(show::OpenArgs),
    /// Approve a brief in a role, bound to what you saw
    Approve(approve::ApproveArgs),
    /// Send a brief back, with what is missing
    Return(approve::ReturnArgs),
    /// Take a returned or an approved brief up again; approvals given before are void
    Reopen(act::ReasonArgs),
    /// Answer a question, or decide a conflict; the answer becomes a source
    Decide(decide::DecideArgs),
    /// Accept or reject a claim that waits for a person
    Judge(act::JudgeArgs),
    /// Say a claim in other words; the verifier judges it, and approvals given before are void
    Edit(edit::EditArgs),
    /// Give a task or a role to somebody
    Assign(act::AssignArgs),
    /// Write a comment beside a brief or one of its claims
    Comment(act::CommentArgs),
    /// Say that a task is done
    Done(act::DoneArgs),
    /// Open a task again
    Undo(act::TaskReasonArgs),
    /// Move a date that tasks are counted from
    Move(act::MoveArgs),
    /// Keep a brief under a name
    Save(act::SaveArgs),
    /// Link a brief with something else, which stays a document of its own
    Link(act::LinkArgs),
    /// List the accounts that have a trigger and no brief
    Gaps,
    /// Record what came of a brief: a kickoff held, a question of the customer
    Record(act::RecordArgs),
    /// Bring the workflow to its end, once every gate is passed
    Complete(RunArgs),
}

#[derive(Debug, Args)]
pub(in crate::cli) struct RunArgs {
    /// The run: its id or the beginning of it, or the account's name for its newest run
    pub(super) run: String,
}

pub(super) async fn run(context: &Context<'_>, command: &ReviewCommand) -> anyhow::Result<Exit> {
    let workspace = context.workspace().await?;
    let session = context.session(&workspace).await?;
    let accounts = workspace.accounts().await?;
    let desk = Desk {
        context,
        workspace: &workspace,
        session: &session,
        accounts: &accounts,
    };
    match command {
        ReviewCommand::List(args) => desk.list(args).await,
        ReviewCommand::Show(args) => desk.show(args).await,
        ReviewCommand::Open(args) => desk.open_evidence(args).await,
        ReviewCommand::Approve(args) => desk.approve(args).await,
        ReviewCommand::Return(args) => desk.send_back(args).await,
        ReviewCommand::Reopen(args) => desk.reopen(args).await,
        ReviewCommand::Decide(args) => desk.decide(args).await,
        ReviewCommand::Judge(args) => desk.judge(args).await,
        ReviewCommand::Edit(args) => desk.edit(args).await,
        ReviewCommand::Assign(args) => desk.assign(args).await,
        ReviewCommand::Comment(args) => desk.comment(args).await,
        ReviewCommand::Done(args) => desk.done(args).await,
        ReviewCommand::Undo(args) => desk.undo(args).await,
        ReviewCommand::Move(args) => desk.move_date(args).await,
        ReviewCommand::Save(args) => desk.save(args).await,
        ReviewCommand::Link(args) => desk.link(args).await,
        ReviewCommand::Gaps => desk.gaps().await,
        ReviewCommand::Record(args) => desk.record(args).await,
        ReviewCommand::Complete(args) => desk.complete(args).await,
    }
}

/// The desk, and who sits at it.
struct Desk<'a> {
    context: &'a Context<'a>,
    workspace: &'a Workspace,
    session: &'a Session,
    accounts: &'a [Account],
}

impl Desk<'_> {
    fn store(&self) -> &Store {
        &self.workspace.store
    }

    fn today(&self) -> Date {
        self.context.global.as_of()
    }

    /// The run that was named, if the person may read its account.
    async fn opened(&self, name: &str) -> anyhow::Result<runs::Opened> {
        let opened = runs::open(self.store(), self.accounts, name).await?;
        self.session.allow(Act::Read, Some(&opened.account.id))?;
        Ok(opened)
    }

    /// The run's id, and nothing of its brief.
    async fn id(&self, name: &str) -> anyhow::Result<String> {
        Ok(runs::named(self.store(), self.accounts, name).await?.id)
    }

    /// One event of a person on a run, and a line that says what has happened.
    async fn act<F>(&self, name: &str, act: Act, decide: F, said: impl Fn(&Run) -> String) -> anyhow::Result<Exit>
    where
        F: Fn(&Run, &Signer<'_>) -> Result<RunEvent, Refusal>,
    {
        let id = self.id(name).await?;
        let signer = self.session.signer(act)?;
        let one = |run: &Run, signer: &Signer<'_>| Ok(Doing::from(decide(run, signer)?));
        let after = runs::act(self.store(), self.session, &signer, &id, one).await?;
        self.tell(&after, &said(&after))
    }

    /// Says what has happened, and where the run stands now.
    fn tell(&self, run: &Run, said: &str) -> anyhow::Result<Exit> {
        if self.context.output.is_json() {
            crate::output::Output::json(&show::standing(run, self.today()))?;
        } else {
            self.context.output.text(said)?;
        }
        Ok(Exit::Done)
    }

    async fn person(&self, login: &str) -> anyhow::Result<Person> {
        let person = self.store().person(login).await?;
        person.ok_or_else(|| {
            let hint = "`vouch user list` lists the people".to_owned();
            crate::failure::Hinted::new(format!("nobody here is called `{login}`"), [hint]).into()
        })
    }
}
