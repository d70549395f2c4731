//! A run: a brief on its way from the verifier to the people who answer for it.
//!
//! What happens to a run is a list of [`RunEvent`]s. [`Run::replay`] folds them into what a
//! reviewer sees; the methods in [`commands`] look at that and say which event may come next, or
//! why none may. Nothing here knows where the events are kept.

mod commands;
mod event;
mod gates;
mod head;
mod plan;
mod refusal;
mod start;
mod state;
mod task;
mod text;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use grounding::{AccountId, Route, SourceId};
use jiff::civil::Date;

use crate::brief::RunState;
use crate::people::Role;

pub use commands::{Approve, Decide, Judge, SendBack, Signer};
pub use event::{Approval, Assignee, Decided, Note, Noted, Relation, Return, RunEvent, Signed, Started, Subject, items_named};
pub use head::RunHead;
pub use plan::{Check, Item, Plan, Stage};
pub use refusal::Refusal;
pub use start::{Casting, start, to_judge};
pub use state::{Approved, InReview, Returned, Signature, State, Superseded};
pub use task::{Anchor, ClosedBy, Dates, Due, Task};
pub use text::{render_line, render_standing};

/// What a question is about that a return asks.
const RETURNED: &str = "returned";

/// A run, as the events left it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Its id, which is its first brief's.
    pub id: String,
    /// How it began.
    pub started: Started,
    /// When, and by whom.
    pub began: Signed,
    /// Where it stands.
    pub state: State,
    /// The number of the brief's version, from 1.
    pub version: u32,
    /// The digest of that version.
    pub digest: String,
    /// How many events there are.
    pub steps: u32,
    /// The digest that each person was shown last, by login.
    pub seen: BTreeMap<String, String>,
    /// The sources that each person has opened from the brief as it stands, by login.
    pub opened: BTreeMap<String, BTreeSet<SourceId>>,
    /// The claims that wait for a person, and who may judge them.
    pub to_judge: BTreeMap<String, Vec<Route>>,
    /// What people made of claims that waited for them.
    pub judged: BTreeMap<String, Judged>,
    /// What people decided.
    pub decisions: Vec<(Signed, Decided)>,
    /// The tasks, with who has done them.
    pub tasks: Vec<Task>,
    /// Who plays which part now.
    pub people: BTreeMap<Role, Assignee>,
    /// The dates that tasks are counted from.
    pub dates: BTreeMap<String, Date>,
    /// What was written beside it.
    pub comments: Vec<(Signed, String, Option<String>)>,
    /// How often it was sent back, and with what.
    pub returns: Vec<(Signed, Return)>,
    /// The names it was kept under.
    pub saved: Vec<(Signed, String)>,
    /// The documents made of it.
    pub exports: Vec<(Signed, Exported)>,
    /// Where its id and digest were attached.
    pub attached: Vec<(Signed, String)>,
    /// What belongs with it.
    pub links: Vec<(Signed, Relation, String)>,
    /// What came of it.
    pub notes: Vec<(Signed, Noted)>,
    /// When the workflow came to its end.
    pub completed: Option<Signed>,
}

/// What a person made of a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// Who, and when.
    pub signed: Signed,
    /// Whether it may be said.
    pub accepted: bool,
    /// Why.
    pub reason: String,
}

/// A document made of a brief.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exported {
    /// The format's word.
    pub format: String,
    /// Who will read it.
    pub audience: String,
    /// The digest of the brief.
    pub digest: String,
    /// Whether it was approved then.
    pub approved: bool,
}

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

    /// The account.
    pub fn account(&self) -> &AccountId {
        &self.started.account
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
                let State::InReview(review) = self.take() else {
                    return Err(self.impossible("only a brief in review is sent back"));
                };
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
            RunEvent::Saved { name } => self.saved.push((signed.clone(), name.clone())),
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

    /// The subjects that nobody has decided yet: of the draft, and what a return says is missing.
    pub fn undecided(&self) -> Vec<Subject> {
        let all = self.started.open.iter().cloned().chain(self.asked_by_returns());
        all.filter(|subject| !self.is_decided(subject)).collect()
    }

    /// Whether somebody has decided the subject.
    pub fn is_decided(&self, subject: &Subject) -> bool {
        self.decisions.iter().any(|(_, it)| it.subject.name == subject.name)
    }

    /// What returns say is missing, each a question (HO-21).
    fn asked_by_returns(&self) -> impl Iterator<Item = Subject> + '_ {
        let asked = self.returns.iter().flat_map(|(_, it)| &it.missing);
        asked.enumerate().map(|(at, text)| Subject {
            name: format!("m{}", at + 1),
            code: "question".to_owned(),
            about: RETURNED.to_owned(),
            text: text.clone(),
            citations: Vec::new(),
            to: vec![Route::Ae],
        })
    }

    /// When a task is due. What should have been done before the run began is due on the day it
    /// began.
    pub fn due(&self, at: usize) -> Option<Date> {
        let task = self.tasks.get(at)?;
        let previous = at.checked_sub(1).and_then(|before| self.tasks.get(before));
        let dates = Dates {
            start: self.began.day,
            due: self.started.due,
            previous_done: previous.and_then(|it| it.done.as_ref()).map(|done| done.day),
            fields: &self.dates,
        };
        Some(task.due.as_ref()?.date(dates)?.max(self.started.as_of))
    }

    /// The earliest day on which something of it is due: an open task, else the run.
    pub fn next_due(&self) -> Option<Date> {
        let open = (0..self.tasks.len()).filter(|at| self.tasks[*at].done.is_none());
        open.filter_map(|at| self.due(at)).min().or(self.started.due)
    }

    /// The roles whose approval it waits for.
    pub fn waits_for(&self) -> Vec<Role> {
        match &self.state {
            State::InReview(review) => review.waits_for(&self.started.plan),
            _ => Vec::new(),
        }
    }

    /// The claims that wait for a person and that nobody has judged.
    pub fn unjudged(&self) -> Vec<String> {
        self.to_judge
            .keys()
            .filter(|claim| !self.judged.contains_key(*claim))
            .cloned()
            .collect()
    }

    /// Whether it can still become something: it is not approved, superseded or failed.
    pub fn is_open(&self) -> bool {
        matches!(
            self.state.word(),
            RunState::Paused | RunState::Stopped | RunState::InReview | RunState::Returned
        )
    }

    fn approved(&mut self, signed: &Signed, approval: &Approval) -> Result<(), Broken> {
        if approval.digest != self.digest {
            return Err(self.impossible("it approves a brief of another digest"));
        }
        let State::InReview(review) = self.take() else {
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
        self.state = review.sign(signature, &self.started.plan);
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
