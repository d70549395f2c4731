//! The signals of an account's health (HS-2): each a pure function of what was observed until a day.
//!
//! A signal is read off the evidence as one or more *readings*. Each reading is a number held
//! against a criterion: at the green limit or better it is worth 100 points, at the red limit or
//! worse 0, and in between it falls evenly. The signal has the level and the points of its worst
//! reading, so that nothing good hides something bad.

mod adoption;
mod billing;
mod held;
mod milestones;
mod relationship;
mod sentiment;
mod series;
mod support;
#[cfg(test)]
mod testing;
mod usage;

use grounding::{Source, Span};
use jiff::civil::Date;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::criterion::Criterion;
use super::level::{Level, Trend};
use super::observed::Observed;
use super::policy::HealthPolicy;

/// The signals, in the order in which they are shown (HS-2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SignalName {
    /// How much the product is used.
    Usage,
    /// How much of what was bought is used, and by how many of those it was bought for.
    Adoption,
    /// What waits in support.
    Support,
    /// What the customer's people say and how they answer surveys.
    Sentiment,
    /// Whether invoices are paid.
    Billing,
    /// Whether the customer's people, and those who decide, talk with us.
    Relationship,
    /// Whether milestones are reached and goals are on track.
    Milestones,
}

impl SignalName {
    /// All seven, in order.
    pub const ALL: [Self; 7] = [
        Self::Usage,
        Self::Adoption,
        Self::Support,
        Self::Sentiment,
        Self::Billing,
        Self::Relationship,
        Self::Milestones,
    ];

    /// The five of the first version (HS-30): one of each kind of trouble that S3 names.
    pub const FIRST: [Self; 5] = [
        Self::Usage,
        Self::Support,
        Self::Sentiment,
        Self::Relationship,
        Self::Milestones,
    ];

    /// Its word in files and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Usage => "usage",
            Self::Adoption => "adoption",
            Self::Support => "support",
            Self::Sentiment => "sentiment",
            Self::Billing => "billing",
            Self::Relationship => "relationship",
            Self::Milestones => "milestones",
        }
    }

    /// Whether it says what people think and feel, rather than what is counted (HS-12).
    pub fn is_qualitative(self) -> bool {
        matches!(self, Self::Sentiment | Self::Relationship)
    }
}

/// A signal, as of a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Signal<'a> {
    /// Which.
    pub name: SignalName,
    /// The level of its worst reading; unknown where there is none, or all of it is too old.
    pub level: Level,
    /// The points of its worst reading, from 0 to 100; none where it is unknown.
    pub points: Option<Decimal>,
    /// Against the same signal some weeks before.
    pub trend: Trend,
    /// The day of the newest evidence; none where there is none.
    pub newest: Option<Date>,
    /// Whether the newest evidence is older than its budget (HS-14).
    pub is_stale: bool,
    /// What was read off, the worst first.
    pub readings: Vec<Reading<'a>>,
    /// Why it is unknown, in words without a full stop; empty where it isn't.
    pub unknown: String,
    /// What a reader should know about its evidence, such as a change of unit; each a sentence
    /// without its full stop.
    pub notes: Vec<String>,
    /// Two figures for one thing, which people must settle first (HS-14).
    pub conflicts: Vec<Conflict<'a>>,
}

/// A number that was read off the evidence, held against a criterion.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading<'a> {
    /// What it was held against.
    pub criterion: Criterion,
    /// The number, in the criterion's unit.
    pub value: Decimal,
    /// Its level by the criterion.
    pub level: Level,
    /// Its points by the criterion, from 0 to 100.
    pub points: Decimal,
    /// What it rests on, the most telling first.
    pub seen: Vec<Seen<'a>>,
}

/// A piece of evidence that a reading rests on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Seen<'a> {
    /// The day it is of.
    pub date: Option<Date>,
    /// The figure that it gives, where it gives one.
    pub value: Option<Decimal>,
    /// The record; none where the observation comes from a table that is no source, as in a
    /// back-test of plain files.
    pub source: Option<&'a Source>,
    /// The stretch of the record that says it, where it is less than all of it: a sentence.
    pub span: Option<Span>,
}

