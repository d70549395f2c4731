//! The KPIs that were completed or have moved (AS-5), and the key achievements (AS-30, PG-10).

mod slots;

use grounding::{Citation, Claim, ClaimKind, GoalStatus, Standing};
use rust_decimal::Decimal;

use super::facts::Facts;
use crate::account::{KpiState, cite_day, cite_figures, fact, named_metric, rounded, told_kpi};
use crate::calendar::long_date;

pub(super) use slots::slots;

/// Key achievements are at most so many (PG-10).
const MOST_ACHIEVEMENTS: usize = 3;

/// How each KPI moved that came nearer to its target and was measured within the window. What is
/// behind or has not moved is not progress; it is told among the risks, or nowhere (AS-31, AS-33).
/// Where the target is still ahead and a due date is on record, the sentence ends in
/// `; due 30 September 2026`, so that a next step may name the horizon.
pub(super) fn progress(facts: &Facts<'_>) -> Vec<Claim> {
    let moved = facts.kpis.iter().filter(|state| is_told(facts, state));
    let told = moved.filter_map(|state| {
        let claim = told_kpi(state)?;
        let is_gain = claim.standing == Standing::ProvenOutcome;
        is_gain.then(|| with_due(facts, state, claim))
    });
    told.collect()
}

/// Whether a KPI came nearer to its target, by a measurement within the window.
fn is_told(facts: &Facts<'_>, state: &KpiState<'_>) -> bool {
    let is_recent = state.kpi.current_date.is_some_and(|day| facts.is_recent(day));
    is_recent && state.has_moved() && !state.is_excluded()
}

/// The same sentence with when the KPI, or else its goal, is due; as it is once the target is
/// reached.
fn with_due(facts: &Facts<'_>, state: &KpiState<'_>, claim: Claim) -> Claim {
    let goal = facts.ledger.source(&state.goal.id);
    let own = state.kpi.due.map(|due| (due, cite_day(state.source, due)));
    // A value claim may not rest on a goal that has not been started, whatever it is cited for.
    let citable = goal.filter(|_| state.goal.record.status != GoalStatus::NotStarted);
    let of_goal = || Some((state.goal.record.due?, cite_day(citable?, state.goal.record.due?)));
    let Some((due, citation)) = own.or_else(of_goal).filter(|_| !state.is_reached()) else {
        return claim;
    };
    let text = claim.text.trim_end_matches('.');
    let citations = claim.citations.iter().cloned().chain([citation]);
    Claim {
        text: format!("{text}; due {}.", long_date(due)),
        citations: citations.collect(),
        ..claim
    }
}

/// The three KPIs that came furthest among those that are on track or completed and have made
/// significant progress (AS-30), each with where it stands, its target and its progress in per
/// cent: (current - start) / (target - start) (PG-10).
pub(super) fn key_achievements(facts: &Facts<'_>) -> Vec<Claim> {
    let top = achieved(facts).into_iter().take(MOST_ACHIEVEMENTS);
    top.filter_map(|(progress, state)| achievement(state, progress))
        .collect()
}

/// The KPIs that count as an achievement, with their progress in per cent, the furthest first.
pub(super) fn achieved<'f, 'a>(facts: &'f Facts<'a>) -> Vec<(Decimal, &'f KpiState<'a>)> {
    let least = Decimal::from(facts.thresholds.significant_progress_percent);
    let counts = |state: &&KpiState<'_>| {
        is_told(facts, state) && matches!(state.kpi.status, GoalStatus::OnTrack | GoalStatus::Completed)
    };
    let told = facts.kpis.iter().filter(counts);
    let mut found: Vec<(Decimal, &KpiState<'_>)> = told
        .filter_map(|state| Some((state.progress()?, state)))
        .filter(|(progress, _)| *progress >= least)
        .collect();
    found.sort_by(|(left, one), (right, other)| (right, &one.source.id).cmp(&(left, &other.source.id)));
    found
}

fn achievement(state: &KpiState<'_>, progress: Decimal) -> Option<Claim> {
    let kpi = state.kpi;
    let text = format!(
        "{} stood at {} on {}, from {}; the target is {}, and {}% of the way is done.",
        named_metric(&kpi.metric)?,
        state.with_unit(kpi.current?),
        long_date(kpi.current_date?),
        state.with_unit(kpi.baseline?),
        state.with_unit(kpi.target?),
        rounded(progress),
    );
    let citations: Vec<Citation> = vec![cite_figures(state)];
    Some(Claim {
        kind: ClaimKind::Outcome,
        standing: Standing::ProvenOutcome,
        goal_id: Some(state.goal.id.to_string()),
        ..fact(text, citations)
    })
}

#[cfg(test)]
mod tests;
