//! `vouch action`: what would reach a customer or change a forecast.

mod cited;
mod opportunity;
mod print;

use clap::{Args, Subcommand};
use grounding::{Account, Citation};
use store::Store;
use workflow::action::{Action, ActionKind, Proposed, propose};
use workflow::brief::{sha256, short_digest};
use workflow::people::Act;
use workflow::run::{Check, Signer};

use super::{Context, Exit};
use crate::failure::Hinted;
use crate::output::Output;
use crate::session::Session;
use crate::{actions, names, outbox, runs};
use cited::{citation, looked_up};
use print::{line, told, view};

#[derive(Debug, Subcommand)]
pub(super) enum ActionCommand {
    /// Propose an action, with the words that give reason to it
    Propose(ProposeArgs),
    /// Create an expansion opportunity from a summary's suggestions; it is a draft of ours, and asking
    /// the customer waits for the account's owner
    Opportunity(opportunity::OpportunityArgs),
    /// List the actions
    List,
    /// Show an action: its words, what it rests on, what holds it up
    Show(IdArgs),
    /// Approve an action as the account's owner, with the five checks
    Approve(ApproveArgs),
    /// Turn an action down, or take one back
    Reject(RejectArgs),
    /// Carry an approved action out, once
    Execute(IdArgs),
}

#[derive(Debug, Args)]
pub(super) struct ProposeArgs {
    /// The account, by any of its names
    account: String,
    /// What kind of action it is, such as `outreach` or `expansion-ask`
    kind: ActionKind,
    /// What is to be said or done, in full
    #[arg(long)]
    text: String,
    /// The run it follows from
    #[arg(long)]
    run: Option<String>,
    /// A source that gives reason to it, and its words
    #[arg(long = "cite", value_name = "SOURCE_ID=QUOTE", value_parser = citation)]
    citations: Vec<Citation>,
}

#[derive(Debug, Args)]
pub(super) struct IdArgs {
    /// The action's id, or the beginning of it
    id: String,
}

#[derive(Debug, Args)]
pub(super) struct ApproveArgs {
    #[command(flatten)]
    id: IdArgs,
    /// The digest of what you approve, or its beginning, as `vouch action show` has it
    #[arg(long)]
    digest: String,
    /// The checks that you made; `all` for every one
    #[arg(long = "ok", value_name = "CHECK", value_delimiter = ',')]
    checks: Vec<String>,
    /// What you say with it
    #[arg(long, default_value = "")]
    comment: String,
}

#[derive(Debug, Args)]
pub(super) struct RejectArgs {
    #[command(flatten)]
    id: IdArgs,
    /// Why
    #[arg(long)]
    reason: String,
}

pub(super) async fn run(context: &Context<'_>, command: &ActionCommand) -> anyhow::Result<Exit> {
    let workspace = context.workspace().await?;
    let session = context.session(&workspace).await?;
    let store = &workspace.store;
    match command {
        ActionCommand::Propose(args) => {
            let signer = session.signer(Act::ProposeAction)?;
            let accounts = workspace.accounts().await?;
            let account = names::account(&accounts, &args.account)?;
            session.allow(Act::ProposeAction, Some(&account.id))?;
            let run = match &args.run {
                Some(name) => Some(run_of(store, &accounts, account, name).await?),
                None => None,
            };
            let ledger = context.ledger(&workspace, account).await?;
            let citations = looked_up(&ledger, &context.settings.policy, &args.citations)?;
            let asked = Proposed {
                account: account.id.clone(),
                kind: args.kind,
                text: args.text.clone(),
                run,
                citations,
                stops: Vec::new(),
            };
            let action = proposed(context, store, &session, &signer, asked).await?;
            context.output.result(&view(&action), |_| told(&action))?;
        }
        ActionCommand::Opportunity(args) => {
            let action = opportunity::create(context, &workspace, &session, args).await?;
            context.output.result(&view(&action), |_| told(&action))?;
        }
        ActionCommand::List => {
            session.allow(Act::Read, None)?;
            let mut found = actions::all(store).await?;
            found.retain(|action| session.can(Act::Read, Some(action.account())));
            if context.output.is_json() {
                Output::json(&found.iter().map(view).collect::<Vec<_>>())?;
            } else if found.is_empty() {
                context.output.text("no action was proposed yet")?;
            } else {
                let lines: Vec<String> = found.iter().map(line).collect();
                context.output.text(&lines.join("\n"))?;
            }
        }
        ActionCommand::Show(args) => {
            let action = actions::named(store, &args.id).await?;
            session.allow(Act::Read, Some(action.account()))?;
            context.output.result(&view(&action), |_| told(&action))?;
        }
        ActionCommand::Approve(args) => {
            let signer = session.signer(Act::ApproveAction)?;
            let checks = Check::read(&args.checks).map_err(|error| anyhow::anyhow!(error))?;
            let id = actions::named(store, &args.id.id).await?.id;
            let outgoing = |action: &Action| outbox::action(&context.settings, action, &signer.signed);
            let done = actions::act(store, &session, &signer, &id, outgoing, |action, signer| {
                action.approve(signer, &args.digest, &checks, &args.comment)
            });
            let action = done.await?;
            let said = format!("approved; `vouch action execute {}` carries it out", action.id);
            context.output.result(&view(&action), |_| said)?;
        }
        ActionCommand::Reject(args) => {
            let signer = session.signer(Act::ProposeAction)?;
            let id = actions::named(store, &args.id.id).await?.id;
            let outgoing = |action: &Action| outbox::action(&context.settings, action, &signer.signed);
            let done = actions::act(store, &session, &signer, &id, outgoing, |action, signer| {
                action.reject(signer, &args.reason)
            });
            let action = done.await?;
            context.output.result(&view(&action), |_| "rejected".to_owned())?;
        }
        ActionCommand::Execute(args) => {
            let signer = session.signer(Act::ExecuteAction)?;
            let id = actions::named(store, &args.id).await?.id;
            let outgoing = |action: &Action| outbox::action(&context.settings, action, &signer.signed);
            let done = actions::act(store, &session, &signer, &id, outgoing, Action::execute);
            let action = done.await?;
            let said = "on record as carried out; whoever subscribes is told".to_owned();
            context.output.result(&view(&action), |_| said)?;
        }
    }
    Ok(Exit::Done)
}

/// The id of a run of the account.
async fn run_of(store: &Store, accounts: &[Account], account: &Account, name: &str) -> anyhow::Result<String> {
    let head = runs::named(store, accounts, name).await?;
    if head.account != account.id {
        let hint = format!("`vouch review list --all --account {}` lists its runs", account.id);
        return Err(Hinted::new(format!("`{name}` names no run of `{}`", account.id), [hint]).into());
    }
    Ok(head.id)
}

/// Puts a proposed action on record.
async fn proposed(
    context: &Context<'_>,
    store: &Store,
    session: &Session,
    signer: &Signer<'_>,
    asked: Proposed,
) -> anyhow::Result<Action> {
    let event = propose(signer, asked).map_err(|error| actions::refused(&error))?;
    let id = sha256(format!("{event:?} {}", signer.signed.at).as_bytes());
    let id = short_digest(&id);
    let action = Action::replay(id, [(&signer.signed, &event)])?;
    let outgoing = outbox::action(&context.settings, &action, &signer.signed);
    actions::append(store, session, id, 0, event, signer.signed.at, &outgoing).await?;
    Ok(action)
}
