//! What must be done right now (AS-11).

use grounding::{Citation, Claim, ClaimKind, Invoice, Milestone, Record, Risk, Source, SourceId, Span, Task, Ticket};

use super::facts::Facts;
use super::records::{cite_status, gravity, open_risks, overdue_invoices, overdue_milestones, quoted, stated};
use crate::account::{cite_day, fact, grouped};
use crate::calendar::long_date;
use crate::cite::{cite_span, cite_value};

/// A list of more than so many is no list of what to do first.
const MOST: usize = 8;

/// What to do now, each tied to the record that asks for it: escalated tickets, then grave risks,
/// invoices and milestones that are overdue, the other risks, tasks that were to be done, and the
/// tickets that are merely open.
pub(super) fn actions(facts: &Facts<'_>) -> Vec<Claim> {
    let open = facts.ledger.tickets().filter(|(_, ticket)| ticket.open);
    let (escalated, waiting): (Vec<_>, Vec<_>) = open.partition(|(_, ticket)| ticket.escalated);
    let on_ticket = |what: &'static str| move |(source, ticket)| answer(what, source, ticket);
    let mut found: Vec<Claim> = escalated.into_iter().map(on_ticket("Resolve the escalated")).collect();
    let (grave, others): (Vec<_>, Vec<_>) = open_risks(facts)
        .into_iter()
        .partition(|(_, risk)| gravity(&risk.severity) == 0);
    found.extend(grave.into_iter().map(|(source, risk)| contain(facts, source, risk)));
    found.extend(overdue_invoices(facts).map(|(source, invoice)| collect(source, invoice)));
    found.extend(overdue_milestones(facts).map(|(source, milestone)| reach(facts, source, milestone)));
    found.extend(others.into_iter().map(|(source, risk)| contain(facts, source, risk)));
    found.extend(
        overdue_tasks(facts)
            .into_iter()
            .map(|(source, task)| follow_up(facts, source, task)),
    );
    found.extend(waiting.into_iter().map(on_ticket("Follow up on the open")));
    found.truncate(MOST);
    found
}

/// A task for somebody at the vendor, with what asks for it.
fn task(text: String, citations: Vec<Citation>) -> Claim {
    Claim {
        kind: ClaimKind::Recommendation,
        ..fact(text, citations)
    }
}

fn answer(what: &str, source: &Source, ticket: &Ticket) -> Claim {
    let priority = stated(source, "priority");
    let told = priority.map(|it| format!(" ({it})")).unwrap_or_default();
    let noun = source.kind.noun();
    let text = format!("{what} {noun} {}{told}.", quoted(source, &ticket.subject));
    let mut citations = vec![cite_value(source, &ticket.subject), cite_status(source)];
    citations.extend(priority.map(|it| cite_value(source, it)));
    task(text, citations)
}

fn contain(facts: &Facts<'_>, source: &Source, risk: &Risk) -> Claim {
    let title = quoted(source, risk.title.trim_end_matches('.'));
    let mut citations = vec![cite_value(source, &risk.title)];
    let mut known = Vec::new();
    let severity = risk.severity.trim();
    if !severity.is_empty() {
        known.push(format!("severity {severity}"));
        citations.push(cite_value(source, severity));
    }
    let what = match risk.owner.as_deref() {
        Some(owner) => {
            known.push(format!("owner {}", facts.ledger.person(owner)));
            citations.push(cite_value(source, owner));
            "Act on"
        }
        None => "Name an owner of",
    };
    task(
        format!("{what} the open risk {title}{}.", in_brackets(&known)),
        citations,
    )
}

/// What is known of something, after its name; nothing where nothing is.
fn in_brackets(known: &[String]) -> String {
    match known {
        [] => String::new(),
        known => format!(" ({})", known.join(", ")),
    }
}

fn collect(source: &Source, invoice: &Invoice) -> Claim {
    let number = quoted(source, invoice.number.as_deref().unwrap_or_default());
    let due = invoice.due_date.map(|due| format!(", due {}", long_date(due)));
    let amount = invoice.remaining;
    let amount = amount.map(|amount| format!(": {} {} remaining", invoice.currency, grouped(amount)));
    let (due, amount) = (due.unwrap_or_default(), amount.unwrap_or_default());
    let text = format!("Collect the open invoice {number}{due}{amount}.");
    // Its number, its status and its amounts stand apart.
    task(text, vec![cite_span(source, Span::new(0, source.text.len()))])
}

fn reach(facts: &Facts<'_>, source: &Source, milestone: &Milestone) -> Claim {
    let mut citations = vec![cite_value(source, &milestone.name)];
    let mut known = Vec::new();
    if let Some(due) = milestone.due {
        known.push(format!("due {}", long_date(due)));
        citations.push(cite_day(source, due));
    }
    let project = facts
        .ledger
        .projects()
        .find(|(source, _)| source.id == milestone.project);
    let mut of = String::new();
    if let Some((source, project)) = project {
        of = format!(" of {}", quoted(source, &project.name));
        citations.push(cite_value(source, &project.name));
        if let Some(owner) = &project.owner {
            known.push(format!("owner {}", facts.ledger.person(owner)));
            citations.push(cite_value(source, owner));
        }
    }
    let name = quoted(source, &milestone.name);
    task(
        format!("Reach the overdue milestone {name}{of}{}.", in_brackets(&known)),
        citations,
    )
}

/// The tasks that were to be done within the window and are open, the oldest first. A call logged
/// without a status is no task.
fn overdue_tasks<'f>(facts: &'f Facts<'_>) -> Vec<(&'f Source, &'f Task)> {
    let is_open = |source: &Source, task: &Task| {
        let is_due = task.date.is_some_and(|day| facts.is_recent(day));
        is_due && !task.completed && stated(source, "status").is_some()
    };
    let all = facts.ledger.tasks();
    let mut found: Vec<_> = all.filter(|(source, task)| is_open(source, task)).collect();
    found.sort_by_key(|(source, task)| (task.date, &source.id));
    found
}

fn follow_up(facts: &Facts<'_>, source: &Source, item: &Task) -> Claim {
    let mut citations = vec![cite_value(source, &item.subject), cite_status(source)];
    let mut known = Vec::new();
    if let Some(day) = item.date {
        known.push(format!("due {}", long_date(day)));
        citations.push(cite_day(source, day));
    }
    let owner = item
        .owner
        .as_deref()
        .map(SourceId::raw)
        .and_then(|id| facts.ledger.source(&id));
    if let Some(Record::User(user)) = owner.and_then(|source| source.record.as_ref()) {
        known.push(format!("owner {}", user.name));
        citations.extend(owner.map(|source| cite_value(source, &user.name)));
    }
    let (noun, subject) = (source.kind.noun(), quoted(source, &item.subject));
    let text = format!("Follow up on the {noun} {subject}{}.", in_brackets(&known));
    task(text, citations)
}

#[cfg(test)]
mod tests;
