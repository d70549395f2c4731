//! Claims that wait for a person.

use grounding::Route;

use super::{Signer, said};
use crate::people::{Act, Person, Role};
use crate::run::Run;
use crate::run::event::RunEvent;
use crate::run::refusal::Refusal;
use crate::run::state::State;

/// A claim to be judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judge {
    /// The claim.
    pub claim: String,
    /// Whether it may be said.
    pub accepted: bool,
    /// Why.
    pub reason: String,
}

impl Run {
    /// Accepts or rejects a claim that waits for a person.
    pub fn judge(&self, signer: &Signer<'_>, asked: &Judge) -> Result<RunEvent, Refusal> {
        self.allow(signer, Act::Judge)?;
        if !matches!(self.state, State::InReview(_)) {
            return Err(self.not_now("its claims can't be judged"));
        }
        let Some(routes) = self.to_judge.get(&asked.claim) else {
            return Err(Refusal::NoSuch {
                what: "claim that waits for a person",
                name: asked.claim.clone(),
                known: self.to_judge.keys().cloned().collect(),
            });
        };
        if !self.may_judge(signer.person, routes) {
            return Err(Refusal::NotTheirs {
                name: asked.claim.clone(),
                roles: if routes.is_empty() {
                    self.started.plan.roles().collect()
                } else {
                    routes.iter().copied().map(Role::from).collect()
                },
                to: "judge",
            });
        }
        said(&asked.reason, "say why the claim may be said, or why not")?;
        if !self.state.signatures().is_empty() {
            let text = "somebody has approved this brief with the claim as it was judged; reopen it first";
            return Err(Refusal::Already(text.to_owned()));
        }
        Ok(RunEvent::ClaimJudged {
            claim: asked.claim.clone(),
            accepted: asked.accepted,
            reason: asked.reason.trim().to_owned(),
        })
    }

    /// Whether somebody may edit a claim of the brief as it stands.
    pub fn may_edit(&self, signer: &Signer<'_>) -> Result<(), Refusal> {
        self.allow(signer, Act::Judge)?;
        match self.state {
            State::InReview(_) | State::Returned(_) | State::Approved(_) => Ok(()),
            _ => Err(self.not_now("it can't be edited")),
        }
    }

    /// Who may judge a claim: whoever it is routed to, else whoever approves.
    fn may_judge(&self, person: &Person, routes: &[Route]) -> bool {
        let holds = |role: Role| person.holds(role, Some(self.account()));
        if routes.is_empty() {
            self.started.plan.roles().any(holds)
        } else {
            routes.iter().copied().map(Role::from).any(holds)
        }
    }
}
