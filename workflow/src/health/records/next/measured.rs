//! What figures ask for: to be settled, looked into, measured again.

use grounding::text::find_dates;
use grounding::{ClaimKind, Record};

use super::super::clause::Clause;
use super::super::condition;
use super::super::figure::Figure;
use super::super::people::{cite_person, user};
use super::{Needed, recommended, step, trouble};
use crate::calendar::long_date;
use crate::cite::cite_value;
use crate::health::facts::{Facts, cite_seen};
use crate::health::level::Level;
use crate::health::signal::{Seen, SignalName};

/// Two figures for one thing: people say which holds before anything is drawn from either (HS-14).
pub(super) fn settle_conflict(facts: &Facts<'_>) -> Option<Needed> {
    let mut conflicts = facts.snapshot.signals.iter().flat_map(|signal| &signal.conflicts);
    let conflict = conflicts.find(|it| it.one.source.is_some() && it.other.source.is_some())?;
    let cited = |seen: &Seen<'_>| {
        let figure = Figure::of(seen).map(|figure| figure.cited());
        figure.unwrap_or_else(|| cite_seen(seen).into_iter().collect())
    };
    let citations = cited(&conflict.one).into_iter().chain(cited(&conflict.other)).collect();
    let about = with_long_dates(&conflict.about);
    let values = conflict.one.value.zip(conflict.other.value);
    let text = match values {
        Some((one, other)) => format!(
            "Settle which figure holds for {about}, {} or {}, before the score is used.",
            one.normalize(),
            other.normalize()
        ),
        None => format!("Settle what holds for {about} before the score is used."),
    };
    Some((Level::Red, step(recommended(text, citations), 2, "")))
}

/// The same words, with each day as it reads within a sentence.
fn with_long_dates(words: &str) -> String {
    let mut told = words.to_owned();
    for mention in find_dates(words).into_iter().rev() {
        if words[mention.span.range()].starts_with(|it: char| it.is_ascii_digit()) {
            told.replace_range(mention.span.range(), &long_date(mention.date));
        }
    }
    told
}

/// Use that went down: somebody at the customer knows where, and why.
pub(super) fn find_out(facts: &Facts<'_>) -> Option<Needed> {
    const USAGE: [&str; 3] = ["usage_change", "usage_goal", "usage_level"];
    const ADOPTION: [&str; 5] = [
        "seats_used",
        "adoption_change",
        "features_used",
        "adoption_goal",
        "adoption_level",
    ];
    let usage = trouble(facts, SignalName::Usage, &USAGE).map(|it| (SignalName::Usage, it));
    let adoption = trouble(facts, SignalName::Adoption, &ADOPTION).map(|it| (SignalName::Adoption, it));
    let worse = match (usage, adoption) {
        (Some(usage), Some(adoption)) if adoption.1.level > usage.1.level => Some(adoption),
        (usage, adoption) => usage.or(adoption),
    };
    let (name, reading) = worse?;
    let clause: Clause = condition::of_reading(facts, name, reading).into_iter().next()?;
    let person = user(facts);
    let with = person.map_or("the customer", |person| person.contact.name.as_str());
    let lead = format!("find out with {with} where use is behind: ");
    let claim = clause.after(
        &lead,
        person.map(cite_person).into_iter().collect(),
        ClaimKind::Recommendation,
    );
    Some((reading.level, step(claim, 5, "customer_outreach")))
}

/// Usage that nobody knows of, or of which the last figure is old.
pub(super) fn refresh_usage(facts: &Facts<'_>) -> Option<Needed> {
    let usage = facts.signal(SignalName::Usage).filter(|signal| !signal.is_known())?;
    let newest = facts
        .ledger
        .series()
        .filter(|(source, _)| usage.is_stale && source.field("points").is_some())
        .max_by_key(|(source, series)| (series.last.date, &source.id));
    let seen = newest.map(|(source, series)| Seen {
        date: Some(series.last.date),
        value: Some(series.last.value),
        source: Some(source),
        span: None,
    });
    let claim = if let Some(figure) = seen.as_ref().and_then(Figure::of) {
        let text = format!(
            "Bring in newer usage figures: {} last stood at {}.",
            figure.metric(),
            figure.on_its_day()
        );
        recommended(text, figure.cited())
    } else {
        let name = &facts.ledger.account.name;
        let mut sources = facts.ledger.sources();
        let account = sources.find(|source| matches!(source.record, Some(Record::Account(_))))?;
        let text = format!("Bring in usage figures of {name}.");
        recommended(text, vec![cite_value(account, name)])
    };
    Some((Level::Amber, step(claim, 2, "")))
}
