//! What happens to an action, one event at a time.

use grounding::{AccountId, Citation};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::ActionKind;
use crate::brief::{canonical_json, sha256};
use crate::people::Role;
use crate::run::Check;

/// What happens to an action.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum ActionEvent {
    /// Somebody proposed it.
    Proposed(Proposed),
    /// The account's owner has made the five checks and approves.
    Approved {
        /// The role in which it was approved.
        role: Role,
        /// The digest of what was proposed.
        digest: String,
        /// The checks that were made.
        checks: Vec<Check>,
        /// What was said with it.
        comment: String,
    },
    /// It was turned down.
    Rejected {
        /// Why.
        reason: String,
    },
    /// It was carried out.
    Executed {
        /// The digest of what was carried out.
        digest: String,
    },
}

/// An action as somebody proposed it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposed {
    /// The account.
    pub account: AccountId,
    /// What kind of action it is.
    pub kind: ActionKind,
    /// What is to be said or done, in full.
    pub text: String,
    /// The run it follows from; none where it follows from none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub run: Option<String>,
    /// The words that give reason to it.
    pub citations: Vec<Citation>,
    /// The stop rules that hold it up until it is approved, by name.
    pub stops: Vec<String>,
}

impl Proposed {
    /// `sha256:` over the canonical JSON, so that an approval holds for these very words, these
    /// citations and these stop rules.
    pub fn digest(&self) -> String {
        let value = serde_json::to_value(self).unwrap_or(Value::Null);
        sha256(canonical_json(&value).as_bytes())
    }
}
