//! What came of a brief.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What came of a brief.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Noted {
    /// What.
    pub what: Note,
    /// When it happened.
    pub on: Date,
    /// In words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// The section of the brief that it is about; empty for all of it (PG-5).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub section: String,
}

impl Noted {
    /// What happened on a day, in words, about the brief as a whole.
    pub fn new(what: Note, on: Date, text: impl Into<String>) -> Self {
        Self {
            what,
            on,
            text: text.into(),
            section: String::new(),
        }
    }
}

/// Everything that the documents ask to be counted and that only a person can tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Note {
    /// The kickoff took place.
    KickoffHeld,
    /// The customer reached first value.
    FirstValueReached,
    /// The day for first value passed without it.
    FirstValueMissed,
    /// Something was escalated while the customer was onboarding.
    OnboardingEscalation,
    /// A risk showed itself after the brief.
    RiskFound,
    /// The customer asked about something in it.
    CustomerQuestion,
    /// The customer decided something because of it.
    CustomerDecision,
    /// A decision of ours was made from it.
    DecisionMade,
    /// It supported a renewal.
    RenewalSupported,
    /// An expansion was pursued from it.
    ExpansionAction,
    /// A change of score was reviewed.
    ScoreChangeReviewed,
    /// The owner did the recommended next action.
    OwnerFollowedThrough,
    /// The customer renewed.
    Renewed,
    /// The customer left.
    Churned,
    /// Somebody liked a section.
    Liked,
    /// Somebody disliked a section.
    Disliked,
}

impl Note {
    /// Every note, in order.
    pub const ALL: [Self; 16] = [
        Self::KickoffHeld,
        Self::FirstValueReached,
        Self::FirstValueMissed,
        Self::OnboardingEscalation,
        Self::RiskFound,
        Self::CustomerQuestion,
        Self::CustomerDecision,
        Self::DecisionMade,
        Self::RenewalSupported,
        Self::ExpansionAction,
        Self::ScoreChangeReviewed,
        Self::OwnerFollowedThrough,
        Self::Renewed,
        Self::Churned,
        Self::Liked,
        Self::Disliked,
    ];

    /// Its word on the command line and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::KickoffHeld => "kickoff_held",
            Self::FirstValueReached => "first_value_reached",
            Self::FirstValueMissed => "first_value_missed",
            Self::OnboardingEscalation => "onboarding_escalation",
            Self::RiskFound => "risk_found",
            Self::CustomerQuestion => "customer_question",
            Self::CustomerDecision => "customer_decision",
            Self::DecisionMade => "decision_made",
            Self::RenewalSupported => "renewal_supported",
            Self::ExpansionAction => "expansion_action",
            Self::ScoreChangeReviewed => "score_change_reviewed",
            Self::OwnerFollowedThrough => "owner_followed_through",
            Self::Renewed => "renewed",
            Self::Churned => "churned",
            Self::Liked => "liked",
            Self::Disliked => "disliked",
        }
    }
}

impl std::str::FromStr for Note {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let word = text.trim().to_lowercase().replace('-', "_");
        Self::ALL.into_iter().find(|note| note.word() == word).ok_or_else(|| {
            let known = Self::ALL.map(Self::word).join("`, `");
            format!("`{text}` is nothing that is counted; take one of `{known}`")
        })
    }
}
