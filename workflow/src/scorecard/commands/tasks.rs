//! Tasks, their dates, and who does them (SC-8, SC-9, SC-10).

use jiff::civil::Date;

use crate::people::{Act, Person};
use crate::run::Signer;
use crate::scorecard::event::ScorecardEvent;
use crate::scorecard::refusal::ScorecardRefusal;
use crate::scorecard::template::Part;
use crate::scorecard::{DUE, Scorecard};

impl Scorecard {
    /// Says that a task is done (SC-8).
    ///
    /// # Errors
    ///
    /// Refused to whoever lacks the role that the task takes; while a stop task before it is open;
    /// while a field of it waits (SC-2); and for the review, which is done by accepting.
    pub fn finish(&self, signer: &Signer<'_>, task: &str, note: &str) -> Result<ScorecardEvent, ScorecardRefusal> {
        match self.known_task(task) {
            // Whoever has a hand in it is told how the review is done.
            Ok((at, _)) if at == self.template().review() => self
                .allow(signer, Act::FillScorecard)
                .or_else(|_| self.allow(signer, Act::ReviewScorecard))?,
            Ok((_, spec)) if spec.role == Part::Supervisor => self.allow(signer, Act::ReviewScorecard)?,
            _ => self.allow(signer, Act::FillScorecard)?,
        }
        let event = ScorecardEvent::TaskDone {
            task: task.to_owned(),
            note: note.trim().to_owned(),
        };
        self.next(signer, event)
    }

    /// Moves a date that tasks are counted from, or with `due` the day the scorecard is due (SC-9).
    ///
    /// # Errors
    ///
    /// Refused to whoever may not, to what is no date of it, and to a date that the records answer.
    pub fn move_date(&self, signer: &Signer<'_>, field: &str, to: Date) -> Result<ScorecardEvent, ScorecardRefusal> {
        let act = if field == DUE { Act::Work } else { Act::FillScorecard };
        self.allow(signer, act)?;
        let event = ScorecardEvent::DateMoved {
            field: field.to_owned(),
            to,
        };
        self.next(signer, event)
    }

    /// Gives a part to somebody who may play it (SC-10).
    ///
    /// # Errors
    ///
    /// Refused to whoever may not, to who lacks the role for the account, and to who plays the
    /// other part or has worked on it.
    pub fn assign(&self, signer: &Signer<'_>, part: Part, to: &Person) -> Result<ScorecardEvent, ScorecardRefusal> {
        self.allow(signer, Act::Work)?;
        if !to.active || !to.holds(part.role(), Some(self.account())) {
            return Err(ScorecardRefusal::LacksRole {
                login: to.login.clone(),
                part,
            });
        }
        let event = ScorecardEvent::Assigned {
            part,
            to: to.login.clone(),
            name: to.name.clone(),
        };
        self.next(signer, event)
    }
}
