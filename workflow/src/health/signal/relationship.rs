//! The signal `relationship`: whether the customer's people, and those who decide, talk with us.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::held::{MOST_SEEN, days_since, hold, is_of_last, number, seen};
use super::{Reading, Signal, SignalName, of_readings};
use crate::health::observed::{Observed, Touch, TouchKind};
use crate::health::policy::HealthPolicy;

#[cfg(test)]
mod tests;

/// How many days back attempts that nobody answered count.
const ATTEMPT_DAYS: i32 = 60;

pub(super) fn read<'a>(observed: &Observed<'a>, policy: &HealthPolicy) -> Signal<'a> {
    let readings = [
        days_since_contact(observed, policy),
        unanswered(observed, policy),
        sponsor_days(observed, policy),
    ];
    let readings = readings.into_iter().flatten().collect();
    let newest = touches(observed).map(|touch| touch.date).max();
    Signal {
        notes: notes(observed),
        ..of_readings(SignalName::Relationship, observed, policy, newest, readings)
    }
}

fn days_since_contact<'a>(observed: &Observed<'a>, policy: &HealthPolicy) -> Option<Reading<'a>> {
    let last = last_contact(observed)?;
    let days = Decimal::from(days_since(observed.as_of, last.date));
    let seen = seen(Some(last.date), last.source);
    hold("days_since_contact", days, vec![seen], observed, policy)
}

/// Attempts since the customer was last met or heard from. That there are none is only good news
/// where the customer was ever met or heard from; else it would only say that nobody has tried.
fn unanswered<'a>(observed: &Observed<'a>, policy: &HealthPolicy) -> Option<Reading<'a>> {
    let last = last_contact(observed);
    let attempts = attempts(observed);
    let count = number(attempts.len());
    let evidence: Vec<&Touch<'a>> = if attempts.is_empty() {
        vec![last?]
    } else {
        // One record may tell of several attempts.
        let mut told: Vec<&Touch<'a>> = Vec::new();
        for attempt in attempts {
            let id = attempt.source.map(|source| &source.id);
            let is_told = id.is_some() && told.iter().any(|it| it.source.map(|source| &source.id) == id);
            if !is_told {
                told.push(attempt);
            }
        }
        told.truncate(MOST_SEEN);
        told
    };
    let seen = |touch: &Touch<'a>| seen(Some(touch.date), touch.source);
    hold(
        "unanswered",
        count,
        evidence.into_iter().map(seen).collect(),
        observed,
        policy,
    )
}

/// Only where a sponsor is on record: without one, nobody has failed to come.
fn sponsor_days<'a>(observed: &Observed<'a>, policy: &HealthPolicy) -> Option<Reading<'a>> {
    let last = last_with_sponsor(observed).filter(|_| observed.profile.has_sponsor)?;
    let days = Decimal::from(days_since(observed.as_of, last.date));
    let seen = seen(Some(last.date), last.source);
    hold("sponsor_days", days, vec![seen], observed, policy)
}

/// The touches of the relationship until the day. Support's talk about tickets is none of them: a
/// comment on a ticket is no reply to whoever asks for a meeting.
fn touches<'o, 'a>(observed: &'o Observed<'a>) -> impl Iterator<Item = &'o Touch<'a>> {
    let counts = |touch: &&Touch<'a>| !touch.is_support && touch.date <= observed.as_of;
    observed.touches.iter().filter(counts)
}

/// Those at which somebody of the customer's took part.
fn contacts<'o, 'a>(observed: &'o Observed<'a>) -> impl Iterator<Item = &'o Touch<'a>> {
    touches(observed).filter(|touch| matches!(touch.kind, TouchKind::Met | TouchKind::Heard))
}

fn last_contact<'o, 'a>(observed: &'o Observed<'a>) -> Option<&'o Touch<'a>> {
    contacts(observed).max_by_key(|touch| touch.date)
}

fn last_with_sponsor<'o, 'a>(observed: &'o Observed<'a>) -> Option<&'o Touch<'a>> {
    contacts(observed)
        .filter(|touch| touch.with_sponsor)
        .max_by_key(|touch| touch.date)
}

/// The recent attempts that nobody answered and no contact has followed, the newest first. What
/// was tried on the day of a contact is taken as answered by it.
fn attempts<'o, 'a>(observed: &'o Observed<'a>) -> Vec<&'o Touch<'a>> {
    let contact: Option<Date> = last_contact(observed).map(|touch| touch.date);
    let is_open = |touch: &&'o Touch<'a>| {
        touch.kind == TouchKind::Unanswered
            && is_of_last(ATTEMPT_DAYS, observed.as_of, touch.date)
            && contact.is_none_or(|contact| touch.date > contact)
    };
    let mut attempts: Vec<_> = touches(observed).filter(is_open).collect();
    attempts.sort_by_key(|touch| std::cmp::Reverse(touch.date));
    attempts
}

fn notes(observed: &Observed<'_>) -> Vec<String> {
    let mut notes = Vec::new();
    if last_contact(observed).is_none() {
        notes.push("no meeting, call or mail with somebody of the customer's is on record, support aside".to_owned());
    }
    if !observed.profile.has_sponsor {
        notes.push("nobody who can sponsor is on record".to_owned());
    } else if last_with_sponsor(observed).is_none() {
        notes.push("nobody who can sponsor has ever been met".to_owned());
    }
    notes
}
