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
use grounding::{Account, Ledger};
use jiff::civil::Date;
use store::Store;
use workflow::people::{Act, Person};
use workflow::run::Signer;
use workflow::scorecard::{Known, Scorecard, ScorecardEvent, ScorecardRefusal};

use super::{Context, Exit};
use crate::failure::Hinted;
use crate::scorecards;
use crate::session::Session;
use crate::workspace::Workspace;

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
        workspace: &workspace,
        session: &session,
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

/// The store, and who is at the desk.
struct Desk<'a> {
    context: &'a Context<'a>,
    workspace: &'a Workspace,
    session: &'a Session,
}

impl Desk<'_> {
    fn store(&self) -> &Store {
        &self.workspace.store
    }

    fn today(&self) -> Date {
        self.context.global.as_of()
    }

    /// The scorecard that somebody named, for whoever may do that to its account.
    async fn card(&self, name: &str, act: Act) -> anyhow::Result<Scorecard> {
        let card = scorecards::named(self.store(), name).await?;
        self.session.allow(act, Some(card.account()))?;
        Ok(card)
    }

    /// Every scorecard of the accounts that whoever is at the desk may read.
    async fn readable(&self) -> anyhow::Result<Vec<Scorecard>> {
        let mut cards = scorecards::all(self.store()).await?;
        cards.retain(|card| self.session.can(Act::Read, Some(card.account())));
        Ok(cards)
    }

    async fn account(&self, card: &Scorecard) -> anyhow::Result<Account> {
        let accounts = self.workspace.accounts().await?;
        let found = accounts.into_iter().find(|account| account.id == *card.account());
        found.ok_or_else(|| anyhow::anyhow!("the account `{}` is not in the store any more", card.account()))
    }

    /// Does something to a scorecard and says what came of it.
    async fn act<F>(
        &self,
        card: &Scorecard,
        act: Act,
        decide: F,
        said: impl FnOnce(&Scorecard) -> String,
    ) -> anyhow::Result<Exit>
    where
        F: Fn(&Scorecard, &Signer<'_>) -> Result<Vec<ScorecardEvent>, ScorecardRefusal>,
    {
        let signer = self.session.signer(act)?;
        let settings = &self.context.settings;
        let after = scorecards::act(self.store(), settings, self.session, &signer, &card.id, decide).await?;
        let text = said(&after);
        self.context.output.result(&after.view(self.today()), |_| text)?;
        Ok(Exit::Done)
    }

    /// Whom a person's name may name: the desk's people, the vendor's and the customer's by the
    /// records, and who was on a call.
    async fn known(&self, account: &Account) -> anyhow::Result<Vec<Known>> {
        let people = self.store().people().await?;
        let ledger = self.context.ledger(self.workspace, account).await?;
        let at_the_desk = people.into_iter().map(|person| Known {
            name: person.name,
            login: Some(person.login),
            email: person.email,
        });
        Ok(at_the_desk.chain(on_record(&ledger)).collect())
    }

    /// The person of that login.
    async fn person(&self, login: &str) -> anyhow::Result<Person> {
        let found = self.store().person(login).await?;
        found.ok_or_else(|| {
            let hint = "`vouch user list` lists the people".to_owned();
            Hinted::new(format!("nobody signs in as `{login}`"), [hint]).into()
        })
    }
}

fn on_record(ledger: &Ledger) -> Vec<Known> {
    let named = |name: &str, email: Option<&String>| Known {
        name: name.to_owned(),
        login: None,
        email: email.cloned(),
    };
    let users = ledger.users().map(|(_, user)| named(&user.name, user.email.as_ref()));
    let contacts = ledger.contacts().map(|(_, it)| named(&it.name, it.email.as_ref()));
    let meetings = ledger.meetings().flat_map(|(_, meeting)| &meeting.attendees);
    let attendees = meetings.map(|it| named(&it.name, it.email.as_ref()));
    let all = users.chain(contacts).chain(attendees);
    all.filter(|known| !known.name.is_empty()).collect()
}
