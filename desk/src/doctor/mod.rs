//! Is this set-up ready? What `vouch doctor` looks at beside the evidence: the data folder, the
//! store and its index, the machine, the model, the people. Nothing here changes any of it.

mod machine;
mod model;
mod people;
mod settings;
mod store;
mod text;

use jiff::civil::Date;
use serde::Serialize;
use workflow::readiness::{AccountReadiness, Answer, Readiness};

pub(crate) use machine::{certificates, disk, folder};
pub(crate) use model::model;
pub(crate) use people::people;
pub(crate) use settings::{prompts, settings};
pub(crate) use store::{exists, index, opened, unopened};
pub(crate) use text::render;

/// Something of the set-up that was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Check {
    /// What was looked at.
    pub(crate) name: &'static str,
    /// How it stands.
    pub(crate) state: CheckState,
    /// What was found, without a full stop.
    pub(crate) found: String,
    /// What to do; none where nothing is to be done, or where what was found says it.
    pub(crate) to_do: Option<String>,
}

/// How something of the set-up stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum CheckState {
    /// As it should.
    Ok,
    /// It works, and will not for everything or for long.
    Warning,
    /// It doesn't work.
    Failed,
    /// It isn't used.
    Unused,
}

impl Check {
    fn new(name: &'static str, state: CheckState, found: impl Into<String>) -> Self {
        Self {
            name,
            state,
            found: found.into(),
            to_do: None,
        }
    }

    fn advising(self, to_do: impl Into<String>) -> Self {
        Self {
            to_do: Some(to_do.into()),
            ..self
        }
    }

    /// Whether somebody should look at it.
    pub(crate) fn is_finding(&self) -> bool {
        matches!(self.state, CheckState::Warning | CheckState::Failed)
    }
}

/// What came of looking at everything.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Report {
    /// Whether there is nothing to report.
    pub(crate) ready: bool,
    /// The day that was spoken of.
    pub(crate) as_of: Date,
    /// The set-up.
    pub(crate) set_up: Vec<Check>,
    /// How ready the workflows are for all accounts together; nothing where the store could not be
    /// opened.
    pub(crate) overall: Vec<Answer>,
    /// How ready they are for each account that was asked about.
    pub(crate) accounts: Vec<AccountReadiness>,
}

impl Report {
    pub(crate) fn new(as_of: Date, set_up: Vec<Check>, overall: Vec<Answer>, accounts: Vec<AccountReadiness>) -> Self {
        let is_met = |answer: &Answer| answer.readiness != Readiness::NotReady;
        let ready = !set_up.iter().any(Check::is_finding)
            && overall.iter().all(is_met)
            && accounts.iter().all(AccountReadiness::is_ready);
        Self {
            ready,
            as_of,
            set_up,
            overall,
            accounts,
        }
    }
}
