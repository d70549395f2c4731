//! The work that was delivered: milestones, projects, tasks of playbooks (VR-4, VR-78).

use grounding::text::one_line;
use grounding::{Claim, ClaimKind, GoalStatus, Milestone, Source, SourceKind, Standing};
use jiff::ToSpan;
use jiff::civil::Date;

use super::super::facts::Facts;
use crate::account::{cite_day, fact, status_words};
use crate::calendar::long_date;
use crate::cite::cite_value;

/// A recap looks back so far for delivered work, in months.
const WINDOW_MONTHS: i32 = 12;
/// It tells so much of it at most.
const MOST_TOLD: usize = 8;

/// What was completed within the last year, newest first.
pub(super) fn delivered(facts: &Facts<'_>) -> Vec<Claim> {
    let from = facts.as_of.checked_sub(WINDOW_MONTHS.months()).unwrap_or(Date::MIN);
    let is_recent = |day: &Date| (from..=facts.as_of).contains(day);
    let milestones = facts.ledger.milestones().filter_map(|(source, milestone)| {
        let day = milestone.completed.filter(is_recent)?;
        Some((day, told_milestone(facts, source, milestone, day)))
    });
    let tasks = facts.ledger.of_kind(SourceKind::PlaybookTask).filter_map(|source| {
        let day = source.occurred_at.filter(is_recent)?;
        Some((day, told_task(source, day)?))
    });
    let mut done: Vec<(Date, Claim)> = milestones.chain(tasks).collect();
    done.sort_by(|left, right| (right.0, &left.1.text).cmp(&(left.0, &right.1.text)));
    done.dedup_by(|left, right| left.1.text == right.1.text);
    done.into_iter().map(|(_, claim)| claim).take(MOST_TOLD).collect()
}

fn told_milestone(facts: &Facts<'_>, source: &Source, milestone: &Milestone, day: Date) -> Claim {
    let mut citations = vec![cite_value(source, &milestone.name), cite_day(source, day)];
    let mut text = format!("The milestone \u{201C}{}\u{201D}", one_line(&milestone.name));
    if let Some((project, record)) = facts.project(&milestone.project) {
        let last = if closes_project(facts, milestone, day) {
            ", the last"
        } else {
            ""
        };
        text.push_str(&format!(
            "{last} of the project \u{201C}{}\u{201D}",
            one_line(&record.name)
        ));
        text.push_str(if last.is_empty() { "" } else { "," });
        citations.push(cite_value(project, &record.name));
    }
    text.push_str(&format!(" was completed on {}", long_date(day)));
    if let Some(due) = milestone.due {
        text.push_str(&if due == day {
            ", the day it was due".to_owned()
        } else {
            format!("; it was due on {}", long_date(due))
        });
        citations.push(cite_day(source, due));
    }
    activity(format!("{text}."), citations)
}

/// Whether nothing of the project is open after this milestone, so that the project is complete.
fn closes_project(facts: &Facts<'_>, milestone: &Milestone, day: Date) -> bool {
    let mut own = facts
        .ledger
        .milestones()
        .filter(|(_, it)| it.project == milestone.project);
    let later = |other: &Milestone| {
        other
            .completed
            .is_none_or(|completed| completed > day || (completed == day && other.name > milestone.name))
    };
    !own.any(|(_, other)| later(other))
}

fn told_task(source: &Source, day: Date) -> Option<Claim> {
    let (words, status) = status_words(source, GoalStatus::Completed)?;
    let title = source.title.trim();
    let text = format!(
        "The playbook task \u{201C}{}\u{201D} was {words} on {}.",
        one_line(title),
        long_date(day)
    );
    let citations = vec![cite_value(source, title), status, cite_day(source, day)];
    (!title.is_empty()).then(|| activity(text, citations))
}

fn activity(text: String, citations: Vec<grounding::Citation>) -> Claim {
    Claim {
        kind: ClaimKind::Activity,
        standing: Standing::Activity,
        ..fact(text, citations)
    }
}
