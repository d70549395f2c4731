//! `vouch handoff`: a brief of the kind `handoff`. The path is the same for every kind.

use std::path::PathBuf;

use agent::draft::Drafter;
use agent::pipeline::{self, Outcome, Settings as RunSettings, Step};
use anyhow::Context as _;
use clap::Args;
use grounding::{Account, Audience, View};
use workflow::brief::{Brief, RunState, Trigger, render_text};
use workflow::people::Act;
use workflow::{Definition, Request, handoff::HANDOFF};

use super::{AudienceName, Context, DrafterName, Exit, ingest};
use crate::failure::Hinted;
use crate::names;
use crate::output::Output;
use crate::runs;
use crate::session::Session;
use crate::workspace::Workspace;

#[derive(Debug, Args)]
pub(super) struct HandoffArgs {
    /// The account, by any of its names
    #[arg(required_unless_present = "all")]
    account: Option<String>,
    /// Every account that has a trigger
    #[arg(long, conflicts_with = "account")]
    all: bool,
    /// What starts the run: a kind of trigger and its record, or `manual:REASON`
    #[arg(long, value_name = "KIND[:RECORD]", value_parser = parse_trigger)]
    trigger: Option<Trigger>,
    /// Who will read it
    #[arg(long, value_enum, default_value_t = AudienceName::Internal)]
    audience: AudienceName,
    /// Who drafts: `extractive`, `live` (the model of the settings) or `replay:DIR` (a recording)
    /// [default: the model of the settings, else extractive]
    #[arg(long, value_name = "DRAFTER")]
    model: Option<DrafterName>,
    /// Ingest these exports first, into a store of their own
    #[arg(long, value_name = "PATH")]
    from: Option<PathBuf>,
    /// End with exit code 1 if any claim was rejected
    #[arg(long)]
    strict: bool,
}

pub(super) async fn run(context: &Context<'_>, args: &HandoffArgs) -> anyhow::Result<Exit> {
    check_trigger(&HANDOFF, args.trigger.as_ref())?;
    let drafter = context.settings.drafter(args.model.as_ref())?;
    match (&args.model, &drafter) {
        (Some(DrafterName::Replay(folder)), Drafter::Live(live)) => {
            let note = format!("replaying `{}` from `{}`", live.peer().model, folder.display());
            context.output.note(&note);
        }
        (_, Drafter::Live(live)) => {
            let peer = live.peer();
            context
                .output
                .note(&format!("drafting with `{}` at `{}`", peer.model, peer.url));
        }
        (_, Drafter::Extractive) => {}
    }
    let Some(from) = &args.from else {
        let workspace = context.workspace().await?;
        let session = context.session(&workspace).await?;
        return draft(context, args, &workspace, &drafter, Some(&session)).await;
    };
    let folder = tempfile::Builder::new()
        .prefix("vouch-")
        .tempdir()
        .context("cannot make a folder for the store")?;
    let workspace = Workspace::open(folder.path()).await?;
    let report = ingest::ingest(context, &workspace, std::slice::from_ref(from), false).await?;
    if let Some(left_out) = report.left_out() {
        context.output.note(&format!("note: {left_out}"));
    }
    draft(context, args, &workspace, &drafter, None).await
}

async fn draft(
    context: &Context<'_>,
    args: &HandoffArgs,
    workspace: &Workspace,
    drafter: &Drafter,
    session: Option<&Session>,
) -> anyhow::Result<Exit> {
    let accounts = workspace.accounts().await?;
    let style = context.output.style();
    if let Some(name) = &args.account {
        let account = names::account(&accounts, name)?;
        if let Some(session) = session {
            session.allow(Act::Draft, Some(&account.id))?;
        }
        let outcome = one(context, args, workspace, drafter, account).await?;
        keep(context, workspace, session, args.audience, &outcome.brief).await?;
        context
            .output
            .result(&outcome.brief, |brief| render_text(brief, &outcome.ledger, style))?;
        return Ok(exit(&outcome.brief, args.strict));
    }
    if accounts.is_empty() {
        context
            .output
            .note("no accounts yet; `vouch ingest PATH` reads exports");
    }
    let mut worst = Exit::Done;
    let mut briefs = Vec::new();
    let may = |account: &&Account| session.is_none_or(|session| session.can(Act::Draft, Some(&account.id)));
    if let (Some(session), Some(first), false) = (session, accounts.first(), accounts.iter().any(|it| may(&it))) {
        // Whoever may draft nothing learns so, instead of getting an empty list.
        session.allow(Act::Draft, Some(&first.id))?;
    }
    for account in accounts.iter().filter(may) {
        let outcome = one(context, args, workspace, drafter, account).await?;
        if is_untriggered(&outcome.brief) {
            context.output.note(&format!("{}: no trigger", account.id));
            continue;
        }
        keep(context, workspace, session, args.audience, &outcome.brief).await?;
        worst = worst.max(exit(&outcome.brief, args.strict));
        briefs.push(outcome);
    }
    if context.output.is_json() {
        Output::json(&briefs.iter().map(|outcome| &outcome.brief).collect::<Vec<_>>())?;
    } else {
        let texts: Vec<String> = briefs
            .iter()
            .map(|outcome| render_text(&outcome.brief, &outcome.ledger, style))
            .collect();
        context.output.text(&texts.join("\n\n"))?;
    }
    Ok(worst)
}

