//! The tasks of a scorecard in their order, its dates and its people.

use jiff::civil::Date;
use workflow::people::Person;
use workflow::run::Signer;
use workflow::scorecard::{DUE, Kind, Part, Scorecard, TaskSpec};

use super::why::Why;

/// A task.
pub(crate) struct TaskRow {
    pub(crate) id: String,
    pub(crate) title: String,
    /// Whose it is: the part, and who plays it.
    pub(crate) who: String,
    pub(crate) stop: bool,
    pub(crate) due: String,
    pub(crate) overdue: bool,
    /// Who has done it, and when; empty while it is open.
    pub(crate) done: String,
    pub(crate) note: String,
    /// Why it can't be done now; none where it can.
    pub(crate) why: Option<Why>,
}

/// A date that may be moved.
pub(crate) struct DateRow {
    /// Its name.
    pub(crate) field: String,
    /// What it is, in words.
    pub(crate) told: String,
    /// When it is; empty while nobody has said.
    pub(crate) date: String,
}

/// Who plays a part, and who could.
pub(crate) struct PartRow {
    /// Its word.
    pub(crate) word: &'static str,
    pub(crate) noun: &'static str,
    /// Who plays it; empty while nobody does.
    pub(crate) name: String,
    /// Who may play it.
    pub(crate) others: Vec<Person>,
}

/// The tasks, as whoever looks can do them.
pub(crate) fn tasks(card: &Scorecard, signer: &Signer<'_>, today: Date) -> Vec<TaskRow> {
    let tasks = card.template().tasks.iter().enumerate();
    tasks.map(|(at, task)| row(card, signer, today, at, task)).collect()
}

/// The dates that whoever looks may move: what tasks are counted from, as far as the records don't
/// say it, and the day that all of it is due (SC-9).
pub(crate) fn dates(card: &Scorecard, signer: &Signer<'_>) -> Vec<DateRow> {
    let known = card.dates();
    let fields = card.template().fields().map(|(_, field)| field);
    let of_fields = fields.filter(|field| field.kind == Kind::Date).map(|field| DateRow {
        field: field.id.clone(),
        told: field.question.clone(),
        date: known.get(&field.id).map(ToString::to_string).unwrap_or_default(),
    });
    let due = DateRow {
        field: DUE.to_owned(),
        told: "The scorecard is due".to_owned(),
        date: card.due.to_string(),
    };
    let movable = |row: &DateRow| card.move_date(signer, &row.field, card.due).is_ok();
    std::iter::once(due).chain(of_fields).filter(movable).collect()
}

/// Who plays which part, with those who may play it instead.
pub(crate) fn parts(card: &Scorecard, signer: &Signer<'_>, people: &[Person]) -> Vec<PartRow> {
    let part = |part: Part| {
        let may_play = |person: &&Person| card.assign(signer, part, person).is_ok();
        PartRow {
            word: part.word(),
            noun: part.noun(),
            name: card.people.get(&part).map(|it| it.name.clone()).unwrap_or_default(),
            others: people.iter().filter(may_play).cloned().collect(),
        }
    };
    Part::ALL.into_iter().map(part).collect()
}

fn row(card: &Scorecard, signer: &Signer<'_>, today: Date, at: usize, task: &TaskSpec) -> TaskRow {
    let done = card.done.get(&task.id);
    let due = card.due_of(at);
    let role = task.role.noun();
    let refused = || card.finish(signer, &task.id, "").err();
    TaskRow {
        id: task.id.clone(),
        title: task.title.clone(),
        who: match card.people.get(&task.role) {
            Some(person) => format!("{role} {}", person.name),
            None => format!("the {role}"),
        },
        stop: task.stop,
        due: due.map(|date| date.to_string()).unwrap_or_default(),
        overdue: done.is_none() && card.is_open() && due.is_some_and(|date| date < today),
        done: done.map(|it| format!("{}, {}", it.name, it.day)).unwrap_or_default(),
        note: card.notes.get(&task.id).cloned().unwrap_or_default(),
        why: if done.is_none() {
            refused().map(|refusal| Why::of(card, &refusal))
        } else {
            None
        },
    }
}
