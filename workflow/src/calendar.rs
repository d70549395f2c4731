//! Days, for due dates and for reading.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// The day so many working days (Monday to Friday) before another.
pub fn weekday_before(date: Date, working_days: u32) -> Date {
    let mut day = date;
    let mut left = working_days;
    while left > 0 || is_weekend(day) {
        let Ok(before) = day.checked_sub(1.day()) else {
            return day;
        };
        day = before;
        if left > 0 && !is_weekend(day) {
            left -= 1;
        }
    }
    day
}

fn is_weekend(date: Date) -> bool {
    matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// A date as it reads within a sentence: `14 May 2026`.
pub fn long_date(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn due_dates_fall_on_working_days() {
        let tuesday = date(2026, 7, 7);
        assert_eq!(weekday_before(tuesday, 1), date(2026, 7, 6));
        assert_eq!(weekday_before(tuesday, 2), date(2026, 7, 3));
        assert_eq!(
            weekday_before(date(2026, 7, 5), 0),
            date(2026, 7, 3),
            "a Sunday moves back to Friday"
        );
    }

    #[test]
    fn dates_read_well() {
        assert_eq!(long_date(date(2026, 5, 4)), "4 May 2026");
    }
}
