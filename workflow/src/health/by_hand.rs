//! Signals made by hand, for tests of what is reckoned from them.

use jiff::civil::{Date, date};
use rust_decimal::Decimal;

use super::criterion::{Criterion, CriterionOrigin, Limits};
use super::level::{Level, Trend};
use super::observed::Observed;
use super::readings::READINGS;
use super::signal::{Reading, Signal, SignalName};

/// The day of all of them.
pub(super) const TODAY: Date = date(2026, 6, 30);

/// Nothing observed until that day.
pub(super) fn nothing() -> Observed<'static> {
    Observed {
        as_of: TODAY,
        ..Observed::default()
    }
}

/// A signal that nobody knows anything of.
pub(super) fn unknown(name: SignalName) -> Signal<'static> {
    Signal {
        name,
        level: Level::Unknown,
        points: None,
        trend: Trend::NoPrior,
        newest: None,
        is_stale: false,
        readings: Vec::new(),
        unknown: "there is no evidence of it".to_owned(),
        notes: Vec::new(),
        conflicts: Vec::new(),
    }
}

/// A signal whose one reading came to so much, held against the built-in limits.
pub(super) fn read(reading: &'static str, value: i64) -> Signal<'static> {
    let built_in = READINGS.iter().find(|it| it.name == reading).unwrap();
    let value = Decimal::from(value);
    let limits: Limits = built_in.limits();
    let criterion = Criterion {
        name: built_in.name,
        what: built_in.what.to_owned(),
        unit: built_in.unit,
        limits,
        origin: CriterionOrigin::Default,
    };
    let read = Reading {
        criterion,
        value,
        level: limits.level(value),
        points: limits.points(value),
        seen: Vec::new(),
    };
    Signal {
        level: read.level,
        points: Some(read.points),
        newest: Some(TODAY),
        unknown: String::new(),
        readings: vec![read],
        ..unknown(built_in.signal)
    }
}

/// All seven signals in their order: those given, and of the rest nothing is known.
pub(super) fn all(given: &[Signal<'static>]) -> Vec<Signal<'static>> {
    let of = |name: SignalName| given.iter().find(|it| it.name == name).cloned();
    SignalName::ALL
        .map(|name| of(name).unwrap_or_else(|| unknown(name)))
        .to_vec()
}
