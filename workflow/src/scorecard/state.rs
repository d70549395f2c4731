//! Where a scorecard stands. Each state is a type of its own that holds what led there.

use crate::run::Signed;

/// Where a scorecard stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ScorecardState {
    /// It is being filled.
    Open,
    /// It waits for the supervisor.
    InReview(Submitted),
    /// The supervisor has accepted it; what it says never changes again (SC-5).
    Approved(Accepted),
    /// Another took its place before it was approved.
    Superseded {
        /// That scorecard.
        by: String,
    },
}

/// A scorecard that waits for the supervisor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submitted {
    /// Who sent it there, and when.
    pub signed: Signed,
    /// The digest of what it says.
    pub digest: String,
}

/// A scorecard that the supervisor has accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    /// Who, and when.
    pub signed: Signed,
    /// What was said with it; may be empty.
    pub comment: String,
    /// The digest of what it says.
    pub digest: String,
}

impl ScorecardState {
    /// The state's word in JSON.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::InReview(_) => "in_review",
            Self::Approved(_) => "approved",
            Self::Superseded { .. } => "superseded",
        }
    }

    /// The state within a sentence: `is in review`.
    pub fn phrase(&self) -> &'static str {
        match self {
            Self::Open => "is open",
            Self::InReview(_) => "is in review",
            Self::Approved(_) => "is approved",
            Self::Superseded { .. } => "was superseded by another one",
        }
    }

    /// What somebody may do who wanted something that can't happen here.
    pub fn instead(&self) -> &'static str {
        match self {
            Self::Open => "`vouch scorecard submit ID` sends it to the supervisor's review",
            Self::InReview(_) => "its supervisor says `vouch scorecard approve ID`, or `reject ID` to open it again",
            Self::Approved(_) => "`vouch scorecard new ACCOUNT` begins the account's next one",
            Self::Superseded { .. } => "`vouch scorecard show ID` names the one that took its place",
        }
    }
}
