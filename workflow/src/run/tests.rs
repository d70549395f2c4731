//! Whole runs: what people do to one, what follows, and what is refused.

mod approve;
mod attempt;
mod cast;
mod dates;
mod decide;
mod edit;
mod gates;
mod judge;
mod log;
mod model;
mod picture;
mod play;
mod random;
mod refused;
mod returns;
mod stages;
mod steps;
mod story;
mod tasks;
mod unready;
