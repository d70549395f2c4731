//! Folding the events of a scorecard into what a person sees.

use std::collections::{BTreeMap, BTreeSet};

use super::event::{ScorecardEvent, Started};
use super::state::{Accepted, ScorecardState, Submitted};
use super::template::Part;
use super::value::Value;
use super::{Answer, DUE, Override, Said, Scorecard};
use crate::run::{Assignee, Signed};

/// Why a list of events is no scorecard.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BrokenScorecard {
    /// The first event is not the start.
    #[error("the log of scorecard `{0}` does not begin with its start")]
    NoStart(String),
    /// An event can't have happened where the scorecard stood.
    #[error("step {step} of scorecard `{scorecard}` cannot have happened: {why}")]
    Impossible {
        /// The scorecard.
        scorecard: String,
        /// The event's place, from 1.
        step: u32,
        /// What is wrong.
        why: String,
    },
}

impl Scorecard {
    /// Folds the events of a scorecard.
    ///
    /// # Errors
    ///
    /// Says which event can't have happened, so that a log in which something was left out, put in
    /// or changed after the approval is no scorecard.
    pub fn replay<'e>(
        id: &str,
        events: impl IntoIterator<Item = (&'e Signed, &'e ScorecardEvent)>,
    ) -> Result<Self, BrokenScorecard> {
        let mut events = events.into_iter();
        let Some((began, ScorecardEvent::Started(started))) = events.next() else {
            return Err(BrokenScorecard::NoStart(id.to_owned()));
        };
        let mut card = Self::begin(id, began.clone(), (**started).clone());
        if began.by.is_none() {
            return Err(card.impossible(1, UNSIGNED));
        }
        for (signed, event) in events {
            card.apply(signed, event)?;
        }
        Ok(card)
    }

    fn begin(id: &str, began: Signed, started: Started) -> Self {
        Self {
            id: id.to_owned(),
            state: ScorecardState::Open,
            answers: BTreeMap::new(),
            overrides: BTreeMap::new(),
            done: BTreeMap::new(),
            notes: BTreeMap::new(),
            people: started.people.clone(),
            due: started.due,
            copies: Vec::new(),
            rejections: Vec::new(),
            alerts: Vec::new(),
            customer_copies: 0,
            authors: began.by.iter().cloned().collect::<BTreeSet<String>>(),
            steps: 1,
            began,
            started,
        }
    }

    /// Takes in what happened next.
    ///
    /// # Errors
    ///
    /// Fails where it can't have happened; the scorecard stands where it stood then.
    pub fn apply(&mut self, signed: &Signed, event: &ScorecardEvent) -> Result<(), BrokenScorecard> {
        // The vendor's own people may read without a name; everything else takes one.
        let needs_no_name = matches!(event, ScorecardEvent::Exported { audience, .. } if audience == "internal");
        if signed.by.is_none() && !needs_no_name {
            return Err(self.impossible(self.steps + 1, UNSIGNED));
        }
        if let Err(why) = self.legal(signed, event) {
            return Err(self.impossible(self.steps + 1, &why.to_string()));
        }
        self.steps += 1;
        self.take_in(signed, event);
        Ok(())
    }

    /// Takes in an event that may happen.
    fn take_in(&mut self, signed: &Signed, event: &ScorecardEvent) {
        match event {
            ScorecardEvent::Started(_) => {}
            ScorecardEvent::Filled { field, value } => self.answer(signed, field, Said::Filled(value.clone())),
            ScorecardEvent::Confirmed { field } => {
                if let Some(known) = self.on_record(field) {
                    let said = Said::Confirmed(known.value.clone());
                    self.answer(signed, field, said);
                }
            }
            ScorecardEvent::Corrected { field, value, reason } => {
                let (value, reason) = (value.clone(), reason.clone());
                self.answer(signed, field, Said::Corrected { value, reason });
            }
            ScorecardEvent::NotApplicable { field, reason } => {
                self.answer(signed, field, Said::NotApplicable { reason: reason.clone() });
            }
            ScorecardEvent::Overridden {
                dimension,
                score,
                reason,
            } => {
                self.worked(signed);
                match score {
                    None => {
                        self.overrides.remove(dimension);
                    }
                    Some(score) => {
                        let set = Override {
                            signed: signed.clone(),
                            score: *score,
                            reason: reason.clone(),
                        };
                        self.overrides.insert(dimension.clone(), set);
                    }
                }
            }
            ScorecardEvent::CopyAttached(copy) => {
                self.worked(signed);
                self.copies.push((signed.clone(), copy.clone()));
            }
            ScorecardEvent::TaskDone { task, note } => self.task_done(signed, task, note),
            ScorecardEvent::DateMoved { field, to } => {
                if field == DUE {
                    self.due = *to;
                } else {
                    self.answer(signed, field, Said::Filled(Value::Date(*to)));
                }
            }
            ScorecardEvent::Assigned { part, to, name } => {
                let assignee = Assignee {
                    name: name.clone(),
                    login: Some(to.clone()),
                };
                self.people.insert(*part, assignee);
            }
            ScorecardEvent::Submitted { digest } => {
                self.worked(signed);
                self.state = ScorecardState::InReview(Submitted {
                    signed: signed.clone(),
                    digest: digest.clone(),
                });
            }
            ScorecardEvent::Approved { digest, comment } => self.accepted(signed, digest, comment),
            ScorecardEvent::Rejected { comment } => self.rejected(signed, comment.as_ref()),
            ScorecardEvent::Alerted(alert) => self.alerts.push((signed.clone(), alert.clone())),
            ScorecardEvent::Exported { audience, .. } => {
                if audience != "internal" {
                    self.customer_copies += 1;
                }
            }
            ScorecardEvent::Superseded { by } => self.state = ScorecardState::Superseded { by: by.clone() },
        }
    }

    fn answer(&mut self, signed: &Signed, field: &str, said: Said) {
        self.worked(signed);
        let answer = Answer {
            signed: signed.clone(),
            said,
        };
        self.answers.insert(field.to_owned(), answer);
    }

    /// Whoever has a hand in what it says can't be the one who accepts it (SC-10).
    fn worked(&mut self, signed: &Signed) {
        self.authors.extend(signed.by.clone());
    }

    fn task_done(&mut self, signed: &Signed, task: &str, note: &str) {
        self.done.insert(task.to_owned(), signed.clone());
        if !note.is_empty() {
            self.notes.insert(task.to_owned(), note.to_owned());
        }
        let by_representative = self
            .template()
            .tasks
            .iter()
            .any(|it| it.id == task && it.role == Part::CsRep);
        if by_representative {
            self.worked(signed);
        }
    }

    fn accepted(&mut self, signed: &Signed, digest: &str, comment: &str) {
        if let Some(review) = self.template().tasks.last().map(|review| review.id.clone()) {
            self.done.insert(review, signed.clone());
        }
        self.state = ScorecardState::Approved(Accepted {
            signed: signed.clone(),
            comment: comment.to_owned(),
            digest: digest.to_owned(),
        });
    }

    /// A rejection opens the subject tasks again (SC-11).
    fn rejected(&mut self, signed: &Signed, comment: Option<&String>) {
        self.rejections.push((signed.clone(), comment.cloned()));
        let subjects: Vec<String> = self.template().subjects().into_iter().map(|it| it.id.clone()).collect();
        self.done.retain(|task, _| !subjects.contains(task));
        self.state = ScorecardState::Open;
    }

    fn impossible(&self, step: u32, why: &str) -> BrokenScorecard {
        BrokenScorecard::Impossible {
            scorecard: self.id.clone(),
            step,
            why: why.to_owned(),
        }
    }
}

const UNSIGNED: &str = "it takes a name, and nobody had signed in";
