//! What an action waits for from somebody: the owner's approval, or being carried out.

use workflow::action::{Action, ActionState};
use workflow::run::{Check, Signer};

use super::Waiting;
use crate::web::scorecards::sentence;

/// What the action waits for from whoever looks.
pub(super) fn waiting(action: &Action, signer: &Signer<'_>) -> Option<Waiting> {
    let is_own = action.began.by.as_ref() == Some(&signer.person.login);
    let to_do = match &action.state {
        ActionState::Proposed if action.approve(signer, &action.digest, &Check::ALL, "").is_ok() => {
            format!("Approve or reject what {} proposes", action.began.name)
        }
        ActionState::Approved(approved) if is_own && action.execute(signer).is_ok() => {
            format!("Carry it out; {} has approved it", approved.signed.name)
        }
        _ => return None,
    };
    Some(Waiting {
        due: None,
        account: action.account().clone(),
        what: sentence(action.proposed.kind.noun()).trim_end_matches('.').to_owned(),
        to_do,
        address: format!("/actions/{}", action.id),
    })
}
