//! Dates and times as exports write them.

use grounding::text::{Precision, find_dates};
use jiff::Timestamp;
use jiff::civil::Date;

/// The day of an ISO date or of a time that begins with one; none for anything else.
pub(super) fn day(text: &str) -> Option<Date> {
    let text = text.trim();
    let (date, rest) = text.split_at_checked(10)?;
    if rest.is_empty() || rest.starts_with(['T', ' ']) {
        date.parse().ok()
    } else {
        None
    }
}

/// The day of a field that may be empty, but not nonsense.
pub(super) fn optional_day(name: &str, text: &str) -> Result<Option<Date>, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    match day(text) {
        Some(day) => Ok(Some(day)),
        None => Err(format!("`{name}` `{text}` is not a date")),
    }
}

/// A time in a form that sorts: UTC with milliseconds where it can be read, else as written.
pub(super) fn stamp(text: &str) -> Option<String> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    Some(match text.parse::<Timestamp>() {
        Ok(time) => format!("{time:.3}"),
        Err(_) => text.to_owned(),
    })
}

/// The latest day that is written out in a line of prose: `11 April 2024`, `April 11, 2024` or
/// `2024-04-11`. Orders that mean different days in different countries are not read.
pub(super) fn latest_day_in(line: &str) -> Option<Date> {
    let days = find_dates(line)
        .into_iter()
        .filter(|mention| mention.precision == Precision::Day);
    days.map(|mention| mention.date).max()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn days_are_read_strictly() {
        assert_eq!(day("2026-05-29T10:00:00.000+0000"), Some(date(2026, 5, 29)));
        assert_eq!(day(" 2026-05-29 "), Some(date(2026, 5, 29)));
        assert_eq!(
            (day("2026-02-31"), day("31/02/2026"), day("2026-05-290")),
            (None, None, None)
        );
    }

    #[test]
    fn stamps_sort() {
        let stamps: Vec<Option<String>> = [
            "2026-01-02T10:00:00.000+0000",
            "2026-01-02T10:00:00.5Z",
            "2026-01-02T13:00:00+02:00",
        ]
        .into_iter()
        .map(stamp)
        .collect();
        let expected = [
            "2026-01-02T10:00:00.000Z",
            "2026-01-02T10:00:00.500Z",
            "2026-01-02T11:00:00.000Z",
        ];
        assert_eq!(stamps, expected.map(|it| Some(it.to_owned())));
    }

    #[test]
    fn prose_may_hold_dates() {
        assert_eq!(
            latest_day_in("Signed: A. Byrne, COO, 11th of April 2024."),
            Some(date(2024, 4, 11))
        );
        assert_eq!(
            latest_day_in("Date: Sept. 3, 2025 / 2025-09-01"),
            Some(date(2025, 9, 3))
        );
        assert_eq!(latest_day_in("signed 03/04/2025 in May"), None);
    }
}
