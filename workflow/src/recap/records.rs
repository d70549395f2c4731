//! The claims of a recap that are computed from records.
//!
//! The full recap and its first version have other names for the same sections; the claims are
//! given under both, and a run takes those of the sections that it shows.

mod delivered;
mod feedback;
mod risks;

use grounding::{Claim, ClaimKind};

use super::facts::Facts;
use super::next;
use crate::account::{
    Confirmations, KpiState, cite_figures, fact, named_metric, told_goal_state, told_kpi, told_usage,
};
use crate::calendar::long_date;
use crate::definition::SectionDraft;

/// The claims of the sections that are computed from records, in part or as a whole.
pub(super) fn records(facts: &Facts<'_>) -> Vec<SectionDraft> {
    let goals: Vec<Claim> = facts
        .goals()
        .filter_map(|goal| told_goal_state(facts.ledger, goal))
        .collect();
    let outcomes = outcomes(facts);
    let delivered = delivered::delivered(facts);
    let risks = risks::risks(facts);
    let next = next::next(facts);
    let decision = next::decision(facts, next.first());
    let sections: [(&[&'static str], Vec<Claim>); 8] = [
        (&["goals", "original_goal"], goals),
        (&["outcomes", "customer_outcome"], outcomes),
        (&["delivered", "delivered_work"], delivered),
        (&["usage"], usage(facts)),
        (&["evidence"], evidence(facts)),
        (&["feedback"], feedback::feedback(facts)),
        (&["risks", "open_risk"], risks),
        (&["next", "next_recommendation"], next),
    ];
    let drafts = sections.into_iter().flat_map(|(names, claims)| {
        names.iter().map(move |section| SectionDraft {
            section,
            claims: claims.clone(),
        })
    });
    let decision = SectionDraft {
        section: "decision",
        claims: decision,
    };
    drafts.chain([decision]).collect()
}

/// What was gained, as the KPIs have it: the furthest on its way first.
fn outcomes(facts: &Facts<'_>) -> Vec<Claim> {
    let mut moved: Vec<&KpiState<'_>> = facts.kpis.iter().filter(|state| state.has_moved()).collect();
    moved.sort_by_key(|state| std::cmp::Reverse(state.progress()));
    let told = moved.into_iter().filter_map(|state| Some((state, told_kpi(state)?)));
    let gained = told.filter(|(_, claim)| claim.kind == ClaimKind::Outcome);
    let confirmed = Confirmations::of(facts.ledger);
    gained.map(|(state, claim)| confirmed.beside(state, claim)).collect()
}

/// Usage and performance over time, and the KPIs that were measured and tell neither a gain nor a
/// loss: those that haven't moved, and those that nobody has set a target for.
fn usage(facts: &Facts<'_>) -> Vec<Claim> {
    let measured = facts.kpis.iter().filter(|state| state.is_measured());
    let level = measured
        .filter_map(told_kpi)
        .filter(|claim| claim.kind == ClaimKind::Fact);
    told_usage(facts.ledger).into_iter().chain(level).collect()
}

/// What was measured: the figures of the KPIs, then usage and performance over time.
fn evidence(facts: &Facts<'_>) -> Vec<Claim> {
    let measured = facts.kpis.iter().filter(|state| state.is_measured());
    let figures = measured.filter_map(told_figures);
    figures.chain(told_usage(facts.ledger)).collect()
}

/// The two figures of a KPI, with nothing said of what they mean: the outcome says that.
fn told_figures(state: &KpiState<'_>) -> Option<Claim> {
    let metric = named_metric(&state.kpi.metric)?;
    let before = state.baseline_day.map(|day| format!(" on {}", long_date(day)));
    let target = state
        .kpi
        .target
        .map(|it| format!(", against a target of {}", state.with_unit(it)));
    let text = format!(
        "{metric}: {}{} and {} on {}{}.",
        state.with_unit(state.kpi.baseline?),
        before.unwrap_or_else(|| " before".to_owned()),
        state.with_unit(state.kpi.current?),
        long_date(state.kpi.current_date?),
        target.unwrap_or_default(),
    );
    Some(Claim {
        goal_id: Some(state.goal.id.to_string()),
        ..fact(text, vec![cite_figures(state)])
    })
}

#[cfg(test)]
mod tests;
