//! A run: a brief on its way from the verifier to the people who answer for it.
//!
//! What happens to a run is a list of [`RunEvent`]s. [`Run::replay`] folds them into what a
//! reviewer sees; the methods in `commands` look at that and say which event may come next, or
//! why none may. Nothing here knows where the events are kept.

mod commands;
mod event;
mod fold;
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
pub use event::{
    Approval, Assignee, Decided, HealthMark, Note, Noted, Relation, Return, RunEvent, Signed, Started, Subject,
    items_named,
};
pub use fold::Broken;
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
    pub saved: Vec<Saved>,
    /// The documents made of it.
    pub exports: Vec<(Signed, Exported)>,
    /// Where its id and digest are attached, as long as its approvals hold.
    pub attached: Vec<(Signed, String)>,
    /// What belongs with it.
    pub links: Vec<(Signed, Relation, String)>,
    /// What came of it.
    pub notes: Vec<(Signed, Noted)>,
    /// When the workflow came to its end.
    pub completed: Option<Signed>,
}

/// A name that a brief was kept under.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// Who kept it.
    pub signed: Signed,
    /// The name.
    pub name: String,
    /// The version that was kept, counted from 1: what it says stays as it was.
    pub version: u32,
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

impl Run {
    /// The account.
    pub fn account(&self) -> &AccountId {
        &self.started.account
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
}
