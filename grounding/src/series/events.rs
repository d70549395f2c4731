//! Series of events, which are counted.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::levels::month;
use super::lines::Lines;
use crate::{Event, Point, Record, Series, Source, ValueRole};

/// Counts these events, which are in the order of their days; none without events.
///
/// The first and the last month may be cut off, so no change between them is told.
pub(super) fn draw(base: Source, events: &[(&Source, &Event)]) -> Option<Source> {
    let (first, last) = (events.first()?.1, events.last()?.1);
    let mut months: BTreeMap<(i16, i8), Point> = BTreeMap::new();
    let mut users = BTreeSet::new();
    for (_, event) in events {
        let point = months.entry(month(event.date)).or_insert(Point {
            date: event.date,
            value: Decimal::ZERO,
        });
        point.date = event.date;
        point.value += Decimal::ONE;
        users.extend(event.user.as_deref());
    }

    let mut lines = Lines::new(&last.name, "events");
    lines.words("first", &first.date.to_string());
    lines.words("last", &last.date.to_string());
    let mut count = |metric: &str, line: &str, number: Decimal, day| {
        lines.figure_of(metric, "", line, number, Some(day), ValueRole::Current);
    };
    count(&last.name, "events", events.len().into(), last.date);
    count(
        &format!("users of {}", last.name),
        "users",
        users.len().into(),
        last.date,
    );
    for ((year, month), point) in &months {
        count(&last.name, &format!("{year:04}-{month:02}"), point.value, point.date);
    }

    let record = Record::Series(Series {
        metric: last.name.clone(),
        unit: "events".to_owned(),
        records: events.len(),
        first: *months.values().next()?,
        last: *months.values().next_back()?,
    });
    Some(lines.finish(Source {
        record: Some(record),
        ..base
    }))
}
