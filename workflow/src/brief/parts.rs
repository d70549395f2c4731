//! What only one kind of brief has.

use std::collections::BTreeMap;

use grounding::{Citation, Route, SourceId, Topic};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::people::Role;

/// The parts of a brief that depend on its kind. A part that the kind doesn't have is left out.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Parts {
    /// Each goal of the buyer, and whether it can be measured.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub goal_table: Vec<GoalRow>,
    /// When first value is reached and how it is told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_value: Option<FirstValue>,
    /// Each promise beside the clause of the signed scope, for the AE and the CSM to tick off.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub checklist: Vec<ChecklistItem>,
    /// Who matters, and who was never on a call.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stakeholders: Vec<Stakeholder>,
    /// What nobody needs to be asked again.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub known_already: Vec<Known>,
    /// What people have decided or answered since the records were written.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub decided: Vec<Known>,
    /// What bears out each claim of value, and what limits it (VR-14).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub proof: Vec<ProofRow>,
    /// What changed, what is still open, which decision comes next (VR-76).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub story: Option<Story>,
    /// What to do next, for the owner to review (VR-16).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recommendation: Option<Recommendation>,
    /// What belongs with the brief (VR-75).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    /// The essential fields of the account (AS-1).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub highlights: Vec<Highlight>,
    /// The strength of the relationship, by its indicators (AS-6).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub indicators: Vec<Indicator>,
    /// What the customer achieved, in its three blocks (AS-9).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub achievements: Vec<Block>,
    /// How far each KPI has come.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kpis: Vec<KpiRow>,
    /// What a handoff is scored by (HO-37).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scores: Vec<Score>,
    /// The dates that tasks are counted from, such as `kickoff`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub dates: BTreeMap<String, Date>,
    /// Who plays which part as the records have it. Not part of the brief: it only says whom a
    /// run goes to.
    #[serde(skip)]
    pub cast: BTreeMap<Role, Named>,
}

/// Somebody whom the records name for a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Their name.
    pub name: String,
    /// Their mail address in lowercase, where the records have it.
    pub email: Option<String>,
}

/// A goal of the buyer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct GoalRow {
    /// The goal's id.
    pub goal_id: String,
    /// The goal in the customer's words.
    pub goal: String,
    /// Whether it has a metric, a number and a date.
    pub measurable: bool,
    /// What it lacks.
    pub missing: Vec<String>,
    /// When it is due.
    pub due: Option<Date>,
    /// Where the success plan has it, in words; empty in a handoff.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub status: String,
    /// What came of it, in a recap.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<GoalOutcome>,
    /// The claims that say so.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub claims: Vec<String>,
}

/// What came of a goal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum GoalOutcome {
    /// An outcome is proven.
    Proven,
    /// A benefit is likely.
    Likely,
    /// There is no evidence yet.
    NoEvidence,
}

/// What bears out a claim of value, and what limits it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ProofRow {
    /// The claim.
    pub claim: String,
    /// The sources that it rests on.
    pub sources: Vec<SourceId>,
    /// What limits it; a single line that none was found where none was.
    pub caveats: Vec<ProofCaveat>,
}

/// What limits a claim of value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ProofCaveat {
    /// The caveat in words.
    pub text: String,
    /// What shows it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub citations: Vec<Citation>,
}

/// The three answers of a recap, each by the claims that give it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Story {
    /// What changed.
    pub changed: Vec<String>,
    /// What is still open.
    pub open: Vec<String>,
    /// Which decision comes next.
    pub decision: Vec<String>,
}

/// What to do next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Recommendation {
    /// The claim that says it.
    pub primary: String,
    /// Others that could be taken instead or beside it.
    pub others: Vec<String>,
    /// `needs_owner_review` until the owner has approved the brief.
    pub status: String,
    /// Who reviews it.
    pub owner: String,
}

