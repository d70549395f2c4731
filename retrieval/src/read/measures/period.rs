//! Periods as tables write them.

use grounding::text::{Precision, find_dates};
use jiff::ToSpan;
use jiff::civil::{Date, ISOWeekDate, Weekday};

use super::super::dates::day;

/// A stretch of days; one day is one too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) struct Period {
    pub(in super::super) first: Date,
    pub(in super::super) last: Date,
}

impl Period {
    fn day(day: Date) -> Self {
        Self { first: day, last: day }
    }

    fn months(year: i16, month: i8, count: i32) -> Option<Self> {
        let first = Date::new(year, month, 1).ok()?;
        let last = first.checked_add(count.months()).ok()?.checked_sub(1.day()).ok()?;
        Some(Self { first, last })
    }
}

/// Reads a day (also with a time), a week (`2026-W22`), a month (`2026-05`, `May 2026`), a quarter
/// (`2026-Q2`, `Q2 2026`), a year (`2026`) or a range of these (`2026-05-01 to 2026-05-31`). None
/// for anything else, and for what could mean two days, such as `03/04/2026`.
pub(in super::super) fn period(text: &str) -> Option<Period> {
    let text = text.trim();
    one(text).or_else(|| {
        let parts = [" to ", " - ", " \u{2013} ", "/", ".."]
            .into_iter()
            .find_map(|between| text.split_once(between))?;
        let (from, to) = (one(parts.0.trim())?, one(parts.1.trim())?);
        (from.first <= to.last).then_some(Period {
            first: from.first,
            last: to.last,
        })
    })
}

fn one(text: &str) -> Option<Period> {
    // What follows a day must be its time.
    let alone = |text: &str| {
        text.get(11..)
            .is_none_or(|rest| rest.starts_with(|it: char| it.is_ascii_digit()))
    };
    if let Some(day) = day(text).filter(|_| alone(text)) {
        return Some(Period::day(day));
    }
    if let Some(found) = numbered(text) {
        return Some(found);
    }
    let dates = find_dates(text);
    let [mention] = dates.as_slice() else { return None };
    if mention.span.range() != (0..text.len()) {
        return None;
    }
    match mention.precision {
        Precision::Day => Some(Period::day(mention.date)),
        Precision::Month => Period::months(mention.date.year(), mention.date.month(), 1),
    }
}

/// `2026`, `2026-Q2`, `Q2 2026`, `2026-W22`, in either order of the two.
fn numbered(text: &str) -> Option<Period> {
    let upper = text.to_ascii_uppercase();
    let (mut year, mut part) = (None, None);
    for word in upper.split(['-', ' ', '/']).filter(|it| !it.is_empty()) {
        let digits = |text: &str| text.bytes().all(|it| it.is_ascii_digit());
        match word.strip_prefix(['Q', 'W']) {
            Some(number) if part.is_none() && digits(number) && number.len() <= 2 => {
                part = Some((word.starts_with('Q'), number.parse::<i8>().ok()?));
            }
            None if year.is_none() && word.len() == 4 && digits(word) => year = word.parse::<i16>().ok(),
            _ => return None,
        }
    }
    let year = year.filter(|it| (1900..2200).contains(it))?;
    match part {
        None => Period::months(year, 1, 12),
        Some((true, quarter @ 1..=4)) => Period::months(year, quarter * 3 - 2, 3),
        Some((false, week)) => {
            let first = ISOWeekDate::new(year, week, Weekday::Monday).ok()?.date();
            let last = first.checked_add(6.days()).ok()?;
            Some(Period { first, last })
        }
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_read_as_tables_write_them() {
        let read = |text: &str| period(text).map(|it| format!("{} {}", it.first, it.last));
        let cases = [
            ("2026-05-31", Some("2026-05-31 2026-05-31")),
            ("2026-05-31T08:00:00Z", Some("2026-05-31 2026-05-31")),
            ("31.05.2026", Some("2026-05-31 2026-05-31")),
            ("May 31, 2026", Some("2026-05-31 2026-05-31")),
            ("2026-02", Some("2026-02-01 2026-02-28")),
            ("May 2026", Some("2026-05-01 2026-05-31")),
            ("2026-Q2", Some("2026-04-01 2026-06-30")),
            ("q4 2025", Some("2025-10-01 2025-12-31")),
            ("2026-W22", Some("2026-05-25 2026-05-31")),
            ("2025", Some("2025-01-01 2025-12-31")),
            ("2026-05-01 to 2026-05-31", Some("2026-05-01 2026-05-31")),
            ("2026-05-01/2026-05-31", Some("2026-05-01 2026-05-31")),
            ("April 2026 to May 2026", Some("2026-04-01 2026-05-31")),
            ("2026-05-31 to 2026-05-01", None),
            ("03/04/2026", None),
            ("2026-Q5", None),
            ("2026-W60", None),
            ("2026-02-30", None),
            ("yesterday", None),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(read(text).as_deref(), expected, "{text}");
        }
    }
}
