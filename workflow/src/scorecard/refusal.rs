//! Why something may not happen to a scorecard.

use jiff::civil::Date;

use super::template::Part;
use crate::people::Denied;

/// Why something may not happen to a scorecard. Says what is the case and what it takes.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ScorecardRefusal {
    /// The person may not do it at all.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The scorecard stands where that can't happen.
    #[error("this scorecard {stands}, so {what}")]
    State {
        /// Where it stands: `is in review`.
        stands: &'static str,
        /// What can't happen: `no answer changes`.
        what: &'static str,
        /// What can.
        instead: &'static str,
    },
    /// There is no such thing in the scorecard.
    #[error("this scorecard has no {what} `{name}`; it has {}", listed(.known))]
    NoSuch {
        /// `field`, `dimension`, `task`, `date`.
        what: &'static str,
        /// What was named.
        name: String,
        /// What there is.
        known: Vec<String>,
    },
    /// The field takes another kind of answer (SC-2).
    #[error("`{given}` is no answer to `{field}`, which takes {takes}")]
    Value {
        /// The field.
        field: String,
        /// What it takes, in words.
        takes: String,
        /// What was given.
        given: String,
    },
    /// A score is no number from 0 to 100.
    #[error("`{0}` is no score; take a number from 0 to 100, or `none` to go by the answers again")]
    Score(String),
    /// Something that must be said was not.
    #[error("{0}")]
    Unsaid(&'static str),
    /// The records answer the field, and whoever knows better says why.
    #[error("the records answer `{field}` with \u{201C}{says}\u{201D}")]
    OnRecord {
        /// The field.
        field: String,
        /// What they answer.
        says: String,
    },
    /// The records don't answer the field.
    #[error("the records don't answer `{0}`, so there is nothing to confirm or correct")]
    NotOnRecord(String),
    /// A stop task comes first (SC-8).
    #[error("the stop task `{task}` ({title}) comes first")]
    StopTask {
        /// The task.
        task: String,
        /// What it asks.
        title: String,
    },
    /// Fields of a task wait (SC-2).
    #[error("`{task}` is not done: {}", waiting(.empty, .unconfirmed))]
    Waiting {
        /// The task, or `the scorecard`.
        task: String,
        /// The required fields without an answer.
        empty: Vec<String>,
        /// The fields that the records answer and nobody has confirmed.
        unconfirmed: Vec<String>,
    },
    /// A task takes a copy that nobody has attached.
    #[error("`{0}` takes a copy of what the figures come from, and none is attached")]
    NoCopy(String),
    /// Nobody plays the part (SC-10).
    #[error("nobody is the {} of this scorecard", .0.noun())]
    Unassigned(Part),
    /// Somebody else plays the part.
    #[error("the {} of this scorecard is {name}", .part.noun())]
    NotAssigned {
        /// The part.
        part: Part,
        /// Who plays it.
        name: String,
    },
    /// The person has worked on it themselves (SC-10).
    #[error("{0} has worked on this scorecard; whoever reviews it is another person")]
    OwnWork(String),
    /// The task was done before.
    #[error("{name} has done `{task}` already, on {day}")]
    Done {
        /// The task.
        task: String,
        /// Who.
        name: String,
        /// The day under it.
        day: Date,
    },
    /// The review is done by accepting or rejecting.
    #[error("`{0}` is done once the supervisor accepts the scorecard")]
    Review(String),
    /// The person lacks the role that the part takes.
    #[error("`{login}` can't be the {} of this scorecard: it takes the role `{}` for the account", .part.noun(), .part.role())]
    LacksRole {
        /// The person.
        login: String,
        /// The part.
        part: Part,
    },
    /// The template can't be used.
    #[error("the template `{name}` can't be used: {why}")]
    Template {
        /// The template.
        name: String,
        /// The first of its faults.
        why: String,
    },
    /// It says something else than its digest stands for.
    #[error("it says something else than was seen")]
    OtherDigest,
    /// A business function was alerted to the dimension already.
    #[error("`{0}` was told of already")]
    AlertedAlready(String),
}

impl ScorecardRefusal {
    /// What to do about it; empty where the message says it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::State { instead, .. } => instead,
            Self::OnRecord { .. } => {
                "`vouch scorecard confirm ID FIELD` if that holds, else \
                 `vouch scorecard correct ID FIELD=VALUE --reason TEXT`"
            }
            Self::NotOnRecord(_) => "`vouch scorecard fill ID FIELD=VALUE`",
            Self::StopTask { .. } => "`vouch scorecard done ID TASK` once it is done",
            Self::Waiting { .. } => {
                "`vouch scorecard fill`, `confirm` or `correct`; what says nothing of this account: \
                 `vouch scorecard na ID FIELD --reason TEXT`"
            }
            Self::NoCopy(_) => "`vouch scorecard attach ID FILE`",
            Self::Unassigned(_) | Self::NotAssigned { .. } | Self::OwnWork(_) => {
                "`vouch scorecard assign ID supervisor LOGIN`"
            }
            Self::LacksRole { .. } => "an administrator grants roles with `vouch user grant`",
            Self::Review(_) => "`vouch scorecard submit ID`, then the supervisor's `vouch scorecard approve ID`",
            Self::Denied(Denied::NotSignedIn { .. }) => {
                "set `VOUCH_TOKEN`, or name yourself with `--user LOGIN`; `vouch user init` makes the first person"
            }
            _ => "",
        }
    }
}

fn waiting(empty: &[String], unconfirmed: &[String]) -> String {
    let mut told = Vec::new();
    if !empty.is_empty() {
        told.push(format!("without an answer: {}", listed(empty)));
    }
    if !unconfirmed.is_empty() {
        told.push(format!("not confirmed: {}", listed(unconfirmed)));
    }
    told.join("; ")
}

fn listed(names: &[String]) -> String {
    if names.is_empty() {
        return "none".to_owned();
    }
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}
