//! Opening the sources of a claim.

use grounding::{Citation, Source, Visibility};
use workflow::brief::BriefClaim;
use workflow::people::Act;
use workflow::run::RunEvent;

use super::claim;
use crate::failure::{Hinted, Kind};
use crate::runs::{self, Opened};
use crate::service::Service;

impl Service<'_> {
    /// The claim with the source of each of its citations. That they were opened is noted for
    /// whoever has signed in, and their approval keeps it on record.
    pub(crate) async fn open_evidence(
        &self,
        name: &str,
        claim_id: &str,
    ) -> anyhow::Result<(BriefClaim, Vec<(Citation, Source)>)> {
        let opened = self.opened(name).await?;
        let (claim, sources) = self.evidence(&opened, claim_id).await?;
        if self.session.person().is_some() {
            let each = sources.iter().map(|(citation, _)| RunEvent::EvidenceOpened {
                digest: opened.run.digest.clone(),
                claim: claim_id.to_owned(),
                source_id: citation.source_id.clone(),
            });
            let events: Vec<RunEvent> = each.collect();
            runs::note(self.store(), self.session, &opened.run.id, &events).await?;
        }
        Ok((claim, sources))
    }

    /// The same to look at, without a note that it was opened.
    pub(crate) async fn evidence(
        &self,
        opened: &Opened,
        claim_id: &str,
    ) -> anyhow::Result<(BriefClaim, Vec<(Citation, Source)>)> {
        let claim = claim(&opened.brief, claim_id)?;
        let mut sources = Vec::new();
        for citation in &claim.claim.citations {
            sources.push((citation.clone(), self.cited_source(opened, citation).await?));
        }
        Ok((claim.clone(), sources))
    }

    /// The source of a citation, for whoever may see it.
    async fn cited_source(&self, opened: &Opened, citation: &Citation) -> anyhow::Result<Source> {
        let stored = self.store().source(&citation.source_id).await?;
        // What is drawn from other records is not stored; it is drawn again.
        let source = if stored.is_some() {
            stored
        } else {
            let ledger = self.ledger(&opened.account).await?;
            ledger.source(&citation.source_id).cloned()
        };
        let source = source.ok_or_else(|| {
            let message = format!("`{}` is not in the store any more", citation.source_id);
            Hinted::new(message, []).of_kind(Kind::Missing)
        })?;
        if source.visibility == Visibility::Restricted {
            self.session.allow(Act::ReadRestricted, Some(&opened.account.id))?;
        }
        Ok(source)
    }
}
