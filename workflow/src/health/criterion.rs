//! What a reading is held against (HS-6, HS-11).

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::level::Level;
use crate::account::rounded;

/// From when on a number is good, and from when on it is bad. Whether more is better follows from
/// the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// At this number or better it is green, and worth 100 points.
    pub green: Decimal,
    /// At this number or worse it is red, and worth none.
    pub red: Decimal,
}

/// Where a criterion comes from (HS-11).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CriterionOrigin {
    /// The same for every account.
    Default,
    /// What the settings say of this account, with the reason given there.
    Settings(String),
    /// A goal that the customer set, by its source id.
    Goal(String),
}

/// What a reading is held against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Criterion {
    /// Its name in the policy, such as `usage_change`.
    pub name: &'static str,
    /// What is read, in words, such as `weekly active users, change in four weeks`.
    pub what: String,
    /// The unit of the number: `%`, `days`, `points`, or what is counted, such as `milestones`.
    pub unit: &'static str,
    /// From when on it is good, and bad.
    pub limits: Limits,
    /// Where it comes from.
    pub origin: CriterionOrigin,
}

impl Limits {
    /// Limits from two whole numbers.
    pub fn new(green: i64, red: i64) -> Self {
        Self {
            green: Decimal::from(green),
            red: Decimal::from(red),
        }
    }

    /// The level of a number. A number at a limit has the limit's level.
    pub fn level(self, value: Decimal) -> Level {
        let more_is_better = self.green > self.red;
        let reaches = |limit: Decimal| if more_is_better { value >= limit } else { value <= limit };
        let is_bad = if more_is_better {
            value <= self.red
        } else {
            value >= self.red
        };
        if reaches(self.green) {
            Level::Green
        } else if is_bad {
            Level::Red
        } else {
            Level::Amber
        }
    }

    /// The points of a number: 100 from the green limit on, 0 from the red one on, evenly between,
    /// to one decimal, half up. A policy with limits so far apart that their distance is no number
    /// doesn't pass its check; here such a distance gives no points.
    pub fn points(self, value: Decimal) -> Decimal {
        match self.level(value) {
            Level::Green => Decimal::ONE_HUNDRED,
            Level::Red | Level::Unknown => Decimal::ZERO,
            Level::Amber => self.way(value).map_or(Decimal::ZERO, rounded),
        }
    }

    /// How much of the way from red to green a number between them has come, in per cent.
    fn way(self, value: Decimal) -> Option<Decimal> {
        let whole = self.green.checked_sub(self.red)?;
        let done = value.checked_sub(self.red)?;
        done.checked_div(whole)?.checked_mul(Decimal::ONE_HUNDRED)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(limits: Limits, values: &[i64]) -> String {
        let told = |value: &i64| {
            let value = Decimal::from(*value);
            format!("{value} {} {}", limits.level(value).word(), limits.points(value))
        };
        values.iter().map(told).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn more_is_better_where_green_is_the_greater() {
        // Of the 30 from -40 to -10, -12 has come 28, -25 has come 15, and -39 has come 1.
        let told = told(Limits::new(-10, -40), &[5, -10, -12, -25, -39, -40, -90]);
        insta::assert_snapshot!(
            told,
            @"5 green 100, -10 green 100, -12 amber 93.3, -25 amber 50, -39 amber 3.3, -40 red 0, -90 red 0"
        );
    }

    #[test]
    fn less_is_better_where_red_is_the_greater() {
        // Of the 60 from 90 down to 30, 31 has come 59, 75 has come 15, and 89 has come 1.
        let told = told(Limits::new(30, 90), &[0, 30, 31, 75, 89, 90, 400]);
        insta::assert_snapshot!(
            told,
            @"0 green 100, 30 green 100, 31 amber 98.3, 75 amber 25, 89 amber 1.7, 90 red 0, 400 red 0"
        );
    }

    #[test]
    fn points_are_rounded_half_up() {
        // 3 of 2000 down from red leaves 1997 / 2000 = 99.85 %.
        let points = Limits::new(0, 2000).points(Decimal::from(3));
        assert_eq!(points.to_string(), "99.9");
    }

    #[test]
    fn numbers_beyond_reckoning_give_no_points() {
        let limits = Limits {
            green: Decimal::MAX,
            red: Decimal::MIN,
        };
        assert_eq!(limits.level(Decimal::ONE), Level::Amber);
        assert_eq!(limits.points(Decimal::ONE), Decimal::ZERO);
    }
}
