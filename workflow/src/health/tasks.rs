//! What is to be done about a snapshot (HS-4, HS-20).

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use grounding::text::one_line;
use grounding::{Question, Route};
use jiff::civil::Date;

use super::next::Next;
use super::review::KINDS;
use crate::brief::{OwnerReview, TaskItem};
use crate::run::{Anchor, ClosedBy, Dates, Due};

/// Working days to review a snapshot.
const REVIEW_DAYS: i32 = 3;

/// What is to be done: answer what is asked, review the snapshot and each kind of change that it
/// is, and then the next action. The reviews hold up what comes after them, so that nothing is done
/// on a score that nobody has looked at.
pub(super) fn tasks(
    as_of: Date,
    questions: &[Question],
    reviews: &[OwnerReview],
    next: Option<&Next<'_>>,
) -> Vec<TaskItem> {
    let task = |title: String, owner: Route, working_days: i32, closed_by: ClosedBy| TaskItem {
        id: String::new(),
        title,
        owner,
        due: due_on(as_of, working_days),
        stop: closed_by == ClosedBy::Approval,
        due_from: Some(due(working_days)),
        closed_by,
    };
    let mut found = Vec::new();
    if !questions.is_empty() {
        let title = match questions.len() {
            1 => "Answer the open question of this snapshot".to_owned(),
            count => format!("Answer the {count} open questions of this snapshot"),
        };
        found.push(task(title, Route::AccountOwner, REVIEW_DAYS, ClosedBy::Answers));
    }
    let review = |title: String| task(title, Route::AccountOwner, REVIEW_DAYS, ClosedBy::Approval);
    found.push(review("Review this snapshot".to_owned()));
    let named = reviews.iter().filter(|it| !it.why.is_empty()).filter_map(|it| {
        let kind = KINDS.iter().find(|kind| kind.name == it.kind)?;
        Some(format!("{} ({})", kind.task, it.why))
    });
    found.extend(named.map(review));
    found.extend(next.map(|next| {
        let title = one_line(next.said.claim.text.trim_end_matches('.'));
        task(title, next.owner, next.working_days, ClosedBy::Hand)
    }));
    for (at, item) in found.iter_mut().enumerate() {
        item.id = format!("t{}", at + 1);
    }
    found
}

/// The day so many working days after a snapshot's.
pub(super) fn due_on(as_of: Date, working_days: i32) -> Option<Date> {
    let dates = Dates {
        start: as_of,
        due: None,
        previous_done: None,
        fields: &BTreeMap::new(),
    };
    due(working_days).date(dates)
}

fn due(working_days: i32) -> Due {
    Due {
        from: Anchor::RunStart,
        days: working_days,
        working_days: true,
        weekdays_only: true,
    }
}
