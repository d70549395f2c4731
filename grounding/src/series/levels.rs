//! Series of figures that say where something stood.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_decimal::{Decimal, RoundingStrategy};

use super::lines::Lines;
use crate::{Measure, Point, Record, Series, Source, ValueRole};

/// Decimals of a change in per cent.
const PERCENT_DECIMALS: u32 = 2;

/// Writes the series of these points, which are in the order of their days; none without points.
pub(super) fn draw(base: Source, points: &[(&Source, &Measure)]) -> Option<Source> {
    let (_, latest) = points.last()?;
    let at = |measure: &Measure| Point {
        date: measure.date,
        value: measure.value,
    };
    let first = at(points.first()?.1);
    let last = at(latest);
    let figures = || points.iter().map(|(_, measure)| at(measure));
    // Where the points don't agree on a unit, none is claimed.
    let unit = if points.iter().all(|(_, it)| it.unit == latest.unit) {
        latest.unit.as_str()
    } else {
        ""
    };

    let mut lines = Lines::new(&latest.metric, unit);
    lines.words("points", &points.len().to_string());
    lines.figure("first", first.value, Some(first.date), ValueRole::Baseline);
    lines.figure("last", last.value, Some(last.date), ValueRole::Current);
    let change = last.value.checked_sub(first.value).filter(|_| points.len() > 1);
    match change {
        Some(change) => lines.figure("change", change.normalize(), None, ValueRole::Change),
        None => lines.words("change", ""),
    }
    match change.and_then(|change| percent(change, first.value)) {
        Some(percent) => lines.figure_of(&latest.metric, "%", "change_pct", percent, None, ValueRole::Change),
        None => lines.words("change_pct", ""),
    }
    // Of equal figures the earliest counts.
    let lowest = figures().reduce(|best, next| if next.value < best.value { next } else { best })?;
    let highest = figures().reduce(|best, next| if next.value > best.value { next } else { best })?;
    lines.figure("lowest", lowest.value, Some(lowest.date), ValueRole::Current);
    lines.figure("highest", highest.value, Some(highest.date), ValueRole::Current);
    let ends: BTreeMap<(i16, i8), Point> = figures().map(|point| (month(point.date), point)).collect();
    for ((year, month), end) in &ends {
        let name = format!("{year:04}-{month:02}");
        lines.figure(&name, end.value, Some(end.date), ValueRole::Current);
    }

    let record = Record::Series(Series {
        metric: latest.metric.clone(),
        unit: unit.to_owned(),
        records: points.len(),
        first,
        last,
    });
    Some(lines.finish(Source {
        record: Some(record),
        ..base
    }))
}

pub(super) fn month(day: Date) -> (i16, i8) {
    (day.year(), day.month())
}

/// A change in per cent of where it began; none from nothing. From below zero it is in per cent
/// of the distance to zero, so that a rise is never told as a fall.
fn percent(change: Decimal, from: Decimal) -> Option<Decimal> {
    let percent = change.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(from.abs())?;
    Some(
        percent
            .round_dp_with_strategy(PERCENT_DECIMALS, RoundingStrategy::MidpointAwayFromZero)
            .normalize(),
    )
}
