//! When a task of a template is due, as a file has it.

use serde::{Deserialize, Serialize};

use crate::run::{Anchor, Due};

/// [`Due`] as a template has it: there, a word that nobody knows is a mistake.
#[derive(Serialize, Deserialize)]
#[serde(remote = "Due", deny_unknown_fields)]
pub(super) struct WrittenDue {
    from: Anchor,
    days: i32,
    #[serde(default)]
    working_days: bool,
    #[serde(default)]
    weekdays_only: bool,
}
