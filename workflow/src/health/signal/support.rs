//! The signal `support`: what waits there, and whether more comes than before.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::held::{MOST_SEEN, days_since, hold, number, seen, unless_good};
use super::{Reading, Seen, Signal, SignalName, of_readings};
use crate::health::observed::{Observed, TicketSeen};
use crate::health::policy::HealthPolicy;

#[cfg(test)]
mod tests;

/// The days whose new tickets are compared.
const RECENT_DAYS: i32 = 30;

/// The days before them that they are compared with.
const EARLIER_DAYS: i32 = 90;

/// With fewer new tickets than these, a change is chance.
const FEWEST_RECENT: usize = 3;

pub(super) fn read<'a>(observed: &Observed<'a>, policy: &HealthPolicy) -> Signal<'a> {
    let readings = [
        open_escalations(observed, policy),
        oldest_ticket(observed, policy),
        ticket_change(observed, policy),
    ];
    let readings = readings.into_iter().flatten().collect();
    Signal {
        notes: notes(observed),
        ..of_readings(SignalName::Support, observed, policy, newest(observed), readings)
    }
}

fn open_escalations<'a>(observed: &Observed<'a>, policy: &HealthPolicy) -> Option<Reading<'a>> {
    if observed.tickets.is_empty() {
        return None;
    }
    let mut escalated = open(observed);
    escalated.retain(|ticket| ticket.is_escalated);
    let count = number(escalated.len());
    // That nothing is escalated is said by the tickets that are on record.
    let seen = if escalated.is_empty() {
        tickets_seen(opened_within(observed, 0, i32::MAX))
    } else {
        tickets_seen(escalated)
    };
    let reading = hold("open_escalations", count, seen, observed, policy)?;
    unless_good(reading, unsure(observed) > 0)
}

fn oldest_ticket<'a>(observed: &Observed<'a>, policy: &HealthPolicy) -> Option<Reading<'a>> {
    let open = open(observed);
    let oldest = open.first()?.opened;
    let age = Decimal::from(days_since(observed.as_of, oldest));
    let reading = hold("oldest_ticket", age, tickets_seen(open), observed, policy)?;
    unless_good(reading, unsure(observed) > 0)
}

fn ticket_change<'a>(observed: &Observed<'a>, policy: &HealthPolicy) -> Option<Reading<'a>> {
    let (recent, earlier) = compared(observed);
    if recent.len() < FEWEST_RECENT {
        return None;
    }
    // The mean of the days before, per so many days as the recent ones are.
    let mean = number(earlier.len()) * Decimal::from(RECENT_DAYS) / Decimal::from(EARLIER_DAYS);
    let change = (number(recent.len()) - mean)
        .checked_div(mean)?
        .checked_mul(Decimal::ONE_HUNDRED)?;
    hold("ticket_change", change, tickets_seen(recent), observed, policy)
}

/// The new tickets and those of the days before, each the newest first.
fn compared<'a>(observed: &Observed<'a>) -> (Vec<TicketSeen<'a>>, Vec<TicketSeen<'a>>) {
    (
        opened_within(observed, 0, RECENT_DAYS),
        opened_within(observed, RECENT_DAYS, RECENT_DAYS + EARLIER_DAYS),
    )
}

/// The tickets that were opened at least so many days ago, and less than so many, the newest first.
fn opened_within<'a>(observed: &Observed<'a>, from: i32, until: i32) -> Vec<TicketSeen<'a>> {
    let age = |ticket: &TicketSeen<'_>| days_since(observed.as_of, ticket.opened);
    let tickets = observed.tickets.iter().copied();
    let mut found: Vec<_> = tickets.filter(|ticket| (from..until).contains(&age(ticket))).collect();
    found.sort_by_key(age);
    found
}

/// The tickets that are known to be open, the oldest first.
fn open<'a>(observed: &Observed<'a>) -> Vec<TicketSeen<'a>> {
    let tickets = observed.tickets.iter().copied();
    let mut open: Vec<_> = tickets.filter(|ticket| ticket.is_open == Some(true)).collect();
    open.sort_by_key(|ticket| ticket.opened);
    open
}

/// Of how many tickets nobody can say whether they are open.
fn unsure(observed: &Observed<'_>) -> usize {
    observed
        .tickets
        .iter()
        .filter(|ticket| ticket.is_open.is_none())
        .count()
}

/// A ticket that is open is evidence of the day, however long ago it was opened; one that is closed
/// is as old as itself.
fn newest(observed: &Observed<'_>) -> Option<Date> {
    let day = |ticket: &TicketSeen<'_>| match ticket.is_open {
        Some(true) => observed.as_of,
        Some(false) | None => ticket.opened,
    };
    observed.tickets.iter().map(day).max()
}

fn notes(observed: &Observed<'_>) -> Vec<String> {
    let total = observed.tickets.len();
    if total == 0 {
        return vec![
            "no ticket is on record, which says neither that nothing waits nor that something does".to_owned(),
        ];
    }
    let mut notes = Vec::new();
    let unsure = unsure(observed);
    if unsure > 0 {
        notes.push(format!("whether it is open is unknown for {unsure} of {total} tickets"));
    }
    let (recent, earlier) = compared(observed);
    if recent.len() >= FEWEST_RECENT && earlier.is_empty() {
        notes.push(format!(
            "{} tickets were opened in {RECENT_DAYS} days and none in the {EARLIER_DAYS} days before, so there is \
             nothing to compare them with",
            recent.len()
        ));
    }
    notes
}

fn tickets_seen<'a>(tickets: Vec<TicketSeen<'a>>) -> Vec<Seen<'a>> {
    let seen = |ticket: TicketSeen<'a>| seen(Some(ticket.opened), ticket.source);
    tickets.into_iter().take(MOST_SEEN).map(seen).collect()
}
