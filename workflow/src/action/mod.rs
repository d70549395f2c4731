//! Actions: what would reach a customer or change a forecast, each refused until its owner has
//! looked at it (VR-30, VR-44, VR-82, HS-22, HS-25, HO-23).
//!
//! What happens to an action is a list of [`ActionEvent`]s. [`Action::replay`] folds them into
//! what the owner sees; [`propose`] and the methods of [`Action`] say which event may come next,
//! or why none may. An action's text never changes: another text is another action.

mod commands;
mod cue;
mod event;
mod kind;
mod refusal;
mod state;
mod stops;
mod words;

#[cfg(test)]
mod tests;

use grounding::AccountId;

use crate::run::Signed;

pub use commands::propose;
pub use event::{ActionEvent, Proposed};
pub use kind::ActionKind;
pub use refusal::ActionRefusal;
pub use state::{ActionState, Approved, Executed, Rejected};
pub use stops::{ACTION_STOPS, ActionStop, action_stop, stops};

/// An action, as the events left it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// Its id.
    pub id: String,
    /// What was proposed.
    pub proposed: Proposed,
    /// When, and by whom.
    pub began: Signed,
    /// What makes it that action: `sha256:` over the canonical JSON of what was proposed. An
    /// approval is bound to it.
    pub digest: String,
    /// Where it stands.
    pub state: ActionState,
    /// How many events there are.
    pub steps: u32,
}

/// Why a list of events is no action.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BrokenAction {
    /// The first event is not the proposal.
    #[error("the log of action `{0}` does not begin with its proposal")]
    NoProposal(String),
    /// An event can't have happened where the action stood.
    #[error("step {step} of action `{action}` cannot have happened: {why}")]
    Impossible {
        /// The action.
        action: String,
        /// The event's place, from 1.
        step: u32,
        /// What is wrong.
        why: &'static str,
    },
}

impl Action {
    /// Folds the events of an action.
    ///
    /// # Errors
    ///
    /// Says which event can't have happened, so that a log in which an approval was left out or
    /// put in is no action.
    pub fn replay<'e>(
        id: &str,
        events: impl IntoIterator<Item = (&'e Signed, &'e ActionEvent)>,
    ) -> Result<Self, BrokenAction> {
        let mut events = events.into_iter();
        let Some((began, ActionEvent::Proposed(proposed))) = events.next() else {
            return Err(BrokenAction::NoProposal(id.to_owned()));
        };
        let mut action = Self {
            id: id.to_owned(),
            proposed: proposed.clone(),
            began: began.clone(),
            digest: proposed.digest(),
            state: ActionState::Proposed,
            steps: 1,
        };
        for (signed, event) in events {
            action.apply(signed, event)?;
        }
        Ok(action)
    }

    /// Takes in what happened next.
    ///
    /// # Errors
    ///
    /// Fails where it can't have happened; the action stands where it stood then.
    pub fn apply(&mut self, signed: &Signed, event: &ActionEvent) -> Result<(), BrokenAction> {
        let after = self.state.clone().after(&self.digest, signed, event);
        self.state = after.map_err(|why| BrokenAction::Impossible {
            action: self.id.clone(),
            step: self.steps + 1,
            why,
        })?;
        self.steps += 1;
        Ok(())
    }

    /// The account.
    pub fn account(&self) -> &AccountId {
        &self.proposed.account
    }
}
