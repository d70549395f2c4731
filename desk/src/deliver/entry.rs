//! A message in a list: what it tells whom, and how far it has come.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use store::StoredOutgoing;

use super::receivers::Held;
use super::retry::NEVER;

/// What every message says at its head, whatever else it says.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Head {
    /// What happened.
    pub(super) event: String,
    run: Option<String>,
    account_id: Option<String>,
}

impl Head {
    /// The head of that message; an empty one of what is no message.
    pub(super) fn of(body: &str) -> Self {
        serde_json::from_str(body).unwrap_or_default()
    }
}

/// How far a message has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Standing {
    /// It was never tried.
    Waiting,
    /// It failed and is tried again.
    Failing,
    /// It failed too often to be tried again, unless somebody asks for it.
    GivenUp,
    /// It is not tried until somebody puts the settings right.
    Held,
    /// It arrived.
    Delivered,
}

/// A message in a list.
#[derive(Debug, Serialize)]
pub(crate) struct Entry {
    /// Its number, in the order in which messages came.
    pub(crate) id: i64,
    /// What it is known by to whoever gets it.
    key: String,
    /// The subscriber.
    pub(crate) target: String,
    /// What happened.
    pub(crate) event: String,
    /// The run that it happened to, if it was one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) run: Option<String>,
    /// The account that it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) account_id: Option<String>,
    /// How far it has come.
    pub(crate) state: Standing,
    /// How often its delivery was tried.
    pub(crate) attempts: u32,
    /// Why it is held, or why the last try that failed did.
    pub(crate) error: Option<String>,
    made_at: Timestamp,
    /// The time before which it is not tried again; none where it never is.
    pub(crate) next_at: Option<Timestamp>,
    /// When it arrived.
    pub(crate) delivered_at: Option<Timestamp>,
}

impl Entry {
    /// A stored message, with the reason why its target is held, if it is.
    pub(crate) fn new(message: StoredOutgoing, held: Option<Held>) -> Self {
        let state = if message.delivered_at.is_some() {
            Standing::Delivered
        } else if held.is_some() {
            Standing::Held
        } else if message.next_at == NEVER {
            Standing::GivenUp
        } else if message.last_error.is_some() {
            Standing::Failing
        } else {
            Standing::Waiting
        };
        let is_tried_again = matches!(state, Standing::Waiting | Standing::Failing);
        let held = held.filter(|_| state == Standing::Held).map(|held| held.to_string());
        let head = Head::of(&message.body);
        Self {
            id: message.id,
            key: message.key,
            target: message.target,
            event: head.event,
            run: head.run,
            account_id: head.account_id,
            state,
            attempts: message.attempts,
            error: held.or(message.last_error),
            made_at: message.made_at,
            next_at: is_tried_again.then_some(message.next_at),
            delivered_at: message.delivered_at,
        }
    }
}
