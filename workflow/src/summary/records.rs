//! The claims of a summary that are computed from records.

mod fields;
mod lifecycle;
mod risks;
mod stakeholders;

use grounding::Claim;

use super::facts::Facts;
use super::{actions, highlights, kpi_progress, relations};
use crate::definition::{Request, SectionDraft};

pub(super) use fields::{cite_status, is_finished, is_red, quoted, stated};
pub(super) use risks::{gravity, open_risks, overdue_invoices, overdue_milestones};

/// The record claims of every section that has any, in both editions; a section that the edition
/// doesn't have takes none.
pub(super) fn records(facts: &Facts<'_>, request: &Request) -> Vec<SectionDraft> {
    let drafts: [(&'static str, Vec<Claim>); 8] = [
        ("highlights", highlights::claims(facts, request)),
        ("stakeholders", stakeholders::stakeholders(facts)),
        ("key_achievements", kpi_progress::key_achievements(facts)),
        ("kpi_progress", kpi_progress::progress(facts)),
        ("relational_health", relations::told(facts)),
        ("risks", risks::risks(facts)),
        ("achievements", lifecycle::lifecycle(facts)),
        ("immediate_actions", actions::actions(facts)),
    ];
    let told = drafts.into_iter();
    told.map(|(section, claims)| SectionDraft { section, claims }).collect()
}

#[cfg(test)]
mod tests;
