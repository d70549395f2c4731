//! What may happen to a scorecard where it stands, whoever asks. The commands ask here before they
//! give an event, and the fold before it takes one in: so nothing that a log was made to say gets
//! past what a command would refuse.

mod answers;
mod review;
mod tasks;

use super::Scorecard;
use super::event::ScorecardEvent;
use super::refusal::ScorecardRefusal;
use super::state::ScorecardState;
use super::template::{Field, TaskSpec};
use crate::run::Signed;

type Verdict = Result<(), ScorecardRefusal>;

impl Scorecard {
    /// Whether an event may come next.
    pub(super) fn legal(&self, signed: &Signed, event: &ScorecardEvent) -> Verdict {
        match event {
            ScorecardEvent::Started(_) => Err(self.not_now("it is not begun again")),
            ScorecardEvent::Filled { field, value } => self.fillable(field, value),
            ScorecardEvent::Confirmed { field } => self.confirmable(field),
            ScorecardEvent::Corrected { field, value, reason } => self.correctable(field, value, reason),
            ScorecardEvent::NotApplicable { field, reason } => {
                self.fills("no answer changes")?;
                self.known_field(field)?;
                said(reason, "say why it says nothing of this account")
            }
            ScorecardEvent::Overridden {
                dimension,
                score,
                reason,
            } => self.overridable(dimension, *score, reason),
            ScorecardEvent::CopyAttached(_) => self.fills("no copy is attached"),
            ScorecardEvent::TaskDone { task, .. } => self.doable(task),
            ScorecardEvent::DateMoved { field, .. } => self.movable(field),
            ScorecardEvent::Assigned { part, to, name } => self.assignable(*part, to, name),
            ScorecardEvent::Submitted { digest } => self.submittable(digest),
            ScorecardEvent::Approved { digest, .. } => self.approvable(signed, digest),
            ScorecardEvent::Rejected { comment } => {
                self.reviewable(signed, "it can't be rejected")?;
                let is_blank = comment.as_ref().is_some_and(|it| it.trim().is_empty());
                if is_blank {
                    return Err(ScorecardRefusal::Unsaid(
                        "a comment has words; leave `--comment` out to reject without one",
                    ));
                }
                Ok(())
            }
            ScorecardEvent::Alerted(alert) => self.alertable(signed, alert),
            ScorecardEvent::Exported { digest, audience, .. } => {
                if audience != "internal" && self.approved().is_none() {
                    return Err(self.not_now("nothing of it goes to the customer"));
                }
                same(digest, &self.digest())
            }
            ScorecardEvent::Superseded { .. } => {
                if self.is_open() {
                    Ok(())
                } else {
                    Err(self.not_now("no other takes its place"))
                }
            }
        }
    }

    /// The field of that name.
    pub(super) fn known_field(&self, name: &str) -> Result<&Field, ScorecardRefusal> {
        let template = self.template();
        template.field(name).ok_or_else(|| ScorecardRefusal::NoSuch {
            what: "field",
            name: name.to_owned(),
            known: template.fields().map(|(_, field)| field.id.clone()).collect(),
        })
    }

    /// The task of that name and its place.
    pub(super) fn known_task(&self, name: &str) -> Result<(usize, &TaskSpec), ScorecardRefusal> {
        let tasks = &self.template().tasks;
        let mut found = tasks.iter().enumerate();
        found
            .find(|(_, task)| task.id == name)
            .ok_or_else(|| ScorecardRefusal::NoSuch {
                what: "task",
                name: name.to_owned(),
                known: tasks.iter().map(|task| task.id.clone()).collect(),
            })
    }

    pub(super) fn not_now(&self, what: &'static str) -> ScorecardRefusal {
        ScorecardRefusal::State {
            stands: self.state.phrase(),
            what,
            instead: self.state.instead(),
        }
    }

    /// It is being filled.
    fn fills(&self, otherwise: &'static str) -> Verdict {
        match self.state {
            ScorecardState::Open => Ok(()),
            _ => Err(self.not_now(otherwise)),
        }
    }
}

fn said(text: &str, otherwise: &'static str) -> Verdict {
    if text.trim().is_empty() {
        Err(ScorecardRefusal::Unsaid(otherwise))
    } else {
        Ok(())
    }
}

fn same(digest: &str, now: &str) -> Verdict {
    if digest == now {
        Ok(())
    } else {
        Err(ScorecardRefusal::OtherDigest)
    }
}
