//! Actions as they are printed.

use workflow::action::{Action, ActionState};
use workflow::brief::short_digest;

use crate::service::actions::ActionView;

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
    for stop in ActionView::from(action).stops {
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
