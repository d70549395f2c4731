//! What changed and what is still open, drawn from the other sections (VR-76).

use std::cmp::Reverse;

use grounding::{
    Claim, ClaimKind, ClaimOrigin, Goal, GoalStatus, Ledger, Record, SectionSpec, Standing, VerifiedClaim,
};
use jiff::civil::Date;
use rust_decimal::Decimal;

use super::facts::is_reached;
use super::spec::SPEC;
use crate::account::{KpiState, kpis};
use crate::definition::{Basis, Prepared, SectionDraft};

/// At most so many gains open a recap, so that what was delivered for them has a place too.
const MOST_GAINS: usize = 2;
/// At most so many risks stand first in what is open; goals and hopes follow.
const FIRST_RISKS: usize = 2;
/// A figure has moved where it is so many per cent away from where it began.
const MOVED_PERCENT: Decimal = Decimal::TEN;

/// The derived sections: each claim says again what an accepted one says, with its citations.
pub(super) fn derive(ledger: &Ledger, _prepared: &Prepared, basis: &Basis<'_>) -> Vec<SectionDraft> {
    let told = |id: &'static str, pick: fn(&Ledger, &Basis<'_>, &SectionSpec) -> Vec<Claim>| {
        let spec = SPEC.section(id)?;
        Some(SectionDraft {
            section: id,
            claims: pick(ledger, basis, spec),
        })
    };
    [told("changed", changed), told("open", open)]
        .into_iter()
        .flatten()
        .collect()
}

/// The strongest gains, then figures that moved, then what was delivered last.
fn changed(ledger: &Ledger, basis: &Basis<'_>, spec: &SectionSpec) -> Vec<Claim> {
    let of = |id: &'static str| {
        basis
            .of(spec)
            .filter(move |(section, _)| section.id == id)
            .map(|(_, it)| it)
    };
    let mut gains: Vec<&VerifiedClaim> = of("outcomes")
        .filter(|it| it.standing == Standing::ProvenOutcome)
        .collect();
    gains.sort_by_key(|it| Reverse(progress(ledger, it)));
    let mut picked: Vec<&VerifiedClaim> = Vec::new();
    for gain in gains {
        take_new(&mut picked, gain, MOST_GAINS);
    }
    let mut usage: Vec<(Decimal, &VerifiedClaim)> =
        of("usage").filter_map(|it| Some((moved(ledger, it)?, it))).collect();
    usage.sort_by_key(|(by, it)| (it.standing != Standing::ProvenOutcome, Reverse(*by)));
    if let Some((_, claim)) = usage.first() {
        take_new(&mut picked, claim, spec.max_claims);
    }
    for claim in of("delivered") {
        take_new(&mut picked, claim, spec.max_claims);
    }
    picked.into_iter().map(again).collect()
}

/// The first risks, then the goal that is due first and is not reached, then a likely benefit; what
/// room is left goes to the others in that order.
fn open(ledger: &Ledger, basis: &Basis<'_>, spec: &SectionSpec) -> Vec<Claim> {
    let of = |id: &'static str| {
        basis
            .of(spec)
            .filter(move |(section, _)| section.id == id)
            .map(|(_, it)| it)
    };
    let risks: Vec<&VerifiedClaim> = of("risks").collect();
    let states = kpis(ledger);
    let is_completed =
        |it: &VerifiedClaim| goal_of(ledger, it).is_some_and(|goal| goal.record.status == GoalStatus::Completed);
    let of_goals: Vec<&VerifiedClaim> = of("goals").filter(|it| !is_completed(it)).collect();
    let (reached, ahead): (Vec<_>, Vec<_>) = of_goals
        .into_iter()
        .partition(|it| is_told_reached(ledger, &states, it));
    // A goal whose figure is reached is open only until somebody closes it; where nothing else is
    // open, that is what is left.
    let mut goals = if ahead.is_empty() && of("risks").next().is_none() {
        reached
    } else {
        ahead
    };
    goals.sort_by_key(|it| due(ledger, it));
    let likely: Vec<&VerifiedClaim> = of("likely").collect();

    let mut picked: Vec<&VerifiedClaim> = Vec::new();
    let first = risks
        .iter()
        .take(FIRST_RISKS)
        .chain(goals.first())
        .chain(likely.first());
    for claim in first.chain(risks.iter().skip(FIRST_RISKS)).chain(&goals).chain(&likely) {
        if !tells_of_same_goal(ledger, &picked, claim) {
            take_new(&mut picked, claim, spec.max_claims);
        }
    }
    picked.into_iter().map(again).collect()
}