/// Two records that give one thing differently.
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict<'a> {
    /// What they disagree about, in words, such as `weekly active users on 2026-06-22`.
    pub about: String,
    /// One.
    pub one: Seen<'a>,
    /// The other.
    pub other: Seen<'a>,
}

impl Signal<'_> {
    /// Whether anything can be said of it.
    pub fn is_known(&self) -> bool {
        self.level != Level::Unknown
    }

    /// The reading that it has its level from.
    pub fn worst(&self) -> Option<&Reading<'_>> {
        self.readings.first()
    }
}

/// How long before, in days, a signal is read again for its trend.
pub(super) const TREND_DAYS: i32 = 28;

/// Every signal asked for, in their order, each with its trend.
pub fn signals<'a>(observed: &Observed<'a>, policy: &HealthPolicy, names: &[SignalName]) -> Vec<Signal<'a>> {
    let before = observed.before(TREND_DAYS);
    let read = |name: SignalName| {
        let now = read(name, observed, policy);
        let (then, common) = common_points(&read(name, &before, policy), &now).unzip();
        Signal {
            trend: policy.trend(then, common),
            ..now
        }
    };
    SignalName::ALL
        .into_iter()
        .filter(|name| names.contains(name))
        .map(read)
        .collect()
}

/// The points of a signal then and now, by what could be read on both days: a number that nobody can
/// know of the earlier day has neither risen nor fallen. None where one of the two is unknown, or they
/// have nothing in common.
fn common_points(then: &Signal<'_>, now: &Signal<'_>) -> Option<(Decimal, Decimal)> {
    if !then.is_known() || !now.is_known() {
        return None;
    }
    let is_same = |left: &Reading<'_>, right: &Reading<'_>| {
        (left.criterion.name, &left.criterion.what) == (right.criterion.name, &right.criterion.what)
    };
    let worst = |of: &Signal<'_>, other: &Signal<'_>| {
        let common = of
            .readings
            .iter()
            .filter(|it| other.readings.iter().any(|other| is_same(it, other)));
        common.map(|reading| reading.points).min()
    };
    Some((worst(then, now)?, worst(now, then)?))
}

/// One signal as of the observation's day, without its trend.
fn read<'a>(name: SignalName, observed: &Observed<'a>, policy: &HealthPolicy) -> Signal<'a> {
    match name {
        SignalName::Usage => usage::read(observed, policy),
        SignalName::Adoption => adoption::read(observed, policy),
        SignalName::Support => support::read(observed, policy),
        SignalName::Sentiment => sentiment::read(observed, policy),
        SignalName::Billing => billing::read(observed, policy),
        SignalName::Relationship => relationship::read(observed, policy),
        SignalName::Milestones => milestones::read(observed, policy),
    }
}

/// A signal from its readings: the worst one first, and nothing where the evidence is too old.
pub(super) fn of_readings<'a>(
    name: SignalName,
    observed: &Observed<'a>,
    policy: &HealthPolicy,
    newest: Option<Date>,
    mut readings: Vec<Reading<'a>>,
) -> Signal<'a> {
    // The sort is stable: of readings that are equally bad, the one that was read first stands first.
    readings.sort_by(|left, right| {
        right
            .level
            .cmp(&left.level)
            .then_with(|| left.points.cmp(&right.points))
    });
    let budget = policy.freshness.days(name);
    let is_stale = newest.is_some_and(|day| (observed.as_of - day).get_days() > budget);
    let worst = readings.first().filter(|_| !is_stale);
    Signal {
        name,
        level: worst.map_or(Level::Unknown, |reading| reading.level),
        points: worst.map(|reading| reading.points),
        trend: Trend::NoPrior,
        newest,
        is_stale,
        unknown: match (newest, worst, is_stale) {
            (None, ..) => "there is no evidence of it".to_owned(),
            (Some(day), _, true) => format!("the newest evidence is of {day}, more than {budget} days ago"),
            (Some(_), None, false) => "there is too little evidence to compare".to_owned(),
            (Some(_), Some(_), false) => String::new(),
        },
        readings,
        notes: Vec::new(),
        conflicts: Vec::new(),
    }
}
