//! `vouch review`: what waits for me, a run in full, and what may be done to it. Works over ssh in
//! a plain terminal.

mod act;
mod approve;
mod decide;
mod edit;
mod list;
mod show;

use clap::{Args, Subcommand};
use workflow::run::Run;

use super::{Context, Exit};
use crate::output::Output;
use crate::service::Service;

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
    let desk = Desk {
        output: context.output,
        service: context.service(&workspace, &session),
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

/// The desk with whoever sits at it, and where results go.
struct Desk<'a> {
    output: &'a Output,
    service: Service<'a>,
}

impl Desk<'_> {
    /// Says what has happened, and where the run stands now.
    fn tell(&self, run: &Run, said: &str) -> anyhow::Result<Exit> {
        if self.output.is_json() {
            Output::json(&self.service.standing(run))?;
        } else {
            self.output.text(said)?;
        }
        Ok(Exit::Done)
    }
}
