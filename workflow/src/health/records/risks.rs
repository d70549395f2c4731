//! What is wrong or may go wrong, beside what the signals tell already (HS-7).

use grounding::text::one_line;
use grounding::{Claim, ClaimKind, GoalStatus, Policy, Risk, Source, SourceId, Verdict, verify_claim};

use super::condition;
use crate::account::{KpiState, fact, told_kpi, troubles};
use crate::calendar::long_date;
use crate::cite::cite_value;
use crate::health::facts::Facts;
use crate::health::level::Level;

/// So many risks are told at most, beside those that no draft may leave out.
const MOST_TOLD: usize = 8;
/// So many of the worst are told beside the renewal.
const MOST_AT_STAKE: usize = 3;

/// The risks that the condition doesn't tell: what no draft may leave out, milestones and invoices
/// that are overdue, goals that are held up or past their day, KPIs that went the wrong way, recorded
/// risks, and what stands open while the contract is about to renew.
pub(super) fn risks(facts: &Facts<'_>, condition: &[Claim]) -> Vec<Claim> {
    let mut told = left_out(facts, condition);
    let ledger = facts.ledger;
    let late = ledger
        .milestones()
        .filter_map(|(source, _)| condition::late_milestone(facts, source));
    let unpaid = ledger
        .invoices()
        .filter_map(|(source, _)| condition::Unpaid::of(source));
    let overdue = unpaid.filter(|it| it.due < facts.as_of).map(|it| it.clause(facts));
    let open = ledger.goals().iter().filter(|goal| goal.is_open());
    let behind = open.filter_map(|goal| condition::behind(facts, ledger.source(&goal.id)?));
    let kpis = facts.kpis.iter().filter_map(told_kpi);
    let recorded = ledger.risks().filter(|(_, risk)| risk.open);
    let others = late
        .chain(overdue)
        .chain(behind)
        .map(|clause| clause.told(ClaimKind::Risk))
        .chain(kpis.filter(|claim| claim.kind == ClaimKind::Risk))
        .chain(recorded.map(|(source, risk)| told_risk(source, risk)));
    let room = told.len() + MOST_TOLD;
    for claim in others {
        let is_new = claim
            .citations
            .first()
            .is_some_and(|it| !is_told(condition, &it.source_id) && !is_told(&told, &it.source_id));
        if is_new && told.len() < room {
            told.push(claim);
        }
    }
    let is_near = facts.near_renewal().is_some() && facts.snapshot.level > Level::Green;
    if is_near || told.is_empty() {
        told.extend(before_the_renewal(facts));
    }
    told
}

/// What is at stake: that the contract renews while the worst signals stand as they do.
fn before_the_renewal(facts: &Facts<'_>) -> Vec<Claim> {
    let ahead = facts.renewal.filter(|day| facts.days_to(*day) >= 0);
    let Some((day, (_, citations))) = ahead.zip(facts.renewal_words()) else {
        return Vec::new();
    };
    let signals = || facts.snapshot.signals.iter();
    let worst = signals()
        .map(|signal| signal.level)
        .max()
        .filter(|it| *it > Level::Green);
    let worst = signals().filter(|signal| Some(signal.level) == worst);
    let clauses = worst.filter_map(|signal| condition::clauses(facts, signal).into_iter().next());
    let lead = format!("the contract renews on {}, and ", long_date(day));
    let told = clauses.map(|(_, clause)| clause.after(&lead, citations.clone(), ClaimKind::Risk));
    // Two days in one sentence can be read as the days of each other's figures.
    let policy = Policy::default();
    let holds = |claim: &Claim| verify_claim(facts.ledger, claim, &policy).verdict != Verdict::Rejected;
    told.filter(holds).take(MOST_AT_STAKE).collect()
}

/// What no draft may leave out (V701, V702), as far as the condition doesn't tell it: escalated
/// tickets, goals and KPIs that are off track.
pub(super) fn left_out(facts: &Facts<'_>, condition: &[Claim]) -> Vec<Claim> {
    let open = facts.ledger.goals().iter().filter(|goal| goal.is_open());
    let all = troubles(facts.ledger, open).into_iter();
    let told = all.filter_map(|trouble| {
        let about = trouble.citations.first()?.source_id.clone();
        let state = facts.kpis.iter().find(|state| state.source.id == about);
        // Of a goal that is off track, its KPI needs no second word.
        let of_goal = |state: &&KpiState<'_>| state.goal.record.status == GoalStatus::OffTrack;
        if is_told(condition, &about) || state.as_ref().is_some_and(of_goal) {
            return None;
        }
        // How it moved says more than that it is off track.
        let moved = state.and_then(told_kpi).filter(|claim| claim.kind == ClaimKind::Risk);
        Some(moved.unwrap_or(trouble))
    });
    told.collect()
}

/// Whether a risk among the claims rests on that record.
fn is_told(claims: &[Claim], source: &SourceId) -> bool {
    let mut risks = claims.iter().filter(|claim| claim.kind == ClaimKind::Risk);
    risks.any(|claim| claim.citations.iter().any(|it| it.source_id == *source))
}

fn told_risk(source: &Source, risk: &Risk) -> Claim {
    let mut citations = vec![cite_value(source, &risk.title)];
    let mut text = format!("An open risk: {}", one_line(risk.title.trim().trim_end_matches('.')));
    let severity = risk.severity.trim();
    if !severity.is_empty() {
        text.push_str(&format!(" (rated {})", severity.to_lowercase()));
        citations.push(cite_value(source, severity));
    }
    Claim {
        kind: ClaimKind::Risk,
        ..fact(format!("{text}."), citations)
    }
}
