//! Whole runs: what people do to one, what follows, and what is refused.

mod approve;
mod cast;
mod dates;
mod decide;
mod edit;
mod gates;
mod judge;
mod log;
mod model;
mod play;
mod refused;
mod returns;
mod stages;
mod steps;
mod story;
mod tasks;
