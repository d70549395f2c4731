//! The score of an account and its level: a mean with weights, and what caps it (HS-15, HS-23, HS-31).

use rust_decimal::Decimal;

use super::level::Level;
use super::signal::SignalName;

/// The score of an account, with everything that it is reckoned from.
#[derive(Debug, Clone, PartialEq)]
pub struct Score {
    /// From 0 to 100, a whole number; none where too little is known.
    pub value: Option<Decimal>,
    /// Each signal with its weight, in their order.
    pub terms: Vec<Weighted>,
    /// The level that the score alone would give.
    pub level: Level,
    /// Why there is no score, in words without a full stop; empty where there is one.
    pub unknown: String,
}

/// A signal within the score.
#[derive(Debug, Clone, PartialEq)]
pub struct Weighted {
    /// The signal.
    pub name: SignalName,
    /// Its weight, after the factors.
    pub weight: Decimal,
    /// The weight before the factors.
    pub base: Decimal,
    /// What it was multiplied by, each with its reason in words.
    pub factors: Vec<(Decimal, String)>,
    /// Its points; none where it is unknown, and then it doesn't count.
    pub points: Option<Decimal>,
}

/// Something that keeps an account from a level, whatever its score.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cap {
    /// Its name, such as `relationship_at_risk`.
    pub name: &'static str,
    /// The best level that it leaves.
    pub at_best: Level,
    /// Why, in words without a full stop.
    pub why: String,
    /// The signals that it comes from.
    pub signals: Vec<SignalName>,
}
