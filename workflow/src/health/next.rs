//! The next action, as the draft came to it (HS-16).

use grounding::{Route, VerifiedClaim};

use super::facts::Facts;
use super::records::{NextStep, actions};
use crate::action::ActionKind;
use crate::definition::Drafted;

/// An action that no step of the records stands behind is due after so many working days.
const DAYS: i32 = 5;

/// The next action: the first that may be said and that rests on evidence.
#[derive(Debug, Clone)]
pub(super) struct Next<'a> {
    pub(super) said: &'a VerifiedClaim,
    /// Who does it.
    pub(super) owner: Route,
    /// What kind of change it is that the owner reviews, in the word of the step behind it; empty
    /// where there is none.
    pub(super) kind: &'static str,
    /// By when, in working days from the snapshot's day.
    pub(super) working_days: i32,
}

impl<'a> Next<'a> {
    /// The next action of a draft; none where nothing that it recommends rests on evidence.
    pub(super) fn of(facts: &Facts<'_>, drafted: &Drafted<'a>) -> Option<Self> {
        let mut told = drafted.said_in("next_action").into_iter();
        let said = told.find(|it| !it.claim.citations.is_empty())?;
        let mut steps = actions(facts).into_iter();
        let step = steps.find(|step: &NextStep| step.claim.text == said.claim.text);
        Some(Self {
            owner: step.as_ref().map_or(Route::AccountOwner, |it| it.owner),
            kind: step.as_ref().map_or("", |it| it.kind),
            working_days: step.as_ref().map_or(DAYS, |it| it.working_days),
            said,
        })
    }

    /// The kind of action that it would be, by which rules of actions judge it; one that no rule
    /// asks about where its words alone count.
    pub(super) fn action(&self) -> ActionKind {
        match self.kind {
            "renewal_risk" => ActionKind::RenewalStrategy,
            "executive_escalation" => ActionKind::ExecutiveEscalation,
            "customer_outreach" => ActionKind::Outreach,
            _ => NEUTRAL,
        }
    }
}

/// A kind of action that trips no rule by itself.
pub(super) const NEUTRAL: ActionKind = ActionKind::ForecastChange;
