//! A run in one line, for lists.

use grounding::AccountId;
use jiff::Timestamp;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Run;
use crate::brief::RunState;

/// A run in one line. It follows from the run's events, and is kept beside them so that lists
/// need not read them all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RunHead {
    /// The run.
    pub id: String,
    /// The account.
    pub account: AccountId,
    /// The kind of brief.
    pub kind: String,
    /// Counts the runs of the account and kind, from 1.
    pub number: u32,
    /// Where it stands.
    pub state: RunState,
    /// The number of the brief's version, from 1.
    pub version: u32,
    /// The digest of that version.
    pub digest: String,
    /// The day the brief speaks of.
    pub as_of: Date,
    /// The earliest day on which something of it is due.
    pub due: Option<Date>,
    /// What a reviewer looks at first: the more, the higher.
    pub risk: u32,
    /// When it began.
    pub began: Timestamp,
}

impl Run {
    /// The run in one line.
    pub fn head(&self) -> RunHead {
        RunHead {
            id: self.id.clone(),
            account: self.account().clone(),
            kind: self.started.kind.clone(),
            number: self.started.number,
            state: self.state.word(),
            version: self.version,
            digest: self.digest.clone(),
            as_of: self.started.as_of,
            due: self.next_due(),
            risk: self.started.risk,
            began: self.began.at,
        }
    }
}