/// Something that belongs with a brief, which stays a document of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Link {
    /// `renewal_packet`, `business_review`, `expansion_signal`, `case_study_candidate` or
    /// `health_change`; of a health snapshot `churn_risk`, `feedback_analysis`, `onboarding_health`,
    /// `expansion_signals` or `renewal_preparation`.
    pub relation: String,
    /// The record it points at; empty where there is none yet.
    pub target: String,
    /// What to know about it.
    pub note: String,
    /// What shows it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub citations: Vec<Citation>,
}

/// A field of the account at a glance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Highlight {
    /// Its name, such as `open_cases`.
    pub name: String,
    /// What it is called on a page.
    pub label: String,
    /// Its value; none where there is none, or the reader may not see it.
    pub value: Option<String>,
    /// Whether the reader may not see it, and has to ask an administrator (AS-52).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub withheld: bool,
    /// The records it is computed from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub citations: Vec<Citation>,
}

/// A positive indicator of the relationship.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Indicator {
    /// `active_collaboration`, `executive_engagement` or `constructive_sentiment`.
    pub name: String,
    /// Whether an activity shows it.
    pub present: bool,
    /// The claims that say so.
    pub claims: Vec<String>,
}

/// A block of a section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Block {
    /// Its name, such as `lifecycle`.
    pub name: String,
    /// Its title.
    pub title: String,
    /// The claims in it.
    pub claims: Vec<String>,
}

/// How far a KPI has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct KpiRow {
    /// Its source.
    pub kpi_id: String,
    /// The goal it measures.
    pub goal_id: String,
    /// What is measured.
    pub metric: String,
    /// The unit.
    pub unit: String,
    /// Where it stood, where it stands, where it is meant to go, as decimals.
    pub baseline: Option<String>,
    /// Where it was last measured.
    pub current: Option<String>,
    /// When that was.
    pub current_date: Option<Date>,
    /// Where it is meant to go.
    pub target: Option<String>,
    /// How much of the way is done, in per cent; none where it can't be computed.
    pub progress_percent: Option<String>,
    /// Where the success plan has it, in words.
    pub status: String,
}

/// A score of a handoff.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Score {
    /// Its name, such as `completeness`.
    pub name: String,
    /// From 0 to 100; more is better, but for `promise_risk` and `implementation_complexity`, of
    /// which less is.
    pub value: u32,
    /// How it is computed, by hand if need be.
    pub formula: String,
    /// The numbers that the formula was filled in with.
    pub terms: Vec<String>,
}

/// When first value is reached and how it is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FirstValue {
    /// Whether the evidence makes it explicit.
    pub explicit: bool,
    /// The words about it.
    pub citations: Vec<Citation>,
}

/// A promise, beside the signed scope.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ChecklistItem {
    /// What it is about.
    pub topic: Topic,
    /// Who said it.
    pub said_by: String,
    /// When.
    pub said_on: Option<Date>,
    /// Where, in words: `call`, `CRM activity`.
    pub said_in: String,
    /// The promise in their words.
    pub promise: Citation,
    /// What the signed scope says about it.
    pub scope: ScopeRelation,
    /// The clause, where there is one.
    pub clause: Option<Citation>,
    /// Who must decide.
    pub routes: Vec<Route>,
}

/// What the signed scope says about a promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ScopeRelation {
    /// A clause covers it.
    InScope,
    /// A clause says otherwise.
    Conflicts,
    /// The order form is silent.
    NotInScope,
    /// There is no order form to compare with.
    NoSignedScope,
}

/// Somebody who matters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Stakeholder {
    /// Their name.
    pub name: String,
    /// Their role or job title.
    pub role: String,
    /// `customer` or `vendor`.
    pub side: String,
    /// Whether they can sponsor: by their role, their title or their signature.
    pub sponsor: bool,
    /// Whether they were on a recorded call or meeting.
    pub engaged: bool,
    /// How many calls and meetings they were on.
    pub calls: usize,
    /// The last one.
    pub last_call: Option<Date>,
    /// Their record.
    pub citations: Vec<Citation>,
}

/// Something nobody needs to be asked again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Known {
    /// What it answers.
    pub about: String,
    /// The words that answer it.
    pub citations: Vec<Citation>,
}
