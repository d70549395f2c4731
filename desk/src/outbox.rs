//! What goes out when something happens: to a folder or an address, for whoever asked to be told
//! (VR-84, VR-85).
//!
//! It is put into the store with the event, in one transaction, and delivered afterwards; so it is
//! never sent for something that did not happen, and never forgotten for something that did.

use jiff::Timestamp;
use serde::Serialize;
use store::Outgoing;
use workflow::action::{Action, ActionKind, ActionState};
use workflow::brief::{RunState, sha256};
use workflow::people::Role;
use workflow::run::{Run, Signed};

use crate::settings::{Settings, Subscriber};

/// What a subscriber is told, as JSON (`vouch.event/1`). It names the brief by id and digest and
/// carries none of its text.
#[derive(Debug, Serialize)]
struct Message<'a> {
    schema: &'static str,
    event: &'a str,
    run: &'a str,
    account_id: &'a str,
    kind: &'a str,
    state: RunState,
    version: u32,
    digest: &'a str,
    /// Who must act now.
    waits_for: Vec<Waiting<'a>>,
    by: &'a str,
    at: Timestamp,
    /// What the brief was attached to.
    #[serde(skip_serializing_if = "Option::is_none")]
    target: Option<&'a str>,
}

/// Somebody who must act.
#[derive(Debug, Serialize)]
struct Waiting<'a> {
    role: Role,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
}

/// A run began: whoever must approve is asked.
pub(crate) fn started(settings: &Settings, run: &Run) -> Vec<Outgoing> {
    let event = match run.state.word() {
        RunState::InReview => "approval_asked",
        RunState::Paused => "paused",
        _ => "stopped",
    };
    tell(settings, event, run, &run.began, None)
}

/// Somebody approved.
pub(crate) fn approved(settings: &Settings, run: &Run, signed: &Signed) -> Vec<Outgoing> {
    let event = match run.state.word() {
        RunState::Approved => "approved",
        _ => "approved_in_part",
    };
    tell(settings, event, run, signed, None)
}

/// Somebody sent the brief back.
pub(crate) fn returned(settings: &Settings, run: &Run, signed: &Signed) -> Vec<Outgoing> {
    tell(settings, "returned", run, signed, None)
}

/// The approved brief belongs to a record of another system.
pub(crate) fn attached(settings: &Settings, run: &Run, signed: &Signed, target: &str) -> Vec<Outgoing> {
    tell(settings, "attached", run, signed, Some(target))
}

fn tell(settings: &Settings, event: &str, run: &Run, signed: &Signed, target: Option<&str>) -> Vec<Outgoing> {
    let waits = run.waits_for().into_iter().map(|role| Waiting {
        role,
        name: run.people.get(&role).map(|person| person.name.as_str()),
    });
    let message = Message {
        schema: "vouch.event/1",
        event,
        run: &run.id,
        account_id: run.account().as_str(),
        kind: &run.started.kind,
        state: run.state.word(),
        version: run.version,
        digest: &run.digest,
        waits_for: waits.collect(),
        by: &signed.name,
        at: signed.at,
        target,
    };
    // Names, words and numbers always have a JSON.
    let body = serde_json::to_string(&message).unwrap_or_default();
    to_subscribers(settings, event, &body)
}

/// The same message to everybody who is told of such an event. Its key is what it says, so that it
/// is stored once for each.
pub(crate) fn to_subscribers(settings: &Settings, event: &str, body: &str) -> Vec<Outgoing> {
    let wants = |it: &&Subscriber| it.events.is_empty() || it.events.iter().any(|wanted| wanted == event);
    let subscribers = settings.outbox.iter().filter(wants);
    subscribers
        .map(|subscriber| Outgoing {
            key: sha256(format!("{}\n{body}", subscriber.name).as_bytes()),
            target: subscriber.name.clone(),
            body: body.to_owned(),
        })
        .collect()
}

/// What a subscriber is told of an action, as JSON (`vouch.event/1`). An action that is carried
/// out brings its words along: whoever subscribes to it is the one who sends them.
#[derive(Debug, Serialize)]
struct ActionMessage<'a> {
    schema: &'static str,
    event: String,
    action: &'a str,
    account_id: &'a str,
    kind: ActionKind,
    digest: &'a str,
    by: &'a str,
    at: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
}

/// Something happened to an action.
pub(crate) fn action(settings: &Settings, action: &Action, signed: &Signed) -> Vec<Outgoing> {
    let event = format!("action_{}", action.state.word());
    let executed = matches!(action.state, ActionState::Executed(_));
    let message = ActionMessage {
        schema: "vouch.event/1",
        event: event.clone(),
        action: &action.id,
        account_id: action.account().as_str(),
        kind: action.proposed.kind,
        digest: &action.digest,
        by: &signed.name,
        at: signed.at,
        text: executed.then_some(action.proposed.text.as_str()),
    };
    let body = serde_json::to_string(&message).unwrap_or_default();
    to_subscribers(settings, &event, &body)
}
