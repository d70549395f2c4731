//! `vouch action`: what would reach a customer or change a forecast.

mod print;

use clap::{Args, Subcommand};
use grounding::{Citation, SourceId};
use workflow::action::{Action, ActionKind};

use super::{Context, Exit};
use crate::output::Output;
use crate::service::actions::ActionView;
use print::{line, told};

#[derive(Debug, Subcommand)]
pub(super) enum ActionCommand {
    /// Propose an action, with the words that give reason to it
    Propose(ProposeArgs),
    /// Create an expansion opportunity from a summary's suggestions; it is a draft of ours, and asking
    /// the customer waits for the account's owner
    Opportunity(OpportunityArgs),
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
pub(super) struct OpportunityArgs {
    /// The summary's run: its id or the beginning of it, or the account's name for its newest run
    run: String,
    /// Only these suggestions, by the ids of their claims [default: every accepted one]
    #[arg(long = "claim", value_name = "ID")]
    claims: Vec<String>,
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
    let service = context.service(&workspace, &session);
    let answer = |action: &Action, said: String| context.output.result(&ActionView::from(action), |_| said);
    match command {
        ActionCommand::Propose(args) => {
            let run = args.run.as_deref();
            let proposing = service.propose_action(&args.account, args.kind, &args.text, run, &args.citations);
            let action = proposing.await?;
            answer(&action, told(&action))?;
        }
        ActionCommand::Opportunity(args) => {
            let action = service.create_opportunity(&args.run, &args.claims).await?;
            answer(&action, told(&action))?;
        }
        ActionCommand::List => list(context.output, &service.actions().await?)?,
        ActionCommand::Show(args) => {
            let action = service.action(&args.id).await?;
            answer(&action, told(&action))?;
        }
        ActionCommand::Approve(args) => {
            let approving = service.approve_action(&args.id.id, &args.digest, &args.checks, &args.comment);
            let action = approving.await?;
            let said = format!("approved; `vouch action execute {}` carries it out", action.id);
            answer(&action, said)?;
        }
        ActionCommand::Reject(args) => {
            let action = service.reject_action(&args.id.id, &args.reason).await?;
            answer(&action, "rejected".to_owned())?;
        }
        ActionCommand::Execute(args) => {
            let action = service.execute_action(&args.id).await?;
            let said = "on record as carried out; whoever subscribes is told".to_owned();
            answer(&action, said)?;
        }
    }
    Ok(Exit::Done)
}

fn list(output: &Output, found: &[Action]) -> anyhow::Result<()> {
    if output.is_json() {
        Output::json(&found.iter().map(ActionView::from).collect::<Vec<_>>())
    } else if found.is_empty() {
        output.text("no action was proposed yet")
    } else {
        let lines: Vec<String> = found.iter().map(line).collect();
        output.text(&lines.join("\n"))
    }
}

/// Reads `SOURCE_ID=QUOTE`.
fn citation(text: &str) -> Result<Citation, String> {
    let (id, quote) = text
        .split_once('=')
        .ok_or("write the source's id, `=`, and its words")?;
    Ok(Citation::new(SourceId::raw(id.trim()), quote.trim()))
}
