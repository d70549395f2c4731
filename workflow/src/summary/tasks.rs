//! What is to be done about a summary, and what must be passed (AS-51).

use std::collections::BTreeMap;

use grounding::text::one_line;
use grounding::{DraftSection, Ledger, Route, Verdict};

use super::spec::BUSINESS_REVIEW;
use crate::brief::{Gate, Input, InputStatus, TaskItem};
use crate::calendar::long_date;
use crate::definition::Drafted;
use crate::run::{Anchor, ClosedBy, Dates, Due};

/// Working days to review a summary.
const REVIEW_DAYS: i32 = 3;
/// Working days to decide on a suggested expansion.
const EXPANSION_DAYS: i32 = 10;

/// What is to be done: review the summary, and say of each suggested expansion that was accepted
/// whether it is pursued. Nothing is asked of the customer before that (AS-51).
pub(super) fn tasks(ledger: &Ledger, drafted: &Drafted<'_>) -> Vec<TaskItem> {
    let review = TaskItem {
        closed_by: ClosedBy::Approval,
        ..task(ledger, "Review this summary".to_owned(), REVIEW_DAYS)
    };
    let suggested = drafted
        .said_in("expansion")
        .into_iter()
        .filter(|it| is_accepted(it.verdict));
    let suggested = suggested.map(|it| {
        let title = format!("Decide whether to pursue: {}", one_line(&it.claim.text));
        task(ledger, title, EXPANSION_DAYS)
    });
    let mut found: Vec<TaskItem> = std::iter::once(review).chain(suggested).collect();
    for (at, item) in found.iter_mut().enumerate() {
        item.id = format!("t{}", at + 1);
    }
    found
}

/// Whether a claim may stand without anybody's decision.
pub(super) fn is_accepted(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::Accepted | Verdict::Demoted)
}

fn task(ledger: &Ledger, title: String, working_days: i32) -> TaskItem {
    let due = Due {
        from: Anchor::RunStart,
        days: working_days,
        working_days: true,
        weekdays_only: true,
    };
    let dates = Dates {
        start: ledger.view.as_of,
        due: None,
        previous_done: None,
        fields: &BTreeMap::new(),
    };
    TaskItem {
        id: String::new(),
        title,
        owner: Route::AccountOwner,
        due: due.date(dates),
        stop: false,
        due_from: Some(due),
        closed_by: ClosedBy::Hand,
    }
}

/// What must be passed: the evidence is there, each section had what it needs, somebody owns the
/// account.
pub(super) fn gates(ledger: &Ledger, inputs: &[Input], sections: &[DraftSection]) -> Vec<Gate> {
    let gate = |name: &str, passed: bool, yes: &str, no: String| Gate {
        name: name.to_owned(),
        passed,
        why: if passed { yes.to_owned() } else { no },
    };
    let missing: Vec<String> = inputs
        .iter()
        .filter(|input| input.status == InputStatus::Missing)
        .filter(|input| !ledger.is_settled(&format!("{}_missing", input.name), &[]))
        .map(|input| input.name.replace('_', " "))
        .collect();
    let incomplete: Vec<String> = sections.iter().filter_map(lacks).collect();
    vec![
        gate(
            "evidence_attached",
            missing.is_empty(),
            "every input is there",
            format!("missing: {}", missing.join(", ")),
        ),
        gate(
            "sections_complete",
            incomplete.is_empty(),
            "every section was drafted from all of its evidence",
            incomplete.join("; "),
        ),
        gate(
            "owner_assigned",
            ledger.account_owner().is_some(),
            "the account owner is known",
            "nobody is on record as account owner".to_owned(),
        ),
    ]
}

/// What a section lacks, in words; none where it was drafted from all of its evidence (AS-24 to
/// AS-26, AS-41).
fn lacks(section: &DraftSection) -> Option<String> {
    let notice = section.notice.as_ref()?;
    let title = BUSINESS_REVIEW
        .section(&section.id)
        .map_or(section.id.as_str(), |spec| spec.title);
    let lacks = match (notice.kind.as_str(), notice.date) {
        ("insufficient_data", _) => "there is nothing to draw on".to_owned(),
        ("no_activities", _) => "no CS activity was used".to_owned(),
        (_, Some(day)) => format!("CS activities were used from {} on", long_date(day)),
        (_, None) => "not all CS activities were used".to_owned(),
    };
    Some(format!("{title}: {lacks}"))
}
