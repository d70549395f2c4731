//! An account's health as of a day (HS-4, HS-6).

#[cfg(test)]
mod tests;

use jiff::civil::Date;

use super::course::Course;
use super::level::Level;
use super::observed::Observed;
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

impl<'a> Snapshot<'a> {
    /// The health of an account by these signals. With fewer of them, as in the first version
    /// (HS-30), score, caps and course follow the same rules over those alone.
    pub fn of(observed: &Observed<'a>, policy: &HealthPolicy, names: &[SignalName]) -> Self {
        Self::by(signals(observed, policy, names), observed, policy)
    }

    /// The health of an account whose signals have been read.
    fn by(signals: Vec<Signal<'a>>, observed: &Observed<'a>, policy: &HealthPolicy) -> Self {
        let score = Score::of(&signals, observed, policy, observed.as_of);
        let caps = Cap::of(&signals);
        let level = Cap::apply(&caps, score.level);
        Self {
            as_of: observed.as_of,
            course: Course::of(observed, policy, score.value, level),
            signals,
            score,
            caps,
            level,
        }
    }

    /// The signal of that name.
    pub fn signal(&self, name: SignalName) -> Option<&Signal<'a>> {
        self.signals.iter().find(|signal| signal.name == name)
    }
}
