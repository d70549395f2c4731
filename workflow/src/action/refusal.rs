//! Why something may not happen to an action.

use jiff::civil::Date;

use super::{ActionKind, action_stop};
use crate::brief::short_digest;
use crate::people::Denied;
use crate::run::Check;

/// Why something may not happen to an action. Says what is the case and what it takes.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ActionRefusal {
    /// The person may not do it at all.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The action stands where that can't happen.
    #[error("this action was {state} before, so {what}")]
    State {
        /// The word of where it stands.
        state: &'static str,
        /// What can't happen: `it can't be approved`.
        what: &'static str,
    },
    /// Nobody has approved it (VR-30, VR-82, HO-23).
    #[error(
        "nobody has approved this action; first the account owner answers for {}; {}",
        listed(&Check::ALL),
        held_up(.stops)
    )]
    NotApproved {
        /// The stop rules that hold it up, by name.
        stops: Vec<String>,
    },
    /// It was carried out before.
    #[error("{name} has carried it out already, on {day}")]
    Done {
        /// Who.
        name: String,
        /// The day under it.
        day: Date,
    },
    /// Another digest was named, or too little of it.
    #[error("`{named}` does not name what was proposed, which is `{}`", short_digest(.proposed))]
    OtherDigest {
        /// What was named.
        named: String,
        /// The digest of what was proposed.
        proposed: String,
    },
    /// Not all five checks were made (VR-30).
    #[error("an approval answers for each of the five checks; missing: {}", listed(.0))]
    Checks(Vec<Check>),
    /// No words give reason to it (HS-25).
    #[error("the {} cites nothing; cite the signal that gives reason to it", .0.noun())]
    NothingCited(ActionKind),
    /// Nothing but a health score gives reason to it (HS-22).
    #[error("the {} rests on a health score alone; cite a signal that is no health snapshot", .0.noun())]
    ScoreAlone(ActionKind),
    /// Something that must be said was not.
    #[error("{0}")]
    Unsaid(&'static str),
}

impl ActionRefusal {
    /// What to do about it; empty where the message says it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::State { .. } => "`vouch action show ID` says where it stands; another try is another action",
            Self::NotApproved { .. } => "its account owner approves it with `vouch action approve ID`",
            Self::OtherDigest { .. } => "look at it with `vouch action show ID`, then name the digest it shows",
            Self::Checks(_) => "name what you stand for with `--ok CHECK,…`, or `--ok all`; else reject the action",
            Self::Denied(Denied::NotSignedIn { .. }) => {
                "set `VOUCH_TOKEN`, or name yourself with `--user LOGIN`; `vouch user init` makes the first person"
            }
            _ => "",
        }
    }
}

fn listed(checks: &[Check]) -> String {
    let words: Vec<String> = checks.iter().map(|check| format!("`{check}`")).collect();
    words.join(", ")
}

fn held_up(stops: &[String]) -> String {
    if stops.is_empty() {
        return "no stop rule holds it up beside".to_owned();
    }
    let named: Vec<String> = stops
        .iter()
        .map(|name| match action_stop(name) {
            Some(stop) => format!("`{name}` ({})", stop.why),
            None => format!("`{name}`"),
        })
        .collect();
    format!("stop rules hold it up: {}", named.join(", "))
}
