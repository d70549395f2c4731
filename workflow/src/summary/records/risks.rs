//! The risks and blockers that records show (AS-7, PG-11), each marked: `(current)` for what has
//! happened, `(possible)` for what may.

use grounding::{
    Claim, ClaimKind, Goal, GoalStatus, Invoice, InvoiceStatus, Milestone, Project, Risk, Source, SourceId, Span,
};

use super::fields::{quoted, red_status};
use crate::account::{cite_day, fact, status_words, tickets, told_kpi, troubles};
use crate::calendar::long_date;
use crate::cite::{cite_span, cite_value};
use crate::summary::facts::Facts;

/// What the records show to be wrong, then what somebody has put down as a risk.
pub(super) fn risks(facts: &Facts<'_>) -> Vec<Claim> {
    let ledger = facts.ledger;
    let open: Vec<&Goal> = ledger.goals().iter().filter(|goal| goal.is_open()).collect();
    let slipping = slipping(facts);
    let mut current = troubles(ledger, open.iter().copied());
    current.retain(|claim| !repeats_goal(&open, claim) && !slipping.iter().any(|kpi| is_about_same(kpi, claim)));
    current.extend(slipping);
    current.extend(tickets(ledger, false));
    current.extend(open.iter().filter_map(|goal| blocked(facts, goal)));
    current.extend(
        ledger
            .projects()
            .filter_map(|(source, project)| red_project(source, project)),
    );
    current.extend(overdue_milestones(facts).map(|(source, milestone)| late_milestone(source, milestone)));
    current.extend(overdue_invoices(facts).map(|(source, invoice)| late_invoice(source, invoice)));
    let possible = open_risks(facts)
        .into_iter()
        .map(|(source, risk)| recorded(source, risk));

    let current = current.into_iter().map(|claim| marked(claim, "current"));
    let told = current.chain(possible.map(|claim| marked(claim, "possible")));
    let risk = |claim| Claim {
        kind: ClaimKind::Risk,
        ..claim
    };
    told.map(risk).collect()
}

/// The same claim with its mark before the full stop.
fn marked(claim: Claim, mark: &str) -> Claim {
    let text = claim.text.trim_end_matches('.');
    Claim {
        text: format!("{text} ({mark})."),
        ..claim
    }
}

/// Whether a claim only says of a KPI what another says of its goal.
fn repeats_goal(open: &[&Goal], claim: &Claim) -> bool {
    let cites = |id: &SourceId| claim.citations.iter().any(|it| it.source_id == *id);
    let behind = open.iter().filter(|goal| goal.record.status == GoalStatus::OffTrack);
    behind.flat_map(|goal| &goal.kpis).any(|(id, _)| cites(id))
}

/// The KPIs that moved away from their target, or towards it and are behind all the same, as
/// measured within the window.
fn slipping(facts: &Facts<'_>) -> Vec<Claim> {
    let measured = facts.kpis.iter().filter(|state| {
        let day = state.kpi.current_date;
        day.is_some_and(|day| facts.is_recent(day))
    });
    let told = measured.filter_map(told_kpi);
    told.filter(|claim| claim.kind == ClaimKind::Risk).collect()
}

/// Whether two claims are about one record.
fn is_about_same(one: &Claim, other: &Claim) -> bool {
    let of = |claim: &Claim| claim.citations.first().map(|it| it.source_id.clone());
    of(one) == of(other)
}

fn blocked(facts: &Facts<'_>, goal: &Goal) -> Option<Claim> {
    let source = facts.ledger.source(&goal.id)?;
    if goal.record.status != GoalStatus::Blocked {
        return None;
    }
    let (words, status) = status_words(source, GoalStatus::Blocked)?;
    let text = format!("The goal {} is {words}.", quoted(source, &goal.record.name));
    Some(fact(text, vec![cite_value(source, &goal.record.name), status]))
}

