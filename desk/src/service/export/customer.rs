//! What the customer may be sent of a run: the copy itself, and what keeps it back.

use std::collections::BTreeSet;

use agent::pipeline::{self, Loaded};
use grounding::{Citation, Ledger, SourceId};
use workflow::document::{Document, RunStanding};
use workflow::open_escalations;
use workflow::people::{Act, Role};

use super::{Exporting, refused};
use crate::failure::Hinted;
use crate::runs;
use crate::service::Service;

/// What keeps the customer's copy of a run back, for whoever is about to take it out.
#[derive(Debug)]
pub(crate) struct CopyAhead {
    /// Why it may not leave, whoever says why it should; none where it may.
    pub(crate) refused: Option<anyhow::Error>,
    /// The customer's open issues, which keep it back by themselves.
    pub(crate) issues: Vec<String>,
    /// Whether whoever looks may let it leave in spite of those.
    pub(crate) may_despite: bool,
}

impl Service<'_> {
    /// What keeps the customer's copy of a run back at this moment. Nothing is taken out, and nothing
    /// is noted.
    pub(crate) async fn copy_ahead(&self, name: &str) -> anyhow::Result<CopyAhead> {
        let opened = self.opened(name).await?;
        let leaving = Exporting {
            service: self,
            opened: &opened,
        };
        let tried = async {
            let ledger = leaving.borne_out().await?;
            leaving.copy().await?;
            anyhow::Ok(ledger)
        };
        let (refused, issues) = match tried.await {
            Ok(ledger) => (None, issues(&ledger)),
            Err(error) if error.is::<Hinted>() => (Some(error), Vec::new()),
            Err(error) => return Err(error),
        };
        let owner = Act::ApproveAs(Role::AccountOwner);
        Ok(CopyAhead {
            refused,
            issues,
            may_despite: self.session.can(owner, Some(&opened.account.id)),
        })
    }
}

impl Exporting<'_> {
    /// The edition for the customer: refused unless it is approved and the evidence of today still
    /// bears it out. With the reason for which it leaves although an issue is open; none where none
    /// is.
    pub(super) async fn customer(&self, despite: Option<&str>) -> anyhow::Result<(Document, Option<String>)> {
        let ledger = self.borne_out().await?;
        let despite = self.in_spite_of_issues(&ledger, despite)?;
        Ok((self.copy().await?, despite))
    }

    /// The evidence of today, where whoever asks may send out what is approved, and it still bears
    /// that out.
    async fn borne_out(&self) -> anyhow::Result<Ledger> {
        let signer = self.service.session.signer(Act::ExportToCustomer)?;
        let leaves = self.opened.run.may_leave(&signer);
        leaves.map_err(|error| runs::refused(&error))?;
        let (store, settings, today) = (self.service.store(), self.service.settings, self.service.today);
        match self.opened.recheck(store, settings, today).await? {
            Loaded::Archived(_, changes) => {
                let hints = changes.iter().map(pipeline::Change::sentence);
                Err(refused("the evidence has changed since this brief was approved", hints))
            }
            Loaded::Current(ledger) => Ok(ledger),
        }
    }

    /// What of the brief the customer may read.
    async fn copy(&self) -> anyhow::Result<Document> {
        let (run, brief) = (&self.opened.run, &self.opened.brief);
        let (store, settings, today) = (self.service.store(), self.service.settings, self.service.today);
        let claims = brief.claims.iter().map(|claim| &claim.claim);
        let as_of = today.max(run.started.as_of);
        let allowed = pipeline::for_customer(store, &self.opened.account, claims, &settings.policy, as_of);
        let mut allowed: BTreeSet<String> = allowed.await?.into_iter().collect();
        // What its owner did not let stand goes to nobody outside, in whatever claim it is told.
        let withheld = run.withheld();
        for claim in &brief.claims {
            let rests_on = |it: &Citation| withheld.iter().any(|other| it.overlaps(other));
            if claim.claim.citations.iter().any(rests_on) {
                allowed.remove(&claim.claim.id);
            }
        }
        let sources = self.sources(brief).await?;
        let find = |id: &SourceId| sources.get(id);
        Document::customer(brief, &RunStanding::from(run), &run.judged, &find, &allowed)
            .map_err(|error| refused(&error.to_string(), []))
    }

    /// An open issue of the customer's stops what goes to them, unless the account's owner says why
    /// not (VR-42). Gives that reason; none where no issue is open.
    fn in_spite_of_issues(&self, ledger: &Ledger, despite: Option<&str>) -> anyhow::Result<Option<String>> {
        let open = issues(ledger);
        if open.is_empty() {
            return Ok(None);
        }
        if let Some(reason) = despite.filter(|reason| !reason.trim().is_empty()) {
            let session = self.service.session;
            session.allow(Act::ApproveAs(Role::AccountOwner), Some(&self.opened.account.id))?;
            return Ok(Some(reason.to_owned()));
        }
        let mut hints = open;
        hints.push("the account's owner may let it go with `--despite REASON`".to_owned());
        let message = "an issue of the customer's is unresolved, so nothing goes to them";
        Err(refused(message, hints))
    }
}

/// The customer's open issues that keep everything back.
fn issues(ledger: &Ledger) -> Vec<String> {
    open_escalations(ledger)
        .iter()
        .map(|(source, ticket)| format!("`{}` is open and escalated: {}", source.id, ticket.subject))
        .collect()
}
