//! Customer health: what an account's signals say, and what a person should look at.
//!
//! Source: Customer Health Scoring (requirements HS-1 to HS-35).

mod criterion;
mod level;
mod observed;
mod policy;
mod score;
mod signal;
mod snapshot;

pub use criterion::{Criterion, CriterionOrigin, Limits};
pub use level::{Level, Trend};
pub use observed::{
    Answered, Billed, GoalSeen, Happened, KpiSeen, Measured, MetricRole, MilestoneSeen, Observed, Profile, Sample,
    Scored, TicketSeen, Touch, TouchKind, Voice,
};
pub use policy::{Freshness, HealthPolicy, OwnCriterion, RenewalFactors, ScoreLevels, SegmentWeights};
pub use score::{Cap, Score, Weighted};
pub use signal::{Conflict, Reading, Seen, Signal, SignalName, signals};
pub use snapshot::{Course, Snapshot};
