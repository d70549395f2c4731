//! `vouch scorecard`: scorecards of account health, from the first question to the portfolio.

mod args;
mod begin;
mod export;
mod fill;
mod look;
mod review;
mod tasks;
mod templates;

use std::path::PathBuf;

use clap::Subcommand;
use jiff::civil::Date;
use workflow::scorecard::Scorecard;

use super::{Context, Exit};
use crate::service::Service;

#[derive(Debug, Subcommand)]
pub(super) enum ScorecardCommand {
    /// List the templates
    Templates,
    /// Say what is wrong with a template, line by line
    Check {
        /// The template's file
        file: PathBuf,
    },
    /// Begin a scorecard; what the records answer is filled in with what it rests on
    New(begin::NewArgs),
    /// List the scorecards
    List(look::ListArgs),
    /// Show a scorecard: where it stands, its scores, its questions and answers, its tasks
    Show(args::ScorecardArgs),
    /// Answer fields that the records don't
    Fill(fill::FillArgs),
    /// Stand by what the records answer to fields
    Confirm(fill::ConfirmArgs),
    /// Say something else than the records answer, and why
    Correct(fill::CorrectArgs),
    /// Say that a field says nothing of this account; it leaves the denominator
    Na(fill::NotApplicableArgs),
    /// Set the score of a dimension, and say why; `none` goes by the answers again
    Override(fill::OverrideArgs),
    /// Attach a copy of what the figures come from
    Attach(fill::AttachArgs),
    /// Say that a task is done
    Done(tasks::DoneArgs),
    /// Move a date that tasks are counted from, or with `due` the day the scorecard is due
    Move(tasks::MoveArgs),
    /// Give a part to somebody
    Assign(tasks::AssignArgs),
    /// Send a scorecard to the supervisor's review
    Submit(args::ScorecardArgs),
    /// Accept a scorecard as its supervisor; it never changes again
    Approve(review::ApproveArgs),
    /// Reject a scorecard, with or without a comment; its tasks are open again
    Reject(review::RejectArgs),
    /// How an account's scores have gone from one scorecard to the next
    History(look::HistoryArgs),
    /// Health across accounts, by the newest scorecard of each
    Portfolio,
    /// What business functions were alerted to
    Alerts(look::AlertsArgs),
    /// Make a document of a scorecard
    Export(export::ExportArgs),
}

pub(super) async fn run(context: &Context<'_>, command: &ScorecardCommand) -> anyhow::Result<Exit> {
    match command {
        ScorecardCommand::Templates => return templates::list(context),
        ScorecardCommand::Check { file } => return templates::check(context, file),
        _ => {}
    }
    let workspace = context.workspace().await?;
    let session = context.session(&workspace).await?;
    let desk = Desk {
        context,
        service: context.service(&workspace, &session),
    };
    match command {
        ScorecardCommand::Templates | ScorecardCommand::Check { .. } => Ok(Exit::Done),
        ScorecardCommand::New(args) => desk.begin(args).await,
        ScorecardCommand::List(args) => desk.list(args).await,
        ScorecardCommand::Show(args) => desk.show(args).await,
        ScorecardCommand::Fill(args) => desk.fill(args).await,
        ScorecardCommand::Confirm(args) => desk.confirm(args).await,
        ScorecardCommand::Correct(args) => desk.correct(args).await,
        ScorecardCommand::Na(args) => desk.not_applicable(args).await,
        ScorecardCommand::Override(args) => desk.set_score(args).await,
        ScorecardCommand::Attach(args) => desk.attach(args).await,
        ScorecardCommand::Done(args) => desk.done(args).await,
        ScorecardCommand::Move(args) => desk.move_date(args).await,
        ScorecardCommand::Assign(args) => desk.assign(args).await,
        ScorecardCommand::Submit(args) => desk.submit(args).await,
        ScorecardCommand::Approve(args) => desk.approve(args).await,
        ScorecardCommand::Reject(args) => desk.reject(args).await,
        ScorecardCommand::History(args) => desk.history(args).await,
        ScorecardCommand::Portfolio => desk.portfolio().await,
        ScorecardCommand::Alerts(args) => desk.alerts(args).await,
        ScorecardCommand::Export(args) => desk.export(args).await,
    }
}

/// The desk, and how it answers.
struct Desk<'a> {
    context: &'a Context<'a>,
    service: Service<'a>,
}

impl Desk<'_> {
    fn today(&self) -> Date {
        self.service.today
    }

    /// Says what came of doing something to a scorecard.
    fn say(&self, card: &Scorecard, text: String) -> anyhow::Result<Exit> {
        self.context.output.result(&card.view(self.today()), |_| text)?;
        Ok(Exit::Done)
    }
}
