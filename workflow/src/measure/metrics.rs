//! Everything that is counted (VR-60 to VR-62, VR-65, HO-30 to HO-32, HO-41, HO-43, HS-32, PG-5).

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::case::{Period, Window};
use super::handoff::{HandoffMetrics, handoffs};
use super::health::{Feedback, HealthMetrics, feedback, health};
use super::recap::{RecapMetrics, recaps};
use super::systems::{SystemUse, systems};
use crate::action::Action;
use crate::run::Run;

/// Everything that is counted.
///
/// Where a period is given, an event counts if its day is in it, and what came of a brief counts by
/// the day on which it happened. A share is of what began in the period, and passes by what had
/// happened by the period's last day. An approval that was taken back later is gone from every
/// period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Metrics {
    /// The days that were looked at; none where all of them were.
    pub period: Option<Period>,
    /// What is counted of account value recaps.
    pub recap: RecapMetrics,
    /// What is counted of handoffs.
    pub handoff: HandoffMetrics,
    /// What is counted of customer health.
    pub health: HealthMetrics,
    /// The systems that the briefs begun cite, by name (VR-65).
    pub systems: Vec<SystemUse>,
    /// What people think of the sections of briefs.
    pub feedback: Vec<Feedback>,
}

/// Counts what happened to the runs and the actions, from the first day of the period to its last;
/// ever, where there is none.
pub fn metrics(runs: &[Run], actions: &[Action], period: Option<(Date, Date)>) -> Metrics {
    let period = period.map(|(from, to)| Period { from, to });
    let window = Window(period);
    Metrics {
        period,
        recap: recaps(runs, actions, window),
        handoff: handoffs(runs, window),
        health: health(runs, window),
        systems: systems(runs, window),
        feedback: feedback(runs, window),
    }
}
