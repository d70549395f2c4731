//! Folding the events of a run into what a reviewer sees.

use std::collections::BTreeMap;

use super::commands::Signer;
use super::event::{Approval, Assignee, RunEvent, Signed, Started};
use super::state::{InReview, Signature, State};
use super::task::ClosedBy;
use super::{Exported, Judged, Run, Saved, Subject};
use crate::people::Role;

/// Why a list of events is no run.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    /// The first event is not the start.
    #[error("the log of run `{0}` does not begin with its start")]
    NoStart(String),
    /// An event can't have happened where the run stood.
    #[error("step {step} of run `{run}` cannot have happened: {why}")]
    Impossible {
        /// The run.
        run: String,
        /// The event's place, from 1.
        step: u32,
        /// What is wrong.
        why: String,
    },
}

impl Run {
    /// Folds the events of a run.
    ///
    /// # Errors
    ///
    /// Says which event can't have happened.
    pub fn replay<'e>(id: &str, events: impl IntoIterator<Item = (&'e Signed, &'e RunEvent)>) -> Result<Self, Broken> {
        let mut events = events.into_iter();
        let Some((began, RunEvent::Started(started))) = events.next() else {
            return Err(Broken::NoStart(id.to_owned()));
        };
        let mut run = Self::begin(id, began.clone(), (**started).clone());
        for (signed, event) in events {
            run.apply(signed, event)?;
        }
        Ok(run)
    }

    fn begin(id: &str, began: Signed, started: Started) -> Self {
        Self {
            id: id.to_owned(),
            state: State::begin(started.state),
            version: 1,
            digest: started.digest.clone(),
            steps: 1,
            seen: BTreeMap::new(),
            opened: BTreeMap::new(),
            to_judge: started.to_judge.clone(),
            judged: BTreeMap::new(),
            decisions: Vec::new(),
            tasks: started.tasks.clone(),
            people: started.people.clone(),
            dates: started.dates.clone(),
            comments: Vec::new(),
            returns: Vec::new(),
            saved: Vec::new(),
            exports: Vec::new(),
            attached: Vec::new(),
            links: Vec::new(),
            notes: Vec::new(),
            completed: None,
            began,
            started,
        }
    }

    /// Takes in what happened next.
    ///
    /// # Errors
    ///
    /// Fails where it can't have happened, so that a log that was tampered with is no run.
    pub fn apply(&mut self, signed: &Signed, event: &RunEvent) -> Result<(), Broken> {
        self.steps += 1;
        match event {
            RunEvent::Started(_) => return Err(self.impossible("a run starts once")),
            RunEvent::Superseded { by } => self.state = self.take().supersede(by.clone()),
            RunEvent::Seen { digest } => {
                self.seen.insert(login(signed), digest.clone());
            }
            RunEvent::EvidenceOpened { digest, source_id, .. } => {
                if *digest == self.digest {
                    self.opened.entry(login(signed)).or_default().insert(source_id.clone());
                }
            }
            RunEvent::ClaimJudged {
                claim,
                accepted,
                reason,
            } => {
                let judged = Judged {
                    signed: signed.clone(),
                    accepted: *accepted,
                    reason: reason.clone(),
                };
                self.judged.insert(claim.clone(), judged);
            }
            RunEvent::Decided(decided) => {
                self.decisions.push((signed.clone(), decided.clone()));
                self.close_tasks(signed);
            }
            RunEvent::Approved(approval) => self.approved(signed, approval)?,
            RunEvent::Returned(because) => {
                let State::InReview(review) = &self.state else {
                    return Err(self.impossible("only a brief in review is sent back"));
                };
                let review = review.clone();
                self.returns.push((signed.clone(), because.clone()));
                for task in self.tasks.iter_mut().filter(|task| task.closed_by == ClosedBy::Answers) {
                    task.done = None;
                }
                self.state = State::Returned(review.send_back(signed.clone(), because.clone()));
            }
            RunEvent::Reopened { .. } => self.state = State::InReview(self.taken_up()?),
            RunEvent::Edited {
                version,
                digest,
                claim,
                to_judge,
            } => {
                self.state = State::InReview(match self.take() {
                    State::InReview(_) => InReview::default(),
                    state => {
                        self.state = state;
                        self.taken_up()?
                    }
                });
                self.version = *version;
                self.digest.clone_from(digest);
                self.opened.clear();
                self.to_judge.clone_from(to_judge);
                self.judged.remove(claim);
            }
            RunEvent::Commented { text, claim } => {
                self.comments.push((signed.clone(), text.clone(), claim.clone()));
            }
            RunEvent::Assigned { what, to, name } => self.assigned(what, to, name),
            RunEvent::DateMoved { field, to } => {
                self.dates.insert(field.clone(), *to);
                if *field == self.started.due_by {
                    self.started.due = Some(*to);
                }
            }
            RunEvent::TaskDone { task, .. } => self.set_done(task, Some(signed.clone())),
            RunEvent::TaskReopened { task, .. } => self.set_done(task, None),
            RunEvent::Completed => self.completed = Some(signed.clone()),
            RunEvent::Exported {
                format,
                audience,
                digest,
                approved,
                ..
            } => {
                let exported = Exported {
                    format: format.clone(),
                    audience: audience.clone(),
                    digest: digest.clone(),
                    approved: *approved,
                };
                self.exports.push((signed.clone(), exported));
            }
            RunEvent::Attached { target, .. } => self.attached.push((signed.clone(), target.clone())),
            RunEvent::Linked { relation, target, .. } => {
                self.links.push((signed.clone(), *relation, target.clone()));
            }
            RunEvent::Saved { name } => self.saved.push(Saved {
                signed: signed.clone(),
                name: name.clone(),
                version: self.version,
            }),
            RunEvent::Noted(noted) => self.notes.push((signed.clone(), noted.clone())),
        }
        Ok(())
    }

    /// The run once an event that its commands gave has happened.
    #[must_use]
    pub fn after(&self, signer: &Signer<'_>, event: &RunEvent) -> Self {
        let mut after = self.clone();
        // What a command gives is legal where the run stands.
        let _ = after.apply(&signer.signed, event);
        after
    }

    fn approved(&mut self, signed: &Signed, approval: &Approval) -> Result<(), Broken> {
        if approval.digest != self.digest {
            return Err(self.impossible("it approves a brief of another digest"));
        }
        let State::InReview(review) = &self.state else {
            return Err(self.impossible("only a brief in review is approved"));
        };
        let by = signed.by.as_deref();
        let may = by.is_some_and(|by| review.check(approval.role, by, &self.started.plan).is_ok());
        if !may {
            return Err(self.impossible("the plan does not let this person approve in this role then"));
        }
        let signature = Signature {
            signed: signed.clone(),
            approval: approval.clone(),
        };
        self.state = review.clone().sign(signature, &self.started.plan);
        self.close_tasks(signed);
        Ok(())
    }

    /// What was returned, or approved by somebody, is in review again and waits for everybody.
    fn taken_up(&mut self) -> Result<InReview, Broken> {
        let review = match self.take() {
            State::Returned(returned) => returned.reopen(),
            State::Approved(approved) => approved.void(),
            State::InReview(review) if !review.signatures().is_empty() => InReview::default(),
            state => {
                self.state = state;
                return Err(self.impossible("only what was returned or approved is taken up again"));
            }
        };
        self.completed = None;
        // What was attached elsewhere is no approved brief any more.
        self.attached.clear();
        for task in self
            .tasks
            .iter_mut()
            .filter(|task| task.closed_by == ClosedBy::Approval)
        {
            task.done = None;
        }
        Ok(review)
    }

    /// Closes the tasks that close of themselves, once what closes them is the case.
    fn close_tasks(&mut self, signed: &Signed) {
        let questions: Vec<Subject> = self
            .undecided()
            .into_iter()
            .filter(|it| it.code == "question")
            .collect();
        let approved = matches!(self.state, State::Approved(_));
        for task in self.tasks.iter_mut().filter(|task| task.done.is_none()) {
            let closes = match task.closed_by {
                ClosedBy::Hand => false,
                ClosedBy::Answers => questions.is_empty(),
                ClosedBy::Approval => approved,
            };
            if closes {
                task.done = Some(signed.clone());
            }
        }
    }

    fn assigned(&mut self, what: &str, to: &str, name: &str) {
        if let Some(task) = self.tasks.iter_mut().find(|task| task.id == what) {
            task.assignee = Some(to.to_owned());
        } else if let Ok(role) = what.parse::<Role>() {
            let assignee = Assignee {
                name: name.to_owned(),
                login: Some(to.to_owned()),
            };
            self.people.insert(role, assignee);
            for task in self
                .tasks
                .iter_mut()
                .filter(|task| task.role == role && task.done.is_none())
            {
                task.assignee = Some(to.to_owned());
            }
        }
    }

    fn set_done(&mut self, name: &str, done: Option<Signed>) {
        if let Some(task) = self.tasks.iter_mut().find(|task| task.id == name) {
            task.done = done;
        }
    }

    /// Takes the state out, to be put back changed.
    fn take(&mut self) -> State {
        std::mem::replace(&mut self.state, State::Failed)
    }

    fn impossible(&self, why: &str) -> Broken {
        Broken::Impossible {
            run: self.id.clone(),
            step: self.steps,
            why: why.to_owned(),
        }
    }
}

/// The login under an event; empty where nobody had signed in.
fn login(signed: &Signed) -> String {
    signed.by.clone().unwrap_or_default()
}
