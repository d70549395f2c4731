//! The log: everything that anybody decided or did, in one chain.
//!
//! Each entry carries the digest of the one before it, so that a row that was changed, taken out
//! or put in afterwards is found. What is kept of runs, actions, pilots and scorecards follows from
//! the log.

use std::collections::BTreeMap;

use jiff::Timestamp;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::action::ActionEvent;
use crate::brief::{canonical_json, sha256};
use crate::health::SignalName;
use crate::measure::PilotEvent;
use crate::people::PeopleEvent;
use crate::run::{RunEvent, Signed};
use crate::scorecard::ScorecardEvent;

/// What an entry tells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// Something happened to a run.
    Run(RunEvent),
    /// Something happened to an action.
    Action(ActionEvent),
    /// Something happened to a pilot.
    Pilot(PilotEvent),
    /// Something happened to a scorecard.
    Scorecard(ScorecardEvent),
    /// Somebody was added, or got or lost a role.
    People(PeopleEvent),
    /// Something happened to the store itself.
    Store(StoreEvent),
    /// Something happened to the weights that accounts are scored by.
    Weights(WeightsEvent),
}

/// What happens to the store itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum StoreEvent {
    /// It was put back from a backup.
    Restored {
        /// The backup's file.
        from: String,
        /// The digest of the last entry that the store had before; empty where it had none.
        left: String,
    },
}

/// What happens to the weights that accounts are scored by (HS-31).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum WeightsEvent {
    /// Somebody accepted a policy file that was only proposed. It is used where the settings name it.
    Accepted {
        /// The name of the policy.
        policy: String,
        /// The digest of what was accepted, which the file has too.
        digest: String,
        /// The base weights.
        weights: BTreeMap<SignalName, Decimal>,
    },
}

/// An entry of the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its place in the whole log, from 1.
    pub number: i64,
    /// What it is about: `run/ID`, `action/ID`, `pilot/NAME`, `people`, `store`,
    /// `weights`.
    pub stream: String,
    /// Its place among the entries about that, from 1.
    pub step: u32,
    /// Who, when, and the day the command spoke of.
    pub signed: Signed,
    /// What.
    pub event: Event,
    /// The digest of the entry before it; [`GENESIS`] for the first.
    pub previous: String,
    /// The digest of this entry, over all of the above.
    pub digest: String,
}

/// What the first entry has for the digest of the one before it.
pub const GENESIS: &str = "sha256:0000000000000000000000000000000000000000000000000000000000000000";

/// The stream of a run.
pub fn run_stream(id: &str) -> String {
    format!("{RUNS}{id}")
}

/// The stream of an action.
pub fn action_stream(id: &str) -> String {
    format!("{ACTIONS}{id}")
}

/// The stream of a pilot.
pub fn pilot_stream(name: &str) -> String {
    format!("{PILOTS}{name}")
}

/// The stream of a scorecard.
pub fn scorecard_stream(id: &str) -> String {
    format!("{SCORECARDS}{id}")
}

/// What the streams of runs begin with.
pub const RUNS: &str = "run/";
/// What the streams of actions begin with.
pub const ACTIONS: &str = "action/";
/// What the streams of pilots begin with.
pub const PILOTS: &str = "pilot/";
/// What the streams of scorecards begin with.
pub const SCORECARDS: &str = "scorecard/";

/// The stream of everybody.
pub const PEOPLE: &str = "people";

/// The stream of the store itself.
pub const STORE: &str = "store";

/// The stream of the weights that accounts are scored by.
pub const WEIGHTS: &str = "weights";

impl Entry {
    /// The digest that the entry must have: over its canonical JSON without `digest`.
    pub fn reckoned(&self) -> String {
        let mut value = serde_json::to_value(self).unwrap_or(Value::Null);
        if let Value::Object(fields) = &mut value {
            fields.remove("digest");
        }
        sha256(canonical_json(&value).as_bytes())
    }

    /// The entry with its digest set.
    #[must_use]
    pub fn sealed(mut self) -> Self {
        self.digest = self.reckoned();
        self
    }
}

/// Where a chain of entries is broken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ChainBreak {
    /// An entry doesn't have the digest of what it says.
    #[error("entry {number} (`{stream}`) was changed: it says something else than its digest stands for")]
    Changed {
        /// Its place in the log.
        number: i64,
        /// What it is about.
        stream: String,
    },
    /// An entry doesn't follow the one before it.
    #[error("entry {number} (`{stream}`) does not follow the entry before it: one was taken out or put in")]
    Unlinked {
        /// Its place in the log.
        number: i64,
        /// What it is about.
        stream: String,
    },
    /// A number is missing or comes twice.
    #[error("entry {expected} is missing: the log goes on with entry {found}")]
    Gap {
        /// The number that should come next.
        expected: i64,
        /// The number that does.
        found: i64,
    },
}

/// Every break in a chain of entries in the order of their numbers, beginning with entry 1.
pub fn breaks(entries: &[Entry]) -> Vec<ChainBreak> {
    let mut found = Vec::new();
    let (mut previous, mut expected) = (GENESIS, 1);
    for entry in entries {
        if entry.number != expected {
            found.push(ChainBreak::Gap {
                expected,
                found: entry.number,
            });
        }
        if entry.previous != previous {
            found.push(ChainBreak::Unlinked {
                number: entry.number,
                stream: entry.stream.clone(),
            });
        }
        if entry.reckoned() != entry.digest {
            found.push(ChainBreak::Changed {
                number: entry.number,
                stream: entry.stream.clone(),
            });
        }
        previous = &entry.digest;
        expected = entry.number + 1;
    }
    found
}

/// How far a clock may run backwards before an entry is refused, in seconds. Clocks of machines
/// are set right by small steps all the time.
const CLOCK_SLACK_SECONDS: i64 = 120;

/// The time of an entry, given that of the last one: never earlier, so that the order of the log
/// is the order in time. None where the clock has run backwards by more than a small step.
pub fn next_time(last: Option<Timestamp>, now: Timestamp) -> Option<Timestamp> {
    match last {
        Some(last) if now < last => (last.as_second() - now.as_second() <= CLOCK_SLACK_SECONDS).then_some(last),
        _ => Some(now),
    }
}
