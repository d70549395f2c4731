//! What must happen before it is said to anyone?
//!
//! The kinds of brief as definitions, what each needs before it may be drafted, and what follows
//! from what was found: questions, tasks, flags, gates and the state a run ends in. Time is an
//! argument; nothing here reads a clock, a file or a socket.

mod account;
pub mod action;
pub mod brief;
pub mod bundle;
mod calendar;
mod cite;
mod definition;
pub mod document;
pub mod handoff;
pub mod health;
mod highlight;
mod layout;
mod leaving;
pub mod log;
pub mod measure;
mod overview;
pub mod people;
pub mod readiness;
pub mod recap;
pub mod run;
pub mod scorecard;
mod section;
pub mod summary;
mod thresholds;
mod trigger;

pub use calendar::{long_date, on_weekday, working_days_from};
pub use cite::{cite_field, cite_span};
pub use definition::{
    Basis, Definition, Drafted, Edition, Finished, Frame, Holds, Labels, Prepared, Request, SectionDraft, StopRule,
    definition, kinds,
};
pub use highlight::HighlightField;
pub use layout::{Layout, SectionChoice};
pub use leaving::open_escalations;
pub use overview::{GoalView, Overview, renewal};
pub use thresholds::Thresholds;
