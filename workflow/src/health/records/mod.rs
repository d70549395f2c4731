//! The claims of a health snapshot that are computed from records (HS-4, HS-6, HS-7).
//!
//! Each rests on words that a record holds, and says no more than they do. How many records show
//! something is never counted in a claim: their days are named, and whoever reads counts them.

mod changed;
mod clause;
mod condition;
mod figure;
mod next;
mod opportunities;
mod people;
mod risks;
mod short;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod words;

use grounding::Claim;

use super::facts::Facts;
use super::signal::SignalName;
use crate::definition::SectionDraft;

pub(super) use next::{NextStep, actions};
pub(super) use short::derive;

/// The claims of the sections that are computed from records, in part or as a whole.
pub(super) fn records(facts: &Facts<'_>) -> Vec<SectionDraft> {
    let mut condition: Vec<Claim> = told(facts).into_iter().map(|(_, claim)| claim).collect();
    let risks = risks::risks(facts, &condition);
    let opportunities = opportunities::opportunities(facts, &condition);
    if facts.names == SignalName::FIRST {
        // The first version has no section of risks, and no draft may leave these out (V701, V702).
        let left_out = risks::left_out(facts, &condition);
        condition.extend(left_out);
    }
    let next = actions(facts).into_iter().map(|step| step.claim).collect();
    let sections: [(&'static str, Vec<Claim>); 5] = [
        ("condition", condition),
        ("trend", changed::changed(facts)),
        ("risks", risks),
        ("opportunities", opportunities),
        ("next_action", next),
    ];
    let drafts = sections.into_iter();
    drafts
        .map(|(section, claims)| SectionDraft { section, claims })
        .collect()
}

/// The claims of the section `condition`, each with the signal that it tells of.
pub(super) fn told(facts: &Facts<'_>) -> Vec<(SignalName, Claim)> {
    condition::told(facts)
}
