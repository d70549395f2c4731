//! The parts of a summary.

#[cfg(test)]
pub(super) mod fixture;

use grounding::{GoalStatus, Record};

use super::achievements::blocks;
use super::facts::Facts;
use super::highlights::highlights;
use super::relations::indicators;
use crate::account::{KpiState, cast, decided, stakeholders};
use crate::brief::{KpiRow, Parts, Stakeholder};
use crate::definition::{Drafted, Request};

pub(super) fn parts(facts: &Facts<'_>, request: &Request, drafted: &Drafted<'_>) -> Parts {
    Parts {
        highlights: highlights(facts, request),
        stakeholders: on_record(facts),
        kpis: kpi_rows(facts),
        indicators: indicators(drafted, facts),
        achievements: blocks(drafted, facts.ledger),
        decided: decided(facts.ledger),
        cast: cast(facts.ledger, &facts.sale),
        ..Parts::default()
    }
}

/// Who must be involved, from records alone: who was only on a call is in none (AS-3).
fn on_record(facts: &Facts<'_>) -> Vec<Stakeholder> {
    let has_record = |person: &Stakeholder| {
        let source = person
            .citations
            .first()
            .and_then(|it| facts.ledger.source(&it.source_id));
        source.is_some_and(|source| matches!(source.record, Some(Record::Contact(_) | Record::User(_))))
    };
    let mut found = stakeholders(facts.ledger, &facts.sale, &facts.people);
    found.retain(has_record);
    found
}

/// The KPIs that were completed or have moved; one that hasn't is no progress (AS-5).
fn kpi_rows(facts: &Facts<'_>) -> Vec<KpiRow> {
    let progressed = |kpi: &&KpiState<'_>| kpi.has_moved() || kpi.kpi.status == GoalStatus::Completed;
    facts.kpis.iter().filter(progressed).map(KpiState::row).collect()
}
