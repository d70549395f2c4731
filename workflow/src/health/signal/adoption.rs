//! The signal `adoption`: how much of what was bought is used, and by how many of those it was
//! bought for.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::held::{MOST_SEEN, days_since, hold, number, seen};
use super::series::{self, EARLIER_DAYS, Found, Kind, Metric, RECENT_DAYS, metrics, middle};
use super::{Reading, Seen, Signal, SignalName};
use crate::health::observed::{
    Happened, Measured, MetricRole, Observed, Sample, UsersCounted, is_share_of_seats, users_counted,
};
use crate::health::policy::HealthPolicy;

#[cfg(test)]
mod tests;

const KIND: Kind = Kind {
    signal: SignalName::Adoption,
    role: MetricRole::Adoption,
    change: "adoption_change",
    goal: "adoption_goal",
    level: "adoption_level",
    takes_others: false,
};

/// Of fewer kinds of events none can be said to have been given up.
const FEWEST_FEATURES: usize = 2;

pub(super) fn read<'a>(observed: &Observed<'a>, policy: &HealthPolicy) -> Signal<'a> {
    let mut found = Found::read(&KIND, observed, policy);
    seats_used(&mut found, observed, policy);
    features_used(&mut found, observed, policy);
    found.finish(KIND.signal, observed, policy)
}

/// How well a metric tells how many seats are in use, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Telling {
    /// It is their share already.
    Share,
    Count(UsersCounted),
}

impl Telling {
    fn of(metric: &str, unit: &str) -> Option<Self> {
        if is_share_of_seats(metric, unit) {
            return Some(Self::Share);
        }
        users_counted(metric, unit).map(Self::Count)
    }
}

fn seats_used<'a>(found: &mut Found<'a>, observed: &Observed<'a>, policy: &HealthPolicy) {
    let seats = observed.profile.seats.filter(|seats| *seats > Decimal::ZERO);
    let tells = |it: &Measured<'_>| Telling::of(&it.metric, &it.unit).is_some();
    let metrics = metrics(observed, tells);
    let usable = metrics.iter().filter_map(|metric| {
        let telling = Telling::of(&metric.name, &metric.unit)?;
        let sample = middle(metric.recent())?;
        Some((telling, metric, sample))
    });
    let best = usable.min_by_key(|(telling, metric, _)| (*telling, Reverse(metric.newest())));
    match (best, seats) {
        (Some((Telling::Share, metric, sample)), _) => {
            take(found, metric);
            let evidence = vec![series::seen(&sample)];
            let reading = hold("seats_used", sample.value, evidence, observed, policy);
            found.keep(Ok(reading.map(|reading| named(reading, metric.name.clone()))));
        }
        (Some((Telling::Count(_), metric, sample)), Some(seats)) => {
            take(found, metric);
            found.keep(share_of(metric, sample, seats, observed, policy));
            if sample.value > seats {
                let (users, seats) = (sample.value.normalize(), seats.normalize());
                found.note(format!(
                    "`{}` came to {users}, more than the {seats} seats signed for",
                    metric.name
                ));
            }
        }
        (Some((_, metric, _)), None) => found.note(format!(
            "no order form says how many seats were signed for, so `{}` can't be held against them",
            metric.name
        )),
        (None, Some(seats)) => found.note(format!(
            "no figure of the last {RECENT_DAYS} days says how many people use the {} seats signed for",
            seats.normalize()
        )),
        (None, None) => {}
    }
}

/// A metric of adoption was read already, with all that is known of it.
fn take<'a>(found: &mut Found<'a>, metric: &Metric<'a>) {
    if metric.role == MetricRole::Adoption {
        found.saw(metric.newest());
    } else {
        found.take(metric);
    }
}

fn share_of<'a>(
    metric: &Metric<'a>,
    sample: Sample<'a>,
    seats: Decimal,
    observed: &Observed<'a>,
    policy: &HealthPolicy,
) -> Result<Option<Reading<'a>>, String> {
    let share = sample.value.checked_div(seats);
    let share = share.and_then(|share| share.checked_mul(Decimal::ONE_HUNDRED));
    let share = share.ok_or_else(|| format!("the figures of `{}` are too large to compare", metric.name))?;
    let mut evidence = vec![series::seen(&sample)];
    evidence.extend(observed.seats_signed.map(|(source, span)| Seen {
        date: source.occurred_at,
        value: Some(seats),
        source: Some(source),
        span: Some(span),
    }));
    let what = format!("{}, of {} seats signed for", metric.name, seats.normalize());
    let reading = hold("seats_used", share, evidence, observed, policy);
    Ok(reading.map(|reading| named(reading, what)))
}

fn named(mut reading: Reading<'_>, what: String) -> Reading<'_> {
    reading.criterion.what = what;
    reading
}

/// Of the things done in the product in twelve weeks, how many were done in the four weeks since.
fn features_used<'a>(found: &mut Found<'a>, observed: &Observed<'a>, policy: &HealthPolicy) {
    let known = || observed.events.iter().filter(|it| it.date <= observed.as_of);
    let Some(newest) = known().max_by_key(|it| it.date).copied() else {
        return;
    };
    let whole = RECENT_DAYS + EARLIER_DAYS;
    let recent = last_done(observed, 0, RECENT_DAYS);
    let earlier = last_done(observed, RECENT_DAYS, whole);
    if recent.is_empty() || earlier.len() < FEWEST_FEATURES {
        return;
    }
    let share = number(recent.len() * 100).checked_div(number(earlier.len()));
    // What was given up says most, the last of it first.
    let mut gone: Vec<Happened<'a>> = earlier
        .into_iter()
        .filter(|(name, _)| !recent.contains_key(name))
        .map(|(_, event)| event)
        .collect();
    gone.sort_by_key(|it| (Reverse(it.date), it.name));
    gone.truncate(MOST_SEEN - 1);
    gone.push(newest);
    let evidence = gone.iter().map(|it| seen(Some(it.date), it.source)).collect();
    found.saw(Some(newest.date));
    let reading = share.and_then(|share| hold("features_used", share, evidence, observed, policy));
    found.keep(Ok(reading));
}

/// What was done within so many days, each when it was done last.
fn last_done<'a>(observed: &Observed<'a>, from: i32, to: i32) -> BTreeMap<&'a str, Happened<'a>> {
    let mut last: BTreeMap<&'a str, Happened<'a>> = BTreeMap::new();
    let age = |day: Date| days_since(observed.as_of, day);
    for event in observed.events.iter().filter(|it| (from..to).contains(&age(it.date))) {
        let known = last.entry(event.name).or_insert(*event);
        if event.date > known.date {
            *known = *event;
        }
    }
    last
}
