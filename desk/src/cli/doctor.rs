//! `vouch doctor`: is this set-up ready?

use clap::Args;
use workflow::people::Person;
use workflow::readiness::{AccountReadiness, Answer, Connected, overall, readiness};

use super::{Context, Exit};
use crate::doctor::{self, Check, Report};
use crate::names;
use crate::workspace::Workspace;

#[derive(Debug, Args)]
pub(super) struct DoctorArgs {
    /// The account to look at in full, by any of its names
    account: Option<String>,
}

pub(super) async fn run(context: &Context<'_>, args: &DoctorArgs) -> anyhow::Result<Exit> {
    let data = &context.global.data;
    let (stored, found) = if doctor::exists(data) {
        match context.workspace().await {
            Ok(workspace) => {
                let checks = vec![doctor::opened(&workspace).await, doctor::index(&workspace).await];
                (checks, Some(look_at(context, &workspace, args).await?))
            }
            Err(error) => (vec![doctor::unopened(Some(&error))], None),
        }
    } else {
        (vec![doctor::unopened(None)], Some(nothing_yet(args)?))
    };
    let could_look = found.is_some();
    let mut set_up = vec![doctor::folder(data), doctor::disk(data)];
    set_up.extend(stored);
    set_up.extend(around(context).await);
    set_up.extend(found.iter().map(|found| doctor::people(&found.people)));
    let Found { overall, accounts, .. } = found.unwrap_or_default();
    let report = Report::new(context.global.as_of(), set_up, overall, accounts);
    let width = context.output.width();
    context
        .output
        .result(&report, |report| doctor::render(report, args.account.is_some(), width))?;
    Ok(match (report.ready, could_look) {
        (_, false) => Exit::Failed,
        (false, true) => Exit::Findings,
        (true, true) => Exit::Done,
    })
}

/// What is not in the data folder: the settings and what they name.
async fn around(context: &Context<'_>) -> Vec<Check> {
    let settings = &context.settings;
    let bundle = settings.model.as_ref().and_then(|model| model.ca_bundle.as_deref());
    let mut checks = vec![
        doctor::settings(context.global),
        doctor::prompts(settings),
        doctor::certificates(bundle),
    ];
    checks.extend(doctor::model(settings.model.as_ref()).await);
    checks
}

/// What was found in the store.
#[derive(Default)]
struct Found {
    people: Vec<Person>,
    overall: Vec<Answer>,
    /// The account that was named, else all.
    accounts: Vec<AccountReadiness>,
}

impl Found {
    fn new(people: Vec<Person>, accounts: Vec<AccountReadiness>, connected: &Connected) -> Self {
        Self {
            overall: overall(&accounts, connected, &people),
            people,
            accounts,
        }
    }
}

/// Looks at every account, also where one is named: whether the help desk is connected can't be
/// told from one of them.
async fn look_at(context: &Context<'_>, workspace: &Workspace, args: &DoctorArgs) -> anyhow::Result<Found> {
    let named = match &args.account {
        Some(name) => Some(context.account(workspace, name).await?),
        None => None,
    };
    let people = workspace.store.people().await?;
    let mut accounts = Vec::new();
    let mut connected = Connected::default();
    for account in context.readable(workspace).await? {
        let ledger = context.ledger(workspace, &account).await?;
        connected.note(&ledger);
        accounts.push(readiness(&ledger, &people));
    }
    let mut found = Found::new(people, accounts, &connected);
    if let Some(named) = named {
        found.accounts.retain(|account| account.account_id == named.id);
    }
    Ok(found)
}

/// What is found where nothing was ever stored: nobody, and no account that could be named.
fn nothing_yet(args: &DoctorArgs) -> anyhow::Result<Found> {
    if let Some(name) = &args.account {
        names::account(&[], name)?;
    }
    Ok(Found::new(Vec::new(), Vec::new(), &Connected::default()))
}
