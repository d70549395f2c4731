//! `vouch metrics`, `vouch pilot` and `vouch audit`: what a pilot can show.

use std::collections::BTreeSet;
use std::path::PathBuf;

use anyhow::Context as _;
use clap::{Args, Subcommand, ValueEnum};
use grounding::AccountId;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use store::{Alongside, Batch, Store};
use workflow::action::Action;
use workflow::brief::sha256;
use workflow::log::{ChainBreak, Event, breaks, pilot_stream};
use workflow::measure::{
    AuditTable, Candidate, Evidence, Pilot, PilotEvent, PilotPlan, Sample, candidate, closed_won_in_segment, last_day,
    metrics, render_audit, render_prometheus, render_report, render_text, renewals_in_next_quarter, report, sample,
    top_by_value,
};
use workflow::people::Act;
use workflow::run::Run;

use super::{Context, Exit};
use crate::failure::Hinted;
use crate::session::Session;
use crate::workspace::Workspace;
use crate::{actions, runs};

#[derive(Debug, Args)]
pub(super) struct MetricsArgs {
    /// The first day that counts
    #[arg(long, value_name = "DATE", requires = "to")]
    from: Option<Date>,
    /// The last day that counts
    #[arg(long, value_name = "DATE", requires = "from")]
    to: Option<Date>,
    /// In the form that Prometheus reads
    #[arg(long)]
    prometheus: bool,
}

#[derive(Debug, Subcommand)]
pub(super) enum PilotCommand {
    /// Set a pilot up: pick its accounts, name its owner
    Init(InitArgs),
    /// What a pilot has come to
    Report(NameArgs),
    /// Attach evidence from the field, so that the report says more than how the workflow ran
    Attach(AttachArgs),
    /// List the pilots
    List,
}

#[derive(Debug, Args)]
pub(super) struct NameArgs {
    /// The pilot's name
    name: String,
}

#[derive(Debug, Args)]
pub(super) struct InitArgs {
    /// The pilot's name
    name: String,
    /// The kind of brief it is about
    #[arg(long, value_enum, default_value_t = PilotKind::Handoff)]
    kind: PilotKind,
    /// Who owns it
    #[arg(long)]
    owner: String,
    /// Handoffs: the segment whose won deals are its sample
    #[arg(long)]
    segment: Option<String>,
    /// Recaps: the accounts with the highest annual value, so many
    #[arg(long, value_name = "COUNT", conflicts_with_all = ["segment", "renewals"])]
    top: Option<usize>,
    /// Recaps: the accounts that renew in the next calendar quarter
    #[arg(long, conflicts_with = "segment")]
    renewals: bool,
    /// The first day [default: the as-of day]
    #[arg(long, value_name = "DATE")]
    start: Option<Date>,
    /// How many days it runs [default: 60 for handoffs, 90 for recaps]
    #[arg(long)]
    days: Option<u32>,
    /// The share that must pass, from 0 to 1
    #[arg(long, default_value = "0.9")]
    threshold: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum PilotKind {
    /// The sales-to-CS handoff
    Handoff,
    /// The account value recap
    Recap,
}

#[derive(Debug, Args)]
pub(super) struct AttachArgs {
    #[command(flatten)]
    pilot: NameArgs,
    /// The file that shows it
    file: PathBuf,
    /// What it shows
    #[arg(long)]
    note: String,
}

#[derive(Debug, Subcommand)]
pub(super) enum AuditCommand {
    /// Look at a sample of accounts: seven things each
    Sample(SampleArgs),
    /// Check the log's chain, and what is kept beside it
    Verify,
}

#[derive(Debug, Args)]
pub(super) struct SampleArgs {
    /// The kind of brief that is looked at
    #[arg(long, value_enum, default_value_t = PilotKind::Handoff)]
    kind: PilotKind,
    /// How many accounts
    #[arg(long, default_value_t = 20)]
    accounts: usize,
    /// Another number picks another sample; the same one picks the same
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// What came of checking the log.
#[derive(Debug, Serialize)]
struct Chain {
    entries: usize,
    last: Option<String>,
    breaks: Vec<String>,
    sound: bool,
}

/// So many entries are read at a time.
const PAGE: u32 = 5_000;

pub(super) async fn counted(context: &Context<'_>, args: &MetricsArgs) -> anyhow::Result<Exit> {
    let desk = Desk::open(context).await?;
    let (runs, actions) = desk.records().await?;
    let metrics = metrics(&runs, &actions, args.from.zip(args.to));
    if args.prometheus {
        context.output.text(&render_prometheus(&metrics))?;
    } else {
        let width = context.output.width();
        context.output.result(&metrics, |metrics| render_text(metrics, width))?;
    }
    Ok(Exit::Done)
}

pub(super) async fn pilot(context: &Context<'_>, command: &PilotCommand) -> anyhow::Result<Exit> {
    let desk = Desk::open(context).await?;
    match command {
        PilotCommand::Init(args) => desk.init(args).await,
        PilotCommand::Report(args) => desk.report(&args.name).await,
        PilotCommand::Attach(args) => desk.attach(args).await,
        PilotCommand::List => {
            let names = desk.pilots().await?;
            context.output.result(&names, |names| {
                if names.is_empty() {
                    "no pilot yet; `vouch pilot init` sets one up".to_owned()
                } else {
                    names.join("\n")
                }
            })?;
            Ok(Exit::Done)
        }
    }
}

pub(super) async fn audit(context: &Context<'_>, command: &AuditCommand) -> anyhow::Result<Exit> {
    let desk = Desk::open(context).await?;
    match command {
        AuditCommand::Sample(args) => {
            let (runs, _) = desk.records().await?;
            let accounts: Vec<AccountId> = context
                .readable(&desk.workspace)
                .await?
                .into_iter()
                .map(|account| account.id)
                .collect();
            let picked = sample(&accounts, args.accounts, args.seed);
            let table = match args.kind {
                PilotKind::Handoff => AuditTable::of_handoffs(&picked, &runs),
                PilotKind::Recap => AuditTable::of_recaps(&picked, &runs),
            };
            context.output.result(&table, render_audit)?;
            Ok(Exit::Done)
        }
        AuditCommand::Verify => desk.verify_log().await,
    }
}

/// The store, and who looks at its numbers.
struct Desk<'a> {
    context: &'a Context<'a>,
    workspace: Workspace,
    session: Session,
}

impl<'a> Desk<'a> {
    async fn open(context: &'a Context<'a>) -> anyhow::Result<Self> {
        let workspace = context.workspace().await?;
        let session = context.session(&workspace).await?;
        session.allow(Act::Read, None)?;
        Ok(Self {
            context,
            workspace,
            session,
        })
    }