/// Takes a claim unless there are enough, or what is taken says the same or serves the same goal
/// with another figure.
fn take_new<'a>(picked: &mut Vec<&'a VerifiedClaim>, claim: &'a VerifiedClaim, most: usize) {
    let same = |other: &&VerifiedClaim| {
        let goals = other.claim.goal_id.is_some() && other.claim.goal_id == claim.claim.goal_id;
        other.claim.text == claim.claim.text || (goals && other.claim.kind == claim.claim.kind)
    };
    if picked.len() < most && !picked.iter().any(same) {
        picked.push(claim);
    }
}

/// Whether something that was picked is about the same goal.
fn tells_of_same_goal(ledger: &Ledger, picked: &[&VerifiedClaim], claim: &VerifiedClaim) -> bool {
    let goal = goal_of(ledger, claim);
    goal.is_some() && picked.iter().any(|other| goal_of(ledger, other) == goal)
}

/// The goal that a claim is about: the one it serves, or whose record or KPI it cites first.
fn goal_of<'a>(ledger: &'a Ledger, verified: &VerifiedClaim) -> Option<&'a Goal> {
    let served = verified.claim.goal_id.as_deref().and_then(|id| ledger.goal(id));
    served.or_else(|| {
        let cited = &verified.claim.citations.first()?.source_id;
        let of_kpi = |goal: &&Goal| goal.kpis.iter().any(|(id, _)| id == cited);
        ledger.goals().iter().find(|goal| goal.id == *cited || of_kpi(goal))
    })
}

/// The claim again, as one of a derived section.
fn again(verified: &VerifiedClaim) -> Claim {
    Claim {
        id: String::new(),
        standing: verified.standing,
        origin: ClaimOrigin::Derived,
        parent: None,
        // A hope that was told as an outcome and demoted is told as a hope.
        kind: match (verified.claim.kind, verified.standing) {
            (ClaimKind::Outcome, Standing::LikelyBenefit) => ClaimKind::Benefit,
            (ClaimKind::Outcome | ClaimKind::Benefit, Standing::Activity) => ClaimKind::Activity,
            (ClaimKind::Outcome | ClaimKind::Benefit, Standing::Fact) => ClaimKind::Fact,
            (kind, _) => kind,
        },
        ..verified.claim.clone()
    }
}

/// How far the KPI that a claim cites has come, in per cent of its way; below all others where it
/// cites none.
fn progress(ledger: &Ledger, verified: &VerifiedClaim) -> Option<Decimal> {
    let states = kpis(ledger);
    let cites = |id| verified.claim.citations.iter().any(|it| it.source_id == id);
    let cited = states.iter().filter(|state| cites(state.source.id.clone()));
    cited.filter_map(KpiState::progress).max()
}

/// By how much the series that a claim cites moved, in per cent; none where it hardly did.
fn moved(ledger: &Ledger, verified: &VerifiedClaim) -> Option<Decimal> {
    let mut cited = verified
        .claim
        .citations
        .iter()
        .filter_map(|it| ledger.source(&it.source_id));
    let series = cited.find_map(|source| match &source.record {
        Some(Record::Series(series)) => Some(series),
        _ => None,
    })?;
    let by = series.last.value.checked_sub(series.first.value)?;
    let percent = by
        .abs()
        .checked_mul(Decimal::ONE_HUNDRED)?
        .checked_div(series.first.value.abs())?;
    (percent >= MOVED_PERCENT).then_some(percent)
}

fn is_told_reached(ledger: &Ledger, states: &[KpiState<'_>], verified: &VerifiedClaim) -> bool {
    goal_of(ledger, verified).is_some_and(|goal| is_reached(states, goal))
}

/// When the goal of a claim is due; what has no day comes last.
fn due(ledger: &Ledger, verified: &VerifiedClaim) -> Date {
    goal_of(ledger, verified).and_then(Goal::due).unwrap_or(Date::MAX)
}

#[cfg(test)]
mod tests;
