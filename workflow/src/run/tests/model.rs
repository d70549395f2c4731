//! A run as the requirement rows tell of it, small enough to be read beside them.

mod people;
mod rules;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::picture::Picture;
use super::steps::{Player, Setup, Step};
use super::story::{KICKOFF, digest};
use crate::brief::RunState;
use crate::people::Role;

/// The login of somebody by number.
pub(super) fn login(who: usize) -> String {
    format!("p{who}")
}

/// The run, as far as the rows speak of it.
#[derive(Debug, Clone)]
pub(super) struct Model {
    players: Vec<Player>,
    stages: Vec<Vec<Role>>,
    cites: bool,
    /// The roles of the tasks, in order.
    tasks: Vec<(&'static str, Role)>,
    /// The number of the text, by which its digest is made.
    text: u32,
    /// The text that each was shown last.
    shown: BTreeMap<usize, u32>,
    /// Who has opened a source of the text as it is.
    opened: BTreeSet<usize>,
    signed: BTreeMap<Role, usize>,
    waiting: BTreeSet<&'static str>,
    judged: BTreeSet<&'static str>,
    /// How much returns have said is missing.
    missing: usize,
    picture: Picture,
}

impl Model {
    pub(super) fn begin(setup: &Setup) -> Self {
        let tasks = [
            ("t1", Role::Ae),
            ("t2", Role::Csm),
            ("t3", Role::Ae),
            ("t4", Role::Csm),
            ("t5", Role::Csm),
        ];
        let parts = [
            (Role::AccountOwner, 1),
            (Role::Ae, 0),
            (Role::Csm, 1),
            (Role::Supervisor, 4),
        ];
        let parts = parts.into_iter().map(|(role, who)| (role, login(who)));
        let picture = Picture {
            state: setup.state,
            version: 1,
            digest: digest(1),
            signed: BTreeSet::new(),
            waits: BTreeSet::new(),
            unjudged: BTreeSet::new(),
            undecided: names(&["k1", "q1", "r1"]),
            done: BTreeSet::new(),
            assigned: BTreeMap::new(),
            parts: if setup.is_cast {
                parts.collect()
            } else {
                BTreeMap::new()
            },
            dates: BTreeMap::from([("kickoff".to_owned(), KICKOFF)]),
            due: Some(KICKOFF),
            saved: BTreeSet::new(),
            links: Vec::new(),
            comments: 0,
            notes: 0,
            returns: 0,
            complete: false,
        };
        Self {
            players: setup.players.clone(),
            stages: setup.stages.clone(),
            cites: setup.cites,
            tasks: if setup.has_tasks { tasks.to_vec() } else { Vec::new() },
            text: 1,
            shown: BTreeMap::new(),
            opened: BTreeSet::new(),
            signed: BTreeMap::new(),
            waiting: setup.waiting.iter().copied().collect(),
            judged: BTreeSet::new(),
            missing: 0,
            picture,
        }
    }

    /// What can be seen of it.
    pub(super) fn picture(&self) -> Picture {
        let signed = self.signed.iter().map(|(role, who)| (*role, login(*who)));
        Picture {
            signed: signed.collect(),
            waits: self.turn().into_iter().collect(),
            unjudged: self.unjudged(),
            ..self.picture.clone()
        }
    }

    /// Takes a step where the rows allow it, and says whether they do.
    pub(super) fn takes(&mut self, who: usize, step: &Step) -> bool {
        if !self.allows(who, step) {
            return false;
        }
        match step {
            Step::See => {
                self.shown.insert(who, self.text);
            }
            Step::Open { of_older_text } => self.opened.extend((!of_older_text).then_some(who)),
            Step::Approve { role, .. } => self.approved(who, *role),
            Step::Return { missing, .. } => self.returned(missing),
            Step::Reopen { .. } => self.back_in_review(),
            Step::Judge { claim, .. } => {
                self.judged.insert(claim);
            }
            Step::Decide { subject, .. } => self.decided(subject),
            Step::Finish { task, .. } => {
                self.picture.done.insert((*task).to_owned());
            }
            Step::Undo { task, .. } => {
                self.picture.done.remove(*task);
            }
            Step::Assign { what, to } => self.assigned(what, *to),
            Step::Move { field, to } => self.moved(field.trim(), *to),
            Step::Comment { .. } => self.picture.comments += 1,
            Step::Save { name } => {
                self.picture.saved.insert(name.trim().to_owned());
            }
            Step::Link { relation, target } => self.picture.links.push((*relation, target.trim().to_owned())),
            Step::Note { .. } => self.picture.notes += 1,
            Step::Complete => self.picture.complete = true,
            Step::Edit { claim, waiting, back } => self.edited(claim, waiting, *back),
            Step::Supersede => self.picture.state = RunState::Superseded,
        }
        true
    }

    fn approved(&mut self, who: usize, role: Option<Role>) {
        let role = self.role_to_sign(who, role);
        self.signed.extend(role.map(|role| (role, who)));
        if self.turn().is_empty() {
            self.picture.state = RunState::Approved;
            let task = self.tasks.iter().map(|(name, _)| *name).find(|name| *name == "t4");
            self.picture.done.extend(task.map(str::to_owned));
        }
    }

    /// HO-21, SC-11: what is missing becomes questions, and answering is to be done again, also
    /// where the return only comments.
    fn returned(&mut self, missing: &[&str]) {
        for _ in missing.iter().filter(|it| !it.trim().is_empty()) {
            self.missing += 1;
            self.picture.undecided.insert(format!("m{}", self.missing));
        }
        self.picture.done.remove("t1");
        self.picture.returns += 1;
        self.signed.clear();
        self.picture.state = RunState::Returned;
    }

    /// VR-49: approvals are void, and whatever followed from them.
    fn back_in_review(&mut self) {
        self.signed.clear();
        self.picture.state = RunState::InReview;
        self.picture.done.remove("t4");
        self.picture.complete = false;
    }

    fn edited(&mut self, claim: &str, waiting: &[&'static str], back: bool) {
        self.back_in_review();
        self.picture.version += 1;
        self.text = if back { 1 } else { self.picture.version };
        self.picture.digest = digest(self.text);
        self.opened.clear();
        self.waiting = waiting.iter().copied().collect();
        self.judged.remove(claim);
    }

    fn decided(&mut self, subject: &str) {
        self.picture.undecided.remove(subject);
        if !self.asks() && !self.tasks.is_empty() {
            self.picture.done.insert("t1".to_owned());
        }
    }

    /// SC-9: the run is due on the day of the kickoff, whenever that is.
    fn moved(&mut self, field: &str, to: Date) {
        self.picture.dates.insert(field.to_lowercase(), to);
        self.picture.due = self.picture.dates.get("kickoff").copied();
    }

    fn assigned(&mut self, what: &str, to: usize) {
        let is_task = self.tasks.iter().any(|(name, _)| *name == what);
        let role = self.role_of(what);
        for (name, of) in &self.tasks {
            let open = !self.picture.done.contains(*name);
            if *name == what || (!is_task && open && role == Some(*of)) {
                self.picture.assigned.insert((*name).to_owned(), login(to));
            }
        }
        let part = role.filter(|_| !is_task);
        self.picture.parts.extend(part.map(|role| (role, login(to))));
    }
}

fn names(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|it| (*it).to_owned()).collect()
}
