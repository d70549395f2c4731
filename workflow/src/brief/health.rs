//! An account's health in a brief, as other programs rely on it.

use grounding::SourceId;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::health::{Level, ScoreLevels, SignalName, Trend};

/// An account's health (HS-4, HS-6).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Health {
    /// The level: the score's, capped.
    pub level: Level,
    /// From 0 to 100; none where too little is known.
    pub score: Option<u32>,
    /// Where it is going.
    pub trend: Trend,
    /// By how many points it moved, as a decimal; none where there is nothing to compare with.
    pub change: Option<String>,
    /// What keeps the level down, whatever the score.
    pub caps: Vec<HealthCap>,
    /// The signals, in their order.
    pub signals: Vec<HealthSignal>,
    /// The score with its numbers filled in, as one can reckon it by hand.
    pub formula: String,
    /// The name of the policy that it was scored by.
    pub policy: String,
    /// From which score on an account has which level.
    pub levels: ScoreLevels,
    /// The scores recorded before and today's, oldest first.
    pub history: Vec<HealthPoint>,
    /// What to do next, and who does it; none only where the run is paused or stopped (HS-16).
    pub next_action: Option<NextAction>,
    /// The customer owner.
    pub owner: Option<String>,
    /// The five kinds of change that the owner reviews, and which of them this one is (HS-20).
    pub reviews: Vec<OwnerReview>,
}

/// Something that keeps a level down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct HealthCap {
    /// Its name, such as `relationship_at_risk`.
    pub name: String,
    /// The best level that it leaves.
    pub at_best: Level,
    /// Why, in words.
    pub why: String,
    /// The signals that it comes from.
    pub signals: Vec<SignalName>,
}

/// A signal of an account's health.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct HealthSignal {
    /// Which.
    pub name: SignalName,
    /// Its level.
    pub level: Level,
    /// What its worst reading came to, as a decimal; none where it is unknown.
    pub value: Option<String>,
    /// The unit of that value, such as `%` or `days`; empty where it is unknown.
    pub unit: String,
    /// Its points, from 0 to 100, as a decimal.
    pub points: Option<String>,
    /// Its weight in the score, as a decimal.
    pub weight: String,
    /// Against four weeks before.
    pub trend: Trend,
    /// The day of the newest evidence.
    pub newest: Option<Date>,
    /// Whether that is too old to go by.
    pub stale: bool,
    /// What it was held against; none where it is unknown.
    pub criterion: Option<HealthCriterion>,
    /// The claims that tell it.
    pub claims: Vec<String>,
    /// The records that it rests on.
    pub sources: Vec<SourceId>,
    /// Why it is unknown, and what else to know about its evidence; each a sentence.
    pub notes: Vec<String>,
    /// The words of the customer's that carried sentiment, by source: what a page underlines.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<SentimentWords>,
}

/// Words that carry sentiment, within a sentence of the customer's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SentimentWords {
    /// The source.
    pub source_id: SourceId,
    /// The sentence.
    pub sentence: String,
    /// The words, as they stand in it.
    pub words: Vec<String>,
    /// How the sentence sounds, from −1 to 1, as a decimal of two digits.
    pub tone: String,
}

/// What a signal was held against (HS-11).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct HealthCriterion {
    /// The reading's name, such as `usage_change`.
    pub name: String,
    /// What was read, in words.
    pub what: String,
    /// At this number or better it is green, as a decimal.
    pub green: String,
    /// At this number or worse it is red.
    pub red: String,
    /// `default`, `settings` or `goal`.
    pub origin: String,
    /// The goal's id, or the reason that the settings give; empty for a default.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
}

/// A score of some day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct HealthPoint {
    /// The day.
    pub date: Date,
    /// The score, as a decimal; none where only a level was recorded.
    pub score: Option<String>,
    /// The level.
    pub level: Level,
    /// Whether this program scored it.
    pub ours: bool,
    /// Its source; none for today's.
    pub source_id: Option<SourceId>,
}

/// What to do next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NextAction {
    /// The claim that says it.
    pub claim: String,
    /// Who does it.
    pub owner: String,
    /// By when.
    pub due: Option<Date>,
    /// `needs_owner_review` until the owner has approved the brief.
    pub status: String,
}

/// A kind of change that the customer owner reviews (HS-20).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OwnerReview {
    /// `renewal_risk`, `executive_escalation`, `account_plan`, `customer_outreach` or `relationship`.
    pub kind: String,
    /// Why this change is one; empty where it isn't.
    pub why: String,
}
