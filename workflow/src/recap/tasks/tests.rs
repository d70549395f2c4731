//! What is to be done, and from which day it is counted.

use grounding::{Question, Record, Route, Source, SourceKind, Task};
use jiff::civil::{Date, date};

use super::super::facts::Facts;
use super::super::facts::testing::{ledger, renewal, row};
use super::{dates, tasks};
use crate::brief::Trigger;
use crate::definition::Request;

fn review(day: Date) -> Source {
    let record = Task {
        subject: "QBR".to_owned(),
        completed: false,
        date: Some(day),
        owner: None,
    };
    let fields = [("subject", "QBR")];
    row(
        "crm:task/4",
        SourceKind::Task,
        date(2026, 5, 1),
        &fields,
        Record::Task(record),
    )
}

fn question() -> Question {
    Question {
        id: "q1".to_owned(),
        text: "What would prove it?".to_owned(),
        about: String::new(),
        to: Route::Csm,
        citations: Vec::new(),
    }
}

fn told(sources: Vec<Source>, questions: &[Question]) -> String {
    let (ledger, request) = (ledger(sources), Request::default());
    let facts = Facts::read(&ledger, &request);
    let dates = dates(&facts, None);
    let lines = tasks(&facts, questions, &dates).into_iter().map(|it| {
        let due = it.due.map_or_else(|| "no day".to_owned(), |day| day.to_string());
        let stop = if it.stop { " stop" } else { "" };
        format!("{} {due} {:?} {:?}{stop}: {}", it.id, it.owner, it.closed_by, it.title)
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn tasks_are_counted_from_the_review() {
    // 22 July 2026 is a Wednesday.
    let sources = || vec![review(date(2026, 7, 22)), renewal(date(2026, 9, 15))];
    insta::assert_snapshot!(told(sources(), &[question(), question()]), @"
    t1 2026-07-13 Csm Answers stop: Answer the 2 open questions of this recap
    t2 2026-07-17 AccountOwner Approval stop: Review the claims of value, their caveats and the next step, and approve the recap
    t3 2026-07-20 Csm Hand: Prepare the review: what changed, what is still open, which decision comes next
    t4 2026-07-23 AccountOwner Hand: Log what the customer decided
    ");
    // What should have been done by now is due today.
    insta::assert_snapshot!(told(vec![review(date(2026, 7, 1))], &[]), @"
    t1 2026-06-30 AccountOwner Approval stop: Review the claims of value, their caveats and the next step, and approve the recap
    t2 2026-06-30 Csm Hand: Prepare the review: what changed, what is still open, which decision comes next
    t3 2026-07-02 AccountOwner Hand: Log what the customer decided
    ");
}

#[test]
fn a_near_renewal_is_prepared_four_weeks_before_it() {
    // 15 September 2026 is a Tuesday; 18 August is 20 working days before it.
    insta::assert_snapshot!(told(vec![renewal(date(2026, 9, 15))], &[question()]), @"
    t1 2026-08-07 Csm Answers stop: Answer the open question of this recap
    t2 2026-08-13 AccountOwner Approval stop: Review the claims of value, their caveats and the next step, and approve the recap
    t3 2026-08-14 Csm Hand: Prepare the review: what changed, what is still open, which decision comes next
    t4 2026-08-19 AccountOwner Hand: Log what the customer decided
    ");
}

#[test]
fn without_a_day_to_go_by_tasks_wait_for_the_review() {
    insta::assert_snapshot!(told(vec![renewal(date(2026, 12, 1))], &[]), @"
    t1 no day AccountOwner Approval stop: Review the claims of value, their caveats and the next step, and approve the recap
    t2 no day Csm Hand: Prepare the review: what changed, what is still open, which decision comes next
    t3 no day AccountOwner Hand: Log what the customer decided
    ");
}

#[test]
fn the_review_is_the_day_asked_for_else_the_next_on_record() {
    let (ledger, request) = (
        ledger(vec![review(date(2026, 7, 22)), renewal(date(2026, 9, 15))]),
        Request::default(),
    );
    let facts = Facts::read(&ledger, &request);
    let days = |trigger: &str| {
        let found = dates(&facts, Some(&Trigger::written(trigger)));
        let told = found.iter().map(|(name, day)| format!("{name} {day}"));
        told.collect::<Vec<_>>().join(", ")
    };
    assert_eq!(days("qbr:2026-07-02"), "renewal 2026-09-15, review 2026-07-02");
    assert_eq!(days("qbr:crm:task/4"), "renewal 2026-09-15, review 2026-07-22");
    // A review that was held is no day to prepare for.
    assert_eq!(days("qbr:2026-06-02"), "renewal 2026-09-15, review 2026-07-22");
}
