//! Holding a number against the limits in force for an account, and telling how old evidence is.

use grounding::Source;
use jiff::civil::Date;
use rust_decimal::Decimal;

use super::{Reading, Seen};
use crate::account::rounded;
use crate::health::criterion::Criterion;
use crate::health::level::Level;
use crate::health::observed::Observed;
use crate::health::policy::HealthPolicy;
use crate::health::readings::BuiltInReading;

#[cfg(test)]
mod tests;

/// More pieces of evidence than these are not shown beside a reading.
pub(super) const MOST_SEEN: usize = 6;

/// A number, to one decimal, held against the limits in force: the account's own, the policy's, or
/// the built-in ones (HS-11). It is rounded first, so that the level is that of the number shown.
/// None for a name that is no built-in reading.
pub(super) fn hold<'a>(
    name: &str,
    value: Decimal,
    seen: Vec<Seen<'a>>,
    observed: &Observed<'a>,
    policy: &HealthPolicy,
) -> Option<Reading<'a>> {
    let built_in = BuiltInReading::find(name)?;
    let (limits, origin) = policy.limits(&observed.profile.account, built_in.name, built_in.limits());
    let value = rounded(value);
    let criterion = Criterion {
        name: built_in.name,
        what: built_in.what.to_owned(),
        unit: built_in.unit,
        limits,
        origin,
    };
    Some(Reading {
        criterion,
        value,
        level: limits.level(value),
        points: limits.points(value),
        seen,
    })
}

/// A reading of what is known where something is unknown that can only make it worse: good news is
/// none then, and bad news stays (HS-2).
pub(super) fn unless_good(reading: Reading<'_>, is_unsure: bool) -> Option<Reading<'_>> {
    (!is_unsure || reading.level != Level::Green).then_some(reading)
}

/// So many, as a number that can be held.
pub(super) fn number(count: usize) -> Decimal {
    Decimal::from(count)
}

/// How many days before another a day was; negative where it is later.
pub(super) fn days_since(as_of: Date, day: Date) -> i32 {
    (as_of - day).get_days()
}

/// Whether a day is one of the last so many, of which the day itself is the last.
pub(super) fn is_of_last(days: i32, as_of: Date, day: Date) -> bool {
    (0..days).contains(&days_since(as_of, day))
}

/// A record as evidence, as of a day, that gives no figure.
pub(super) fn seen(date: Option<Date>, source: Option<&Source>) -> Seen<'_> {
    Seen {
        date,
        value: None,
        source,
        span: None,
    }
}
