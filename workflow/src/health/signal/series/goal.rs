//! A goal of the customer's on a metric, held against the pace that it needs (HS-11).

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::{Kind, Metric};
use crate::health::criterion::CriterionOrigin;
use crate::health::observed::{KpiSeen, Observed, role};
use crate::health::policy::HealthPolicy;
use crate::health::signal::held::hold;
use crate::health::signal::{Reading, Seen};

/// Whether a KPI measures what a signal is read off: one of its metrics, or what is called like one.
pub(super) fn is_of(kpi: &KpiSeen<'_>, kind: &Kind, metrics: &[&Metric<'_>]) -> bool {
    role(kpi.metric, kpi.unit, true) == kind.role || metrics.iter().any(|metric| metric.is_called(kpi.metric))
}

/// The progress made, in per cent of what was to be made by the day: evenly from the day of the
/// baseline to the day that it is due. The error says what is missing.
pub(super) fn read<'a>(
    kpi: &KpiSeen<'a>,
    kind: &Kind,
    observed: &Observed<'a>,
    policy: &HealthPolicy,
) -> Result<Option<Reading<'a>>, String> {
    let name = grounding::text::one_line(&kpi.metric.replace('_', " "));
    let Some(course) = Course::of(kpi, observed.as_of).map_err(|lacks| format!("the goal on `{name}` {lacks}"))? else {
        return Ok(None);
    };
    let share = course
        .share()
        .ok_or_else(|| format!("the goal on `{name}` has a target that is its baseline, or numbers too large"))?;
    let seen = Seen {
        date: kpi.current_day,
        value: kpi.current,
        source: kpi.source,
        span: None,
    };
    let reading = hold(kind.goal, share, vec![seen], observed, policy);
    Ok(reading.map(|mut reading| {
        let day = observed.as_of;
        reading.criterion.what = format!("{name}, progress as a share of what its goal needs by {day}");
        // What the settings say of the account goes before the goal.
        if reading.criterion.origin == CriterionOrigin::Default && !kpi.goal.is_empty() {
            reading.criterion.origin = CriterionOrigin::Goal(kpi.goal.clone());
        }
        reading
    }))
}

/// What a KPI was to come to, and what it came to.
struct Course {
    baseline: Decimal,
    target: Decimal,
    current: Decimal,
    /// Days from the baseline to the day, or to the day it is due where that has passed.
    passed: i32,
    /// Days from the baseline to the day it is due.
    whole: i32,
}

impl Course {
    /// The course of a KPI until a day; none where it has not begun, and what it lacks as an error.
    fn of(kpi: &KpiSeen<'_>, as_of: Date) -> Result<Option<Self>, &'static str> {
        let (Some(baseline), Some(target)) = (kpi.baseline, kpi.target) else {
            return Err("has no baseline and target to measure its progress between");
        };
        let (Some(from), Some(due)) = (kpi.baseline_day, kpi.due) else {
            return Err("has no day for its baseline or for its target, so that nobody can say what was due by now");
        };
        let (whole, passed) = ((due - from).get_days(), (as_of.min(due) - from).get_days());
        if whole <= 0 {
            return Err("is due before its baseline was taken");
        }
        if passed <= 0 {
            return Ok(None);
        }
        let measured = kpi.current_day.filter(|day| from < *day && *day <= as_of);
        match kpi.current.filter(|_| measured.is_some()) {
            Some(current) => Ok(Some(Self {
                baseline,
                target,
                current,
                passed,
                whole,
            })),
            None => Err("was not measured since its baseline was taken"),
        }
    }

    fn share(&self) -> Option<Decimal> {
        let way = self.target.checked_sub(self.baseline)?;
        let made = self.current.checked_sub(self.baseline)?.checked_div(way)?;
        let due = Decimal::from(self.passed).checked_div(Decimal::from(self.whole))?;
        made.checked_div(due)?.checked_mul(Decimal::ONE_HUNDRED)
    }
}
