//! What people may do to a scorecard. Each method asks for the person's rights first, then says
//! which event follows, or why none may.

mod fill;
mod review;
mod tasks;

use super::Scorecard;
use super::event::ScorecardEvent;
use super::refusal::ScorecardRefusal;
use crate::people::{Act, Who, may};
use crate::run::Signer;

impl Scorecard {
    fn allow(&self, signer: &Signer<'_>, act: Act) -> Result<(), ScorecardRefusal> {
        Ok(may(Who::SignedIn(signer.person), act, Some(self.account()))?)
    }

    /// The event, where it may come next.
    fn next(&self, signer: &Signer<'_>, event: ScorecardEvent) -> Result<ScorecardEvent, ScorecardRefusal> {
        self.legal(&signer.signed, &event)?;
        Ok(event)
    }
}
