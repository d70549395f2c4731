//! `vouch pilot`.

use std::path::PathBuf;

use anyhow::Context as _;
use clap::builder::NonEmptyStringValueParser;
use clap::{Args, Subcommand};
use grounding::AccountId;
use jiff::civil::Date;
use workflow::measure::{PilotReport, render_report};

use super::KindName;
use crate::cli::{Context, Exit};
use crate::service::Service;
use crate::service::measure::{NewPilot, Picking};

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
    #[arg(long, value_enum, default_value_t = KindName::Handoff)]
    kind: KindName,
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
    let workspace = context.workspace().await?;
    let session = context.session(&workspace).await?;
    let service = context.service(&workspace, &session);
    match command {
        PilotCommand::Init(args) => init(context, service, args).await?,
        PilotCommand::Report(args) => tell(context, &service.pilot_report(&args.name).await?)?,
        PilotCommand::Attach(args) => attach(context, service, args).await?,
        PilotCommand::List => {
            let names = service.pilots().await?;
            context.output.result(&names, |names| {
                if names.is_empty() {
                    "no pilot yet; `vouch pilot init` sets one up".to_owned()
                } else {
                    names.join("\n")
                }
            })?;
        }
    }
    Ok(Exit::Done)
}

async fn init(context: &Context<'_>, service: Service<'_>, args: &InitArgs) -> anyhow::Result<()> {
    let planned = service.plan_pilot(NewPilot::from(args)).await?;
    if !planned.unknown.is_empty() {
        let unknown: Vec<&str> = planned.unknown.iter().map(AccountId::as_str).collect();
        context.output.note(&format!(
            "note: the records don't say whether these belong to the sample: {}",
            unknown.join(", ")
        ));
    }
    let report = service.begin_pilot(&args.name, planned.plan).await?;
    tell(context, &report)
}

async fn attach(context: &Context<'_>, service: Service<'_>, args: &AttachArgs) -> anyhow::Result<()> {
    let (name, path) = (&args.pilot.name, &args.file);
    let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let read = || std::fs::read(path).with_context(|| format!("cannot read `{}`", path.display()));
    service.attach_to_pilot(name, file, args.note.clone(), read).await?;
    context.output.said(&format!("attached to the pilot `{name}`"))
}

fn tell(context: &Context<'_>, report: &PilotReport) -> anyhow::Result<()> {
    let width = context.output.width();
    context.output.result(report, |report| render_report(report, width))
}

impl From<&InitArgs> for NewPilot {
    fn from(args: &InitArgs) -> Self {
        // The options exclude each other.
        let picking = match (&args.segment, args.top) {
            (Some(segment), _) => Some(Picking::Segment(segment.clone())),
            (None, Some(most)) => Some(Picking::Top(most)),
            (None, None) => args.renewals.then_some(Picking::Renewals),
        };
        Self {
            name: args.name.clone(),
            kind: args.kind.into(),
            owner: args.owner.clone(),
            picking,
            start: args.start,
            days: args.days,
            threshold: args.threshold.clone(),
        }
    }
}
