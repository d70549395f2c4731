//! Saying a claim in other words.

use agent::pipeline::{self, Edited};
use grounding::{Audience, Ledger, VerifiedClaim, View};
use workflow::brief::{Brief, BriefClaim};
use workflow::people::Act;
use workflow::run::{Refusal, Run, RunEvent, Signer, to_judge};

use super::claim;
use crate::failure::Hinted;
use crate::runs::{self, Doing};
use crate::service::Service;

/// What came of an edit.
#[derive(Debug)]
pub(crate) enum Edit {
    /// The run has a new version; approvals given before are void.
    Said(Box<Run>),
    /// The evidence does not bear the words out, and nothing has changed.
    Refused {
        ledger: Box<Ledger>,
        claim: Box<VerifiedClaim>,
    },
}

/// A claim in other words, as the verifier judges it. Nothing of it is stored.
#[derive(Debug)]
pub(crate) struct Trial {
    /// The run as it stood.
    pub(crate) run: Run,
    /// The claim in these words: its verdict, its standing, who must look, and the findings.
    pub(crate) claim: VerifiedClaim,
    /// What the words would come to.
    pub(crate) outcome: Outcome,
}

/// What words would come to that somebody tries.
#[derive(Debug)]
pub(crate) enum Outcome {
    /// They may be said: the brief with the claim in these words.
    Said(Box<Brief>),
    /// The evidence that they were held against does not bear them out.
    Refused(Box<Ledger>),
}

impl Service<'_> {
    /// Says a claim in other words, if the verifier lets it.
    pub(crate) async fn edit(&self, name: &str, claim_id: &str, text: &str) -> anyhow::Result<Edit> {
        let signer = self.session.signer(Act::Judge)?;
        let tried = self.try_edit(name, claim_id, text).await?;
        let brief = match tried.outcome {
            Outcome::Said(brief) => brief,
            Outcome::Refused(ledger) => {
                let claim = Box::new(tried.claim);
                return Ok(Edit::Refused { ledger, claim });
            }
        };
        let text = serde_json::to_string(&brief)?;
        let editing = |run: &Run, signer: &Signer<'_>| {
            run.may_edit(signer)?;
            if run.digest != tried.run.digest {
                return Err(Refusal::Changed {
                    seen: tried.run.digest.clone(),
                    now: run.digest.clone(),
                });
            }
            let version = run.version + 1;
            Ok(Doing {
                version: Some((version, brief.digest.clone(), text.clone())),
                ..Doing::from(RunEvent::Edited {
                    version,
                    digest: brief.digest.clone(),
                    claim: claim_id.to_owned(),
                    to_judge: to_judge(&brief),
                })
            })
        };
        let run = runs::act(self.store(), self.session, &signer, &tried.run.id, editing).await?;
        Ok(Edit::Said(Box::new(run)))
    }

    /// Verifies a claim in other words, for whoever may edit it, and stores nothing: for findings
    /// while somebody types.
    pub(crate) async fn try_edit(&self, name: &str, claim_id: &str, text: &str) -> anyhow::Result<Trial> {
        let signer = self.session.signer(Act::Judge)?;
        let opened = self.opened(name).await?;
        opened.run.may_edit(&signer).map_err(|error| runs::refused(&error))?;
        claim(&opened.brief, claim_id)?;
        if text.trim().is_empty() {
            let hint = "`vouch review judge RUN CLAIM reject --reason TEXT` takes one out that waits for a person";
            return Err(Hinted::new("a claim has words", [hint.to_owned()]).into());
        }
        let view = View {
            as_of: self.today.max(opened.run.started.as_of),
            audience: Audience::Internal,
        };
        let edited = pipeline::edit(
            self.store(),
            &opened.account,
            opened.definition,
            &opened.brief,
            &self.settings.policy,
            view,
            (claim_id, text),
        );
        let (claim, outcome) = match edited.await? {
            Edited::Said(brief) => (as_verified(claim(&brief, claim_id)?), Outcome::Said(brief)),
            Edited::Refused(ledger, claim) => (*claim, Outcome::Refused(ledger)),
        };
        Ok(Trial {
            run: opened.run,
            claim,
            outcome,
        })
    }
}

/// A claim of a brief, as the verifier told it.
fn as_verified(told: &BriefClaim) -> VerifiedClaim {
    VerifiedClaim {
        claim: told.claim.clone(),
        verdict: told.verdict,
        standing: told.claim.standing,
        routes: told.routes.clone(),
        diagnostics: told.diagnostics.clone(),
    }
}
