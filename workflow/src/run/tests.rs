//! Whole runs: what people do to one, what follows, and what is refused.

mod approve;
mod attempt;
mod begins;
mod cast;
mod dates;
mod decide;
mod edit;
mod gates;
mod judge;
mod leave;
mod link;
mod log;
mod model;
mod picture;
mod play;
mod random;
mod refused;
mod returns;
mod stages;
mod standing;
mod steps;
mod story;
mod stretch;
mod tasks;
mod unready;
mod who;
