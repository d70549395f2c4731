//! `vouch pilot`.

use std::collections::BTreeSet;
use std::path::PathBuf;

use anyhow::Context as _;
use clap::builder::NonEmptyStringValueParser;
use clap::{Args, Subcommand};
use grounding::AccountId;
use jiff::Timestamp;
use jiff::civil::Date;
use store::{Alongside, Batch};
use workflow::brief::sha256;
use workflow::log::{Event, PILOTS, pilot_stream};
use workflow::measure::{
    Candidate, Evidence, Pilot, PilotEvent, PilotPlan, Sample, candidate, closed_won_in_segment, last_day,
    render_report, renewals_in_next_quarter, report, top_by_value,
};
use workflow::people::Act;

use super::{BriefKind, Desk};
use crate::cli::{Context, Exit};
use crate::failure::Hinted;

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum PilotCommand {
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
pub(in crate::cli) struct NameArgs {
    /// The pilot's name
    #[arg(value_parser = NonEmptyStringValueParser::new())]
    name: String,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct InitArgs {
    /// The pilot's name
    #[arg(value_parser = NonEmptyStringValueParser::new())]
    name: String,
    /// The kind of brief it is about
    #[arg(long, value_enum, default_value_t = BriefKind::Handoff)]
    kind: BriefKind,
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

#[derive(Debug, Args)]
pub(in crate::cli) struct AttachArgs {
    #[command(flatten)]
    pilot: NameArgs,
    /// The file that shows it
    file: PathBuf,
    /// What it shows
    #[arg(long)]
    note: String,
}

pub(in crate::cli) async fn pilot(context: &Context<'_>, command: &PilotCommand) -> anyhow::Result<Exit> {
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

impl Desk<'_> {
    async fn init(&self, args: &InitArgs) -> anyhow::Result<Exit> {
        self.session.signer(Act::RunPilot)?;
        self.session.allow(Act::RunPilot, None)?;
        if self.pilots().await?.contains(&args.name) {
            let hint = format!("`vouch pilot report {}` says what it has come to", args.name);
            return Err(Hinted::new(format!("the pilot `{}` was set up already", args.name), [hint]).into());
        }
        let start = args.start.unwrap_or_else(|| self.context.global.as_of());
        let (kind, days) = match args.kind {
            BriefKind::Handoff => ("handoff", 60),
            BriefKind::Recap => ("recap", 90),
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
        if self.pilots().await?.contains(&args.name) {
            let hint = format!("`vouch pilot report {}` says what it has come to", args.name);
            return Err(Hinted::new(format!("there is a pilot `{}` already", args.name), [hint]).into());
        }
        self.append(&args.name, 0, event)
            .await
            .with_context(|| format!("the pilot `{}` was not set up", args.name))?;
        self.report(&args.name).await
    }

    /// The accounts as the records will have them on the last day of a pilot: what is planned
    /// within its days belongs to its sample, and what comes after them takes nothing out of it.
    async fn candidates(&self, last: Date) -> anyhow::Result<Vec<Candidate>> {
        let mut candidates = Vec::new();
        for account in self.workspace.accounts().await? {
            let view = grounding::View {
                as_of: last,
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
        // Of an account that somebody may not read, they learn not even that it has no brief.
        pilot
            .plan
            .accounts
            .retain(|account| self.session.can(Act::Read, Some(account)));
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
        let entries = self.store().entries_under(PILOTS).await?;
        let names: BTreeSet<String> = entries
            .iter()
            .filter_map(|entry| entry.stream.strip_prefix(PILOTS))
            .map(str::to_owned)
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
}

fn pick(args: &InitArgs, candidates: &[Candidate], start: Date, end: Date) -> anyhow::Result<Sample> {
    match (args.kind, &args.segment, args.top, args.renewals) {
        (BriefKind::Handoff, Some(segment), None, false) => Ok(closed_won_in_segment(candidates, segment, start, end)),
        (BriefKind::Handoff, ..) => {
            let hint = "`--segment NAME`: every deal won in it within the pilot's days is part of it".to_owned();
            Err(Hinted::new("a pilot of handoffs is of one segment", [hint]).into())
        }
        (BriefKind::Recap, None, _, true) => Ok(renewals_in_next_quarter(candidates, start)),
        (BriefKind::Recap, None, top, false) => Ok(top_by_value(candidates, top.unwrap_or(20))),
        (BriefKind::Recap, Some(_), ..) => {
            let hint = "`--top COUNT`, or `--renewals`".to_owned();
            Err(Hinted::new("a pilot of recaps is of the top accounts or of renewals", [hint]).into())
        }
    }
}
