//! `vouch metrics`, `vouch pilot` and `vouch audit`: what a pilot can show.

mod audit;
mod pilot;

use clap::{Args, ValueEnum};
use jiff::civil::Date;
use store::Store;
use workflow::action::Action;
use workflow::measure::{metrics, render_prometheus, render_text};
use workflow::people::Act;
use workflow::run::Run;

pub(super) use audit::{AuditCommand, audit};
pub(super) use pilot::{PilotCommand, pilot};

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

pub(super) async fn counted(context: &Context<'_>, args: &MetricsArgs) -> anyhow::Result<Exit> {
    if let Some((from, to)) = args.from.zip(args.to).filter(|(from, to)| to < from) {
        let hint = "`--from` is the first day that counts, `--to` the last".to_owned();
        let message = format!("the period would end on {to}, before it starts on {from}");
        return Err(Hinted::new(message, [hint]).into());
    }
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

/// The store, and who looks at its numbers.
struct Desk<'a> {
    context: &'a Context<'a>,
    workspace: Workspace,
    session: Session,
}

/// The kind of brief that is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum BriefKind {
    /// The sales-to-CS handoff
    Handoff,
    /// The account value recap
    Recap,
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
}
