//! A metric that the settings hold an account against (HS-11).

use super::{Kind, Metric, middle, no_recent, seen};
use crate::health::criterion::{Criterion, CriterionOrigin};
use crate::health::observed::Observed;
use crate::health::policy::{HealthPolicy, OwnCriterion};
use crate::health::signal::Reading;

/// What the settings hold the account against for a metric, if they do.
pub(super) fn own<'p>(
    metric: &Metric<'_>,
    observed: &Observed<'_>,
    policy: &'p HealthPolicy,
) -> Option<&'p OwnCriterion> {
    let of_account = |it: &&OwnCriterion| it.account == observed.profile.account;
    let mut own = policy.criteria.iter().filter(of_account);
    own.find(|it| metric.is_called(&it.reading))
}

/// The middle figure of the last four weeks against those limits, in the metric's own unit; the
/// error says that there is none.
pub(super) fn read<'a>(metric: &Metric<'a>, kind: &Kind, own: &OwnCriterion) -> Result<Option<Reading<'a>>, String> {
    if metric.newest().is_none() {
        // Its notes say why.
        return Ok(None);
    }
    let sample = middle(metric.recent()).ok_or_else(|| no_recent(metric))?;
    let value = sample.value.normalize();
    Ok(Some(Reading {
        level: own.limits.level(value),
        points: own.limits.points(value),
        value,
        criterion: Criterion {
            name: kind.level,
            what: what(metric),
            unit: known_unit(&metric.unit),
            limits: own.limits,
            origin: CriterionOrigin::Settings(own.why.clone()),
        },
        seen: vec![seen(&sample)],
    }))
}

fn what(metric: &Metric<'_>) -> String {
    let unit = match (known_unit(&metric.unit), metric.unit.as_str()) {
        ("", unit) if !unit.is_empty() => format!(" in {unit}"),
        _ => String::new(),
    };
    format!("{}{unit}, middle figure of four weeks", metric.name)
}

/// A unit that readings have a word for; none for the others, which stand beside the metric's name.
fn known_unit(unit: &str) -> &'static str {
    match unit.trim().to_lowercase().as_str() {
        "%" => "%",
        "h" | "hr" | "hrs" | "hour" | "hours" => "hours",
        "min" | "mins" | "minute" | "minutes" => "minutes",
        "d" | "day" | "days" => "days",
        "point" | "points" => "points",
        _ => "",
    }
}
