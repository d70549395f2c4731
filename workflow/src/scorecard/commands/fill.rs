//! Answering fields, and setting scores (SC-2, SC-4).

use rust_decimal::Decimal;

use crate::people::Act;
use crate::run::Signer;
use crate::scorecard::Scorecard;
use crate::scorecard::event::{Attachment, ScorecardEvent};
use crate::scorecard::refusal::ScorecardRefusal;
use crate::scorecard::value::Known;

/// By which a score that was set is taken back.
const NONE: &str = "none";

impl Scorecard {
    /// Answers a field that the records don't (SC-2).
    ///
    /// # Errors
    ///
    /// Refused to whoever may not fill it, to an answer of another kind or beyond its limits, and
    /// to a field that the records answer.
    pub fn fill(
        &self,
        signer: &Signer<'_>,
        field: &str,
        text: &str,
        known: &[Known],
    ) -> Result<ScorecardEvent, ScorecardRefusal> {
        self.allow(signer, Act::FillScorecard)?;
        let value = self.known_field(field)?.read(text, known)?;
        let event = ScorecardEvent::Filled {
            field: field.to_owned(),
            value,
        };
        self.next(signer, event)
    }

    /// Stands by what the records answer to a field.
    ///
    /// # Errors
    ///
    /// Refused to whoever may not fill it, and to a field that the records don't answer.
    pub fn confirm(&self, signer: &Signer<'_>, field: &str) -> Result<ScorecardEvent, ScorecardRefusal> {
        self.allow(signer, Act::FillScorecard)?;
        let event = ScorecardEvent::Confirmed {
            field: field.to_owned(),
        };
        self.next(signer, event)
    }

    /// Says something else than the records answer, and why.
    ///
    /// # Errors
    ///
    /// Refused as [`Scorecard::fill`] and [`Scorecard::confirm`] are, and without a reason.
    pub fn correct(
        &self,
        signer: &Signer<'_>,
        field: &str,
        text: &str,
        reason: &str,
        known: &[Known],
    ) -> Result<ScorecardEvent, ScorecardRefusal> {
        self.allow(signer, Act::FillScorecard)?;
        let event = ScorecardEvent::Corrected {
            field: field.to_owned(),
            value: self.known_field(field)?.read(text, known)?,
            reason: reason.trim().to_owned(),
        };
        self.next(signer, event)
    }

    /// Says that a field says nothing of this account; it leaves the denominator (SC-4).
    ///
    /// # Errors
    ///
    /// Refused to whoever may not fill it, and without a reason.
    pub fn not_applicable(
        &self,
        signer: &Signer<'_>,
        field: &str,
        reason: &str,
    ) -> Result<ScorecardEvent, ScorecardRefusal> {
        self.allow(signer, Act::FillScorecard)?;
        let event = ScorecardEvent::NotApplicable {
            field: field.to_owned(),
            reason: reason.trim().to_owned(),
        };
        self.next(signer, event)
    }

    /// Sets the score of a dimension, whatever the answers give; `none` goes by them again (SC-4).
    ///
    /// # Errors
    ///
    /// Refused to whoever may not fill it, to what is no number from 0 to 100, and without a reason.
    pub fn set_score(
        &self,
        signer: &Signer<'_>,
        dimension: &str,
        score: &str,
        reason: &str,
    ) -> Result<ScorecardEvent, ScorecardRefusal> {
        self.allow(signer, Act::FillScorecard)?;
        let score = match score.trim() {
            NONE => None,
            text => Some(
                text.parse::<Decimal>()
                    .map_err(|_| ScorecardRefusal::Score(text.to_owned()))?,
            ),
        };
        let event = ScorecardEvent::Overridden {
            dimension: dimension.to_owned(),
            score: score.map(|score| score.normalize()),
            reason: reason.trim().to_owned(),
        };
        self.next(signer, event)
    }

    /// Attaches a copy of what the figures come from.
    ///
    /// # Errors
    ///
    /// Refused to whoever may not fill it, and once it is in review.
    pub fn attach(&self, signer: &Signer<'_>, copy: Attachment) -> Result<ScorecardEvent, ScorecardRefusal> {
        self.allow(signer, Act::FillScorecard)?;
        self.next(signer, ScorecardEvent::CopyAttached(copy))
    }
}
