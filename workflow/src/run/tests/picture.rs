//! What can be seen of a run from outside, to compare the run with the model.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::brief::RunState;
use crate::people::Role;
use crate::run::{Relation, Run, Signed};

/// What can be seen of a run from outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Picture {
    pub(super) state: RunState,
    pub(super) version: u32,
    pub(super) digest: String,
    pub(super) signed: BTreeSet<(Role, String)>,
    pub(super) waits: BTreeSet<Role>,
    pub(super) unjudged: BTreeSet<String>,
    pub(super) undecided: BTreeSet<String>,
    pub(super) done: BTreeSet<String>,
    pub(super) assigned: BTreeMap<String, String>,
    /// The login of whoever plays a part.
    pub(super) parts: BTreeMap<Role, String>,
    pub(super) dates: BTreeMap<String, Date>,
    pub(super) due: Option<Date>,
    pub(super) saved: BTreeSet<String>,
    pub(super) links: Vec<(Relation, String)>,
    pub(super) comments: usize,
    pub(super) notes: usize,
    pub(super) returns: usize,
    pub(super) complete: bool,
}

impl Picture {
    /// What can be seen of a run.
    pub(super) fn of(run: &Run) -> Self {
        let signatures = run.state.signatures().iter();
        let login = |signed: &Signed| signed.by.clone().unwrap_or_default();
        let done = run.tasks.iter().filter(|task| task.done.is_some());
        let assigned = run
            .tasks
            .iter()
            .filter_map(|task| Some((task.id.clone(), task.assignee.clone()?)));
        let parts = run
            .people
            .iter()
            .filter_map(|(role, person)| Some((*role, person.login.clone()?)));
        Self {
            state: run.state.word(),
            version: run.version,
            digest: run.digest.clone(),
            signed: signatures.map(|it| (it.approval.role, login(&it.signed))).collect(),
            waits: run.waits_for().into_iter().collect(),
            unjudged: run.unjudged().into_iter().collect(),
            undecided: run.undecided().into_iter().map(|it| it.name).collect(),
            done: done.map(|task| task.id.clone()).collect(),
            assigned: assigned.collect(),
            parts: parts.collect(),
            dates: run.dates.clone(),
            due: run.started.due,
            saved: run.saved.iter().map(|it| it.name.clone()).collect(),
            links: run
                .links
                .iter()
                .map(|(_, relation, id)| (*relation, id.clone()))
                .collect(),
            comments: run.comments.len(),
            notes: run.notes.len(),
            returns: run.returns.len(),
            complete: run.completed.is_some(),
        }
    }
}
