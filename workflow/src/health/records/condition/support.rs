//! What is told of support: the tickets that wait, else those that were there.

use grounding::{Record, Source, Ticket};
use jiff::civil::Date;

use super::super::clause::Clause;
use super::super::words::{listed, quoted, stated};
use crate::account::{cite_day, cite_lines};
use crate::calendar::long_date;
use crate::health::signal::{Reading, Seen};

/// Of tickets that came in lately, so many are named.
const MOST_NAMED: usize = 3;

pub(super) fn told(reading: &Reading<'_>) -> Vec<Clause> {
    if reading.criterion.name == "ticket_change" {
        return opened(reading).into_iter().collect();
    }
    let tickets = reading.seen.iter().filter_map(ticket);
    tickets
        .map(|(source, ticket, day)| stands(source, ticket, day))
        .collect()
}

fn ticket<'a>(seen: &Seen<'a>) -> Option<(&'a Source, &'a Ticket, Option<Date>)> {
    let source = seen.source?;
    match source.record.as_ref()? {
        Record::Ticket(ticket) => Some((source, ticket, seen.date)),
        _ => None,
    }
}

/// A ticket with the day it was opened, and how it stands in its system's words.
fn stands(source: &Source, ticket: &Ticket, opened: Option<Date>) -> Clause {
    let says = |field: &&grounding::Field| source.text[field.span.range()].trim() == ticket.subject.trim();
    let subject = source.fields.iter().find(says).map(|field| field.span);
    let status = stated(source, "status");
    let priority = stated(source, "priority");
    let places = subject
        .into_iter()
        .chain(status.map(|it| it.0))
        .chain(priority.map(|it| it.0));
    // One stretch holds the subject and how it stands, so that a subject that denies something is
    // read beside its own words.
    let mut cited = vec![cite_lines(source, places)];
    let mut text = format!("the {} {}", source.kind.noun(), quoted(source, &ticket.subject));
    if let Some(day) = opened {
        text.push_str(&format!(", opened on {},", long_date(day)));
        if source.occurred_at != opened {
            cited.push(cite_day(source, day));
        }
    }
    let status = status.map(|(_, words)| words.to_lowercase());
    match status {
        Some(status) if !ticket.open => text.push_str(&format!(" has the status {status}")),
        status => {
            let status = status
                .filter(|status| status != "open")
                .map(|it| format!("status {it}"));
            let priority = priority.map(|(_, words)| format!("priority {}", words.to_lowercase()));
            let marks: Vec<String> = status.into_iter().chain(priority).collect();
            let stands = if ticket.open { " is open" } else { " is closed" };
            text.push_str(stands);
            if !marks.is_empty() {
                text.push_str(&format!(" ({})", marks.join(", ")));
            }
        }
    }
    Clause::new(text, cited)
}

/// The tickets that came in last, where more came in than before.
fn opened(reading: &Reading<'_>) -> Option<Clause> {
    let mut found: Vec<_> = reading
        .seen
        .iter()
        .filter_map(ticket)
        .filter_map(|(source, ticket, day)| Some((day.or(source.occurred_at)?, source, ticket)))
        .collect();
    found.sort_by_key(|(day, source, _)| std::cmp::Reverse((*day, &source.id)));
    found.truncate(MOST_NAMED);
    let mut cited = Vec::new();
    let named: Vec<String> = found
        .iter()
        .map(|(day, source, ticket)| {
            let says = |field: &&grounding::Field| source.text[field.span.range()].trim() == ticket.subject.trim();
            let subject = source.fields.iter().find(says).map(|field| field.span);
            let status = stated(source, "status").map(|(span, _)| span);
            cited.push(cite_lines(source, subject.into_iter().chain(status)));
            if source.occurred_at != Some(*day) {
                cited.push(cite_day(source, *day));
            }
            format!("{} on {}", quoted(source, &ticket.subject), long_date(*day))
        })
        .collect();
    let noun = found.first().map(|(_, source, _)| source.kind.noun())?;
    Some(Clause::new(
        format!("{noun}s were opened of late: {}", listed(&named)),
        cited,
    ))
}
