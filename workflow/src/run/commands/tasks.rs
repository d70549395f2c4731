//! Tasks, their dates, and the end of the workflow.

use jiff::civil::Date;

use super::{Signer, said};
use crate::people::{Act, Person, Role};
use crate::run::event::RunEvent;
use crate::run::refusal::Refusal;
use crate::run::state::State;
use crate::run::task::held_up_by;
use crate::run::{Anchor, ClosedBy, Run};

impl Run {
    /// Says that a task is done (SC-8).
    pub fn finish_task(&self, signer: &Signer<'_>, name: &str, note: &str) -> Result<RunEvent, Refusal> {
        self.allow(signer, Act::Work)?;
        self.must_be_alive()?;
        let at = self.task(name)?;
        let task = &self.tasks[at];
        if let Some(done) = &task.done {
            return Err(Refusal::Already(format!(
                "{} has done `{name}` already, on {}",
                done.name, done.day
            )));
        }
        if let Some(first) = held_up_by(&self.tasks, at) {
            return Err(Refusal::StopTask {
                task: first.id.clone(),
                title: first.title.clone(),
            });
        }
        match task.closed_by {
            ClosedBy::Approval => {
                let text = format!("`{name}` is done once the brief is approved: `vouch review approve RUN`");
                return Err(Refusal::Already(text));
            }
            ClosedBy::Answers => {
                let open = self.undecided().iter().filter(|it| it.code == "question").count();
                if open > 0 && note.trim().is_empty() {
                    return Err(Refusal::Unsaid(
                        "questions are still open; answer them with `vouch review decide`, or say with `--note` why not",
                    ));
                }
            }
            ClosedBy::Hand => {}
        }
        Ok(RunEvent::TaskDone {
            task: name.to_owned(),
            note: note.trim().to_owned(),
        })
    }

    /// Opens a task that was done.
    pub fn reopen_task(&self, signer: &Signer<'_>, name: &str, reason: &str) -> Result<RunEvent, Refusal> {
        self.allow(signer, Act::Work)?;
        self.must_be_alive()?;
        let at = self.task(name)?;
        let task = &self.tasks[at];
        if task.done.is_none() {
            return Err(Refusal::Already(format!("`{name}` is open already")));
        }
        if task.closed_by == ClosedBy::Approval {
            let text = format!("`{name}` follows the approvals; reopen the brief to open it");
            return Err(Refusal::Already(text));
        }
        if task.stop && !self.state.signatures().is_empty() {
            let text = format!("somebody has approved already; reopen the brief before you open `{name}`");
            return Err(Refusal::Already(text));
        }
        said(reason, "say why the task is open again")?;
        Ok(RunEvent::TaskReopened {
            task: name.to_owned(),
            reason: reason.trim().to_owned(),
        })
    }

    /// Gives a task or a role to somebody who may have it.
    pub fn assign(&self, signer: &Signer<'_>, what: &str, to: &Person) -> Result<RunEvent, Refusal> {
        self.allow(signer, Act::Work)?;
        self.must_be_alive()?;
        let task = self.tasks.iter().find(|task| task.id == what);
        let role = match task {
            Some(task) => Some(task.role),
            None => what.parse::<Role>().ok(),
        };
        let Some(role) = role else {
            return Err(Refusal::NoSuch {
                what: "task or role",
                name: what.to_owned(),
                known: self.tasks.iter().map(|task| task.id.clone()).collect(),
            });
        };
        if !to.active || !to.holds(role, Some(self.account())) {
            let text = format!("`{}` is not the {} of this account", to.login, role.noun());
            return Err(Refusal::Already(text));
        }
        let what = task.map_or_else(|| role.word().to_owned(), |task| task.id.clone());
        Ok(RunEvent::Assigned {
            what,
            to: to.login.clone(),
            name: to.name.clone(),
        })
    }

    /// Moves a date that tasks are counted from (SC-9).
    pub fn move_date(&self, signer: &Signer<'_>, field: &str, to: Date) -> Result<RunEvent, Refusal> {
        self.allow(signer, Act::Work)?;
        self.must_be_alive()?;
        let field = field.trim().to_lowercase();
        let mut known: Vec<String> = self.dates.keys().cloned().collect();
        known.push(self.started.due_by.clone());
        known.extend(self.tasks.iter().filter_map(|task| match &task.due.as_ref()?.from {
            Anchor::Field(name) => Some(name.clone()),
            _ => None,
        }));
        known.sort();
        known.dedup();
        if !known.contains(&field) {
            return Err(Refusal::NoSuch {
                what: "date",
                name: field,
                known,
            });
        }
        Ok(RunEvent::DateMoved { field, to })
    }

    /// Brings the workflow to its end (HO-10, HO-24).
    pub fn complete(&self, signer: &Signer<'_>) -> Result<RunEvent, Refusal> {
        self.allow(signer, Act::Work)?;
        if let Some(done) = &self.completed {
            return Err(Refusal::Already(format!("{} completed it on {}", done.name, done.day)));
        }
        let closed: Vec<String> = self
            .gates()
            .into_iter()
            .filter(|gate| !gate.passed)
            .map(|gate| format!("{}: {}", gate.name.replace('_', " "), gate.why))
            .collect();
        if !closed.is_empty() {
            return Err(Refusal::Gates(closed));
        }
        if !matches!(self.state, State::Approved(_)) {
            return Err(self.not_now("it is not complete"));
        }
        Ok(RunEvent::Completed)
    }

    fn task(&self, name: &str) -> Result<usize, Refusal> {
        let at = self.tasks.iter().position(|task| task.id == name);
        at.ok_or_else(|| Refusal::NoSuch {
            what: "task",
            name: name.to_owned(),
            known: self.tasks.iter().map(|task| task.id.clone()).collect(),
        })
    }
}
