//! How much more a recent passage counts.

use jiff::civil::Date;

use super::stored::day;

/// The most that recency adds: a quarter, which reorders passages that answer about equally
/// well and no others.
const MOST: f32 = 0.25;

/// The days after which half of it is left.
const HALF_LIFE: f32 = 180.0;

/// What a passage's score is multiplied by: 1.25 on the day of `as_of`, 1.125 half a year
/// earlier, and ever closer to 1. What has no date gets 1, what is later than `as_of` 1.25.
pub fn recency_factor(date: Option<Date>, as_of: Date) -> f32 {
    date.map_or(1.0, |date| factor(day(date), day(as_of)))
}

fn factor(day: i64, today: i64) -> f32 {
    // An i16 of days is ninety years, after which nothing is left of it anyway.
    let age = i16::try_from((today - day).max(0)).unwrap_or(i16::MAX);
    1.0 + MOST * (-f32::from(age) / HALF_LIFE).exp2()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn half_of_it_is_left_after_half_a_year() {
        let as_of = date(2026, 6, 30);
        let dates = [
            None,
            Some(date(2026, 7, 9)),
            Some(as_of),
            Some(date(2026, 1, 1)),
            Some(date(-9999, 1, 1)),
        ];
        let factors = dates.map(|date| format!("{:.3}", recency_factor(date, as_of)));
        assert_eq!(factors, ["1.000", "1.250", "1.250", "1.125", "1.000"]);
    }
}
