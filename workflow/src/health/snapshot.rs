//! An account's health as of a day (HS-4, HS-6).

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::level::{Level, Trend};
use super::observed::{Observed, Scored};
use super::policy::HealthPolicy;
use super::score::{Cap, Score};
use super::signal::{Signal, SignalName, signals};

/// An account's health as of a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Snapshot<'a> {
    /// The day.
    pub as_of: Date,
    /// The signals, in their order.
    pub signals: Vec<Signal<'a>>,
    /// The score.
    pub score: Score,
    /// What keeps the level down.
    pub caps: Vec<Cap>,
    /// The level: the score's, capped.
    pub level: Level,
    /// Where it is going.
    pub course: Course<'a>,
}

/// Where an account's health is going, against its own past (HS-6, HS-35).
#[derive(Debug, Clone, PartialEq)]
pub struct Course<'a> {
    /// In a word.
    pub trend: Trend,
    /// The scores that were compared, oldest first; the last one may be today's.
    pub scores: Vec<Scored<'a>>,
    /// By how many points the last one differs from the one it was compared with.
    pub change: Option<Decimal>,
    /// Whether the last two differ materially: by so many points, or in their level (HS-1).
    pub is_material: bool,
}

impl<'a> Snapshot<'a> {
    /// The health of an account by these signals.
    pub fn of(observed: &Observed<'a>, policy: &HealthPolicy, names: &[SignalName]) -> Self {
        Self {
            as_of: observed.as_of,
            signals: signals(observed, policy, names),
            score: Score {
                value: None,
                terms: Vec::new(),
                level: Level::Unknown,
                unknown: String::new(),
            },
            caps: Vec::new(),
            level: Level::Unknown,
            course: Course {
                trend: Trend::NoPrior,
                scores: Vec::new(),
                change: None,
                is_material: false,
            },
        }
    }

    /// The signal of that name.
    pub fn signal(&self, name: SignalName) -> Option<&Signal<'a>> {
        self.signals.iter().find(|signal| signal.name == name)
    }
}