    fn store(&self) -> &Store {
        &self.workspace.store
    }

    /// The runs and the actions that this person may read.
    async fn records(&self) -> anyhow::Result<(Vec<Run>, Vec<Action>)> {
        let mut all = runs::all(self.store()).await?;
        all.retain(|run| self.session.can(Act::Read, Some(run.account())));
        let mut actions = actions::all(self.store()).await?;
        actions.retain(|action| self.session.can(Act::Read, Some(action.account())));
        Ok((all, actions))
    }

    async fn init(&self, args: &InitArgs) -> anyhow::Result<Exit> {
        self.session.signer(Act::RunPilot)?;
        self.session.allow(Act::RunPilot, None)?;
        let start = args.start.unwrap_or_else(|| self.context.global.as_of());
        let (kind, days) = match args.kind {
            PilotKind::Handoff => ("handoff", 60),
            PilotKind::Recap => ("recap", 90),
        };
        let end = last_day(start, args.days.unwrap_or(days));
        let candidates = self.candidates(end).await?;
        let picked = pick(args, &candidates, start, end)?;
        if !picked.unknown.is_empty() {
            let unknown: Vec<&str> = picked.unknown.iter().map(AccountId::as_str).collect();
            self.context.output.note(&format!(
                "note: the records don't say whether these belong to the sample: {}",
                unknown.join(", ")
            ));
        }
        let plan = PilotPlan {
            kind: kind.to_owned(),
            sample: picked.words,
            accounts: picked.accounts,
            segment: args.segment.clone(),
            owner: args.owner.clone(),
            start,
            end,
            threshold: args.threshold.clone(),
        };
        plan.check()?;
        let event = PilotEvent::Started(plan);
        self.append(&args.name, 0, event)
            .await
            .with_context(|| format!("the pilot `{}` was not set up", args.name))?;
        self.report(&args.name).await
    }

    async fn candidates(&self, as_of: Date) -> anyhow::Result<Vec<Candidate>> {
        let mut candidates = Vec::new();
        for account in self.workspace.accounts().await? {
            let view = grounding::View {
                // What is planned within the pilot's days belongs to its sample.
                as_of: as_of.max(self.context.global.as_of()),
                audience: grounding::Audience::Internal,
            };
            let ledger = grounding::Ledger::gather(self.store(), &account, view).await?;
            candidates.push(candidate(&ledger));
        }
        Ok(candidates)
    }

    async fn report(&self, name: &str) -> anyhow::Result<Exit> {
        let (mut pilot, _) = self.pilot(name).await?;
        let (runs, _) = self.records().await?;
        if let Some(segment) = &pilot.plan.segment {
            // Deals that were won since belong to it too.
            let (start, end) = (pilot.plan.start, pilot.plan.end);
            let won = closed_won_in_segment(&self.candidates(end).await?, segment, start, end).accounts;
            let known: BTreeSet<AccountId> = pilot.plan.accounts.iter().cloned().collect();
            pilot
                .plan
                .accounts
                .extend(won.into_iter().filter(|it| !known.contains(it)));
        }
        let report = report(&pilot, &runs, self.context.global.as_of());
        let width = self.context.output.width();
        self.context
            .output
            .result(&report, |report| render_report(report, width))?;
        Ok(Exit::Done)
    }

