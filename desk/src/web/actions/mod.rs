//! Actions: what would reach a customer or change a forecast, as it is proposed, approved and
//! carried out.

mod act;
mod list;
mod propose;
mod show;

use workflow::action::{Action, ActionState};

use super::routes::Routes;

/// The routes of actions.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .and(list::routes())
        .and(propose::routes())
        .and(show::routes())
        .and(act::routes())
}

/// Where an action stands: the word, the class that has its color, and a sign that reads without it.
fn state(action: &Action) -> (&'static str, &'static str, &'static str) {
    match action.state {
        ActionState::Proposed => ("proposed", "review", "?"),
        ActionState::Approved(_) => ("approved", "approved", "\u{2714}"),
        ActionState::Rejected(_) => ("rejected", "rejected", "\u{2717}"),
        ActionState::Executed(_) => ("carried out", "plain", "\u{2192}"),
    }
}
