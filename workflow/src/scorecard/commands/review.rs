//! The supervisor's review, and what leaves (SC-10, SC-11).

use crate::people::Act;
use crate::run::Signer;
use crate::scorecard::Scorecard;
use crate::scorecard::crossing::crossings;
use crate::scorecard::event::ScorecardEvent;
use crate::scorecard::refusal::ScorecardRefusal;

impl Scorecard {
    /// Sends it to the supervisor's review.
    ///
    /// # Errors
    ///
    /// Refused to whoever may not fill it; while a stop task is open, a field waits (SC-2), or
    /// nobody is the supervisor (SC-10).
    pub fn submit(&self, signer: &Signer<'_>) -> Result<ScorecardEvent, ScorecardRefusal> {
        self.allow(signer, Act::FillScorecard)?;
        let event = ScorecardEvent::Submitted { digest: self.digest() };
        self.next(signer, event)
    }

    /// Accepts it, and alerts whoever answers for a dimension that has come down to the level at
    /// which the template alerts (SC-7). `earlier` is every approved scorecard of the account and
    /// template, the oldest first; those are what a crossing is told by.
    ///
    /// # Errors
    ///
    /// Refused to everybody but the supervisor it was given to, and to who has worked on it.
    pub fn approve(
        &self,
        signer: &Signer<'_>,
        comment: &str,
        earlier: &[&Self],
    ) -> Result<Vec<ScorecardEvent>, ScorecardRefusal> {
        self.allow(signer, Act::ReviewScorecard)?;
        let event = ScorecardEvent::Approved {
            digest: self.digest(),
            comment: comment.trim().to_owned(),
        };
        let approved = self.next(signer, event)?;
        let alerts = crossings(self, earlier).into_iter().map(ScorecardEvent::Alerted);
        Ok(std::iter::once(approved).chain(alerts).collect())
    }

    /// Rejects it, with or without a comment; the subject tasks are open again (SC-11).
    ///
    /// # Errors
    ///
    /// Refused to everybody but the supervisor it was given to, and to who has worked on it.
    pub fn reject(&self, signer: &Signer<'_>, comment: Option<&str>) -> Result<ScorecardEvent, ScorecardRefusal> {
        self.allow(signer, Act::ReviewScorecard)?;
        let event = ScorecardEvent::Rejected {
            comment: comment.map(|comment| comment.trim().to_owned()),
        };
        self.next(signer, event)
    }

    /// Whether a document of it may leave for the customer: only once it is approved.
    ///
    /// # Errors
    ///
    /// Refused to whoever may not take out what the customer will read, and before the approval.
    pub fn may_leave(&self, signer: &Signer<'_>) -> Result<(), ScorecardRefusal> {
        self.allow(signer, Act::ExportToCustomer)?;
        match self.approved() {
            Some(_) => Ok(()),
            None => Err(self.not_now("nothing of it goes to the customer")),
        }
    }
}
