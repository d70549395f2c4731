//! Which tasks may be done, which dates may move, and who may play which part (SC-8, SC-9, SC-10).

use super::Verdict;
use crate::scorecard::refusal::ScorecardRefusal;
use crate::scorecard::template::{Field, Kind, Part};
use crate::scorecard::{DUE, Scorecard};

impl Scorecard {
    /// A task is done in its order and once nothing of it waits (SC-2, SC-8).
    pub(super) fn doable(&self, name: &str) -> Verdict {
        self.fills("no task is done")?;
        let (at, task) = self.known_task(name)?;
        if at == self.template().review() {
            return Err(ScorecardRefusal::Review(name.to_owned()));
        }
        if let Some(done) = self.done.get(name) {
            return Err(ScorecardRefusal::Done {
                task: name.to_owned(),
                name: done.name.clone(),
                day: done.day,
            });
        }
        self.not_held_up(at)?;
        self.answered(&task.id, &self.covered(task))?;
        if task.copy && self.copies.is_empty() {
            return Err(ScorecardRefusal::NoCopy(name.to_owned()));
        }
        Ok(())
    }

    pub(super) fn not_held_up(&self, at: usize) -> Verdict {
        match self.held_up_by(at) {
            None => Ok(()),
            Some(first) => Err(ScorecardRefusal::StopTask {
                task: first.id.clone(),
                title: first.title.clone(),
            }),
        }
    }

    pub(super) fn answered(&self, task: &str, fields: &[&Field]) -> Verdict {
        let names = |which: &dyn Fn(&Field) -> bool| -> Vec<String> {
            let fields = fields.iter().filter(|field| which(field));
            fields.map(|field| field.id.clone()).collect()
        };
        let empty = names(&|field| self.is_empty(field));
        let unconfirmed = names(&|field| self.is_unconfirmed(&field.id));
        if empty.is_empty() && unconfirmed.is_empty() {
            return Ok(());
        }
        Err(ScorecardRefusal::Waiting {
            task: task.to_owned(),
            empty,
            unconfirmed,
        })
    }

    /// The day that it is due moves, and so does an answer that is a date. What the records answer
    /// is corrected with a reason instead.
    pub(super) fn movable(&self, name: &str) -> Verdict {
        self.fills("no date moves")?;
        if name == DUE {
            return Ok(());
        }
        let dates = || self.template().fields().filter(|(_, field)| field.kind == Kind::Date);
        match dates().find(|(_, field)| field.id == name) {
            Some((_, field)) => self.not_on_record(field),
            None => Err(ScorecardRefusal::NoSuch {
                what: "date",
                name: name.to_owned(),
                known: dates()
                    .map(|(_, field)| field.id.clone())
                    .chain([DUE.to_owned()])
                    .collect(),
            }),
        }
    }

    pub(super) fn assignable(&self, part: Part, to: &str, name: &str) -> Verdict {
        if !self.is_open() {
            return Err(self.not_now("its parts stay with whom they are"));
        }
        let other = Part::ALL.into_iter().find(|it| *it != part);
        let plays_both = other
            .and_then(|other| self.people.get(&other))
            .is_some_and(|it| it.login.as_deref() == Some(to));
        if plays_both || (part == Part::Supervisor && self.authors.contains(to)) {
            return Err(ScorecardRefusal::OwnWork(name.to_owned()));
        }
        Ok(())
    }
}
