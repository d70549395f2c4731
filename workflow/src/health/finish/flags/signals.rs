//! What the signals show that somebody should look at.

use grounding::{Citation, Route, Span};
use rust_decimal::Decimal;

use super::super::super::facts::Facts;
use super::super::super::inputs::newest_words;
use super::super::super::level::Level;
use super::super::super::signal::{Reading, Signal, SignalName};
use super::super::super::view::told_number;
use super::{cited, when};
use crate::account::grouped;
use crate::brief::Flag;
use crate::calendar::long_date;
use crate::cite::{cite_span, cite_value};

/// The flags that only a health snapshot has, as far as the edition shows their signals.
pub(super) fn flags(facts: &Facts<'_>) -> Vec<Flag> {
    let found = [
        missed_milestones(facts),
        no_replies(facts),
        renewal_near(facts),
        high_value(facts),
        billing_overdue(facts),
        usage_unknown(facts),
        stale(facts, SignalName::Usage, "usage_stale"),
        stale(facts, SignalName::Adoption, "usage_stale"),
        sentiment_unknown(facts),
        stale(facts, SignalName::Relationship, "relationship_stale"),
        conflicting(facts),
        no_prior(facts),
    ];
    found.into_iter().flatten().collect()
}

/// Whom everything of the account's daily work concerns.
const BOTH: [Route; 2] = [Route::AccountOwner, Route::Csm];

fn reading<'f, 'a>(facts: &'f Facts<'a>, signal: SignalName, name: &str) -> Option<&'f Reading<'a>> {
    let mut readings = facts.signal(signal)?.readings.iter();
    readings.find(|reading| reading.criterion.name == name)
}

fn missed_milestones(facts: &Facts<'_>) -> Option<Flag> {
    let reading = reading(facts, SignalName::Milestones, "missed_milestones")?;
    let message = if reading.value == Decimal::ONE {
        "one milestone was due and is not reached".to_owned()
    } else {
        format!("{} milestones were due and are not reached", reading.value.normalize())
    };
    let is_missed = reading.value > Decimal::ZERO;
    is_missed.then(|| Flag::new("missed_milestones", message, &BOTH, cited(&reading.seen)))
}

/// Attempts to reach the customer that nobody answered: more of them than is usual.
fn no_replies(facts: &Facts<'_>) -> Option<Flag> {
    let reading = reading(facts, SignalName::Relationship, "unanswered")?;
    let message = if reading.value == Decimal::ONE {
        "an attempt to reach the customer was not answered".to_owned()
    } else {
        let count = reading.value.normalize();
        format!("{count} attempts to reach the customer were not answered")
    };
    let is_silent = reading.level > Level::Green;
    is_silent.then(|| Flag::new("no_replies", message, &BOTH, cited(&reading.seen)))
}

fn renewal_near(facts: &Facts<'_>) -> Option<Flag> {
    let day = facts.near_renewal()?;
    let message = format!("the contract renews {}", when(facts, day));
    let words = facts.renewal_words().map(|(_, words)| words).unwrap_or_default();
    Some(Flag::new("renewal_near", message, &[Route::AccountOwner], words))
}

fn high_value(facts: &Facts<'_>) -> Option<Flag> {
    let why = match facts.policy.high_value {
        Some(least) => format!("its yearly value is at least {}", grouped(least)),
        None => "it is one of the top tenth of the accounts by yearly value".to_owned(),
    };
    let deal = facts.sale.deal.map(|(source, deal)| cite_value(source, &deal.name));
    let message = format!("the account is of high value: {why}");
    let flag = || {
        Flag::new(
            "high_value",
            message,
            &[Route::AccountOwner],
            deal.into_iter().collect(),
        )
    };
    facts.is_high_value().then(flag)
}

fn billing_overdue(facts: &Facts<'_>) -> Option<Flag> {
    let reading = reading(facts, SignalName::Billing, "days_overdue").filter(|it| it.value > Decimal::ZERO)?;
    let message = format!("the oldest unpaid invoice is {} past due", told_number(reading));
    Some(Flag::new(
        "billing_overdue",
        message,
        &[Route::AccountOwner],
        cited(&reading.seen),
    ))
}

