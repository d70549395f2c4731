//! `vouch outbox`: what waits to go out to the subscribers of the settings, and delivering it.

use std::time::Duration;

use clap::{Args, Subcommand};
use grounding::AccountId;
use jiff::Timestamp;
use store::StoredOutgoing;
use workflow::people::Act;

use super::{Context, Exit};
use crate::deliver::{self, Entry, Receivers, Report, Turn, table};
use crate::failure::Hinted;
use crate::output::Output;
use crate::settings::Subscriber;
use crate::workspace::Workspace;

/// How often a command that watches looks whether something is due.
const INTERVAL: Duration = Duration::from_secs(2);

#[derive(Debug, Subcommand)]
pub(super) enum OutboxCommand {
    /// List what waits to go out and what was delivered
    List(ListArgs),
    /// Deliver what is due to the subscribers of the settings, each message once
    Deliver(DeliverArgs),
}

#[derive(Debug, Args)]
pub(super) struct ListArgs {
    /// Only what was not delivered
    #[arg(long)]
    waiting: bool,
}

#[derive(Debug, Args)]
pub(super) struct DeliverArgs {
    /// Go on delivering what becomes due, until stopped
    #[arg(long, conflicts_with = "now")]
    watch: bool,
    /// Also what is to be tried again later, or was given up
    #[arg(long)]
    now: bool,
}

pub(super) async fn run(context: &Context<'_>, command: &OutboxCommand) -> anyhow::Result<Exit> {
    let workspace = context.workspace().await?;
    match command {
        OutboxCommand::List(args) => list(context, &workspace, args).await,
        OutboxCommand::Deliver(args) => {
            context.allow(&workspace, Act::Maintain, None).await?;
            if args.watch {
                return watch(context, &workspace).await;
            }
            once(context, &workspace, args).await
        }
    }
}

async fn list(context: &Context<'_>, workspace: &Workspace, args: &ListArgs) -> anyhow::Result<Exit> {
    let session = context.session(workspace).await?;
    session.allow(Act::Read, None)?;
    let mut entries = Vec::new();
    for message in workspace.store.outgoing(args.waiting).await? {
        let held = deliver::held(&context.settings.outbox, &message.target);
        let entry = Entry::new(message, held);
        let account = entry.account_id.as_deref().map(AccountId::new);
        if session.can(Act::Read, account.as_ref()) {
            entries.push(entry);
        }
    }
    context.output.result(&entries, |entries| {
        if entries.is_empty() {
            "nothing waits to go out; `[[outbox]]` in `vouch.toml` names who is told".to_owned()
        } else {
            table(entries)
        }
    })?;
    Ok(Exit::Done)
}

async fn once(context: &Context<'_>, workspace: &Workspace, args: &DeliverArgs) -> anyhow::Result<Exit> {
    let receivers = Receivers::open(&context.settings.outbox);
    let due_by = if args.now { Timestamp::MAX } else { Timestamp::now() };
    let Some(tried) = round(context, workspace, &receivers, due_by).await? else {
        let hint = "wait until it is done; `vouch outbox list` shows how far it is".to_owned();
        return Err(Hinted::new("another process is delivering", [hint]).into());
    };
    let undelivered = workspace.store.outgoing(true).await?;
    let report = Report::new(tried, undelivered, &receivers);
    context.output.result(&report, Report::text)?;
    Ok(if report.has_findings() {
        Exit::Findings
    } else {
        Exit::Done
    })
}

async fn watch(context: &Context<'_>, workspace: &Workspace) -> anyhow::Result<Exit> {
    let mut told = Told::new(context.settings.outbox.clone());
    context.output.note("watching; stop with Ctrl-C");
    let mut is_news = true;
    loop {
        // While another process delivers, there is nothing to do here.
        let tried = round(context, workspace, &told.receivers, Timestamp::now()).await?;
        let tried = tried.unwrap_or_default();
        if is_news || !tried.is_empty() {
            // What went wrong before was told before, unless the settings are others now.
            let undelivered = if is_news {
                workspace.store.outgoing(true).await?
            } else {
                Vec::new()
            };
            let report = Report::new(tried, undelivered, &told.receivers);
            if context.output.is_json() {
                Output::json_line(&report)?;
            } else {
                context.output.text(&report.text())?;
            }
        }
        tokio::time::sleep(INTERVAL).await;
        is_news = told.follow(context);
    }
}

/// Delivers what is due by then; none where another process is at it.
async fn round(
    context: &Context<'_>,
    workspace: &Workspace,
    receivers: &Receivers,
    due_by: Timestamp,
) -> anyhow::Result<Option<Vec<StoredOutgoing>>> {
    let Some(_turn) = Turn::take(&context.global.data)? else {
        return Ok(None);
    };
    let bar = context.output.progress("{spinner} {elapsed} {wide_msg}");
    let show = |step: String| bar.set_message(step);
    let tried = deliver::round(&workspace.store, receivers, due_by, &show).await;
    bar.finish_and_clear();
    Ok(Some(tried?))
}

/// Who is told, as the settings had it when they could last be read.
struct Told {
    subscribers: Vec<Subscriber>,
    receivers: Receivers,
    /// Why they can't be read now.
    complaint: Option<String>,
}

impl Told {
    fn new(subscribers: Vec<Subscriber>) -> Self {
        Self {
            receivers: Receivers::open(&subscribers),
            subscribers,
            complaint: None,
        }
    }

    /// Reads the settings again, and says whether they tell somebody else now.
    fn follow(&mut self, context: &Context<'_>) -> bool {
        match context.reread_settings() {
            Ok(settings) if settings.outbox == self.subscribers => self.complaint = None,
            Ok(settings) => {
                *self = Self::new(settings.outbox);
                return true;
            }
            // Somebody may be in the middle of changing them. That is said once, and what was
            // read last goes on.
            Err(error) => {
                let complaint = format!("note: {error:#}");
                if self.complaint.as_ref() != Some(&complaint) {
                    context.output.note(&complaint);
                }
                self.complaint = Some(complaint);
            }
        }
        false
    }
}
