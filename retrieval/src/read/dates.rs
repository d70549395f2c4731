//! Dates and times as exports write them.

use grounding::text::{Precision, find_dates};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

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

/// The day, in UTC, of a time in seconds since 1970, with or without decimals.
pub(super) fn epoch_day(text: &str) -> Option<Date> {
    Some(epoch(text)?.to_zoned(TimeZone::UTC).date())
}

/// Such a time in a form that sorts.
pub(super) fn epoch_stamp(text: &str) -> Option<String> {
    Some(format!("{:.3}", epoch(text)?))
}

fn epoch(text: &str) -> Option<Timestamp> {
    let (seconds, decimals) = text.trim().split_once('.').unwrap_or((text.trim(), ""));
    if !decimals.bytes().all(|it| it.is_ascii_digit()) {
        return None;
    }
    let thousandths: String = decimals.chars().chain("000".chars()).take(3).collect();
    let milliseconds = seconds.parse::<i64>().ok()?.checked_mul(1000)?;
    Timestamp::from_millisecond(milliseconds.checked_add(thousandths.parse().ok()?)?).ok()
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
    fn seconds_since_1970_are_read() {
        assert_eq!(epoch_day("1777593599.999900"), Some(date(2026, 4, 30)));
        assert_eq!(epoch_day("1777593600"), Some(date(2026, 5, 1)));
        assert_eq!(epoch_stamp("1777593600.5").as_deref(), Some("2026-05-01T00:00:00.500Z"));
        for text in [
            "",
            "soon",
            "1.x",
            "99999999999999999999",
            "9999999999999999",
            "1e9",
            ".",
        ] {
            assert_eq!(epoch_day(text), None, "{text}");
        }
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
