//! Why accounts can't be scored by a policy.

use rust_decimal::Decimal;

use crate::health::readings::READINGS;

/// Why accounts can't be scored by a policy. Keys are told from the policy's own root.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PolicyError {
    /// A weight is below zero.
    #[error("`{key}` is {weight}: give it 0 or more, 0 for a signal that is not to count")]
    NegativeWeight {
        /// The key.
        key: String,
        /// What stands there.
        weight: Decimal,
    },
    /// No signal has a weight.
    #[error("every signal has the weight 0 by `{key}`: give at least one of them more")]
    NoWeight {
        /// The key.
        key: String,
    },
    /// Two entries give weights to one segment.
    #[error("`segments` has two entries for `{segment}`: keep one of them")]
    SegmentTwice {
        /// The segment.
        segment: String,
    },
    /// A factor or a step is zero or below.
    #[error("`{key}` is {value}: give it a number above 0")]
    NotAboveZero {
        /// The key.
        key: String,
        /// What stands there.
        value: Decimal,
    },
    /// A number of days is zero or below.
    #[error("`{key}` is {days}: give it 1 day or more")]
    NoDays {
        /// The key.
        key: &'static str,
        /// What stands there.
        days: i32,
    },
    /// Where the two limits are the same, neither more nor less is better.
    #[error("`green` and `red` of `{key}` are both {limit}: set them apart, the greater one on the better side")]
    SameLimits {
        /// The key.
        key: String,
        /// Both limits.
        limit: Decimal,
    },
    /// The distance of two limits is no number that can be reckoned with.
    #[error("`green` and `red` of `{key}` are too far apart to reckon with: choose smaller numbers")]
    LimitsTooFar {
        /// The key.
        key: String,
    },
    /// The levels of the score don't lie where scores do, or not in their order.
    #[error("`levels` has green from {green} and amber from {amber}: choose two scores from 0 to 100, amber the lower")]
    Levels {
        /// From which score on an account is green.
        green: Decimal,
        /// From which on it is amber.
        amber: Decimal,
    },
    /// There is no such reading.
    #[error(
        "`limits` has no reading `{name}`: take one of {}, or hold one account's metric against `criteria`",
        names()
    )]
    UnknownReading {
        /// The name as written.
        name: String,
    },
    /// A criterion doesn't say whose or of what it is.
    #[error("entry {number} of `criteria` lacks its `account` or its `reading`: name both")]
    Nameless {
        /// Which entry, counted from 1.
        number: usize,
    },
    /// Nobody can tell where the customer agreed to a criterion (HS-11).
    #[error("the criterion of `{account}` for `{reading}` has no `why`: say where the customer agreed to it")]
    NoWhy {
        /// The account.
        account: String,
        /// The reading.
        reading: String,
    },
    /// An account has two criteria for one thing.
    #[error("`criteria` has two entries of `{account}` for `{reading}`: keep one of them")]
    CriterionTwice {
        /// The account.
        account: String,
        /// The reading.
        reading: String,
    },
    /// A share is none.
    #[error("`least_known_percent` is {percent}: choose a number from 0 to 100")]
    Percent {
        /// What stands there.
        percent: Decimal,
    },
}

/// The names of the built-in readings, as a list to choose from.
fn names() -> String {
    READINGS.map(|reading| format!("`{}`", reading.name)).join(", ")
}
