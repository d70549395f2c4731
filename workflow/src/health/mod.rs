//! Customer health: what an account's signals say, and what a person should look at.
//!
//! Source: Customer Health Scoring (requirements HS-1 to HS-35).

#[cfg(test)]
mod by_hand;
mod course;
mod criterion;
mod definition;
mod facts;
mod finish;
mod inputs;
mod kept;
mod level;
mod links;
mod next;
mod observed;
mod policy;
mod readings;
mod records;
mod review;
mod score;
mod signal;
mod snapshot;
mod spec;
mod stops;
mod tasks;
mod tone;
mod trigger;
mod view;

pub use course::Course;
pub use criterion::{Criterion, CriterionOrigin, Limits};
pub use definition::HEALTH;
pub use kept::{is_own, snapshot_source};
pub use level::{Level, Trend};
pub(crate) use observed::level_of;
pub use observed::{
    Answered, Billed, GoalSeen, Happened, KpiSeen, Measured, MetricRole, MilestoneSeen, Observed, Profile, Sample,
    Scored, TicketSeen, Touch, TouchKind, Voice,
};
pub use policy::{Freshness, HealthPolicy, OwnCriterion, PolicyError, RenewalFactors, ScoreLevels, SegmentWeights};
pub use readings::{BuiltInReading, READINGS};
pub use score::{Cap, Score, Weighted};
pub use signal::{Conflict, Reading, Seen, Signal, SignalName, signals};
pub use snapshot::Snapshot;
pub use spec::{ALWAYS_SHOWN, FIRST, SPEC};
pub use tone::{tone, toned_words};
