//! When a scorecard may be reviewed, and by whom (SC-7, SC-10).

use super::{Verdict, same};
use crate::run::Signed;
use crate::scorecard::Scorecard;
use crate::scorecard::event::Alert;
use crate::scorecard::refusal::ScorecardRefusal;
use crate::scorecard::state::ScorecardState;
use crate::scorecard::template::{Field, Part};

impl Scorecard {
    pub(super) fn submittable(&self, digest: &str) -> Verdict {
        self.fills("it is not submitted again")?;
        self.not_held_up(self.template().review())?;
        let fields: Vec<&Field> = self.template().fields().map(|(_, field)| field).collect();
        self.answered("the scorecard", &fields)?;
        let supervisor = self.people.get(&Part::Supervisor);
        if supervisor.is_none_or(|it| it.login.is_none()) {
            return Err(ScorecardRefusal::Unassigned(Part::Supervisor));
        }
        same(digest, &self.digest())
    }

    /// It is reviewed by the supervisor it was given to, who has not worked on it (SC-10).
    pub(super) fn reviewable(&self, signed: &Signed, otherwise: &'static str) -> Verdict {
        if !matches!(self.state, ScorecardState::InReview(_)) {
            return Err(self.not_now(otherwise));
        }
        let Some(supervisor) = self.people.get(&Part::Supervisor) else {
            return Err(ScorecardRefusal::Unassigned(Part::Supervisor));
        };
        if signed.by.is_none() || signed.by != supervisor.login {
            return Err(ScorecardRefusal::NotAssigned {
                part: Part::Supervisor,
                name: supervisor.name.clone(),
            });
        }
        if signed.by.as_ref().is_some_and(|by| self.authors.contains(by)) {
            return Err(ScorecardRefusal::OwnWork(signed.name.clone()));
        }
        Ok(())
    }

    pub(super) fn approvable(&self, signed: &Signed, digest: &str) -> Verdict {
        self.reviewable(signed, "it can't be approved")?;
        same(digest, &self.digest())
    }

    /// An alert belongs to the approval that raised it, once for each function and dimension.
    pub(super) fn alertable(&self, signed: &Signed, alert: &Alert) -> Verdict {
        let ScorecardState::Approved(accepted) = &self.state else {
            return Err(self.not_now("nobody is alerted"));
        };
        if accepted.signed.at != signed.at {
            return Err(self.not_now("nobody is alerted any more"));
        }
        let same = |(_, it): &(Signed, Alert)| it.dimension == alert.dimension && it.function == alert.function;
        if self.alerts.iter().any(same) {
            return Err(ScorecardRefusal::AlertedAlready(alert.dimension.clone()));
        }
        Ok(())
    }
}
