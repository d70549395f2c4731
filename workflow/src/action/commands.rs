//! What people may do to an action. Each says which event follows, or why none may; every one
//! asks for the person's rights first.

use grounding::{AccountId, Citation, SourceId};

use super::state::ActionState;
use super::{Action, ActionEvent, ActionKind, ActionRefusal, Proposed, stops};
use crate::brief::DIGEST_DIGITS;
use crate::people::{Act, Role, Who, may};
use crate::run::{Check, Signer};

/// Proposes an action.
///
/// The stop rules that its text and kind trip are added to those that the caller knows of from
/// the account's evidence. That the citations stand in their sources is for the caller to have
/// looked up.
///
/// # Errors
///
/// Refused to whoever may not propose; without a text; and where the kind takes a signal that
/// gives reason to it, without one that is no health score (HS-22, HS-25).
pub fn propose(signer: &Signer<'_>, asked: Proposed) -> Result<ActionEvent, ActionRefusal> {
    allow(signer, Act::ProposeAction, &asked.account)?;
    said(&asked.text, "an action says in full what is to be said or done")?;
    check_signal(asked.kind, &asked.citations)?;
    let mut names: Vec<String> = stops(&asked.text, asked.kind)
        .into_iter()
        .map(|stop| stop.name.to_owned())
        .collect();
    for name in asked.stops {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    Ok(ActionEvent::Proposed(Proposed {
        text: asked.text.trim().to_owned(),
        stops: names,
        ..asked
    }))
}

impl Action {
    /// Approves what was proposed, by its digest or the beginning of it (VR-30).
    ///
    /// The owner may approve what they proposed themselves: the gate is a person who answers for
    /// the account, and for an action of the owner's own that person has looked.
    ///
    /// # Errors
    ///
    /// Refused to everybody but the account's owner, without each of the five checks, and for
    /// other words than those that were proposed.
    pub fn approve(
        &self,
        signer: &Signer<'_>,
        digest: &str,
        checks: &[Check],
        comment: &str,
    ) -> Result<ActionEvent, ActionRefusal> {
        allow(signer, Act::ApproveAction, self.account())?;
        if !matches!(self.state, ActionState::Proposed) {
            return Err(self.not_now("it can't be approved"));
        }
        self.check_digest(digest)?;
        let missing: Vec<Check> = Check::ALL.into_iter().filter(|check| !checks.contains(check)).collect();
        if !missing.is_empty() {
            return Err(ActionRefusal::Checks(missing));
        }
        Ok(ActionEvent::Approved {
            role: Role::AccountOwner,
            digest: self.digest.clone(),
            checks: Check::ALL.to_vec(),
            comment: comment.trim().to_owned(),
        })
    }

    /// Turns the action down, approved or not. Whoever proposed it may take it back; of the
    /// others only the account's owner may decide that it doesn't happen.
    ///
    /// # Errors
    ///
    /// Refused to everybody else, without a reason, and once it was rejected or carried out.
    pub fn reject(&self, signer: &Signer<'_>, reason: &str) -> Result<ActionEvent, ActionRefusal> {
        let is_own = self.began.by.as_deref() == Some(signer.person.login.as_str());
        let act = if is_own { Act::ProposeAction } else { Act::ApproveAction };
        allow(signer, act, self.account())?;
        if matches!(self.state, ActionState::Rejected(_) | ActionState::Executed(_)) {
            return Err(self.not_now("it can't be rejected"));
        }
        said(reason, "say why the action is rejected")?;
        Ok(ActionEvent::Rejected {
            reason: reason.trim().to_owned(),
        })
    }

    /// Carries out what was approved, once (VR-82).
    ///
    /// # Errors
    ///
    /// Refused to whoever may not, and until the owner has approved: then it names the checks
    /// that are to be made and the stop rules that hold it up.
    pub fn execute(&self, signer: &Signer<'_>) -> Result<ActionEvent, ActionRefusal> {
        allow(signer, Act::ExecuteAction, self.account())?;
        match &self.state {
            ActionState::Approved(_) => Ok(ActionEvent::Executed {
                digest: self.digest.clone(),
            }),
            ActionState::Proposed => Err(ActionRefusal::NotApproved {
                stops: self.proposed.stops.clone(),
            }),
            ActionState::Executed(done) => Err(ActionRefusal::Done {
                name: done.signed.name.clone(),
                day: done.signed.day,
            }),
            ActionState::Rejected(_) => Err(self.not_now("it can't be carried out")),
        }
    }

    /// An approval is of the words that were seen, so it names them.
    fn check_digest(&self, named: &str) -> Result<(), ActionRefusal> {
        let hex = |digest: &str| digest.trim().trim_start_matches("sha256:").to_lowercase();
        let given = hex(named);
        if given.len() >= DIGEST_DIGITS && hex(&self.digest).starts_with(&given) {
            Ok(())
        } else {
            Err(ActionRefusal::OtherDigest {
                named: named.to_owned(),
                proposed: self.digest.clone(),
            })
        }
    }

    fn not_now(&self, what: &'static str) -> ActionRefusal {
        ActionRefusal::State {
            state: self.state.word(),
            what,
        }
    }
}

/// Nothing that takes a signal is proposed without one, or from a score alone.
fn check_signal(kind: ActionKind, citations: &[Citation]) -> Result<(), ActionRefusal> {
    if citations.iter().any(|citation| citation.quote.trim().is_empty()) {
        return Err(ActionRefusal::Unsaid("a citation quotes words of its source"));
    }
    if !kind.needs_signal() {
        Ok(())
    } else if citations.is_empty() {
        Err(ActionRefusal::NothingCited(kind))
    } else if citations.iter().all(|citation| is_score(&citation.source_id)) {
        Err(ActionRefusal::ScoreAlone(kind))
    } else {
        Ok(())
    }
}

/// Whether a source is a health score: one that was recorded, `health:snapshot/…`, or one of ours,
/// `vouch:snapshot/…`.
fn is_score(source: &SourceId) -> bool {
    matches!(source.system(), "health" | "vouch") && source.object() == "snapshot"
}

fn allow(signer: &Signer<'_>, act: Act, account: &AccountId) -> Result<(), ActionRefusal> {
    Ok(may(Who::SignedIn(signer.person), act, Some(account))?)
}

fn said(text: &str, otherwise: &'static str) -> Result<(), ActionRefusal> {
    if text.trim().is_empty() {
        Err(ActionRefusal::Unsaid(otherwise))
    } else {
        Ok(())
    }
}
