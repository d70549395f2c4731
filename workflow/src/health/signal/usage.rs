//! The signal `usage`: how much the product is used, against before and against what was agreed.

use rust_decimal::Decimal;

use super::held::{days_since, hold, number, seen};
use super::series::{EARLIER_DAYS, Found, Kind, RECENT_DAYS, percent};
use super::{Reading, Signal, SignalName};
use crate::health::observed::{Happened, MetricRole, Observed};
use crate::health::policy::HealthPolicy;

#[cfg(test)]
mod tests;

const KIND: Kind = Kind {
    signal: SignalName::Usage,
    role: MetricRole::Usage,
    change: "usage_change",
    goal: "usage_goal",
    level: "usage_level",
    takes_others: true,
};

pub(super) fn read<'a>(observed: &Observed<'a>, policy: &HealthPolicy) -> Signal<'a> {
    let mut found = Found::read(&KIND, observed, policy);
    // Where nothing is measured, what users did is counted.
    if !found.has_metric(&KIND) {
        let days = observed.events.iter().map(|it| it.date);
        if let Some(newest) = days.filter(|day| *day <= observed.as_of).max() {
            found.saw(Some(newest));
            found.keep(counted(observed, policy));
        }
    }
    found.finish(KIND.signal, observed, policy)
}

/// The product events of the last four weeks against their mean for as long before; the error says
/// why there is nothing to compare.
fn counted<'a>(observed: &Observed<'a>, policy: &HealthPolicy) -> Result<Option<Reading<'a>>, String> {
    let whole = RECENT_DAYS + EARLIER_DAYS;
    let (recent, now) = counted_within(observed, 0, RECENT_DAYS);
    let (earlier, before) = counted_within(observed, RECENT_DAYS, whole);
    let now = now.ok_or_else(|| format!("no product event is on record of the last {RECENT_DAYS} days"))?;
    let before = before.ok_or_else(|| {
        format!("no product event is on record of the {EARLIER_DAYS} days before the last {RECENT_DAYS}")
    })?;
    // Before the first event ever nothing was counted, which is not to say that nothing happened.
    let ages = observed.events.iter().map(|it| days_since(observed.as_of, it.date));
    let days = ages.max().unwrap_or_default().min(whole - 1) + 1 - RECENT_DAYS;
    if days < RECENT_DAYS {
        return Err("product events are on record for too short a time to compare".to_owned());
    }
    let mean = number(earlier).checked_mul(Decimal::from(RECENT_DAYS));
    let mean = mean.and_then(|all| all.checked_div(Decimal::from(days)));
    let by = mean.and_then(|mean| percent(number(recent), mean));
    let evidence = [now, before].map(|it| seen(Some(it.date), it.source)).into();
    let reading = by.and_then(|by| hold(KIND.change, by, evidence, observed, policy));
    Ok(reading.map(|mut reading| {
        "product events, change in four weeks".clone_into(&mut reading.criterion.what);
        reading
    }))
}

/// How many product events are so many days old, and the newest of them.
fn counted_within<'a>(observed: &Observed<'a>, from: i32, to: i32) -> (usize, Option<Happened<'a>>) {
    let is_within = |it: &&Happened<'a>| (from..to).contains(&days_since(observed.as_of, it.date));
    let within = || observed.events.iter().filter(is_within);
    (within().count(), within().max_by_key(|it| it.date).copied())
}
