//! What goes well enough to build on (HS-7).

use std::cmp::Reverse;

use grounding::{Claim, ClaimKind};
use jiff::ToSpan;
use rust_decimal::Decimal;

use super::clause::Clause;
use super::condition;
use super::figure::Figure;
use crate::account::{Confirmations, KpiState, is_same_metric, told_kpi};
use crate::health::facts::Facts;
use crate::health::signal::{Reading, SignalName};

/// So many KPIs and answers are told at most.
const MOST_KPIS: usize = 3;
const MOST_ANSWERS: usize = 2;
/// From so many per cent of the seats on, nearly all are in use.
const MOST_SEATS: Decimal = Decimal::from_parts(90, 0, 0, false, 0);
/// From so many per cent more on, usage has risen.
const RISEN: Decimal = Decimal::TEN;
/// Who gives at least this score speaks well of us to others.
const PROMOTER: Decimal = Decimal::from_parts(9, 0, 0, false, 0);
/// An answer counts for so many days.
const ANSWER_DAYS: i32 = 90;

/// What was gained, seats that are nearly all in use, usage that rose, and people who speak well of
/// us: as far as the condition doesn't tell it.
pub(super) fn opportunities(facts: &Facts<'_>, condition: &[Claim]) -> Vec<Claim> {
    let mut told = gains(facts);
    told.extend(in_use(facts));
    told.extend(risen(facts));
    told.extend(promoters(facts));
    told.retain(|claim| condition.iter().all(|known| known.text != claim.text));
    told
}

/// The KPIs that reached their target or came much nearer to it, the furthest first.
fn gains(facts: &Facts<'_>) -> Vec<Claim> {
    let least = Decimal::from(facts.thresholds.significant_progress_percent);
    let is_far = |state: &&KpiState<'_>| state.has_moved() && state.progress().is_some_and(|it| it >= least);
    let mut far: Vec<&KpiState<'_>> = facts.kpis.iter().filter(is_far).collect();
    far.sort_by_key(|state| Reverse(state.progress()));
    let confirmed = Confirmations::of(facts.ledger);
    let gained = far.into_iter().filter_map(|state| {
        let claim = told_kpi(state).filter(|claim| claim.kind == ClaimKind::Outcome)?;
        Some(confirmed.beside(state, claim))
    });
    gained.take(MOST_KPIS).collect()
}

/// Seats that are nearly all in use.
fn in_use(facts: &Facts<'_>) -> Vec<Claim> {
    let is_much = |reading: &&Reading<'_>| reading.criterion.name == "seats_used" && reading.value >= MOST_SEATS;
    let known = facts.signal(SignalName::Adoption).filter(|signal| signal.is_known());
    let readings = known.into_iter().flat_map(|signal| &signal.readings);
    let clauses = readings
        .filter(is_much)
        .flat_map(|reading| condition::of_reading(facts, SignalName::Adoption, reading));
    clauses.map(|clause| clause.told(ClaimKind::Fact)).collect()
}

/// Metrics that rose, other than those of KPIs, which are told as what they gained.
fn risen(facts: &Facts<'_>) -> Vec<Claim> {
    let is_change = |reading: &&Reading<'_>| {
        let name = reading.criterion.name;
        matches!(name, "usage_change" | "adoption_change") && reading.value >= RISEN
    };
    let known = facts.snapshot.signals.iter().filter(|signal| signal.is_known());
    let readings = known.flat_map(|signal| &signal.readings).filter(is_change);
    let told = readings.filter_map(|reading| {
        let mut figures = reading.seen.iter().filter_map(Figure::of);
        let (now, then) = (figures.next()?, figures.next()?);
        let metric = now.metric();
        let is_kpi = facts
            .kpis
            .iter()
            .any(|state| is_same_metric(&state.kpi.metric, &metric));
        if is_kpi || now.value <= then.value || then.metric() != metric {
            return None;
        }
        let text = format!("{metric} rose from {} to {}", then.on_its_day(), now.on_its_day());
        let cited = then.cited().into_iter().chain(now.cited()).collect();
        Some(Clause::new(text, cited).told(ClaimKind::Fact))
    });
    told.collect()
}

/// The best answers to surveys of late, the newest first.
fn promoters(facts: &Facts<'_>) -> Vec<Claim> {
    let from = facts.as_of.saturating_sub(ANSWER_DAYS.days());
    let answers = facts.ledger.surveys();
    let mut glad: Vec<_> = answers
        .filter(|(_, answer)| answer.score >= PROMOTER && answer.score <= Decimal::TEN && answer.date > from)
        .collect();
    glad.sort_by_key(|(source, answer)| Reverse((answer.date, &source.id)));
    let told = glad.into_iter().take(MOST_ANSWERS);
    told.map(|(source, answer)| condition::answer_of(facts, source, answer).told(ClaimKind::Fact))
        .collect()
}