fn usage_unknown(facts: &Facts<'_>) -> Option<Flag> {
    let signal = facts.signal(SignalName::Usage)?;
    let is_unknown = !signal.is_known() && !signal.is_stale;
    let message = format!("usage is unknown: {}", signal.unknown);
    is_unknown.then(|| Flag::new("usage_unknown", message, &[Route::Csm], newest_words(facts, signal)))
}

fn sentiment_unknown(facts: &Facts<'_>) -> Option<Flag> {
    let signal = facts.signal(SignalName::Sentiment)?;
    // How words sound is a hint; what somebody answered when asked is known.
    let is_asked = signal.readings.iter().any(|it| it.criterion.name == "survey");
    let message = match (signal.is_known(), is_asked) {
        (false, _) => format!("sentiment is unknown: {}", signal.unknown),
        (true, false) => "nobody has said how content they are: no survey was answered lately, and only the tone of \
            what was written and said is known"
            .to_owned(),
        (true, true) => return None,
    };
    Some(Flag::new(
        "sentiment_unknown",
        message,
        &[Route::Csm],
        newest_words(facts, signal),
    ))
}

fn stale(facts: &Facts<'_>, name: SignalName, kind: &str) -> Option<Flag> {
    let signal = facts.signal(name).filter(|signal| signal.is_stale)?;
    let message = format!("{} is unknown: {}", name.word(), signal.unknown);
    Some(Flag::new(kind, message, &BOTH, newest_words(facts, signal)))
}

/// Numbers that look well beside a relationship, milestones or invoices that don't: a color would
/// hide one of the two (HS-15, HS-23).
fn conflicting(facts: &Facts<'_>) -> Option<Flag> {
    let of_level = |names: &[SignalName], level: Level| -> Vec<&Signal<'_>> {
        let signals = names.iter().filter_map(|name| facts.signal(*name));
        signals.filter(|signal| signal.level == level).collect()
    };
    let strong = of_level(&[SignalName::Usage, SignalName::Adoption], Level::Green);
    let weak = of_level(
        &[SignalName::Relationship, SignalName::Milestones, SignalName::Billing],
        Level::Red,
    );
    let (snapshot, words) = green_snapshot(facts).unzip();
    let well: Vec<String> = strong.iter().map(|it| told(it)).chain(snapshot).collect();
    let ill: Vec<String> = weak.iter().map(|it| told(it)).collect();
    if well.is_empty() || ill.is_empty() {
        return None;
    }
    let shown = strong
        .iter()
        .chain(&weak)
        .filter_map(|signal| signal.worst()?.seen.first());
    let citations = cited(shown).into_iter().chain(words.flatten()).collect();
    let message = format!("{}, while {}", well.join(", "), ill.join(", "));
    Some(Flag::new("conflicting_signals", message, &BOTH, citations))
}

/// A signal with its level and what its worst reading came to: `relationship is red (120 days)`.
fn told(signal: &Signal<'_>) -> String {
    let worst = signal.worst().map(told_number);
    let number = worst.map(|number| format!(" ({number})")).unwrap_or_default();
    let verb = if signal.name == SignalName::Milestones {
        "are"
    } else {
        "is"
    };
    format!("{} {verb} {}{number}", signal.name.word(), signal.level.word())
}

/// The newest recorded snapshot where it is green, in words and with its record's.
fn green_snapshot(facts: &Facts<'_>) -> Option<(String, Option<Citation>)> {
    let scores = facts.earlier_scores();
    let newest = scores.last().filter(|score| score.level == Level::Green)?;
    let text = format!("the snapshot of {} is green", long_date(newest.date));
    let cited = newest
        .source
        .map(|source| cite_span(source, Span::new(0, source.text.len())));
    Some((text, cited))
}

fn no_prior(facts: &Facts<'_>) -> Option<Flag> {
    let message = "no health snapshot was recorded before, so there is no trend to tell".to_owned();
    let flag = || Flag::new("no_prior_snapshot", message, &[Route::Csm], Vec::new());
    facts.earlier_scores().is_empty().then(flag)
}
