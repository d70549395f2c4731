//! What a pilot can show: numbers, pilots, sampled audits and the chain of the log.

mod audit;
mod course;
mod log;
mod picking;
mod pilots;
#[cfg(test)]
mod tests;

use jiff::civil::Date;
use workflow::action::Action;
use workflow::measure::{Metrics, Period, metrics};
use workflow::people::Act;
use workflow::run::Run;

pub(crate) use audit::Chain;
pub(crate) use log::Logged;
pub(crate) use picking::{NewPilot, Picking, PlannedPilot};
pub(crate) use pilots::Baseline;

use super::Service;
use crate::failure::Hinted;
use crate::{actions, runs};

/// The kind of brief that is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BriefKind {
    /// The sales-to-CS handoff.
    Handoff,
    /// The account value recap.
    Recap,
}

/// The days from one to another, which must not be the earlier one.
pub(crate) fn period(from: Date, to: Date) -> anyhow::Result<Period> {
    if to < from {
        let hint = "`--from` is the first day that counts, `--to` the last".to_owned();
        let message = format!("the period would end on {to}, before it starts on {from}");
        return Err(Hinted::new(message, [hint]).into());
    }
    Ok(Period { from, to })
}

impl Service<'_> {
    /// What happened to the runs and actions that this person may read; in all days where no period
    /// is named.
    pub(crate) async fn metrics(&self, period: Option<Period>) -> anyhow::Result<Metrics> {
        let (runs, actions) = self.records().await?;
        Ok(metrics(&runs, &actions, period.map(|it| (it.from, it.to))))
    }

    /// The runs and the actions that this person may read.
    async fn records(&self) -> anyhow::Result<(Vec<Run>, Vec<Action>)> {
        self.session.allow(Act::Read, None)?;
        let mut runs = runs::all(self.store()).await?;
        runs.retain(|run| self.session.can(Act::Read, Some(run.account())));
        let mut actions = actions::all(self.store()).await?;
        actions.retain(|action| self.session.can(Act::Read, Some(action.account())));
        Ok((runs, actions))
    }
}
