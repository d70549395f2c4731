//! What is to be done before and after a recap is used.

use std::collections::BTreeMap;

use grounding::{Question, Route};
use jiff::civil::Date;

use super::facts::Facts;
use super::trigger::{renewal_ahead, review_ahead};
use crate::brief::{TaskItem, Trigger};
use crate::run::{Anchor, ClosedBy, Dates, Due};
use crate::thresholds::Thresholds;

/// The date that tasks are counted from: the review that the recap is for.
pub(super) const REVIEW: &str = "review";
/// The date that they are counted from where only the renewal is known and near.
pub(super) const RENEWAL: &str = "renewal";

/// So many working days before the renewal the recap should have been told, so that what follows
/// from it can still be done.
const BEFORE_RENEWAL: i32 = 20;

/// The dates of the recap: the review ahead, by its own record or as it was asked for, and the
/// renewal ahead.
pub(super) fn dates(facts: &Facts<'_>, trigger: Option<&Trigger>) -> BTreeMap<String, Date> {
    let asked = trigger.and_then(|it| it.record.parse::<Date>().ok());
    let review = asked.filter(|day| *day >= facts.as_of).or_else(|| review_ahead(facts));
    let renewal = renewal_ahead(facts).map(|(day, _)| day);
    let named = [(REVIEW, review), (RENEWAL, renewal)];
    named
        .into_iter()
        .filter_map(|(name, day)| Some((name.to_owned(), day?)))
        .collect()
}

/// What is to be done; each stop task holds up those after it. Days are counted from the review,
/// from a near renewal where no review is known, and wait for the review's day where neither is.
/// What should have been done by now is due on the brief's day.
pub(super) fn tasks(facts: &Facts<'_>, questions: &[Question], dates: &BTreeMap<String, Date>) -> Vec<TaskItem> {
    let as_of = facts.as_of;
    let (field, lead) = anchor(facts.thresholds, dates, as_of);
    let task = |title: String, owner: Route, working_days: i32, stop: bool, closed_by: ClosedBy| {
        let due = Due {
            from: Anchor::Field(field.to_owned()),
            days: working_days - lead,
            working_days: true,
            weekdays_only: true,
        };
        let known = Dates {
            start: as_of,
            due: dates.get(REVIEW).copied(),
            previous_done: None,
            fields: dates,
        };
        TaskItem {
            id: String::new(),
            title,
            owner,
            due: due.date(known).map(|day| day.max(as_of)),
            stop,
            due_from: Some(due),
            closed_by,
        }
    };
    let mut found = Vec::new();
    if !questions.is_empty() {
        let title = match questions.len() {
            1 => "Answer the open question of this recap".to_owned(),
            count => format!("Answer the {count} open questions of this recap"),
        };
        found.push(task(title, Route::Csm, -7, true, ClosedBy::Answers));
    }
    let review = "Review the claims of value, their caveats and the next step, and approve the recap";
    found.push(task(
        review.to_owned(),
        Route::AccountOwner,
        -3,
        true,
        ClosedBy::Approval,
    ));
    let prepare = "Prepare the review: what changed, what is still open, which decision comes next";
    found.push(task(prepare.to_owned(), Route::Csm, -2, false, ClosedBy::Hand));
    let log = "Log what the customer decided";
    found.push(task(log.to_owned(), Route::AccountOwner, 1, false, ClosedBy::Hand));
    for (at, item) in found.iter_mut().enumerate() {
        item.id = format!("t{}", at + 1);
    }
    found
}

/// The date that tasks are counted from, and so many working days before it they begin to count.
fn anchor(thresholds: &Thresholds, dates: &BTreeMap<String, Date>, as_of: Date) -> (&'static str, i32) {
    let is_near = |day: &Date| (*day - as_of).get_days() <= thresholds.renewal_near_days;
    if !dates.contains_key(REVIEW) && dates.get(RENEWAL).is_some_and(is_near) {
        (RENEWAL, BEFORE_RENEWAL)
    } else {
        (REVIEW, 0)
    }
}

#[cfg(test)]
mod tests;
