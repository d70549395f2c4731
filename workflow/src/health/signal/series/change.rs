//! How a metric moved: its middle figure of four weeks against that of the twelve before.

use rust_decimal::Decimal;

use super::{EARLIER_DAYS, Kind, Metric, RECENT_DAYS, middle, seen};
use crate::health::observed::Observed;
use crate::health::policy::HealthPolicy;
use crate::health::signal::Reading;
use crate::health::signal::held::hold;

/// The reading of how a metric moved; the error says why there is nothing to compare.
pub(super) fn read<'a>(
    metric: &Metric<'a>,
    kind: &Kind,
    observed: &Observed<'a>,
    policy: &HealthPolicy,
) -> Result<Option<Reading<'a>>, String> {
    if metric.newest().is_none() {
        // Its notes say why.
        return Ok(None);
    }
    let name = &metric.name;
    let now = middle(metric.recent()).ok_or_else(|| no_recent(metric))?;
    let before = middle(metric.earlier()).ok_or_else(|| {
        format!("`{name}` has no figure in the {EARLIER_DAYS} days before the last {RECENT_DAYS} to compare with")
    })?;
    if before.value.is_zero() {
        return Err(format!(
            "`{name}` stood at 0 before, so that no change in per cent can be told"
        ));
    }
    let by =
        percent(now.value, before.value).ok_or_else(|| format!("the figures of `{name}` are too large to compare"))?;
    let reading = hold(kind.change, by, vec![seen(&now), seen(&before)], observed, policy);
    Ok(reading.map(|mut reading| {
        reading.criterion.what = format!("{name}, change in four weeks");
        reading
    }))
}

/// That a metric has no figure of the last four weeks.
pub(in crate::health::signal) fn no_recent(metric: &Metric<'_>) -> String {
    let newest = metric.newest().map(|day| format!("; its newest is of {day}"));
    format!(
        "`{}` has no figure in the last {RECENT_DAYS} days{}",
        metric.name,
        newest.unwrap_or_default()
    )
}

/// By how many per cent a number differs from one before; none from nothing, and where the numbers
/// are too large. From below zero it is in per cent of the distance to zero.
pub(in crate::health::signal) fn percent(now: Decimal, before: Decimal) -> Option<Decimal> {
    let by = now.checked_sub(before)?;
    // Dividing first keeps large numbers within reach.
    by.checked_div(before.abs())?.checked_mul(Decimal::ONE_HUNDRED)
}
