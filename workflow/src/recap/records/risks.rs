//! What is wrong or may go wrong, with who answers for it where a record says so (VR-15).

use grounding::text::one_line;
use grounding::{Claim, ClaimKind, GoalStatus, Invoice, InvoiceStatus, Milestone, Risk, Source};
use rust_decimal::Decimal;

use super::super::facts::Facts;
use crate::account::{cite_day, cite_unpaid, fact, grouped, invoice_number, status_words, tickets, told_kpi, troubles};
use crate::calendar::long_date;
use crate::cite::cite_value;

/// Open tickets, the escalated ones first, and what is off track, recorded risks, KPIs that went the wrong way, goals
/// that are held up or past their day, milestones and invoices that are overdue.
pub(super) fn risks(facts: &Facts<'_>) -> Vec<Claim> {
    let open = facts.ledger.risks().filter(|(_, risk)| risk.open);
    let recorded = open.map(|(source, risk)| told_risk(source, risk));
    let kpis = facts.kpis.iter().filter_map(told_kpi);
    let kpis: Vec<Claim> = kpis.filter(|claim| claim.kind == ClaimKind::Risk).collect();
    let milestones = facts.ledger.milestones();
    let late = milestones.filter_map(|(source, milestone)| told_late(facts, source, milestone));
    let invoices = facts.ledger.invoices();
    let unpaid = invoices.filter_map(|(source, invoice)| told_unpaid(facts, source, invoice));
    let troubles = troubles(facts.ledger, facts.goals()).into_iter();
    troubles
        .filter(|claim| !is_told_otherwise(facts, claim, &kpis))
        .chain(tickets(facts.ledger, false))
        .chain(recorded)
        .chain(kpis.iter().cloned())
        .chain(held_up(facts))
        .chain(late)
        .map(|claim| with_owner(facts, claim))
        .chain(unpaid)
        .map(|claim| Claim {
            kind: ClaimKind::Risk,
            ..claim
        })
        .collect()
}

/// Whether a trouble is a KPI's of which more is told: that its goal is off track, or how it went.
fn is_told_otherwise(facts: &Facts<'_>, trouble: &Claim, kpis: &[Claim]) -> bool {
    let cited = trouble.citations.first().map(|it| &it.source_id);
    let state = facts.kpis.iter().find(|state| Some(&state.source.id) == cited);
    state.is_some_and(|state| {
        let mut ways = kpis.iter().flat_map(|claim| &claim.citations);
        state.goal.record.status == GoalStatus::OffTrack || ways.any(|it| it.source_id == state.source.id)
    })
}

/// Adds who answers for it, where the record that it is about says so.
fn with_owner(facts: &Facts<'_>, mut claim: Claim) -> Claim {
    let about = claim
        .citations
        .first()
        .and_then(|it| facts.ledger.source(&it.source_id));
    if let Some((name, citations)) = about.and_then(|source| facts.owner_of(source)) {
        claim.text = format!("{}; its owner is {name}.", claim.text.trim_end_matches('.'));
        claim.citations.extend(citations);
    }
    claim
}

fn told_risk(source: &Source, risk: &Risk) -> Claim {
    let mut citations = vec![cite_value(source, &risk.title)];
    let mut text = format!("An open risk: {}", one_line(risk.title.trim_end_matches('.')));
    let severity = risk.severity.trim();
    if !severity.is_empty() {
        text.push_str(&format!(" (rated {})", severity.to_lowercase()));
        citations.push(cite_value(source, severity));
    }
    if risk.owner.as_deref().is_none_or(|owner| owner.trim().is_empty()) {
        text.push_str("; it has no owner on record");
    }
    fact(format!("{text}."), citations)
}

/// Goals that are held up, and goals whose day has passed. What is off track is told elsewhere.
fn held_up(facts: &Facts<'_>) -> Vec<Claim> {
    let goals = facts.goals_to_reach().into_iter();
    let told = goals.filter_map(|goal| {
        let status = goal.record.status;
        let past = goal.record.due.filter(|due| *due < facts.as_of);
        if status == GoalStatus::OffTrack || (past.is_none() && status != GoalStatus::Blocked) {
            return None;
        }
        let source = facts.ledger.source(&goal.id)?;
        let mut citations = vec![cite_value(source, &goal.record.name)];
        let mut text = format!(
            "The goal \u{201C}{}\u{201D}",
            one_line(goal.record.name.trim_end_matches('.'))
        );
        if let Some(due) = past {
            text.push_str(&format!(" was due on {}", long_date(due)));
            citations.push(cite_day(source, due));
        }
        if let Some((words, citation)) = status_words(source, status) {
            text.push_str(&format!("{} is {words}", if past.is_some() { " and" } else { "" }));
            citations.push(citation);
        }
        Some(fact(format!("{text}."), citations))
    });
    told.collect()
}

fn told_late(facts: &Facts<'_>, source: &Source, milestone: &Milestone) -> Option<Claim> {
    let due = milestone
        .due
        .filter(|due| *due < facts.as_of && milestone.completed.is_none())?;
    let mut citations = vec![cite_value(source, &milestone.name), cite_day(source, due)];
    let mut text = format!("The milestone \u{201C}{}\u{201D}", one_line(&milestone.name));
    if let Some((project, record)) = facts.project(&milestone.project) {
        text.push_str(&format!(" of the project \u{201C}{}\u{201D}", one_line(&record.name)));
        citations.push(cite_value(project, &record.name));
    }
    text.push_str(&format!(" was due on {} and is open", long_date(due)));
    Some(fact(format!("{text}."), citations))
}

fn told_unpaid(facts: &Facts<'_>, source: &Source, invoice: &Invoice) -> Option<Claim> {
    let due = invoice.due_date.filter(|due| *due < facts.as_of)?;
    let left = invoice.remaining.or(invoice.due)?;
    if invoice.status != InvoiceStatus::Open || left <= Decimal::ZERO {
        return None;
    }
    let named = invoice_number(invoice)
        .map(|number| format!(" {number}"))
        .unwrap_or_default();
    let text = format!(
        "Of the invoice{named}, {} {} was due on {} and is unpaid.",
        invoice.currency,
        grouped(left),
        long_date(due)
    );
    Some(fact(text, vec![cite_unpaid(source, invoice, due, left)]))
}
