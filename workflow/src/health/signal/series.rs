//! Metrics over time as readings need them: what of them counts on a day, and how they moved.

mod change;
mod found;
mod goal;
mod level;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;
use rust_decimal::Decimal;

use super::{Conflict, Seen, SignalName};
use crate::health::observed::{Measured, MetricRole, Observed, Sample, one_a_day, words_key};

pub(super) use change::{no_recent, percent};
pub(super) use found::Found;

/// So many days are recent; the day itself is the last of them.
pub(super) const RECENT_DAYS: i32 = 28;
/// So many before them are what recent figures are compared with.
pub(super) const EARLIER_DAYS: i32 = 84;

/// The readings of a signal that is read off metrics.
pub(super) struct Kind {
    pub(super) signal: SignalName,
    /// What a metric says that is read.
    pub(super) role: MetricRole,
    /// The reading of how such a metric moved.
    pub(super) change: &'static str,
    /// The reading of a goal that such a metric measures.
    pub(super) goal: &'static str,
    /// The reading of a metric that an account is held against in the settings.
    pub(super) level: &'static str,
    /// Whether metrics that say something else are read too where the settings name them, since no
    /// other signal is read off them.
    pub(super) takes_others: bool,
}

/// A metric as it may be read on a day: one figure a day, none later, none that can't be.
#[derive(Debug, Clone)]
pub(super) struct Metric<'a> {
    /// Its name in words.
    pub(super) name: String,
    pub(super) unit: String,
    pub(super) role: MetricRole,
    key: Vec<String>,
    as_of: Date,
    samples: Vec<Sample<'a>>,
    conflicts: Vec<(Sample<'a>, Sample<'a>)>,
    notes: Vec<String>,
}

/// The metrics that are wanted. Of one whose unit changed only the newest unit counts.
pub(super) fn metrics<'a>(observed: &Observed<'a>, wants: impl Fn(&Measured<'a>) -> bool) -> Vec<Metric<'a>> {
    let mut named: BTreeMap<Vec<String>, Vec<Metric<'a>>> = BTreeMap::new();
    for measured in observed.measured.iter().filter(|it| wants(it)) {
        let metric = Metric::of(measured, observed.as_of);
        named.entry(metric.key.clone()).or_default().push(metric);
    }
    named.into_values().flat_map(in_one_unit).collect()
}

/// Without those whose figures end before the ones in another unit begin to come. Two that have
/// figures of one day are two metrics of one name, and both count.
fn in_one_unit(mut metrics: Vec<Metric<'_>>) -> Vec<Metric<'_>> {
    metrics.sort_by_key(|it| std::cmp::Reverse(it.newest()));
    let mut kept: Vec<Metric<'_>> = Vec::new();
    for metric in metrics {
        let next = kept
            .iter_mut()
            .find(|it| it.unit != metric.unit && !it.shares_day(&metric));
        match next.zip(metric.newest()) {
            Some((next, until)) => {
                if until > next.first_day() {
                    next.notes.push(format!(
                        "`{}` was measured in {} until {until}, and only its figures in {} count",
                        next.name,
                        quoted(&metric.unit),
                        quoted(&next.unit)
                    ));
                }
            }
            None => kept.push(metric),
        }
    }
    kept
}

fn quoted(unit: &str) -> String {
    if unit.is_empty() {
        "no unit".to_owned()
    } else {
        format!("`{unit}`")
    }
}

impl<'a> Metric<'a> {
    fn of(measured: &Measured<'a>, as_of: Date) -> Self {
        let known = measured.samples.iter().filter(|it| it.date <= as_of).copied();
        let (samples, mut conflicts) = one_a_day(known.collect());
        conflicts.extend(measured.conflicts.iter().filter(|(one, _)| one.date <= as_of));
        let mut metric = Self {
            name: grounding::text::one_line(&measured.metric.replace('_', " ")),
            unit: measured.unit.clone(),
            role: measured.role,
            key: words_key(&measured.metric),
            as_of,
            samples,
            conflicts: Vec::new(),
            notes: measured.notes.clone(),
        };
        let first = metric.first_day();
        // What nothing is compared with needs no settling.
        conflicts.retain(|(one, _)| one.date > first);
        metric.conflicts = conflicts;
        if metric.role != MetricRole::Other {
            metric.leave_out_negative();
        }
        metric
    }

    /// Nobody uses something fewer than no times.
    fn leave_out_negative(&mut self) {
        let first = self.first_day();
        let negative = self.samples.iter().filter(|it| it.value < Decimal::ZERO);
        let mut days = negative.map(|it| it.date).filter(|day| *day > first);
        if let Some(day) = days.next() {
            let others = match days.count() {
                0 => String::new(),
                1 => " and on 1 more day".to_owned(),
                more => format!(" and on {more} more days"),
            };
            self.notes.push(format!(
                "`{}` is negative on {day}{others}, which it can't be, so that was left out",
                self.name
            ));
        }
        self.samples.retain(|it| it.value >= Decimal::ZERO);
    }

    /// The day after which figures are compared.
    fn first_day(&self) -> Date {
        self.as_of.saturating_sub((RECENT_DAYS + EARLIER_DAYS).days())
    }

    pub(super) fn newest(&self) -> Option<Date> {
        self.samples.last().map(|it| it.date)
    }

    /// The figures of the last four weeks.
    pub(super) fn recent(&self) -> &[Sample<'a>] {
        let from = self.after(RECENT_DAYS);
        self.samples.get(from..).unwrap_or_default()
    }

    /// Those of the twelve weeks before.
    pub(super) fn earlier(&self) -> &[Sample<'a>] {
        let (from, to) = (self.after(RECENT_DAYS + EARLIER_DAYS), self.after(RECENT_DAYS));
        self.samples.get(from..to).unwrap_or_default()
    }

    /// The place of the first figure of so many last days.
    fn after(&self, days: i32) -> usize {
        let day = self.as_of.saturating_sub(days.days());
        self.samples.partition_point(|it| it.date <= day)
    }

    fn shares_day(&self, other: &Self) -> bool {
        let has = |day: Date| self.samples.binary_search_by_key(&day, |it| it.date).is_ok();
        other.samples.iter().any(|it| has(it.date))
    }

    /// Whether this is what it is called elsewhere.
    fn is_called(&self, name: &str) -> bool {
        self.key == words_key(name)
    }

    fn conflicts(&self) -> impl Iterator<Item = Conflict<'a>> {
        self.conflicts.iter().map(|(one, other)| Conflict {
            about: format!("{} on {}", self.name, one.date),
            one: seen(one),
            other: seen(other),
        })
    }
}

/// The figure in the middle of these by size, the lower of two: one that stands in a record.
pub(super) fn middle<'a>(samples: &[Sample<'a>]) -> Option<Sample<'a>> {
    let mut sorted = samples.to_vec();
    sorted.sort_by_key(|it| (it.value, it.date));
    let at = sorted.len().checked_sub(1)? / 2;
    sorted.get(at).copied()
}

/// A figure as evidence.
pub(super) fn seen<'a>(sample: &Sample<'a>) -> Seen<'a> {
    Seen {
        date: Some(sample.date),
        value: Some(sample.value),
        source: sample.source,
        span: None,
    }
}
