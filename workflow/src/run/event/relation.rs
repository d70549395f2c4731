//! What belongs with a brief.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What something else is to a brief. They refer to one another by id and digest and are never
/// merged: a handoff is no implementation handoff (HO-35), a recap no renewal packet (VR-73).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// The delivery context, once onboarding has begun.
    ImplementationHandoff,
    /// The full commercial packet of a renewal.
    RenewalPacket,
    /// A business review.
    BusinessReview,
    /// An expansion that is pursued.
    ExpansionSignal,
    /// A case study that may come of it.
    CaseStudyCandidate,
    /// A change of the account's health.
    HealthChange,
}

impl Relation {
    /// Every relation, in order.
    pub const ALL: [Self; 6] = [
        Self::ImplementationHandoff,
        Self::RenewalPacket,
        Self::BusinessReview,
        Self::ExpansionSignal,
        Self::CaseStudyCandidate,
        Self::HealthChange,
    ];

    /// Its word on the command line and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::ImplementationHandoff => "implementation_handoff",
            Self::RenewalPacket => "renewal_packet",
            Self::BusinessReview => "business_review",
            Self::ExpansionSignal => "expansion_signal",
            Self::CaseStudyCandidate => "case_study_candidate",
            Self::HealthChange => "health_change",
        }
    }
}

impl std::str::FromStr for Relation {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let word = text.trim().to_lowercase().replace('-', "_");
        Self::ALL.into_iter().find(|it| it.word() == word).ok_or_else(|| {
            let known = Self::ALL.map(Self::word).join("`, `");
            format!("`{text}` is no relation; take one of `{known}`")
        })
    }
}
