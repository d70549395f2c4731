//! The claims of a summary that are computed from records.

mod fields;
mod lifecycle;
mod risks;
mod stakeholders;

use grounding::{Claim, ClaimKind};

use super::facts::Facts;
use super::{actions, highlights, kpi_progress, relations};
use crate::account::{Confirmations, told_kpi, told_usage};
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
        ("achievements", achievements(facts)),
        ("immediate_actions", actions::actions(facts)),
    ];
    let told = drafts.into_iter();
    told.map(|(section, claims)| SectionDraft { section, claims }).collect()
}

/// What was gained and measured, how much is used, and what was got through (AS-9). A KPI is told
/// here once its target is reached, or the customer gives the same figure; the others are on their
/// way, and stand under the progress alone.
fn achievements(facts: &Facts<'_>) -> Vec<Claim> {
    let confirmed = Confirmations::of(facts.ledger);
    let gained = kpi_progress::achieved(facts).into_iter().filter_map(|(_, state)| {
        let own = told_kpi(state)?;
        let told = confirmed.beside(state, own.clone());
        (state.is_reached() || told != own).then_some(told)
    });
    let others = told_usage(facts.ledger)
        .into_iter()
        .filter(|claim| claim.kind == ClaimKind::Fact);
    let used = others.take(MOST_USAGE);
    gained.chain(used).chain(lifecycle::lifecycle(facts)).collect()
}

/// So many figures of usage, beside those of KPIs, stand among the achievements.
const MOST_USAGE: usize = 2;

#[cfg(test)]
mod tests;
