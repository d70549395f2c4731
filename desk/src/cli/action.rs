//! `vouch action`: what would reach a customer or change a forecast.

use clap::{Args, Subcommand};
use grounding::{Account, Audience, Citation, Claim, ClaimKind, Code, Draft, Severity, SourceId, verify};
use jiff::Timestamp;
use serde::Serialize;
use store::Store;
use workflow::action::{Action, ActionKind, ActionState, Proposed, action_stop, propose};
use workflow::brief::{sha256, short_digest};
use workflow::people::Act;
use workflow::run::Check;

use super::{Context, Exit};
use crate::failure::Hinted;
use crate::output::Output;
use crate::{actions, names, outbox, runs};

#[derive(Debug, Subcommand)]
pub(super) enum ActionCommand {
    /// Propose an action, with the words that give reason to it
    Propose(ProposeArgs),
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

/// The rules against citing what is not there or may not be used.
const UNUSABLE: std::ops::RangeInclusive<Code> = Code(101)..=Code(112);
/// The one of them against words that don't stand in their source, which is told in other words.
const NOT_THERE: Code = Code(104);

/// An action, for a program.
#[derive(Debug, Serialize)]
struct ActionView {
    id: String,
    account_id: String,
    kind: ActionKind,
    state: &'static str,
    digest: String,
    text: String,
    run: Option<String>,
    citations: Vec<Citation>,
    stops: Vec<StopView>,
    proposed_by: String,
    proposed_at: Timestamp,
    approved_by: Option<String>,
}

/// A stop rule that holds an action up.
#[derive(Debug, Serialize)]
struct StopView {
    name: String,
    why: String,
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
            let event = propose(&signer, asked).map_err(|error| actions::refused(&error))?;
            let id = sha256(format!("{event:?} {}", signer.signed.at).as_bytes());
            let id = short_digest(&id);
            let action = Action::replay(id, [(&signer.signed, &event)])?;
            let outgoing = outbox::action(&context.settings, &action, &signer.signed);
            actions::append(store, &session, id, 0, event, signer.signed.at, &outgoing).await?;
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

/// The citations with their places in the sources. Words that don't stand there give reason to
/// nothing.
fn looked_up(
    ledger: &grounding::Ledger,
    policy: &grounding::Policy,
    cited: &[Citation],
) -> anyhow::Result<Vec<Citation>> {
    let mut found = Vec::new();
    for citation in cited {
        let claim = Claim {
            id: "reason".to_owned(),
            text: citation.quote.clone(),
            kind: ClaimKind::Fact,
            standing: grounding::Standing::Fact,
            goal_id: None,
            audience: Audience::Internal,
            citations: vec![citation.clone()],
            origin: grounding::ClaimOrigin::Human,
            parent: None,
        };
        let verified = verify(ledger, &Draft::new(ledger.account.id.clone(), vec![claim]), policy);
        let claim = verified.claims.into_iter().next();
        // What the words may be told as is no question here, only whether they may be used.
        let unusable = claim.iter().flat_map(|it| &it.diagnostics).find(|finding| {
            finding.severity == Severity::Deny && UNUSABLE.contains(&finding.code) && finding.code != NOT_THERE
        });
        if let Some(finding) = unusable {
            let message = format!("`{}` can't give reason to it: {}", citation.source_id, finding.message);
            return Err(Hinted::new(message, ["cite what may be used".to_owned()]).into());
        }
        let placed = claim.filter(|it| it.claim.citations.iter().all(|it| it.start.is_some()));
        let Some(it) = placed else {
            let message = format!(
                "\u{201C}{}\u{201D} does not stand in `{}`",
                citation.quote, citation.source_id
            );
            let hint = format!("`vouch source {}` shows its words", citation.source_id);
            return Err(Hinted::new(message, [hint]).into());
        };
        found.extend(it.claim.citations);
    }
    Ok(found)
}

fn citation(text: &str) -> Result<Citation, String> {
    let (id, quote) = text
        .split_once('=')
        .ok_or("write the source's id, `=`, and its words")?;
    Ok(Citation::new(SourceId::raw(id.trim()), quote.trim()))
}

fn view(action: &Action) -> ActionView {
    let proposed = &action.proposed;
    let stops = proposed.stops.iter().map(|name| StopView {
        name: name.clone(),
        why: action_stop(name).map(|stop| stop.why.to_owned()).unwrap_or_default(),
    });
    ActionView {
        id: action.id.clone(),
        account_id: action.account().to_string(),
        kind: proposed.kind,
        state: action.state.word(),
        digest: action.digest.clone(),
        text: proposed.text.clone(),
        run: proposed.run.clone(),
        citations: proposed.citations.clone(),
        stops: stops.collect(),
        proposed_by: action.began.name.clone(),
        proposed_at: action.began.at,
        approved_by: action.state.approval().map(|it| it.signed.name.clone()),
    }
}

fn line(action: &Action) -> String {
    format!(
        "{}  {} \u{b7} {}  {}  proposed by {}",
        action.id,
        action.account(),
        action.proposed.kind.noun(),
        action.state.word(),
        action.began.name
    )
}

fn told(action: &Action) -> String {
    let mut text = format!(
        "{}\ndigest {}\n\n{}\n",
        line(action),
        action.digest,
        action.proposed.text
    );
    for citation in &action.proposed.citations {
        text.push_str(&format!(
            "\n  {}\n    \u{201C}{}\u{201D}\n",
            citation.source_id, citation.quote
        ));
    }
    if !action.proposed.stops.is_empty() {
        let waits = match action.state {
            ActionState::Proposed => "waits",
            _ => "waited",
        };
        text.push_str(&format!("\nIt {waits} for the account's owner because:\n"));
    }
    for stop in view(action).stops {
        text.push_str(&format!("  ! {}: {}\n", stop.name.replace('_', " "), stop.why));
    }
    if let ActionState::Proposed = action.state {
        text.push_str(&format!(
            "\n`vouch action approve {} --digest {} --ok all` once you have looked\n",
            action.id,
            short_digest(&action.digest)
        ));
    }
    text
}
