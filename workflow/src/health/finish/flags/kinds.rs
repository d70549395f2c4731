//! The four kinds of flag that every snapshot is checked for (HS-5).

use grounding::text::one_line;
use grounding::{Citation, Record, Route, Source};
use jiff::civil::Date;

use super::super::super::facts::Facts;
use super::super::super::inputs::is_open;
use super::super::super::level::Level;
use super::super::super::signal::SignalName;
use super::{cited, when};
use crate::account::cite_day;
use crate::brief::{Flag, InputStatus};
use crate::calendar::long_date;
use crate::cite::cite_value;
use crate::definition::Prepared;
use crate::leaving::open_escalations;
use crate::trigger::asked_by_hand;

/// So many records are named in a flag; of the others it says how many there are.
const MOST_NAMED: usize = 3;

/// The inputs that are missing and that nobody has answered for.
pub(super) fn missing_evidence(facts: &Facts<'_>, prepared: &Prepared) -> Vec<Flag> {
    let is_missing = |status: InputStatus| status == InputStatus::Missing;
    let missing = prepared
        .inputs
        .iter()
        .filter(|it| is_missing(it.status) && is_open(facts, it));
    missing
        .map(|input| {
            let message = format!("{}: {}", input.name.replace('_', " "), input.note);
            Flag::new("missing_evidence", message, &[Route::AccountOwner], Vec::new())
        })
        .collect()
}

/// A renewal that comes before the account is well, and milestones that are overdue.
pub(super) fn timing_risk(facts: &Facts<'_>) -> Vec<Flag> {
    let level = facts.snapshot.level;
    let near = facts.near_renewal().filter(|_| level != Level::Green);
    let renewal = near.map(|day| {
        let message = format!(
            "the contract renews {}, and the account is {}",
            when(facts, day),
            level.word()
        );
        let words = facts.renewal_words().map(|(_, words)| words).unwrap_or_default();
        Flag::new("timing_risk", message, &[Route::AccountOwner], words)
    });
    renewal.into_iter().chain(overdue_milestones(facts)).collect()
}

fn overdue_milestones(facts: &Facts<'_>) -> Option<Flag> {
    let late = facts.observed.milestones.iter().filter(|it| it.completed.is_none());
    let late = late.filter_map(|it| Some((it.due.filter(|day| *day < facts.as_of)?, it.source?)));
    let mut late: Vec<(Date, &Source)> = late.collect();
    late.sort_by_key(|(day, source)| (*day, &source.id));
    let named = late.iter().take(MOST_NAMED).map(|(day, source)| {
        let name = match &source.record {
            Some(Record::Milestone(milestone)) => &milestone.name,
            _ => &source.title,
        };
        format!("\u{201C}{}\u{201D}, due on {}", one_line(name), long_date(*day))
    });
    let named: Vec<String> = named.collect();
    let others = match late.len().saturating_sub(MOST_NAMED) {
        0 => String::new(),
        count => format!("; and {count} more"),
    };
    let message = format!("overdue: {}{others}", named.join("; "));
    let citations = late.iter().take(MOST_NAMED).map(|(day, source)| cite_day(source, *day));
    (!late.is_empty()).then(|| Flag::new("timing_risk", message, &[Route::Csm], citations.collect()))
}

/// Invoices that should have been paid, and escalations that are open while the contract is about to
/// renew. Talk of prices and of leaving is told by the stop rules.
pub(super) fn commercial_risk(facts: &Facts<'_>) -> Vec<Flag> {
    let unpaid = facts.observed.invoices.iter().filter(|it| it.is_unpaid == Some(true));
    let late = unpaid.filter_map(|it| Some((it.due.filter(|day| *day < facts.as_of)?, it.source?)));
    let late = late.map(|(due, source)| {
        let age = -facts.days_to(due);
        let days = if age == 1 { "day" } else { "days" };
        let number = number_of(source);
        let message = format!("the invoice `{number}` is {age} {days} past due");
        let cited = vec![cite_value(source, number)];
        Flag::new("commercial_risk", message, &[Route::AccountOwner], cited)
    });
    late.chain(escalated_before_renewal(facts)).collect()
}

fn number_of(source: &Source) -> &str {
    let number = match &source.record {
        Some(Record::Invoice(invoice)) => invoice.number.as_deref(),
        _ => None,
    };
    number.unwrap_or(source.id.as_str())
}

fn escalated_before_renewal(facts: &Facts<'_>) -> Option<Flag> {
    let day = facts.near_renewal()?;
    let open = open_escalations(facts.ledger);
    let (source, ticket) = open.first()?;
    let what = match open.len() {
        1 => format!(
            "the {} \u{201C}{}\u{201D} is",
            source.kind.noun(),
            one_line(&ticket.subject)
        ),
        count => format!("{count} tickets are"),
    };
    let message = format!(
        "{what} open and escalated, and the contract renews {}",
        when(facts, day)
    );
    let cited = open.iter().take(MOST_NAMED);
    let cited = cited.map(|(source, ticket)| cite_value(source, &ticket.subject));
    Some(Flag::new(
        "commercial_risk",
        message,
        &[Route::AccountOwner],
        cited.collect(),
    ))
}

/// What a person must look at before anything follows from the snapshot: an account that renews
/// soon or is worth much (HS-13), a relationship or an outcome at risk (HS-15), and a start that no
/// record shows.
pub(super) fn review_required(facts: &Facts<'_>, prepared: &Prepared) -> Vec<Flag> {
    let flag = |message: String, citations: Vec<Citation>| {
        Flag::new("review_required", message, &[Route::AccountOwner], citations)
    };
    let near = facts.near_renewal().map(|day| {
        let words = facts.renewal_words().map(|(_, words)| words).unwrap_or_default();
        let message = format!("the contract renews {}: a person reviews the account", when(facts, day));
        flag(message, words)
    });
    let valuable = facts.is_high_value().then(|| {
        let message = "the account is of high value: a person reviews it".to_owned();
        flag(message, Vec::new())
    });
    let at_risk = |name: SignalName, what: &str| {
        let signal = facts.signal(name).filter(|signal| signal.level == Level::Red)?;
        let message = format!("{what} is at risk, whatever the numbers say");
        Some(flag(message, cited(&signal.worst()?.seen)))
    };
    let found = [
        near,
        valuable,
        at_risk(SignalName::Relationship, "the relationship"),
        at_risk(SignalName::Milestones, "the outcome"),
        asked_by_hand(prepared, Route::AccountOwner),
    ];
    found.into_iter().flatten().collect()
}
