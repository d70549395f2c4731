//! What a reading is held against (HS-6, HS-11).

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::level::Level;

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
        let is_bad = if more_is_better { value <= self.red } else { value >= self.red };
        if reaches(self.green) {
            Level::Green
        } else if is_bad {
            Level::Red
        } else {
            Level::Amber
        }
    }

    /// The points of a number: 100 from the green limit on, 0 from the red one on, evenly between.
    pub fn points(self, value: Decimal) -> Decimal {
        match self.level(value) {
            Level::Green => Decimal::ONE_HUNDRED,
            Level::Red | Level::Unknown => Decimal::ZERO,
            Level::Amber => {
                let way = (value - self.red) / (self.green - self.red);
                (way * Decimal::ONE_HUNDRED).round_dp(1).normalize()
            }
        }
    }
}
