//! Pilots: a sample, a period, an owner and a threshold (VR-63, HO-32, VR-66).

use grounding::AccountId;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What happens to a pilot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum PilotEvent {
    /// It was set up.
    Started(PilotPlan),
    /// Evidence from the field was attached, so that its report says more than how the workflow
    /// ran.
    EvidenceAttached(Evidence),
}

/// A pilot as it was set up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PilotPlan {
    /// The kind of brief it is about.
    pub kind: String,
    /// How the accounts were picked, in words.
    pub sample: String,
    /// The accounts.
    pub accounts: Vec<AccountId>,
    /// Who owns it.
    pub owner: String,
    /// The first day.
    pub start: Date,
    /// The last day.
    pub end: Date,
    /// The share that must pass, as a decimal from 0 to 1.
    pub threshold: String,
}

/// Evidence from the field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// The file's name.
    pub file: String,
    /// `sha256:` over its bytes.
    pub digest: String,
    /// What it shows.
    pub note: String,
}
