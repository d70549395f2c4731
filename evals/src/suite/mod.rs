//! Suites: cases with expectations, run against recorded fixtures.
//!
//! A suite is a TOML file. Each of its cases drafts a brief from exports, drafts a section from
//! evidence that the case brings with it, or has single claims judged; what comes of it is held
//! against what the case expects, and counted ([`metrics`]). Models answer from recordings
//! ([`agent::exchange`]), so that a run opens no socket and gives the same report to the byte.
//!
//! How a run goes:
//! - [`Suite::read`] reads the files; [`exports`] says which exports they need, which the caller
//!   takes in, each set into a [`Place`] of its own.
//! - [`run()`] runs the cases, as many at a time as there are cores: `drive` brings about what there
//!   is to judge, `check` holds it against the expectations.
//! - [`Report`] is what comes of it; [`render`] prints it, [`compare`] lays two side by side.

mod bootstrap;
mod case;
mod check;
pub mod compare;
mod drive;
mod evidence;
mod labels;
pub mod metrics;
mod pattern;
mod read;
pub mod render;
mod report;
mod run;
mod sets;

pub use case::{Case, Expect, Range, Refused, SetCase, Stated};
pub(crate) use drive::word;
pub use drive::{Bench, Live, Place};
pub use labels::Label;
pub(crate) use metrics::says_the_same;
pub use pattern::Pattern;
pub use read::{Suite, SuiteError};
pub use report::{
    CaseReport, CheckReport, ClaimReport, Kept, Miss, Nearest, QuoteReport, Report, SetReport, SuiteReport, Threshold,
    Timing, Variance,
};
pub use run::{Asked, exports, recordings, run};
