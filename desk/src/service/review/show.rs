//! A run in full.

use std::sync::Arc;

use agent::pipeline::{Change, Loaded};
use grounding::Ledger;
use schemars::JsonSchema;
use serde::Serialize;
use workflow::brief::{Brief, Link};
use workflow::log::{Entry, run_stream};
use workflow::people::Act;
use workflow::recap::{RECAP, predates_health_change};
use workflow::run::{Run, RunEvent};

use super::standing::Standing;
use crate::runs::{self, Opened};
use crate::service::Service;
use crate::workspace::rechecks::Held;

/// A run with its brief, held against the evidence of today.
#[derive(Debug)]
pub(crate) struct Shown {
    /// The run, once whoever has signed in was shown it.
    pub(crate) run: Run,
    /// What has happened to it, in order.
    pub(crate) history: Arc<[Entry]>,
    /// Its brief as it stands.
    pub(crate) brief: Brief,
    /// What came of holding the brief against the evidence.
    loaded: Arc<Loaded>,
    /// What the evidence of today no longer bears out, in sentences.
    pub(crate) changes: Vec<String>,
    /// What has happened since that the brief can't know (VR-75).
    pub(crate) since: Option<Link>,
}

impl Shown {
    /// The evidence that the brief was held against.
    pub(crate) fn ledger(&self) -> &Ledger {
        self.loaded.ledger()
    }

    /// Whether the brief is for reading only, because the evidence has changed since it was
    /// verified.
    pub(crate) fn is_archived(&self) -> bool {
        !self.changes.is_empty()
    }
}

/// A run with its brief, for a program.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct RunView<'a> {
    #[serde(flatten)]
    standing: Standing,
    /// What the evidence of today no longer bears out; then the brief is for reading only.
    changed: &'a [String],
    /// What has happened since that the brief can't know (VR-75).
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<&'a Link>,
    brief: &'a Brief,
}

impl Service<'_> {
    /// The run that was named, in full. That it was shown is noted for whoever has signed in:
    /// an approval is bound to what they saw last.
    pub(crate) async fn show(&self, name: &str) -> anyhow::Result<Shown> {
        let opened = self.opened(name).await?;
        let run = self.seen(&opened.run).await?;
        let history = if run.steps == opened.run.steps {
            opened.history.clone()
        } else {
            self.store().entries(&run_stream(&run.id)).await?.into()
        };
        let loaded = self.rechecked(&opened).await?;
        let since = (opened.brief.kind == RECAP.spec.kind)
            .then(|| predates_health_change(opened.brief.as_of, loaded.ledger()))
            .flatten();
        let changes = loaded.changes().iter().map(Change::sentence).collect();
        Ok(Shown {
            run,
            history,
            brief: opened.brief,
            loaded,
            changes,
            since,
        })
    }

    /// A brief held against the evidence as of today, for whoever reads it. What is decided on it is
    /// held against the evidence once more.
    pub(crate) async fn rechecked(&self, opened: &Opened) -> anyhow::Result<Arc<Loaded>> {
        let held = Held {
            run: opened.run.id.clone(),
            digest: opened.run.digest.clone(),
            // Read before the evidence is, so that what changes meanwhile is looked at again.
            revision: self.store().account_revision(&opened.account.id).await?,
            as_of: self.today,
        };
        let recheck = self.workspace.rechecks.of(held);
        let rechecking = async || anyhow::Ok(Arc::new(opened.recheck(self.store(), self.settings, self.today).await?));
        Ok(recheck.get_or_try_init(rechecking).await?.clone())
    }

    /// Notes that whoever has signed in was shown the brief as it stands.
    pub(crate) async fn seen(&self, run: &Run) -> anyhow::Result<Run> {
        self.session.allow(Act::Read, Some(run.account()))?;
        let Some(person) = self.session.person() else {
            return Ok(run.clone());
        };
        // Whoever looks again sees what they have seen.
        if run.seen.get(&person.login) == Some(&run.digest) {
            return Ok(run.clone());
        }
        let event = RunEvent::Seen {
            digest: run.digest.clone(),
        };
        runs::note(self.store(), self.session, &run.id, &[event]).await
    }

    /// Where a run stands.
    pub(crate) fn standing(&self, run: &Run) -> Standing {
        Standing::of(run, self.today)
    }

    /// A run in full, for a program.
    pub(crate) fn run_view<'s>(&self, shown: &'s Shown) -> RunView<'s> {
        RunView {
            standing: self.standing(&shown.run),
            changed: &shown.changes,
            since: shown.since.as_ref(),
            brief: &shown.brief,
        }
    }
}
