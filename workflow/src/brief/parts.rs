//! What only one kind of brief has.

use std::collections::BTreeMap;

use grounding::{Citation, Route, Topic};
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
