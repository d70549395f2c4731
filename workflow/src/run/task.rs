//! Tasks of a run, and when each is due (SC-8, SC-9).

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::event::Signed;
use crate::calendar::{on_weekday, working_days_from};
use crate::people::Role;

/// From when, and how many days after or before, a task is due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Due {
    /// What the days are counted from.
    pub from: Anchor,
    /// So many days after it; before it where negative.
    pub days: i32,
    /// Whether only Monday to Friday are counted.
    #[serde(default)]
    pub working_days: bool,
    /// Whether a due date on a Saturday or Sunday moves to the Monday after.
    #[serde(default)]
    pub weekdays_only: bool,
}

/// What the days of a due date are counted from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Anchor {
    /// The day the run was started.
    RunStart,
    /// The day the task before it was done; not due at all until then.
    PreviousDone,
    /// A date of the run, such as `kickoff`; it moves when that date moves.
    Field(String),
    /// The day the run is due.
    RunDue,
}

/// The dates that due dates are counted from.
#[derive(Debug, Clone, Copy)]
pub struct Dates<'a> {
    /// The day the run was started.
    pub start: Date,
    /// The day the run is due.
    pub due: Option<Date>,
    /// The day the task before was done.
    pub previous_done: Option<Date>,
    /// The run's other dates.
    pub fields: &'a BTreeMap<String, Date>,
}

impl Due {
    /// The due date; none while there is no date to count from.
    pub fn date(&self, dates: Dates<'_>) -> Option<Date> {
        let from = match &self.from {
            Anchor::RunStart => Some(dates.start),
            Anchor::PreviousDone => dates.previous_done,
            Anchor::Field(name) => dates.fields.get(name).copied(),
            Anchor::RunDue => dates.due,
        }?;
        let day = if self.working_days {
            working_days_from(from, self.days)
        } else {
            from.checked_add(self.days.days()).unwrap_or(from)
        };
        Some(if self.weekdays_only { on_weekday(day) } else { day })
    }
}

/// What closes a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ClosedBy {
    /// Somebody says that it is done.
    #[default]
    Hand,
    /// Every question of the brief is answered.
    Answers,
    /// The brief is approved.
    Approval,
}

/// A task as a run begins with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Task {
    /// Its name within the run.
    pub id: String,
    /// What to do.
    pub title: String,
    /// Who does it, by role.
    pub role: Role,
    /// Who does it, by login; none while nobody is known for the role.
    pub assignee: Option<String>,
    /// When it is due.
    pub due: Option<Due>,
    /// Whether nothing after it may be done before it.
    pub stop: bool,
    /// What closes it.
    #[serde(default)]
    pub closed_by: ClosedBy,
    /// Who said that it is done; none while it is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done: Option<Signed>,
}

/// The first stop task that is still open among those before a task, which holds it up.
pub(super) fn held_up_by(tasks: &[Task], at: usize) -> Option<&Task> {
    tasks[..at].iter().find(|task| task.stop && task.done.is_none())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn due(from: Anchor, days: i32) -> Due {
        Due {
            from,
            days,
            working_days: false,
            weekdays_only: true,
        }
    }

    #[test]
    fn due_dates_follow_what_they_are_counted_from() {
        let fields = BTreeMap::from([("kickoff".to_owned(), date(2026, 7, 14))]);
        let dates = Dates {
            start: date(2026, 7, 1),
            due: Some(date(2026, 7, 20)),
            previous_done: None,
            fields: &fields,
        };
        // 4 July 2026 is a Saturday.
        assert_eq!(due(Anchor::RunStart, 3).date(dates), Some(date(2026, 7, 6)));
        assert_eq!(due(Anchor::PreviousDone, 3).date(dates), None);
        let after = Dates {
            previous_done: Some(date(2026, 7, 2)),
            ..dates
        };
        assert_eq!(due(Anchor::PreviousDone, 1).date(after), Some(date(2026, 7, 3)));
        assert_eq!(
            due(Anchor::Field("kickoff".into()), -1).date(dates),
            Some(date(2026, 7, 13))
        );
        assert_eq!(due(Anchor::Field("renewal".into()), -1).date(dates), None);
        assert_eq!(due(Anchor::RunDue, 0).date(dates), Some(date(2026, 7, 20)));
        let working = Due {
            working_days: true,
            ..due(Anchor::Field("kickoff".into()), -2)
        };
        assert_eq!(working.date(dates), Some(date(2026, 7, 10)), "a Friday");
    }

    #[test]
    fn a_stop_task_holds_up_those_after_it() {
        let task = |id: &str, stop| Task {
            id: id.to_owned(),
            title: String::new(),
            role: Role::Csm,
            assignee: None,
            due: None,
            stop,
            closed_by: ClosedBy::Hand,
            done: None,
        };
        let tasks = [task("t1", false), task("t2", true), task("t3", false)];
        assert_eq!(held_up_by(&tasks, 1), None);
        assert_eq!(held_up_by(&tasks, 2).map(|task| task.id.as_str()), Some("t2"));
    }
}
