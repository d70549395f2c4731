//! What the customer wants, and how far it has come (SC-3).

use grounding::text::one_line;
use grounding::{Citation, Goal};
use rust_decimal::Decimal;

use super::{Prefilled, Progress, Records, number};
use crate::account::{KpiState, cite_figures, kpis};
use crate::calendar::long_date;
use crate::cite::cite_value;
use crate::scorecard::template::Field;
use crate::scorecard::value::Value;

/// The open goals, in the customer's words.
pub(super) fn objectives(records: Records<'_>) -> Option<Prefilled> {
    let mut told = Vec::new();
    let mut citations = Vec::new();
    for goal in open(records) {
        let Some(source) = records.ledger.source(&goal.id) else {
            continue;
        };
        told.push(one_line(&goal.record.name));
        citations.push(cite_value(source, &goal.record.name));
    }
    listed(&told, citations)
}

/// The targets of their KPIs: `answer time 2 h instead of 9 h, by 18 December 2026`.
pub(super) fn target_outcomes(records: Records<'_>) -> Option<Prefilled> {
    let mut told = Vec::new();
    let mut citations = Vec::new();
    for state in kpis(records.ledger) {
        let Some(target) = state.kpi.target.filter(|_| !state.kpi.metric.trim().is_empty()) else {
            continue;
        };
        let before = state
            .kpi
            .baseline
            .map(|baseline| format!(" instead of {}", state.with_unit(baseline)));
        let due = state
            .kpi
            .due
            .or(state.goal.due())
            .map(|due| format!(", by {}", long_date(due)));
        told.push(format!(
            "{} {}{}{}",
            one_line(&state.kpi.metric),
            state.with_unit(target),
            before.unwrap_or_default(),
            due.unwrap_or_default()
        ));
        citations.push(cite_figures(&state));
    }
    listed(&told, citations)
}

/// How much of their ways the measured KPIs have done on average, each from 0 to 100 per cent.
pub(super) fn kpi_progress(records: Records<'_>) -> Option<Prefilled> {
    let mut done = Vec::new();
    let mut citations = Vec::new();
    for state in kpis(records.ledger).into_iter().filter(KpiState::is_measured) {
        let Some(progress) = state.progress() else { continue };
        done.push(progress.clamp(Decimal::ZERO, Decimal::ONE_HUNDRED));
        citations.push(cite_figures(&state));
    }
    let sum: Decimal = done.iter().sum();
    Some(number(sum.checked_div(Decimal::from(done.len()))?, citations))
}

/// The stage that is furthest along the field's path of those whose mark the records have reached.
pub(super) fn stage(records: Records<'_>, field: &Field) -> Option<Prefilled> {
    let (reached, citations) = progress(records)?;
    let has_reached = |mark: Progress| mark <= reached;
    let stage = field
        .options
        .iter()
        .rfind(|option| option.when.is_some_and(has_reached))?;
    Some(Prefilled {
        value: Value::Stage(stage.value.clone()),
        citations,
    })
}

/// How far the records show the customer to be, with the figures or the goals that say so.
fn progress(records: Records<'_>) -> Option<(Progress, Vec<Citation>)> {
    let kpis = kpis(records.ledger);
    let reached: Vec<&KpiState<'_>> = kpis.iter().filter(|state| state.is_reached()).collect();
    let moved: Vec<&KpiState<'_>> = kpis.iter().filter(|state| state.has_moved()).collect();
    let measured: Vec<&KpiState<'_>> = kpis.iter().filter(|state| state.is_measured()).collect();
    let figures = |states: &[&KpiState<'_>]| states.iter().map(|state| cite_figures(state)).collect();
    if !kpis.is_empty() && reached.len() == kpis.len() {
        Some((Progress::AllReached, figures(&reached)))
    } else if !reached.is_empty() {
        Some((Progress::SomeReached, figures(&reached)))
    } else if !moved.is_empty() {
        Some((Progress::Moving, figures(&moved)))
    } else if !measured.is_empty() {
        Some((Progress::Measured, figures(&measured)))
    } else {
        let agreed = objectives(records)?;
        Some((Progress::GoalsAgreed, agreed.citations))
    }
}

fn open(records: Records<'_>) -> impl Iterator<Item = &Goal> {
    records.ledger.goals().iter().filter(|goal| goal.is_open())
}

fn listed(told: &[String], citations: Vec<Citation>) -> Option<Prefilled> {
    (!told.is_empty()).then(|| Prefilled {
        value: Value::Text(told.join("; ")),
        citations,
    })
}
