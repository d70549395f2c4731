//! What people do to runs: what waits for them, a run in full, and what may happen to it next.
//!
//! What may happen is [`workflow::run`]'s to say, which asks for the person's rights to the run's
//! account first. Whatever shows anything of a run asks here whether its account may be read.

pub(crate) mod edit;
pub(crate) mod list;
pub(crate) mod show;
pub(crate) mod standing;

mod approve;
mod decide;
mod evidence;
mod small;
mod versions;

use grounding::AccountId;
use workflow::brief::{Brief, BriefClaim};
use workflow::log::run_stream;
use workflow::people::Act;
use workflow::run::{Refusal, Run, RunEvent, RunHead, Signer};

use super::Service;
use crate::failure::{Hinted, Kind};
use crate::runs::{self, Doing, Opened};
use crate::workspace::opened::Mark;

impl Service<'_> {
    /// The run that was named, with its brief, for whoever may read its account.
    pub(crate) async fn opened(&self, name: &str) -> anyhow::Result<Opened> {
        if let Some(kept) = self.workspace.opened.of(name)
            && self.session.can(Act::Read, Some(kept.opened.run.account()))
            && self.mark(name, kept.opened.run.account()).await? == kept.mark
        {
            return Ok(kept.opened.clone());
        }
        let head = self.run_head(name).await?;
        // Read before the run is, so that what happens meanwhile is looked at again.
        let mark = self.mark(&head.id, &head.account).await?;
        let accounts = self.workspace.accounts().await?;
        let opened = runs::open(self.store(), &accounts, &head.id).await?;
        self.workspace.opened.keep(mark, opened.clone());
        Ok(opened)
    }

    /// Where a run and what is known of its account stand.
    async fn mark(&self, run: &str, account: &AccountId) -> anyhow::Result<Mark> {
        Ok(Mark {
            digest: self.store().stream_digest(&run_stream(run)).await?,
            revision: self.store().account_revision(account).await?,
        })
    }

    /// Where the run that was named stands in a list, and nothing of its brief.
    async fn run_head(&self, name: &str) -> anyhow::Result<RunHead> {
        let accounts = self.workspace.accounts().await?;
        runs::named(self.store(), self.session, &accounts, name).await
    }

    /// One event of a person on a run. The person's rights to its account are the first thing
    /// that `decide` asks for.
    async fn act_on_run<F>(&self, name: &str, act: Act, decide: F) -> anyhow::Result<Run>
    where
        F: Fn(&Run, &Signer<'_>) -> Result<RunEvent, Refusal>,
    {
        let head = self.run_head(name).await?;
        let signer = self.session.signer(act)?;
        let one = |run: &Run, signer: &Signer<'_>| Ok(Doing::from(decide(run, signer)?));
        runs::act(self.store(), self.session, &signer, &head.id, one).await
    }
}

/// The claim of that id.
fn claim<'a>(brief: &'a Brief, id: &str) -> anyhow::Result<&'a BriefClaim> {
    brief.claims.iter().find(|claim| claim.claim.id == id).ok_or_else(|| {
        let ids: Vec<&str> = brief.claims.iter().map(|it| it.claim.id.as_str()).collect();
        let hint = format!("its claims are {}", ids.join(", "));
        let missing = Hinted::new(format!("this brief has no claim `{id}`"), [hint]);
        missing.of_kind(Kind::Missing).into()
    })
}
