//! Where a run stands. Each state is a type of its own that has the moves that are legal from
//! there and no others; what can't happen can't be written.

use super::event::{Approval, Return, Signed};
use super::plan::Plan;
use crate::brief::RunState;
use crate::people::Role;

/// Where a run stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// People must answer first. Their answers are evidence; the next run starts from them.
    Paused,
    /// A stop rule applies, or there is nothing to begin with.
    Stopped,
    /// The model or the machine failed.
    Failed,
    /// It waits for its people.
    InReview(InReview),
    /// Somebody sent it back.
    Returned(Returned),
    /// Everybody who must has approved.
    Approved(Approved),
    /// A later run took its place.
    Superseded(Superseded),
}

/// A brief that waits for its people.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct InReview {
    signatures: Vec<Signature>,
}

/// An approval, and who gave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// Who, and when.
    pub signed: Signed,
    /// What they said.
    pub approval: Approval,
}

/// A brief that somebody sent back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Returned {
    /// Who, and when.
    pub signed: Signed,
    /// What is missing.
    pub because: Return,
}

/// A brief that everybody who must has approved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approved {
    signatures: Vec<Signature>,
}

/// A run whose place a later one took.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Superseded {
    /// That run.
    pub by: String,
    /// The approvals that it had, which stay on record.
    pub signatures: Vec<Signature>,
}

/// Why a signature can't be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Unsignable {
    /// The role has signed.
    SignedAlready(Box<Signature>),
    /// The person has signed, in another role.
    SamePerson(Box<Signature>),
    /// It is another role's turn.
    NotYet(Vec<Role>),
    /// The plan knows no such role.
    NoSuchRole,
}

impl InReview {
    /// The approvals given so far.
    pub fn signatures(&self) -> &[Signature] {
        &self.signatures
    }

    /// The roles whose turn it is.
    pub fn waits_for(&self, plan: &Plan) -> Vec<Role> {
        plan.waits_for(&roles(&self.signatures))
    }

    /// Whether the plan lets this person sign in this role now.
    pub(super) fn check(&self, role: Role, by: &str, plan: &Plan) -> Result<(), Unsignable> {
        if !plan.roles().any(|it| it == role) {
            return Err(Unsignable::NoSuchRole);
        }
        if let Some(before) = self.signatures.iter().find(|it| it.approval.role == role) {
            return Err(Unsignable::SignedAlready(Box::new(before.clone())));
        }
        if let Some(before) = self.signatures.iter().find(|it| it.signed.by.as_deref() == Some(by)) {
            return Err(Unsignable::SamePerson(Box::new(before.clone())));
        }
        let turn = self.waits_for(plan);
        if turn.contains(&role) {
            Ok(())
        } else {
            Err(Unsignable::NotYet(turn))
        }
    }

    /// Takes an approval; the last one that the plan asks for makes the brief approved.
    pub(super) fn sign(mut self, signature: Signature, plan: &Plan) -> State {
        self.signatures.push(signature);
        if self.waits_for(plan).is_empty() {
            State::Approved(Approved {
                signatures: self.signatures,
            })
        } else {
            State::InReview(self)
        }
    }

    /// Sends it back.
    #[expect(
        clippy::unused_self,
        reason = "taking the state is what makes the move legal from here alone"
    )]
    pub(super) fn send_back(self, signed: Signed, because: Return) -> Returned {
        Returned { signed, because }
    }
}

impl Returned {
    /// Takes it up again.
    #[expect(
        clippy::unused_self,
        reason = "taking the state is what makes the move legal from here alone"
    )]
    pub(super) fn reopen(self) -> InReview {
        InReview::default()
    }
}

impl Approved {
    /// The approvals.
    pub fn signatures(&self) -> &[Signature] {
        &self.signatures
    }

    /// Takes the approvals away, since what they were given for has changed.
    #[expect(
        clippy::unused_self,
        reason = "taking the state is what makes the move legal from here alone"
    )]
    pub(super) fn void(self) -> InReview {
        InReview::default()
    }
}

impl State {
    /// How a run begins once the verifier is done with its brief.
    pub fn begin(state: RunState) -> Self {
        match state {
            RunState::Paused => Self::Paused,
            RunState::Failed => Self::Failed,
            RunState::InReview => Self::InReview(InReview::default()),
            // No brief is drafted into any other state.
            RunState::Stopped | RunState::Returned | RunState::Approved | RunState::Superseded => Self::Stopped,
        }
    }

    /// The state's word.
    pub fn word(&self) -> RunState {
        match self {
            Self::Paused => RunState::Paused,
            Self::Stopped => RunState::Stopped,
            Self::Failed => RunState::Failed,
            Self::InReview(_) => RunState::InReview,
            Self::Returned(_) => RunState::Returned,
            Self::Approved(_) => RunState::Approved,
            Self::Superseded(_) => RunState::Superseded,
        }
    }

    /// The approvals on record.
    pub fn signatures(&self) -> &[Signature] {
        match self {
            Self::InReview(review) => review.signatures(),
            Self::Approved(approved) => approved.signatures(),
            Self::Superseded(superseded) => &superseded.signatures,
            Self::Paused | Self::Stopped | Self::Failed | Self::Returned(_) => &[],
        }
    }

    /// A later run takes its place, from wherever it stands.
    pub(super) fn supersede(self, by: String) -> Self {
        let signatures = self.signatures().to_vec();
        Self::Superseded(Superseded { by, signatures })
    }
}

fn roles(signatures: &[Signature]) -> Vec<Role> {
    signatures.iter().map(|it| it.approval.role).collect()
}
