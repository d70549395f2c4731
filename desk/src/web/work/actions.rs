//! What an action waits for from somebody: the owner's approval, or being carried out.

use workflow::action::{Action, ActionState};
use workflow::run::{Check, Signer};

use super::Waiting;
use crate::web::words::{beginning, titled};

/// What the action waits for from whoever looks.
pub(super) fn waiting(action: &Action, signer: &Signer<'_>) -> Option<Waiting> {
    let is_own = action.began.by.as_ref() == Some(&signer.person.login);
    let to_do = match &action.state {
        ActionState::Proposed if action.approve(signer, &action.digest, &Check::ALL, "").is_ok() => {
            format!("Approve or reject: {}", beginning(&action.proposed.text))
        }
        ActionState::Approved(_) if is_own && action.execute(signer).is_ok() => {
            format!("Carry out: {}", beginning(&action.proposed.text))
        }
        _ => return None,
    };
    Some(Waiting {
        due: None,
        account: action.account().clone(),
        what: titled(action.proposed.kind.noun()),
        to_do,
        address: format!("/actions/{}", action.id),
    })
}
