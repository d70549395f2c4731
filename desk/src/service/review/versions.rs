//! The texts that a run's brief has had.

use workflow::brief::Brief;
use workflow::people::Act;
use workflow::run::Run;

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
}
