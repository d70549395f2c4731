//! Words and colors that several pages share.

use workflow::brief::RunState;
use workflow::health::Level;

/// The state of a run, and the class that has its color.
pub(crate) fn state(state: RunState) -> (&'static str, &'static str) {
    match state {
        RunState::Paused => ("paused", "paused"),
        RunState::Stopped => ("stopped", "stopped"),
        RunState::Failed => ("failed", "stopped"),
        RunState::InReview => ("in review", "review"),
        RunState::Returned => ("returned", "returned"),
        RunState::Approved => ("approved", "approved"),
        RunState::Superseded => ("superseded", "plain"),
    }
}

/// A level of health: its word, the class that has its color, and a sign that reads without it.
pub(crate) fn level(level: Level) -> (&'static str, &'static str, &'static str) {
    match level {
        Level::Green => ("Green", "green", "\u{25cf}"),
        Level::Amber => ("Amber", "amber", "\u{25d0}"),
        Level::Red => ("Red", "red", "\u{25cb}"),
        Level::Unknown => ("Unknown", "unknown", "?"),
    }
}
