//! What people may do to a run. Each method says which event follows, or why none may; every
//! one asks for the person's rights first.

mod approve;
mod beside;
mod claims;
mod decide;
mod tasks;

use super::Run;
use super::event::Signed;
use super::refusal::Refusal;
use super::state::State;
use crate::people::{Act, Person, Role, Who, may};

pub use approve::{Approve, SendBack};
pub use claims::Judge;
pub use decide::Decide;

/// Somebody who signed in, at a time.
#[derive(Debug, Clone)]
pub struct Signer<'a> {
    /// Who.
    pub person: &'a Person,
    /// Their name, the time and the day, as they will stand under what they do.
    pub signed: Signed,
}

impl Run {
    /// The person's role in which they do it: one that the plan asks for, else the first that may.
    pub(super) fn own_role(&self, person: &Person, act: Act) -> Role {
        let roles = person.roles(Some(self.account()));
        let may = |role: &Role| act.roles().contains(role);
        let planned = self.started.plan.roles().find(|role| may(role) && roles.contains(role));
        let own = planned.or_else(|| roles.into_iter().find(may));
        own.unwrap_or(Role::Reader)
    }

    pub(super) fn must_be_alive(&self) -> Result<(), Refusal> {
        match self.state {
            State::Superseded(_) | State::Failed => Err(self.not_now("nothing is left to do in it")),
            _ => Ok(()),
        }
    }

    pub(super) fn allow(&self, signer: &Signer<'_>, act: Act) -> Result<(), Refusal> {
        Ok(may(Who::SignedIn(signer.person), act, Some(self.account()))?)
    }

    pub(super) fn not_now(&self, what: &'static str) -> Refusal {
        Refusal::State {
            state: self.state.word(),
            what,
        }
    }
}

fn said(text: &str, otherwise: &'static str) -> Result<(), Refusal> {
    if text.trim().is_empty() {
        Err(Refusal::Unsaid(otherwise))
    } else {
        Ok(())
    }
}
