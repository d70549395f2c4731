//! What is told of milestones and goals: what was missed, what is behind, else what was reached.

use grounding::text::one_line;
use grounding::{Goal, GoalStatus, Record, Source};

use super::super::clause::Clause;
use super::super::words::quoted;
use crate::account::{cite_day, status_words, told_goal_state};
use crate::calendar::long_date;
use crate::cite::cite_value;
use crate::health::facts::Facts;
use crate::health::level::Level;
use crate::health::signal::{Reading, Seen};

pub(super) fn told(facts: &Facts<'_>, reading: &Reading<'_>) -> Vec<Clause> {
    let is_well = reading.level == Level::Green;
    let found: Vec<Clause> = match reading.criterion.name {
        // Of a reading of none, what is seen was reached.
        "missed_milestones" if reading.value.is_zero() => Vec::new(),
        "missed_milestones" => reading.seen.iter().filter_map(|seen| missed(facts, seen)).collect(),
        _ => {
            let behind = reading.seen.iter().filter_map(|seen| behind(facts, seen.source?));
            behind.collect()
        }
    };
    if !found.is_empty() || !is_well {
        return found;
    }
    match reading.criterion.name {
        "missed_milestones" => reached(facts).into_iter().collect(),
        _ => on_track(facts).into_iter().collect(),
    }
}

/// A milestone that was due and is open.
pub(in super::super) fn late_milestone(facts: &Facts<'_>, source: &Source) -> Option<Clause> {
    let Some(Record::Milestone(milestone)) = &source.record else {
        return None;
    };
    let due = milestone.due.filter(|due| *due < facts.as_of)?;
    if milestone.completed.is_some() {
        return None;
    }
    let text = format!(
        "the milestone {} was due on {} and is open",
        quoted(source, &milestone.name),
        long_date(due)
    );
    Some(Clause::new(
        text,
        vec![cite_value(source, &milestone.name), cite_day(source, due)],
    ))
}

/// A missed step, be it of a project or a task of a success plan.
fn missed(facts: &Facts<'_>, seen: &Seen<'_>) -> Option<Clause> {
    let source = seen.source?;
    if let Some(Record::Milestone(_)) = source.record {
        return late_milestone(facts, source);
    }
    let due = seen.date.filter(|due| *due < facts.as_of)?;
    let text = format!(
        "the {} {} was due on {} and is open",
        source.kind.noun(),
        quoted(source, &source.title),
        long_date(due)
    );
    Some(Clause::new(
        text,
        vec![cite_value(source, &source.title), cite_day(source, due)],
    ))
}

/// A goal that is off track, held up or past its day.
pub(in super::super) fn behind(facts: &Facts<'_>, source: &Source) -> Option<Clause> {
    let goal = facts.ledger.goals().iter().find(|goal| goal.id == source.id)?;
    let status = goal.record.status;
    let past = goal.record.due.filter(|due| *due < facts.as_of);
    let is_held_up = matches!(status, GoalStatus::OffTrack | GoalStatus::Blocked);
    if status == GoalStatus::Completed || (past.is_none() && !is_held_up) {
        return None;
    }
    let mut cited = vec![cite_value(source, &goal.record.name)];
    let mut text = format!("the goal {}", quoted(source, &goal.record.name));
    if let Some(due) = past {
        text.push_str(&format!(" was due on {}", long_date(due)));
        cited.push(cite_day(source, due));
    }
    if let Some((words, citation)) = status_words(source, status) {
        text.push_str(&format!("{} is {words}", if past.is_some() { " and" } else { "" }));
        cited.push(citation);
    } else if past.is_none() {
        return None;
    }
    Some(Clause::new(text, cited))
}

/// The milestone that was reached last, else the one that comes next.
fn reached(facts: &Facts<'_>) -> Option<Clause> {
    let all = || facts.observed.milestones.iter();
    let last = all().filter(|it| it.completed.is_some()).max_by_key(|it| it.completed);
    let ahead = || all().filter(|it| it.due.is_some()).min_by_key(|it| it.due);
    let shown = last.or_else(ahead)?;
    let source = shown.source?;
    let name = match &source.record {
        Some(Record::Milestone(milestone)) => milestone.name.as_str(),
        _ => source.title.as_str(),
    };
    let (verb, day) = match shown.completed {
        Some(day) => ("was completed on", day),
        None => ("is due on", shown.due?),
    };
    let text = format!("the milestone {} {verb} {}", quoted(source, name), long_date(day));
    Some(Clause::new(text, vec![cite_value(source, name), cite_day(source, day)]))
}

/// The goal that is due next, where it stands.
fn on_track(facts: &Facts<'_>) -> Option<Clause> {
    let open = facts.ledger.goals().iter().filter(|goal| goal.is_open());
    let next: &Goal = open.min_by_key(|goal| (goal.due().unwrap_or(jiff::civil::Date::MAX), &goal.id))?;
    let claim = told_goal_state(facts.ledger, next)?;
    let text = one_line(claim.text.trim_end_matches('.'));
    Some(Clause::new(format!("the goal {text}"), claim.citations))
}
