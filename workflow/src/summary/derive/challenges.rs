//! The main challenges of the executive summary (AS-4).

use std::cmp::Reverse;

use grounding::{Affiliation, Claim, ClaimKind, GoalStatus, Record, Source, VerifiedClaim};

use super::executive::{cited, newest, shortened};
use super::{Fed, restated};
use crate::summary::facts::Facts;
use crate::summary::records::{self, is_red, overdue_invoices, overdue_milestones};

/// How grave a challenge is, the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gravity {
    /// A ticket is open and escalated.
    Escalated,
    /// A goal, a KPI or a project is off track.
    OffTrack,
    /// Money or work is late.
    Overdue,
    /// Somebody recorded a risk: from 0 for the gravest to 2 by its own word.
    Recorded(u8),
    /// What else was told as a risk.
    Told,
}

/// The gravest challenge, and the gravest of another kind.
pub(super) fn challenges(facts: &Facts<'_>, fed: &[Fed<'_>]) -> Vec<Claim> {
    let mut risks: Vec<(Gravity, &VerifiedClaim)> = fed
        .iter()
        .filter(|it| it.section == "risks")
        .filter_map(|it| Some((gravity(facts, it.claim)?, it.claim)))
        .collect();
    risks.sort_by_key(|(gravity, claim)| (*gravity, !is_theirs(facts, claim), Reverse(newest(facts, claim))));
    let first = risks.first().copied();
    // What somebody only told of is a challenge where there is no graver one.
    let is_second = |(gravity, _): &&(Gravity, &VerifiedClaim)| {
        *gravity != Gravity::Told && first.is_some_and(|(gravest, _)| *gravity != gravest)
    };
    let second = risks.iter().find(is_second).copied();
    let told = first.into_iter().chain(second);
    told.map(|(_, claim)| restated(unmarked(&shortened(claim)), claim))
        .collect()
}

/// Whether the customer says so themselves.
fn is_theirs(facts: &Facts<'_>, claim: &VerifiedClaim) -> bool {
    claim.claim.citations.iter().any(|it| {
        let source = facts.ledger.source(&it.source_id);
        let author = source.zip(it.start).and_then(|(source, start)| source.author_at(start));
        author.is_some_and(|author| author.affiliation == Affiliation::Customer)
    })
}

fn gravity(facts: &Facts<'_>, claim: &VerifiedClaim) -> Option<Gravity> {
    let late = |source: &Source| {
        overdue_invoices(facts).any(|(it, _)| it.id == source.id)
            || overdue_milestones(facts).any(|(it, _)| it.id == source.id)
    };
    let of = |source: &Source| match source.record.as_ref()? {
        Record::Ticket(it) if it.open && it.escalated => Some(Gravity::Escalated),
        Record::Goal(it) if it.status == GoalStatus::OffTrack => Some(Gravity::OffTrack),
        Record::Kpi(it) if it.status == GoalStatus::OffTrack => Some(Gravity::OffTrack),
        Record::Project(_) if is_red(source) => Some(Gravity::OffTrack),
        Record::Invoice(_) | Record::Milestone(_) if late(source) => Some(Gravity::Overdue),
        Record::Risk(it) if it.open => Some(Gravity::Recorded(records::gravity(&it.severity))),
        _ => None,
    };
    let recorded = cited(facts, claim).filter_map(of).min();
    recorded.or_else(|| (claim.claim.kind == ClaimKind::Risk).then_some(Gravity::Told))
}

/// A risk without the mark that it is a present one. What may only happen stays marked.
fn unmarked(text: &str) -> String {
    text.replace(" (current)", "")
}
