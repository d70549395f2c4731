//! How far a day is from today, in words.

use jiff::civil::Date;

/// A day, and how far it is from the one that is spoken of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DayView {
    /// The day.
    pub(crate) date: String,
    /// How far it is: `in 12 days`, `today`, `5 days ago`.
    pub(crate) away: String,
    /// Whether it is past.
    pub(crate) is_past: bool,
}

impl DayView {
    /// A day as it is seen from today.
    pub(crate) fn of(day: Date, today: Date) -> Self {
        Self {
            date: day.to_string(),
            away: away((day - today).get_days()),
            is_past: day < today,
        }
    }
}

fn away(days: i32) -> String {
    match days {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        -1 => "yesterday".to_owned(),
        ahead if ahead > 0 => format!("in {ahead} days"),
        gone => format!("{} days ago", gone.unsigned_abs()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_says_how_far_it_is() {
        let told = [-400, -1, 0, 1, 12].map(away);
        assert_eq!(told, ["400 days ago", "yesterday", "today", "tomorrow", "in 12 days"]);
    }
}
