//! The parts of a recap (VR-13, VR-14, VR-16, VR-76).

#[cfg(test)]
mod tests;

use grounding::{ClaimOrigin, Goal, Standing, Verdict, VerifiedClaim};

use super::facts::Facts;
use super::links::links;
use super::proof::{rows, tells_value};
use super::tasks::dates;
use super::trigger::owner;
use crate::account::{KpiState, cast, decided, stakeholders};
use crate::brief::{GoalOutcome, GoalRow, Known, Parts, Recommendation, Story};
use crate::definition::{Drafted, Prepared};

/// Until the owner has approved the brief, what it recommends waits for them.
const NEEDS_REVIEW: &str = "needs_owner_review";

/// The claims that a reader of the brief is shown. A brief that is paused shows those alone that are
/// computed from records.
pub(super) struct Told<'a> {
    drafted: &'a Drafted<'a>,
    records_alone: bool,
}

impl<'a> Told<'a> {
    pub(super) fn new(drafted: &'a Drafted<'a>, is_paused: bool) -> Self {
        Self {
            drafted,
            records_alone: is_paused,
        }
    }

    /// All of them, in the draft's order.
    pub(super) fn all(&self) -> impl Iterator<Item = &'a VerifiedClaim> {
        let claims = self.drafted.verification.claims.iter();
        claims.filter(|it| it.verdict != Verdict::Rejected && self.shows(it))
    }

    fn shows(&self, verified: &VerifiedClaim) -> bool {
        !self.records_alone || verified.claim.origin == ClaimOrigin::Records
    }

    /// The ids of those in the named sections, in order.
    fn ids_in(&self, sections: &[&str]) -> Vec<String> {
        let said = sections.iter().flat_map(|id| self.drafted.said_in(id));
        said.filter(|it| self.shows(it)).map(|it| it.claim.id.clone()).collect()
    }
}

pub(super) fn parts(facts: &Facts<'_>, prepared: &Prepared, told: &Told<'_>, known: Vec<Known>) -> Parts {
    Parts {
        goal_table: goal_table(facts, told),
        proof: rows(facts.ledger, facts.thresholds, told.all()),
        story: Some(Story {
            changed: told.ids_in(&["changed", "customer_outcome"]),
            open: told.ids_in(&["open", "open_risk"]),
            decision: told.ids_in(&["decision", "next_recommendation"]),
        }),
        recommendation: recommendation(facts, told),
        links: links(facts),
        stakeholders: stakeholders(facts.ledger, &facts.sale, &facts.people),
        known_already: known,
        decided: decided(facts.ledger),
        kpis: facts.kpis.iter().map(KpiState::row).collect(),
        dates: dates(facts, prepared.trigger.as_ref()),
        cast: cast(facts.ledger, &facts.sale),
        ..Parts::default()
    }
}

/// A row for each goal that was not given up, with what came of it (VR-13).
fn goal_table(facts: &Facts<'_>, told: &Told<'_>) -> Vec<GoalRow> {
    let goals = facts.goals();
    goals
        .map(|goal| {
            let missing: Vec<String> = goal.missing().into_iter().map(|it| it.noun().to_owned()).collect();
            let claims: Vec<&VerifiedClaim> = value_of(goal, told).collect();
            GoalRow {
                goal_id: goal.id.to_string(),
                goal: goal.record.name.clone(),
                measurable: missing.is_empty(),
                missing,
                due: goal.due(),
                status: goal.record.status.noun().to_owned(),
                outcome: Some(outcome(&claims)),
                claims: claims.into_iter().map(|it| it.claim.id.clone()).collect(),
            }
        })
        .collect()
}

/// The claims of value that serve a goal. What a derived section says again counts once.
pub(super) fn value_of<'a>(goal: &Goal, told: &Told<'a>) -> impl Iterator<Item = &'a VerifiedClaim> {
    told.all().filter(|it| {
        let serves = it.claim.goal_id.as_deref() == Some(goal.id.as_str());
        serves && it.claim.origin != ClaimOrigin::Derived && tells_value(it)
    })
}

/// A claim that still waits for a person proves nothing yet.
fn outcome(claims: &[&VerifiedClaim]) -> GoalOutcome {
    let is_proven = |it: &&VerifiedClaim| {
        it.standing == Standing::ProvenOutcome && matches!(it.verdict, Verdict::Accepted | Verdict::Demoted)
    };
    if claims.iter().any(is_proven) {
        GoalOutcome::Proven
    } else if claims.is_empty() {
        GoalOutcome::NoEvidence
    } else {
        GoalOutcome::Likely
    }
}

/// Exactly one recommendation comes first, and all wait for the account's owner (VR-16).
fn recommendation(facts: &Facts<'_>, told: &Told<'_>) -> Option<Recommendation> {
    let mut claims = told.ids_in(&["next", "next_recommendation"]).into_iter();
    Some(Recommendation {
        primary: claims.next()?,
        others: claims.collect(),
        status: NEEDS_REVIEW.to_owned(),
        owner: owner(facts).unwrap_or_default(),
    })
}