/// Keeps what was drafted as a run, and says where to go on. A draft for one look, in a store of
/// its own, is nobody's to approve.
async fn keep(
    context: &Context<'_>,
    workspace: &Workspace,
    session: Option<&Session>,
    audience: AudienceName,
    brief: &Brief,
) -> anyhow::Result<()> {
    // What is drafted for the customer's eyes is looked at; what is approved is the brief itself.
    let Some(session) = session.filter(|_| audience == AudienceName::Internal) else {
        return Ok(());
    };
    let kept = runs::keep(&workspace.store, session, &context.settings, &HANDOFF, brief).await?;
    if let Some(run) = kept.filter(|_| !context.output.is_json()) {
        let next = match run.state {
            RunState::Approved => "approved already",
            RunState::Returned => "sent back; see what is missing",
            _ => "go on",
        };
        context
            .output
            .note(&format!("run {}: {next} with `vouch review show {}`", run.id, run.id));
    }
    Ok(())
}

async fn one(
    context: &Context<'_>,
    args: &HandoffArgs,
    workspace: &Workspace,
    drafter: &Drafter,
    account: &Account,
) -> anyhow::Result<Outcome> {
    let audience = match args.audience {
        AudienceName::Internal => Audience::Internal,
        AudienceName::Customer => Audience::Customer,
    };
    let request = Request {
        trigger: args.trigger.clone(),
        trigger_days: context.settings.handoff.trigger_days,
        rules_unreadable: context.settings.rules_unreadable.clone(),
    };
    let settings = RunSettings {
        definition: &HANDOFF,
        request: &request,
        policy: &context.settings.policy,
        drafter: &drafter.metered(),
        view: View {
            as_of: context.global.as_of(),
            audience,
        },
        revision_rounds: context.settings.revision_rounds,
    };
    let search = workspace.index().await?.account(&account.id)?;
    let bar = context.output.progress("{spinner} {elapsed} {wide_msg}");
    let show = |step: Step| {
        bar.set_message(match step {
            Step::Drafting(title) => format!("drafting \u{201C}{title}\u{201D}"),
            Step::Drafted(title) => format!("drafted \u{201C}{title}\u{201D}"),
            Step::Revising(count) => format!("sending {count} refused claims back"),
            Step::Verifying => "verifying".to_owned(),
        });
    };
    let outcome = pipeline::run(&workspace.store, &search, account, &settings, &show).await?;
    bar.finish_and_clear();
    Ok(outcome)
}

fn parse_trigger(text: &str) -> Result<Trigger, String> {
    let trigger = Trigger::written(text);
    if trigger.kind == "manual" && trigger.record.is_empty() {
        return Err("a manual trigger needs a reason: `manual:REASON`".to_owned());
    }
    Ok(trigger)
}

fn check_trigger(definition: &Definition, trigger: Option<&Trigger>) -> anyhow::Result<()> {
    let Some(trigger) = trigger.filter(|it| it.kind != "manual" && !definition.triggers.contains(&it.kind.as_str()))
    else {
        return Ok(());
    };
    let hint = format!(
        "a {} starts with `{}` or `manual:REASON`",
        definition.spec.kind,
        definition.triggers.join("`, `")
    );
    Err(Hinted::new(format!("`{}` starts no {}", trigger.kind, definition.spec.kind), [hint]).into())
}

fn is_untriggered(brief: &Brief) -> bool {
    brief.state == RunState::Stopped && brief.reasons.iter().any(|reason| reason.code == "no_trigger")
}

fn exit(brief: &Brief, strict: bool) -> Exit {
    match brief.state {
        RunState::Failed => Exit::Failed,
        RunState::Paused | RunState::Stopped | RunState::Returned => Exit::Findings,
        RunState::InReview if strict && brief.counts.rejected > 0 => Exit::Findings,
        RunState::InReview | RunState::Approved | RunState::Superseded => Exit::Done,
    }
}
