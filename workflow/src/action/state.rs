//! Where an action stands. Each state is a type of its own that holds what led there: what was
//! carried out holds its approval, so there is none without.

use super::ActionEvent;
use crate::people::Role;
use crate::run::{Check, Signed};

/// Where an action stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ActionState {
    /// It waits for the account's owner.
    Proposed,
    /// The owner has approved it.
    Approved(Approved),
    /// It was turned down or taken back.
    Rejected(Rejected),
    /// It was carried out.
    Executed(Executed),
}

/// An action that the account's owner has approved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approved {
    /// Who, and when.
    pub signed: Signed,
    /// What was said with it.
    pub comment: String,
}

/// An action that was turned down or taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejected {
    /// Who, and when.
    pub signed: Signed,
    /// Why.
    pub reason: String,
    /// The approval that it had, which stays on record.
    pub approved: Option<Approved>,
}

/// An action that was carried out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Executed {
    /// Who, and when.
    pub signed: Signed,
    /// The approval that let it happen.
    pub approved: Approved,
}

impl ActionState {
    /// The state's word on the command line and in JSON.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Approved(_) => "approved",
            Self::Rejected(_) => "rejected",
            Self::Executed(_) => "executed",
        }
    }

    /// The approval on record.
    pub fn approval(&self) -> Option<&Approved> {
        match self {
            Self::Proposed => None,
            Self::Approved(approved) => Some(approved),
            Self::Rejected(rejected) => rejected.approved.as_ref(),
            Self::Executed(executed) => Some(&executed.approved),
        }
    }

    /// The state once an event has happened to an action of that digest, or why it can't have.
    pub(super) fn after(self, digest: &str, signed: &Signed, event: &ActionEvent) -> Result<Self, &'static str> {
        if signed.by.is_none() {
            return Err("it takes a name, and nobody had signed in");
        }
        let signed = signed.clone();
        match (self, event) {
            (_, ActionEvent::Proposed(_)) => Err("an action is proposed once"),
            (
                Self::Proposed,
                ActionEvent::Approved {
                    role,
                    digest: seen,
                    checks,
                    comment,
                },
            ) => {
                if *role != Role::AccountOwner {
                    return Err("only the account owner approves an action");
                }
                if seen != digest {
                    return Err("it approves something else than was proposed");
                }
                if Check::ALL.iter().any(|check| !checks.contains(check)) {
                    return Err("an approval makes all five checks");
                }
                Ok(Self::Approved(Approved {
                    signed,
                    comment: comment.clone(),
                }))
            }
            (_, ActionEvent::Approved { .. }) => Err("only what waits for its owner is approved"),
            (Self::Proposed, ActionEvent::Rejected { reason }) => Ok(Self::Rejected(Rejected {
                signed,
                reason: reason.clone(),
                approved: None,
            })),
            (Self::Approved(approved), ActionEvent::Rejected { reason }) => Ok(Self::Rejected(Rejected {
                signed,
                reason: reason.clone(),
                approved: Some(approved),
            })),
            (_, ActionEvent::Rejected { .. }) => Err("it was rejected or carried out before"),
            (Self::Approved(approved), ActionEvent::Executed { digest: done }) if done == digest => {
                Ok(Self::Executed(Executed { signed, approved }))
            }
            (Self::Approved(_), ActionEvent::Executed { .. }) => Err("it carries out something else than was approved"),
            (_, ActionEvent::Executed { .. }) => Err("only what was approved is carried out, and once"),
        }
    }
}
