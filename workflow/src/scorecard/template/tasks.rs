//! Whether the tasks of a template can be done in their order, and each has a day to be due on.

use super::fault::Step::{At, Key};
use super::scoring::unknown;
use super::{Fault, Kind, Part, Step, TaskSpec, Template};
use crate::run::Anchor;

pub(super) fn check(template: &Template, found: &mut Vec<Fault>) {
    for (at, task) in template.tasks.iter().enumerate() {
        one(template, at, task, found);
    }
    review(template, found);
    required(template, found);
    cycles(template, found);
}

fn one(template: &Template, at: usize, task: &TaskSpec, found: &mut Vec<Fault>) {
    let mut say = |key: &'static str, message: String| found.push(Fault::new([Key("task"), At(at), Key(key)], message));
    if task.title.trim().is_empty() {
        say("title", "a task has a title".to_owned());
    }
    for name in &task.sections {
        if template.sections.iter().all(|section| section.id != *name) {
            let known = template.sections.iter().map(|section| section.id.as_str());
            say("sections", unknown("section", name, &known.collect::<Vec<_>>()));
        }
    }
    for name in &task.fields {
        if template.field(name).is_none() {
            let known = template.fields().map(|(_, field)| field.id.as_str());
            say("fields", unknown("field", name, &known.collect::<Vec<_>>()));
        }
    }
    let before = template.tasks.get(..at).unwrap_or_default();
    let twice = template.fields().find_map(|(_, field)| {
        let other = before.iter().find(|other| template.covers(other, &field.id))?;
        template.covers(task, &field.id).then_some((&field.id, &other.id))
    });
    if let Some((field, other)) = twice {
        let message = format!(
            "`{field}` is covered by the tasks `{other}` and `{}`; keep one",
            task.id
        );
        say("id", message);
    }
    if task.role == Part::Supervisor && (!task.sections.is_empty() || !task.fields.is_empty()) {
        let message = format!("the supervisor fills nothing, so `{}` covers no field", task.id);
        say("role", message);
    }
    match &task.due.from {
        Anchor::PreviousDone if at == 0 => {
            say(
                "due",
                format!("`{}` is the first task, so no task is done before it", task.id),
            );
        }
        Anchor::Field(name) if template.field(name).is_none_or(|field| field.kind != Kind::Date) => {
            say("due", format!("`{name}` is no date field of this template"));
        }
        _ => {}
    }
}

/// The last task is the supervisor's review (SC-10).
fn review(template: &Template, found: &mut Vec<Fault>) {
    let last = template.review();
    match template.tasks.last() {
        Some(review) if review.role == Part::Supervisor => {}
        _ => {
            let message = "the last task is the supervisor's review: give it `role = \"supervisor\"`";
            found.push(Fault::new([Key("task"), At(last), Key("role")], message));
        }
    }
    for (at, task) in template.tasks.iter().enumerate() {
        let before = template.tasks.get(..at).unwrap_or_default();
        let names: Vec<&str> = before.iter().map(|it| it.id.as_str()).collect();
        let way = [Key("task"), At(at), Key("subjects")];
        if at != last && !task.subjects.is_empty() {
            found.push(Fault::new(way, "only the review, the last task, has `subjects`"));
        } else if let Some(name) = task.subjects.iter().find(|it| !names.contains(&it.as_str())) {
            found.push(Fault::new(way, unknown("task before the review", name, &names)));
        }
    }
}

/// A field that must be answered belongs to a task that can't be done before it is (SC-2).
fn required(template: &Template, found: &mut Vec<Fault>) {
    for (at, section) in template.sections.iter().enumerate() {
        for (place, field) in section.fields.iter().enumerate() {
            if field.required && template.covered_by(&field.id).is_none() {
                let way = [Key("section"), At(at), Key("field"), At(place), Key("required")];
                let message = format!("`{}` is required, and no task covers it", field.id);
                found.push(Fault::new(way, message));
            }
        }
    }
}

/// No due date waits for itself.
fn cycles(template: &Template, found: &mut Vec<Fault>) {
    // Each due date waits for one task at most, so that a cycle is walked around in one way. It is
    // told once, at the first of its tasks.
    for start in 0..template.tasks.len() {
        let mut round = vec![start];
        let mut next = waits_for(template, start);
        while let Some(at) = next
            && at != start
            && !round.contains(&at)
        {
            round.push(at);
            next = waits_for(template, at);
        }
        let is_first = round.iter().all(|at| *at >= start);
        if next == Some(start) && is_first {
            let way: [Step; 3] = [Key("task"), At(start), Key("due")];
            found.push(Fault::new(way, told(template, &round)));
        }
    }
}

/// The task that must be done before the due date of another is known; none where that date is
/// known without it.
fn waits_for(template: &Template, at: usize) -> Option<usize> {
    match &template.tasks.get(at)?.due.from {
        Anchor::RunStart | Anchor::RunDue => None,
        Anchor::PreviousDone => at.checked_sub(1),
        Anchor::Field(name) => {
            let date = template.field(name).filter(|field| field.kind == Kind::Date)?;
            template.covered_by(&date.id)
        }
    }
}

fn told(template: &Template, round: &[usize]) -> String {
    let name = |at: &usize| template.tasks.get(*at).map_or("", |task| task.id.as_str());
    if let [one] = round {
        return format!(
            "the due date of `{0}` is a cycle: it counts from a date that `{0}` itself sets",
            name(one)
        );
    }
    let names: Vec<String> = round
        .iter()
        .chain(round.first())
        .map(|at| format!("`{}`", name(at)))
        .collect();
    format!("the due dates are a cycle: {}", names.join(" waits for "))
}
