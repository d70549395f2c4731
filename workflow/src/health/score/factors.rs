//! What makes a signal count more for an account than for others (HS-31).

#[cfg(test)]
mod tests;

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::account::is_same_metric;
use crate::health::criterion::CriterionOrigin;
use crate::health::observed::{MetricRole, Observed, TouchKind};
use crate::health::policy::HealthPolicy;
use crate::health::signal::{Signal, SignalName};

/// A renewal that was due so many days ago at most is still to be settled.
const PASSED_DAYS: i32 = 30;

/// A sponsor who took part at most so many days ago was met lately.
const MET_DAYS: i32 = 90;

/// What the weight of a signal is multiplied by, each with its reason in words.
pub(super) fn factors(
    signal: &Signal<'_>,
    observed: &Observed<'_>,
    policy: &HealthPolicy,
    today: Date,
) -> Vec<(Decimal, String)> {
    let of_renewal = policy.renewal.factors.get(&signal.name);
    [
        of_renewal.and_then(|factor| Some((*factor, near_renewal(observed, policy, today)?))),
        of_goal(signal, observed, today).map(|why| (policy.goal_factor, why)),
        unmet_sponsor(signal.name, observed, today).map(|why| (policy.engagement_factor, why)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn near_renewal(observed: &Observed<'_>, policy: &HealthPolicy, today: Date) -> Option<String> {
    let renewal = observed.profile.renewal?;
    let days = (renewal - today).get_days();
    if days > policy.renewal.within_days || days < -PASSED_DAYS {
        return None;
    }
    Some(if days < 0 {
        format!("the contract was up for renewal on {renewal}")
    } else {
        format!("the contract renews on {renewal}")
    })
}

fn of_goal(signal: &Signal<'_>, observed: &Observed<'_>, today: Date) -> Option<String> {
    let metric = match signal.name {
        SignalName::Usage => metric_of_goal(signal, observed, MetricRole::Usage)?,
        SignalName::Adoption => metric_of_goal(signal, observed, MetricRole::Adoption)?,
        SignalName::Milestones => {
            let mut goals = observed.goals.iter();
            let is_past = |due: Option<Date>| due.is_some_and(|due| due < today);
            let is_any = goals.any(|goal| goal.is_behind == Some(true) || is_past(goal.due));
            return is_any.then(|| "a goal of the customer's is behind".to_owned());
        }
        SignalName::Support | SignalName::Sentiment | SignalName::Billing | SignalName::Relationship => return None,
    };
    Some(format!("a goal of the customer's names {metric}"))
}

/// The metric of a signal that a KPI of the customer's goals measures: one that is measured over
/// time, or one whose KPI the signal was read off.
fn metric_of_goal(signal: &Signal<'_>, observed: &Observed<'_>, role: MetricRole) -> Option<String> {
    let of_goal = |metric: &str| observed.kpis.iter().any(|kpi| is_same_metric(kpi.metric, metric));
    let measured = observed.measured.iter().filter(|it| it.role == role);
    let mut named = measured.filter(|it| of_goal(&it.metric));
    let quoted = |metric: &str| format!("`{metric}`");
    named.next().map(|it| quoted(&it.metric)).or_else(|| {
        let goals = signal
            .readings
            .iter()
            .filter_map(|reading| match &reading.criterion.origin {
                CriterionOrigin::Goal(goal) => Some(goal),
                CriterionOrigin::Default | CriterionOrigin::Settings(_) => None,
            });
        let mut kpis = goals.filter_map(|goal| observed.kpis.iter().find(|kpi| kpi.goal == *goal));
        kpis.next().map(|kpi| quoted(kpi.metric))
    })
}

fn unmet_sponsor(name: SignalName, observed: &Observed<'_>, today: Date) -> Option<String> {
    if name != SignalName::Relationship || !observed.profile.has_sponsor {
        return None;
    }
    let was_met = observed.touches.iter().any(|touch| {
        let took_part = touch.with_sponsor && matches!(touch.kind, TouchKind::Met | TouchKind::Heard);
        took_part && touch.date <= today && (today - touch.date).get_days() <= MET_DAYS
    });
    (!was_met).then(|| format!("nobody who can sponsor was met in the last {MET_DAYS} days"))
}
