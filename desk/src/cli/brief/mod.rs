//! `vouch handoff`, `vouch recap`, `vouch summary`, `vouch health`: a brief of each kind. The path is
//! the same.

mod all;
mod draft;
mod table;

use std::path::{Path, PathBuf};

use agent::draft::Drafter;
use anyhow::Context as _;
use clap::Args;
use grounding::Audience;
use tempfile::TempDir;
use workflow::brief::{Brief, RunState, Trigger, render_text};
use workflow::{Definition, handoff::HANDOFF, health::HEALTH, recap::RECAP, summary::SUMMARY};

use super::{AudienceName, Context, DrafterName, Exit, ingest};
use crate::service::drafting::{ANSWERS, Asked, Drafting, checked_trigger, written_trigger};
use crate::workspace::Workspace;
use draft::Desk;

#[derive(Debug, Args)]
pub(super) struct BriefArgs {
    /// The account, by any of its names
    #[arg(required_unless_present = "all")]
    account: Option<String>,
    /// Every account that has a trigger
    #[arg(long, conflicts_with = "account")]
    all: bool,
    /// What starts the run: a kind of trigger and its record, or `manual:REASON`
    #[arg(long, value_name = "KIND[:RECORD]", value_parser = written_trigger)]
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
    /// The first version: the least that serves
    #[arg(long)]
    simple: bool,
    /// End with exit code 1 if any claim was rejected
    #[arg(long)]
    strict: bool,
    #[command(flatten)]
    bulk: all::BulkArgs,
}

#[derive(Debug, Args)]
pub(super) struct HandoffArgs {
    #[command(flatten)]
    brief: BriefArgs,
}

#[derive(Debug, Args)]
pub(super) struct RecapArgs {
    #[command(flatten)]
    brief: BriefArgs,
}

#[derive(Debug, Args)]
pub(super) struct SummaryArgs {
    #[command(flatten)]
    brief: BriefArgs,
    /// The edition for a business review, with the key achievements
    #[arg(long, conflicts_with = "simple")]
    business_review: bool,
}

#[derive(Debug, Args)]
pub(super) struct HealthArgs {
    #[command(flatten)]
    brief: BriefArgs,
}

pub(super) async fn handoff(context: &Context<'_>, args: &HandoffArgs) -> anyhow::Result<Exit> {
    run(context, &HANDOFF, &args.brief, "").await
}

pub(super) async fn recap(context: &Context<'_>, args: &RecapArgs) -> anyhow::Result<Exit> {
    run(context, &RECAP, &args.brief, "").await
}

pub(super) async fn summary(context: &Context<'_>, args: &SummaryArgs) -> anyhow::Result<Exit> {
    let edition = if args.business_review { "business-review" } else { "" };
    run(context, &SUMMARY, &args.brief, edition).await
}

pub(super) async fn health(context: &Context<'_>, args: &HealthArgs) -> anyhow::Result<Exit> {
    run(context, &HEALTH, &args.brief, "").await
}

/// The name of the version that `--simple` asks for.
const FIRST: &str = "first";

async fn run(
    context: &Context<'_>,
    definition: &'static Definition,
    args: &BriefArgs,
    edition: &'static str,
) -> anyhow::Result<Exit> {
    let trigger = args.trigger.clone();
    let trigger = trigger.map(|it| checked_trigger(definition, it)).transpose()?;
    let edition = match definition.edition(FIRST) {
        Some(_) if args.simple => FIRST,
        None if args.simple => {
            let note = format!("a {} has one version; this is it", definition.spec.kind);
            context.output.note(&note);
            edition
        }
        _ => edition,
    };
    // A store for one look leaves nothing behind.
    let answers = args.from.is_none().then(|| context.global.data.join(ANSWERS));
    let drafter = context.settings.drafter(args.model.as_ref(), answers.as_deref())?;
    announce(context, args, &drafter);
    let asked = Asked {
        definition,
        edition,
        trigger,
        audience: args.audience.into(),
    };
    if let Some(from) = &args.from {
        // The folder is gone after the store.
        let (_folder, workspace) = for_one_look(context, from).await?;
        let (settings, today) = (&context.settings, context.global.as_of());
        let drafting = Drafting::for_one_look(&workspace, settings, today, &asked, &drafter).await?;
        return carry_out(context, args, drafting).await;
    }
    let workspace = context.workspace().await?;
    let session = context.session(&workspace).await?;
    let service = context.service(&workspace, &session);
    carry_out(context, args, service.drafting(&asked, &drafter).await?).await
}

async fn carry_out(context: &Context<'_>, args: &BriefArgs, drafting: Drafting<'_>) -> anyhow::Result<Exit> {
    let desk = Desk {
        context,
        args,
        drafting,
    };
    let Some(name) = &args.account else {
        return desk.all().await;
    };
    let account = desk.drafting.account(name).await?;
    let outcome = desk.one(&account).await?;
    let style = context.output.style();
    context
        .output
        .result(&outcome.brief, |brief| render_text(brief, &outcome.ledger, style))?;
    Ok(exit(&outcome.brief, args.strict))
}

/// A store of its own with these exports.
async fn for_one_look(context: &Context<'_>, from: &Path) -> anyhow::Result<(TempDir, Workspace)> {
    let folder = tempfile::Builder::new()
        .prefix("vouch-")
        .tempdir()
        .context("cannot make a folder for the store")?;
    let workspace = Workspace::open(folder.path()).await?;
    let report = ingest::ingest(context, &workspace, &[from.to_owned()], false).await?;
    if let Some(left_out) = report.left_out() {
        context.output.note(&format!("note: {left_out}"));
    }
    Ok((folder, workspace))
}

/// Says which model drafts, and where it is.
fn announce(context: &Context<'_>, args: &BriefArgs, drafter: &Drafter) {
    match (&args.model, drafter) {
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
}

impl From<AudienceName> for Audience {
    fn from(name: AudienceName) -> Self {
        match name {
            AudienceName::Internal => Self::Internal,
            AudienceName::Customer => Self::Customer,
        }
    }
}

fn exit(brief: &Brief, strict: bool) -> Exit {
    match brief.state {
        RunState::Failed => Exit::Failed,
        RunState::Paused | RunState::Stopped | RunState::Returned => Exit::Findings,
        RunState::InReview if strict && brief.counts.rejected > 0 => Exit::Findings,
        RunState::InReview | RunState::Approved | RunState::Superseded => Exit::Done,
    }
}
