//! Why something may not happen to a run.

use jiff::Timestamp;

use crate::brief::{RunState, short_digest};
use crate::people::{Denied, Role};

/// Why something may not happen to a run. Says what is the case and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The person may not do it at all.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The run stands where that can't happen.
    #[error("this run {}, so {what}", standing(*.state))]
    State {
        /// Where it stands.
        state: RunState,
        /// What can't happen, and what can: `it can't be approved`.
        what: &'static str,
    },
    /// What would be approved is not what was seen.
    #[error("the brief has changed since you saw it: you saw `{}`, and it is `{}` now", short_digest(.seen), short_digest(.now))]
    Changed {
        /// The digest that was seen.
        seen: String,
        /// The digest now.
        now: String,
    },
    /// The person has not looked.
    #[error("you have not seen this brief as it stands (`{}`)", short_digest(.now))]
    NotSeen {
        /// The digest now.
        now: String,
    },
    /// No source was opened, and no reason was given.
    #[error("you have opened none of the {count} sources that this brief rests on")]
    NotOpened {
        /// How many there are.
        count: usize,
    },
    /// Items were not answered for.
    #[error("an approval answers for each item; missing: {}", listed(.0))]
    Items(Vec<String>),
    /// Claims wait for a person.
    #[error("a person must first accept or reject {}", listed(.0))]
    ClaimsWait(Vec<String>),
    /// What it was sent back for is not answered.
    #[error("it was sent back for {}, which nobody has answered", listed(.0))]
    Unanswered(Vec<String>),
    /// A stop task comes first.
    #[error("the stop task `{task}` ({title}) comes first")]
    StopTask {
        /// The task.
        task: String,
        /// What it asks.
        title: String,
    },
    /// The role has approved.
    #[error("{name} has approved as the {} already, at {at}", role.noun())]
    SignedAlready {
        /// The role.
        role: Role,
        /// Who.
        name: String,
        /// When.
        at: Timestamp,
    },
    /// The person has approved in another role.
    #[error("{name} has approved as the {} already; the other approval takes another person", role.noun())]
    SamePerson {
        /// Who.
        name: String,
        /// The role they approved in.
        role: Role,
    },
    /// It is somebody else's turn.
    #[error("it is the turn of {}", all_of(.0))]
    NotYet(Vec<Role>),
    /// Nobody approves in that role.
    #[error("a {kind} is not approved by the {}; it takes {}", role.noun(), all_of(.takes))]
    NoSuchRole {
        /// The kind of brief.
        kind: String,
        /// The role.
        role: Role,
        /// The roles that do.
        takes: Vec<Role>,
    },
    /// There is no such thing in the run.
    #[error("this run has no {what} `{name}`; it has {}", listed(.known))]
    NoSuch {
        /// `task`, `claim`, `question`.
        what: &'static str,
        /// What was named.
        name: String,
        /// What there is.
        known: Vec<String>,
    },
    /// It was done before.
    #[error("{0}")]
    Already(String),
    /// Something that must be said was not.
    #[error("{0}")]
    Unsaid(&'static str),
    /// Gates are closed.
    #[error("not yet: {}", .0.join("; "))]
    Gates(Vec<String>),
    /// The person's role may not judge that.
    #[error("`{name}` is for {} to {to}", any_of(.roles))]
    NotTheirs {
        /// The claim.
        name: String,
        /// Who may.
        roles: Vec<Role>,
        /// `judge` or `decide`.
        to: &'static str,
    },
}

impl Refusal {
    /// What to do about it; empty where the message says it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::State { .. } => "`vouch review show RUN` says where it stands and what comes next",
            Self::Changed { .. } | Self::NotSeen { .. } => "look at it with `vouch review show RUN`, then approve",
            Self::NotOpened { .. } => {
                "open what matters with `vouch review open RUN CLAIM`, or say why not with `--unopened REASON`"
            }
            Self::Items(_) => "name what you stand for with `--ok ITEM,…`, or `--ok all`; else return the brief",
            Self::ClaimsWait(_) => "`vouch review judge RUN CLAIM accept|reject --reason TEXT`",
            Self::Unanswered(_) => "`vouch review decide RUN NAME --answer TEXT`",
            Self::StopTask { .. } => "`vouch review done RUN TASK` once it is done",
            Self::Denied(Denied::NotSignedIn { .. }) => {
                "set `VOUCH_TOKEN`, or name yourself with `--user LOGIN`; `vouch user init` makes the first person"
            }
            Self::Gates(_) => "`vouch review show RUN` lists the gates",
            _ => "",
        }
    }
}

fn standing(state: RunState) -> &'static str {
    match state {
        RunState::Paused => "is paused",
        RunState::Stopped => "was stopped",
        RunState::Failed => "failed",
        RunState::InReview => "is in review",
        RunState::Returned => "was returned",
        RunState::Approved => "is approved",
        RunState::Superseded => "was superseded by a later one",
    }
}

fn listed(names: &[String]) -> String {
    if names.is_empty() {
        return "none".to_owned();
    }
    names
        .iter()
        .map(|name| format!("`{name}`"))
        .collect::<Vec<_>>()
        .join(", ")
}

/// `the AE and the CSM`
fn all_of(roles: &[Role]) -> String {
    the(roles, " and ")
}

/// `the AE or the CSM`
fn any_of(roles: &[Role]) -> String {
    the(roles, " or ")
}

fn the(roles: &[Role], between: &str) -> String {
    let article = |role: &Role| if *role == Role::CsOperations { "" } else { "the " };
    let nouns: Vec<String> = roles
        .iter()
        .map(|role| format!("{}{}", article(role), role.noun()))
        .collect();
    nouns.join(between)
}
