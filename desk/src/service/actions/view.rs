//! Actions as a program reads them.

use grounding::Citation;
use jiff::Timestamp;
use schemars::JsonSchema;
use serde::Serialize;
use workflow::action::{Action, ActionKind, action_stop};

/// An action, for a program.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct ActionView {
    id: String,
    account_id: String,
    kind: ActionKind,
    state: &'static str,
    digest: String,
    text: String,
    run: Option<String>,
    citations: Vec<Citation>,
    /// The stop rules that hold it up.
    pub(crate) stops: Vec<StopView>,
    proposed_by: String,
    proposed_at: Timestamp,
    approved_by: Option<String>,
}

/// A stop rule that holds an action up.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct StopView {
    /// Its name.
    pub(crate) name: String,
    /// Why it holds the action up.
    pub(crate) why: String,
}

impl From<&Action> for ActionView {
    fn from(action: &Action) -> Self {
        let proposed = &action.proposed;
        let stops = proposed.stops.iter().map(|name| StopView {
            name: name.clone(),
            why: action_stop(name).map(|stop| stop.why.to_owned()).unwrap_or_default(),
        });
        Self {
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
}
