//! Levels and directions, for a signal and for an account.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How well something stands. Ordered so that the worst is the greatest; what is unknown is worse
/// than nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Nobody can say: there is no evidence, too little, or it is too old (HS-2).
    Unknown,
    /// As it should be.
    Green,
    /// Worth a look.
    Amber,
    /// Needs somebody.
    Red,
}

impl Level {
    /// Its word on pages and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Green => "green",
            Self::Amber => "amber",
            Self::Red => "red",
        }
    }

    /// What is left of it where something leaves at best another level: never a better one than
    /// before. What is unknown stays unknown (HS-15).
    #[must_use]
    pub fn at_best(self, best: Self) -> Self {
        match self {
            Self::Unknown => Self::Unknown,
            known => known.max(best),
        }
    }
}

/// Where something is going, against its own past.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Trend {
    /// Better than before by what counts as a material change.
    #[serde(rename = "improving")]
    Improving,
    /// Neither better nor worse by as much.
    #[serde(rename = "flat")]
    Flat,
    /// Worse than before by as much.
    #[serde(rename = "declining")]
    Declining,
    /// There is no past to compare with, which is not the same as no change (HS-35).
    #[serde(rename = "no prior")]
    NoPrior,
}

impl Trend {
    /// Its words on pages and in JSON.
    pub fn words(self) -> &'static str {
        match self {
            Self::Improving => "improving",
            Self::Flat => "flat",
            Self::Declining => "declining",
            Self::NoPrior => "no prior",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Level::{Amber, Green, Red, Unknown};

    #[test]
    fn a_cap_never_makes_a_level_better() {
        let capped = [Green, Amber, Red, Unknown].map(|level| level.at_best(Amber));
        assert_eq!(capped, [Amber, Amber, Red, Unknown]);
        assert_eq!(Green.at_best(Green), Green);
    }
}
