//! Actions as they are printed.

use grounding::Citation;
use jiff::Timestamp;
use serde::Serialize;
use workflow::action::{Action, ActionKind, ActionState, action_stop};
use workflow::brief::short_digest;

/// An action, for a program.
#[derive(Debug, Serialize)]
pub(super) struct ActionView {
    id: String,
    account_id: String,
    kind: ActionKind,
    state: &'static str,
    digest: String,
    text: String,
    run: Option<String>,
    citations: Vec<Citation>,
    stops: Vec<StopView>,
    proposed_by: String,
    proposed_at: Timestamp,
    approved_by: Option<String>,
}

/// A stop rule that holds an action up.
#[derive(Debug, Serialize)]
struct StopView {
    name: String,
    why: String,
}

pub(super) fn view(action: &Action) -> ActionView {
    let proposed = &action.proposed;
    let stops = proposed.stops.iter().map(|name| StopView {
        name: name.clone(),
        why: action_stop(name).map(|stop| stop.why.to_owned()).unwrap_or_default(),
    });
    ActionView {
        id: action.id.clone(),
        account_id: action.account().to_string(),
        kind: proposed.kind,
        state: action.state.word(),
        digest: action.digest.clone(),
        text: proposed.text.clone(),
        run: proposed.run.clone(),
        citations: proposed.citations.clone(),
        stops: stops.collect(),
        proposed_by: action.began.name.clone(),
        proposed_at: action.began.at,
        approved_by: action.state.approval().map(|it| it.signed.name.clone()),
    }
}

pub(super) fn line(action: &Action) -> String {
    format!(
        "{}  {} \u{b7} {}  {}  proposed by {}",
        action.id,
        action.account(),
        action.proposed.kind.noun(),
        action.state.word(),
        action.began.name
    )
}

pub(super) fn told(action: &Action) -> String {
    let mut text = format!(
        "{}\ndigest {}\n\n{}\n",
        line(action),
        action.digest,
        action.proposed.text
    );
    for citation in &action.proposed.citations {
        text.push_str(&format!(
            "\n  {}\n    \u{201C}{}\u{201D}\n",
            citation.source_id, citation.quote
        ));
    }
    if !action.proposed.stops.is_empty() {
        let waits = match action.state {
            ActionState::Proposed => "waits",
            _ => "waited",
        };
        text.push_str(&format!("\nIt {waits} for the account's owner because:\n"));
    }
    for stop in view(action).stops {
        text.push_str(&format!("  ! {}: {}\n", stop.name.replace('_', " "), stop.why));
    }
    if let ActionState::Proposed = action.state {
        text.push_str(&format!(
            "\n`vouch action approve {} --digest {} --ok all` once you have looked\n",
            action.id,
            short_digest(&action.digest)
        ));
    }
    text
}
