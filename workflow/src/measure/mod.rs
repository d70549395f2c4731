//! Measurement: what the documents ask to be counted, reckoned from the log.

mod pilot;

pub use pilot::{Evidence, PilotEvent, PilotPlan};
