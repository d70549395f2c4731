//! Measurement: what the documents ask to be counted, reckoned from the log.
//!
//! Everything here is a pure function of runs that were folded from the log. What is counted is a
//! *case*: what was begun for one account, of one kind and for one cause, however many runs it
//! took (`case.rs`). The three tests of a recap (VR-61, VR-62, VR-64) are three functions over the
//! same cases and share no number.

mod audit;
mod audit_text;
mod candidate;
mod case;
mod handoff;
mod health;
mod lines;
mod metrics;
mod metrics_text;
mod pilot;
mod pilot_report;
mod prometheus;
mod recap;
mod sample;
mod share;
mod systems;

#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;

pub use audit::{AuditRow, AuditTable, Cell, Column, handoff_audit, recap_audit, sample};
pub use audit_text::render_audit;
pub use candidate::candidate;
pub use case::Period;
pub use handoff::HandoffMetrics;
pub use health::{Feedback, HealthMetrics};
pub use metrics::{Metrics, metrics};
pub use metrics_text::render_text;
pub use pilot::{BadPilot, Evidence, Pilot, PilotEvent, PilotPlan};
pub use pilot_report::{ClaimLevel, PilotReport, PilotReturn, render_report, report};
pub use prometheus::render_prometheus;
pub use recap::RecapMetrics;
pub use sample::{
    Candidate, Sample, closed_won_in_segment, last_day, renewals_in_next_quarter, top_by_value, top_tenth,
};
pub use share::{Component, Coverage, Share, Threshold};
pub use systems::SystemUse;
