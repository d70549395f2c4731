//! The texts that a run's brief has had, and what has happened to the run.

use workflow::brief::Brief;
use workflow::log::{Entry, Event, run_stream};
use workflow::people::Act;
use workflow::run::{Run, RunEvent, Signed};

use crate::failure::{Hinted, Kind};
use crate::service::Service;

impl Service<'_> {
    /// The brief of a run as one of its versions had it, counted from 1.
    pub(crate) async fn version(&self, run: &Run, number: u32) -> anyhow::Result<Brief> {
        self.session.allow(Act::Read, Some(run.account()))?;
        let stored = self.store().version(&run.id, number).await?;
        let stored = stored.ok_or_else(|| {
            let message = format!("run `{}` has no version {number}", run.id);
            let hint = format!("its versions are 1 to {}", run.version);
            Hinted::new(message, [hint]).of_kind(Kind::Missing)
        })?;
        Ok(serde_json::from_str(&stored.brief)?)
    }

    /// The numbers of a run's versions, each with who made it.
    pub(crate) async fn versions(&self, run: &Run) -> anyhow::Result<Vec<(u32, Signed)>> {
        let entries = self.history(run).await?;
        let made = entries.into_iter().filter_map(|entry| match entry.event {
            Event::Run(RunEvent::Started(_)) => Some((1, entry.signed)),
            Event::Run(RunEvent::Edited { version, .. }) => Some((version, entry.signed)),
            _ => None,
        });
        Ok(made.collect())
    }

    /// What has happened to a run, in order.
    pub(crate) async fn history(&self, run: &Run) -> anyhow::Result<Vec<Entry>> {
        self.session.allow(Act::Read, Some(run.account()))?;
        Ok(self.store().entries(&run_stream(&run.id)).await?)
    }
}
