//! What the tests of signals share: days, records, and a signal in words.

use grounding::{AccountId, Place, Source, SourceId, SourceKind, State, Visibility};
use jiff::ToSpan;
use jiff::civil::Date;

use super::{Reading, Seen, Signal};
use crate::health::by_hand::TODAY;

/// So many days before the day of the tests.
pub(super) fn ago(days: i32) -> Date {
    TODAY.saturating_sub(days.days())
}

/// A record with that id and text.
pub(super) fn source(id: &str, text: &str) -> Source {
    Source {
        id: SourceId::raw(id),
        revision: 1,
        account: Some(AccountId::new("acme")),
        kind: SourceKind::Note,
        title: String::new(),
        authors: Vec::new(),
        occurred_at: None,
        visibility: Visibility::Internal,
        state: State::Live,
        text: text.to_owned(),
        fields: Vec::new(),
        values: Vec::new(),
        record: None,
        origin: Place::default(),
    }
}

/// A signal in words: its level and points, its readings with their evidence, its notes.
pub(super) fn told(signal: &Signal<'_>) -> String {
    let points = signal.points.map_or("-".to_owned(), |points| points.to_string());
    let newest = signal.newest.map_or("-".to_owned(), |day| day.to_string());
    let head = format!("{} {points}, newest {newest}", signal.level.word());
    let unknown = (!signal.unknown.is_empty()).then(|| format!("  because {}", signal.unknown));
    let notes = signal.notes.iter().map(|note| format!("  note: {note}"));
    let lines = std::iter::once(head)
        .chain(unknown)
        .chain(signal.readings.iter().map(reading_told))
        .chain(notes);
    lines.collect::<Vec<_>>().join("\n")
}

/// A reading of a signal in words without its evidence, `none` where there is none.
pub(super) fn brief(signal: &Signal<'_>, name: &str) -> String {
    let reading = signal.readings.iter().find(|it| it.criterion.name == name);
    reading.map_or("none".to_owned(), |it| {
        format!("{} {} {}", it.value, it.level.word(), it.points)
    })
}

fn reading_told(reading: &Reading<'_>) -> String {
    let seen: Vec<String> = reading.seen.iter().map(seen_told).collect();
    format!(
        "  {} {} {}: {} {} [{}]",
        reading.criterion.name,
        reading.value,
        reading.criterion.unit,
        reading.level.word(),
        reading.points,
        seen.join("; ")
    )
}

fn seen_told(seen: &Seen<'_>) -> String {
    let date = seen.date.map(|date| date.to_string());
    let value = seen.value.map(|value| value.to_string());
    let source = seen.source.map(|source| source.id.to_string());
    let words = seen
        .source
        .zip(seen.span)
        .map(|(source, span)| format!("`{}`", &source.text[span.range()]));
    let parts: Vec<String> = [date, value, source, words].into_iter().flatten().collect();
    parts.join(" ")
}