fn red_project(source: &Source, project: &Project) -> Option<Claim> {
    let words = red_status(source)?;
    let text = format!("The project {} has the status {words}.", quoted(source, &project.name));
    Some(fact(
        text,
        vec![cite_value(source, &project.name), cite_value(source, words)],
    ))
}

/// The milestones that were due and are not reached, the oldest first.
pub(in crate::summary) fn overdue_milestones<'f>(
    facts: &'f Facts<'_>,
) -> impl Iterator<Item = (&'f Source, &'f Milestone)> {
    let late = |milestone: &Milestone| {
        let is_due = milestone.due.is_some_and(|due| due < facts.as_of);
        is_due && milestone.completed.is_none()
    };
    let mut found: Vec<_> = facts.ledger.milestones().filter(|(_, it)| late(it)).collect();
    found.sort_by_key(|(source, milestone)| (milestone.due, &source.id));
    found.into_iter()
}

fn late_milestone(source: &Source, milestone: &Milestone) -> Claim {
    let due = milestone.due.map(long_date).unwrap_or_default();
    let name = quoted(source, &milestone.name);
    let text = format!("The milestone {name} was due on {due} and is still open.");
    let due = milestone.due.map(|due| cite_day(source, due));
    let citations = std::iter::once(cite_value(source, &milestone.name)).chain(due);
    fact(text, citations.collect())
}

/// The invoices that should have been paid and are not, the oldest first.
pub(in crate::summary) fn overdue_invoices<'f>(
    facts: &'f Facts<'_>,
) -> impl Iterator<Item = (&'f Source, &'f Invoice)> {
    let late = |invoice: &Invoice| {
        let is_due = invoice.due_date.is_some_and(|due| due < facts.as_of);
        is_due && matches!(invoice.status, InvoiceStatus::Open | InvoiceStatus::Uncollectible)
    };
    let mut found: Vec<_> = facts.ledger.invoices().filter(|(_, it)| late(it)).collect();
    found.sort_by_key(|(source, invoice)| (invoice.due_date, &source.id));
    found.into_iter()
}

fn late_invoice(source: &Source, invoice: &Invoice) -> Claim {
    let number = invoice.number.as_deref().unwrap_or_default();
    let due = invoice.due_date.map(long_date).unwrap_or_default();
    let text = format!(
        "The invoice {} was due on {due} and is still open.",
        quoted(source, number)
    );
    // Its number, its status and its due date stand apart.
    fact(text, vec![cite_span(source, Span::new(0, source.text.len()))])
}

/// The open risks on record, the gravest first.
pub(in crate::summary) fn open_risks<'f>(facts: &'f Facts<'_>) -> Vec<(&'f Source, &'f Risk)> {
    let mut found: Vec<_> = facts.ledger.risks().filter(|(_, risk)| risk.open).collect();
    found.sort_by_key(|(source, risk)| (gravity(&risk.severity), &source.id));
    found
}

/// How grave a risk is by its own word: 0 for the gravest, 2 for the least and for none said.
pub(in crate::summary) fn gravity(severity: &str) -> u8 {
    const GRAVE: [&str; 7] = ["crit", "high", "sever", "urgent", "major", "blocker", "red"];
    const MEDIUM: [&str; 4] = ["med", "moderate", "amber", "yellow"];
    let lower = severity.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    match (says(&GRAVE), says(&MEDIUM)) {
        (true, _) => 0,
        (_, true) => 1,
        _ => 2,
    }
}

fn recorded(source: &Source, risk: &Risk) -> Claim {
    let title = risk.title.trim().trim_end_matches('.');
    let mut text = title.to_owned();
    let mut citations = vec![cite_value(source, &risk.title)];
    if !risk.severity.trim().is_empty() {
        text.push_str(&format!(", severity {}", risk.severity.trim()));
        citations.push(cite_value(source, &risk.severity));
    }
    fact(format!("{text}."), citations)
}
