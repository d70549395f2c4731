//! What starts a summary: somebody asks for it.

use grounding::SourceKind;

use super::facts::Facts;
use crate::brief::{Reason, Trigger};
use crate::definition::Request;
use crate::trigger::MANUAL;

/// The trigger of the run: that somebody asked, which no record has to show, or the reason that
/// they gave with `manual`. None where they asked for another kind.
pub(super) fn find(request: &Request) -> Option<Trigger> {
    match &request.trigger {
        Some(asked) if asked.kind == MANUAL => Some(asked.clone()),
        Some(asked) if asked.kind != ON_REQUEST => None,
        _ => Some(Trigger {
            kind: ON_REQUEST.to_owned(),
            record: "request".to_owned(),
            also: Vec::new(),
        }),
    }
}

/// The kind of trigger that needs no record.
const ON_REQUEST: &str = "on_request";

/// Why a summary may not begin at all: nothing starts it, nothing is known of the account, or the
/// rules on who must look can't be read (VR-10).
pub(super) fn stops(facts: &Facts<'_>, trigger: Option<&Trigger>, request: &Request) -> Vec<Reason> {
    let stop = |code: &str, message: String| Reason {
        code: code.to_owned(),
        message,
        citations: Vec::new(),
        about: String::new(),
        to: Vec::new(),
    };
    let mut stops = Vec::new();
    if trigger.is_none() {
        let message = "no trigger: a summary starts on request or by hand".to_owned();
        stops.push(stop("no_trigger", message));
    }
    let unreadable = request.rules_unreadable.clone();
    stops.extend(unreadable.map(|why| stop("rules_unreadable", why)));
    let mut known = facts.ledger.sources().filter(|source| source.account.is_some());
    // What somebody decided here tells of the desk's own work, and is nothing to draft from.
    if known.all(|source| source.kind == SourceKind::Decision) {
        let message = "there is no evidence of this account to draft from: read its exports with `vouch ingest PATH`";
        stops.push(stop("no_evidence", message.to_owned()));
    }
    stops
}

#[cfg(test)]
mod tests;
