//! How an account stands, by its signals (HS-6, HS-7).

mod adoption;
mod billing;
mod milestones;
mod relationship;
mod sentiment;
mod support;
mod usage;

use std::cmp::Reverse;

use grounding::{Claim, ClaimKind};

use super::clause::Clause;
use crate::health::facts::Facts;
use crate::health::level::Level;
use crate::health::signal::{Reading, Signal, SignalName};

pub(super) use billing::Unpaid;
pub(super) use milestones::{behind, late_milestone};
pub(super) use relationship::{attempts, contact, sponsor};
pub(super) use sentiment::{answer_of, quotes};

/// A signal is told in so many claims at most.
const MOST_TOLD: usize = 2;

/// What the known signals say, the worst first, else in their order; of each what its worst
/// readings rest on. An unknown signal has no claim: why it is unknown is said beside it.
pub(super) fn told(facts: &Facts<'_>) -> Vec<(SignalName, Claim)> {
    let mut signals: Vec<&Signal<'_>> = facts.snapshot.signals.iter().filter(|it| it.is_known()).collect();
    signals.sort_by_key(|signal| Reverse(signal.level));
    let mut all: Vec<(SignalName, Claim)> = Vec::new();
    for signal in signals {
        for (level, clause) in clauses(facts, signal) {
            let claim = clause.told(kind_of(level));
            // One record may tell of two signals, such as a metric of both.
            if all.iter().all(|(_, known)| known.text != claim.text) {
                all.push((signal.name, claim));
            }
        }
    }
    all
}

/// What a signal rests on, with the level of the reading that rests on it: the worst first.
pub(super) fn clauses(facts: &Facts<'_>, signal: &Signal<'_>) -> Vec<(Level, Clause)> {
    let read = signal.readings.iter().flat_map(|reading| {
        let found = of_reading(facts, signal.name, reading).into_iter();
        found.map(|clause| (reading.level, clause))
    });
    let mut told: Vec<(Level, Clause)> = Vec::new();
    for (level, clause) in read {
        // What is well is told once, and not beside what isn't.
        let is_more = level > Level::Green || told.is_empty();
        if is_more && told.len() < MOST_TOLD && told.iter().all(|(_, it)| it.text != clause.text) {
            told.push((level, clause));
        }
    }
    told
}

/// What one reading rests on, the most telling first.
pub(super) fn of_reading(facts: &Facts<'_>, name: SignalName, reading: &Reading<'_>) -> Vec<Clause> {
    match name {
        SignalName::Usage => usage::told(facts, reading),
        SignalName::Adoption => adoption::told(facts, reading),
        SignalName::Support => support::told(reading),
        SignalName::Sentiment => sentiment::told(facts, reading),
        SignalName::Billing => billing::told(facts, reading),
        SignalName::Relationship => relationship::told(facts, reading),
        SignalName::Milestones => milestones::told(facts, reading),
    }
}

/// What is amber or red is a risk.
fn kind_of(level: Level) -> ClaimKind {
    if level > Level::Green {
        ClaimKind::Risk
    } else {
        ClaimKind::Fact
    }
}
