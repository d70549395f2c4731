//! A snapshot as a brief has it (HS-4, HS-6).

mod signals;
#[cfg(test)]
mod tests;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::facts::Facts;
use super::next::Next;
use super::snapshot::Snapshot;
use super::tasks::due_on;
use crate::account::cast;
use crate::brief::{Health, HealthCap, HealthPoint, NextAction, OwnerReview};
use crate::definition::Drafted;
use crate::people::Role;

pub(super) use signals::told_number;

/// Until the owner has approved the brief, the next action waits for them.
const NEEDS_REVIEW: &str = "needs_owner_review";

/// The account's health, with the claims that tell each signal and the next action that was drafted.
pub(super) fn health(
    facts: &Facts<'_>,
    drafted: &Drafted<'_>,
    next: Option<&Next<'_>>,
    reviews: Vec<OwnerReview>,
) -> Health {
    let snapshot = &facts.snapshot;
    let caps = snapshot.caps.iter().map(|cap| HealthCap {
        name: cap.name.to_owned(),
        at_best: cap.at_best,
        why: cap.why.clone(),
        signals: cap.signals.clone(),
    });
    Health {
        level: snapshot.level,
        score: snapshot.score.value.and_then(|value| value.to_u32()),
        trend: snapshot.course.trend,
        change: snapshot.course.change.map(decimal),
        caps: caps.collect(),
        signals: signals::signals(facts, drafted),
        formula: formula(snapshot),
        policy: facts.policy.name.clone(),
        levels: facts.policy.levels,
        history: history(facts),
        next_action: next.map(|next| next_action(facts, next)),
        owner: facts.owner(),
        reviews,
    }
}

/// The score with its numbers filled in, and what holds the level down (HS-31). Why there is no
/// score, where there is none.
fn formula(snapshot: &Snapshot<'_>) -> String {
    if snapshot.score.value.is_none() {
        return snapshot.score.unknown.clone();
    }
    let reckoned = snapshot.score.formula();
    let caps: Vec<&str> = snapshot.caps.iter().map(|cap| cap.name).collect();
    match snapshot.caps.iter().map(|cap| cap.at_best).max() {
        Some(at_best) => format!("{reckoned}; {} at best by {}", at_best.word(), caps.join(", ")),
        None => reckoned,
    }
}

/// The scores that were recorded before, and today's, oldest first.
fn history(facts: &Facts<'_>) -> Vec<HealthPoint> {
    let earlier = facts.earlier_scores().into_iter().map(|score| HealthPoint {
        date: score.date,
        score: score.score.map(decimal),
        level: score.level,
        ours: score.is_ours,
        source_id: score.source.map(|source| source.id.clone()),
    });
    let today = HealthPoint {
        date: facts.as_of,
        score: facts.snapshot.score.value.map(decimal),
        level: facts.snapshot.level,
        ours: true,
        source_id: None,
    };
    earlier.chain([today]).collect()
}

fn next_action(facts: &Facts<'_>, next: &Next<'_>) -> NextAction {
    let role = Role::from(next.owner);
    let named = cast(facts.ledger, &facts.sale).remove(&role);
    NextAction {
        claim: next.said.claim.id.clone(),
        owner: named.map_or_else(|| role.noun().to_owned(), |named| named.name),
        due: due_on(facts.as_of, next.working_days),
        status: NEEDS_REVIEW.to_owned(),
    }
}

/// A number as JSON has it, without zeros at its end.
fn decimal(number: Decimal) -> String {
    number.normalize().to_string()
}
