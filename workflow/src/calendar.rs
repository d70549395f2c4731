//! Days, for due dates and for reading.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// The day so many working days (Monday to Friday) after another; before it where negative. None
/// of them leaves a working day where it is, and moves a weekend's day back to the Friday.
pub fn working_days_from(date: Date, working_days: i32) -> Date {
    let step = if working_days > 0 { 1 } else { -1 };
    let mut day = date;
    let mut left = working_days.unsigned_abs();
    while left > 0 || is_weekend(day) {
        let Ok(next) = day.checked_add(step.days()) else {
            return day;
        };
        day = next;
        if left > 0 && !is_weekend(day) {
            left -= 1;
        }
    }
    day
}

/// The day itself, or the Monday after it where it falls on a weekend.
pub fn on_weekday(date: Date) -> Date {
    match date.weekday() {
        Weekday::Saturday => date.checked_add(2.days()).unwrap_or(date),
        Weekday::Sunday => date.checked_add(1.days()).unwrap_or(date),
        _ => date,
    }
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
        assert_eq!(working_days_from(tuesday, -1), date(2026, 7, 6));
        assert_eq!(working_days_from(tuesday, -2), date(2026, 7, 3));
        assert_eq!(working_days_from(tuesday, 4), date(2026, 7, 13));
        assert_eq!(
            working_days_from(date(2026, 7, 5), 0),
            date(2026, 7, 3),
            "a Sunday moves back to Friday"
        );
    }

    #[test]
    fn a_weekend_moves_to_monday() {
        assert_eq!(on_weekday(date(2026, 7, 4)), date(2026, 7, 6));
        assert_eq!(on_weekday(date(2026, 7, 5)), date(2026, 7, 6));
        assert_eq!(on_weekday(date(2026, 7, 6)), date(2026, 7, 6));
    }

    #[test]
    fn dates_read_well() {
        assert_eq!(long_date(date(2026, 5, 4)), "4 May 2026");
    }
}
