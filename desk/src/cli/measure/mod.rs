//! `vouch metrics`, `vouch pilot` and `vouch audit`: what a pilot can show.

mod audit;
mod pilot;

use clap::{Args, ValueEnum};
use jiff::civil::Date;
use workflow::measure::{render_prometheus, render_text};

pub(super) use audit::{AuditCommand, audit};
pub(super) use pilot::{PilotCommand, pilot};

use super::{Context, Exit};
use crate::service::measure::{BriefKind, period};

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

pub(super) async fn counted(context: &Context<'_>, args: &MetricsArgs) -> anyhow::Result<Exit> {
    let days = args.from.zip(args.to).map(|(from, to)| period(from, to)).transpose()?;
    let workspace = context.workspace().await?;
    let session = context.session(&workspace).await?;
    let metrics = context.service(&workspace, &session).metrics(days).await?;
    if args.prometheus {
        context.output.text(&render_prometheus(&metrics))?;
    } else {
        let width = context.output.width();
        context.output.result(&metrics, |metrics| render_text(metrics, width))?;
    }
    Ok(Exit::Done)
}

/// The kind of brief that is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum KindName {
    /// The sales-to-CS handoff
    Handoff,
    /// The account value recap
    Recap,
}

impl From<KindName> for BriefKind {
    fn from(name: KindName) -> Self {
        match name {
            KindName::Handoff => Self::Handoff,
            KindName::Recap => Self::Recap,
        }
    }
}