    async fn attach(&self, args: &AttachArgs) -> anyhow::Result<Exit> {
        self.session.signer(Act::RunPilot)?;
        self.session.allow(Act::RunPilot, None)?;
        let (_, steps) = self.pilot(&args.pilot.name).await?;
        let bytes = std::fs::read(&args.file).with_context(|| format!("cannot read `{}`", args.file.display()))?;
        let evidence = Evidence {
            file: args.file.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            digest: sha256(&bytes),
            note: args.note.clone(),
        };
        self.append(&args.pilot.name, steps, PilotEvent::EvidenceAttached(evidence))
            .await?;
        self.context
            .output
            .said(&format!("attached to the pilot `{}`", args.pilot.name))?;
        Ok(Exit::Done)
    }

    async fn pilots(&self) -> anyhow::Result<Vec<String>> {
        let entries = self.store().entries_under("pilot/").await?;
        let names: BTreeSet<String> = entries
            .iter()
            .map(|entry| entry.stream.trim_start_matches("pilot/").to_owned())
            .collect();
        Ok(names.into_iter().collect())
    }

    /// The pilot of that name, and how many events it has.
    async fn pilot(&self, name: &str) -> anyhow::Result<(Pilot, u32)> {
        let entries = self.store().entries(&pilot_stream(name)).await?;
        if entries.is_empty() {
            let known = self.pilots().await?;
            let hint = if known.is_empty() {
                "`vouch pilot init` sets one up".to_owned()
            } else {
                format!("the pilots are {}", known.join(", "))
            };
            return Err(Hinted::new(format!("no pilot is called `{name}`"), [hint]).into());
        }
        let events = entries.iter().filter_map(|entry| match &entry.event {
            Event::Pilot(event) => Some((&entry.signed, event)),
            _ => None,
        });
        let steps = u32::try_from(entries.len()).unwrap_or(u32::MAX);
        Ok((Pilot::replay(name, events)?, steps))
    }

    async fn append(&self, name: &str, after: u32, event: PilotEvent) -> anyhow::Result<()> {
        let (stream, events) = (pilot_stream(name), [Event::Pilot(event)]);
        let batch = Batch {
            stream: &stream,
            after,
            events: &events,
            alongside: Alongside::default(),
        };
        self.store()
            .append(self.session.author(), Timestamp::now(), &[batch])
            .await?;
        Ok(())
    }

    /// Follows the chain of the whole log, and holds what is kept beside it against what follows
    /// from it: where each run stands, and the digest of each brief.
    async fn verify_log(&self) -> anyhow::Result<Exit> {
        let mut entries = Vec::new();
        loop {
            let after = entries.last().map_or(0, |entry: &workflow::log::Entry| entry.number);
            let page = self.store().log_page(after, PAGE).await?;
            if page.is_empty() {
                break;
            }
            entries.extend(page);
        }
        let mut found: Vec<String> = breaks(&entries).iter().map(ChainBreak::to_string).collect();
        for head in self.store().heads(None).await? {
            let run = match runs::load(self.store(), &head.id).await {
                Ok(run) => run,
                Err(error) => {
                    found.push(error.to_string());
                    continue;
                }
            };
            if run.head() != head {
                found.push(format!(
                    "run `{}` is listed as something else than its log tells",
                    head.id
                ));
            }
            if let Err(error) = runs::brief_of(self.store(), &run).await {
                found.push(error.to_string());
            }
        }
        let chain = Chain {
            entries: entries.len(),
            last: entries.last().map(|entry| entry.digest.clone()),
            sound: found.is_empty(),
            breaks: found,
        };
        self.context.output.result(&chain, told)?;
        Ok(if chain.sound { Exit::Done } else { Exit::Findings })
    }
}

fn pick(args: &InitArgs, candidates: &[Candidate], start: Date, end: Date) -> anyhow::Result<Sample> {
    match (args.kind, &args.segment, args.top, args.renewals) {
        (PilotKind::Handoff, Some(segment), None, false) => Ok(closed_won_in_segment(candidates, segment, start, end)),
        (PilotKind::Handoff, ..) => {
            let hint = "`--segment NAME`: every deal won in it within the pilot's days is part of it".to_owned();
            Err(Hinted::new("a pilot of handoffs is of one segment", [hint]).into())
        }
        (PilotKind::Recap, None, _, true) => Ok(renewals_in_next_quarter(candidates, start)),
        (PilotKind::Recap, None, top, false) => Ok(top_by_value(candidates, top.unwrap_or(20))),
        (PilotKind::Recap, Some(_), ..) => {
            let hint = "`--top COUNT`, or `--renewals`".to_owned();
            Err(Hinted::new("a pilot of recaps is of the top accounts or of renewals", [hint]).into())
        }
    }
}

fn told(chain: &Chain) -> String {
    let last = chain.last.as_deref().unwrap_or("none");
    let mut text = format!("{} entries, the last with digest {last}\n", chain.entries);
    if chain.sound {
        text.push_str("the chain is whole, and what is kept beside it follows from it\n");
    }
    for found in &chain.breaks {
        text.push_str(&format!("  ! {found}\n"));
    }
    text
}
