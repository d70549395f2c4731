//! When things are due (SC-9).

use std::collections::BTreeMap;

use insta::assert_snapshot;
use jiff::civil::{Date, date};

use super::story::{BEGAN, KICKOFF, Story, signed, started, tasks};
use super::who::{cem, max, sol};
use crate::run::{Anchor, ClosedBy, Due, Note, RunEvent, Started, Task};

fn dues(story: &Story) -> Vec<Option<Date>> {
    (0..story.run.tasks.len()).map(|at| story.run.due(at)).collect()
}

fn july(day: i8) -> Date {
    date(2026, 7, day)
}

/// SC-9: whatever is counted from the kickoff moves with it, by working days and over weekends,
/// and never to a day before the run.
#[test]
fn due_dates_follow_the_kickoff() {
    let mut story = Story::begin(Started {
        tasks: tasks(),
        ..started()
    });
    assert_eq!(dues(&story), [3, 6, 7, 9, 10].map(|day| Some(july(day))));
    assert_eq!(story.run.next_due(), Some(july(3)));
    story
        .act(&cem(), |run, signer| {
            run.move_date(signer, " Kickoff ", date(2026, 7, 21))
        })
        .unwrap();
    assert_eq!(
        story.run.dates,
        BTreeMap::from([("kickoff".to_owned(), date(2026, 7, 21))])
    );
    assert_eq!(dues(&story), [10, 13, 14, 16, 17].map(|day| Some(july(day))));
    assert_eq!(story.run.head().due, Some(july(10)));
    story
        .act(&cem(), |run, signer| run.move_date(signer, "kickoff", date(2026, 7, 6)))
        .unwrap();
    assert_eq!(dues(&story), [1, 1, 1, 1, 2].map(|day| Some(july(day))));
}

/// SC-9: the four things that a due date is counted from.
#[test]
fn due_dates_follow_what_they_are_counted_from() {
    let task = |id: &str, from: Anchor, days: i32| Task {
        id: id.to_owned(),
        due: Some(Due {
            from,
            days,
            working_days: false,
            weekdays_only: true,
        }),
        stop: false,
        closed_by: ClosedBy::Hand,
        ..tasks().remove(0)
    };
    let mut story = Story::begin(Started {
        tasks: vec![
            // 4 July 2026 is a Saturday.
            task("a", Anchor::RunStart, 3),
            task("b", Anchor::PreviousDone, 1),
            task("c", Anchor::Field("renewal".to_owned()), -1),
            task("d", Anchor::RunDue, 0),
            Task {
                due: None,
                ..task("e", Anchor::RunDue, 0)
            },
        ],
        ..started()
    });
    assert_eq!(dues(&story), [Some(july(6)), None, None, Some(KICKOFF), None]);
    story
        .act(&cem(), |run, signer| run.finish_task(signer, "a", ""))
        .unwrap();
    story
        .act(&cem(), |run, signer| run.move_date(signer, "renewal", date(2026, 8, 6)))
        .unwrap();
    assert_eq!(
        dues(&story),
        [
            Some(july(6)),
            Some(july(2)),
            Some(date(2026, 8, 5)),
            Some(KICKOFF),
            None
        ]
    );
    assert_eq!(story.run.next_due(), Some(july(2)), "what is done is not due");
    for task in ["b", "c", "d", "e"] {
        story
            .act(&cem(), |run, signer| run.finish_task(signer, task, ""))
            .unwrap();
    }
    assert_eq!(story.run.next_due(), Some(KICKOFF), "the run is due itself");
}

/// SC-9: the run is due on a date that is one of its own, and with that date it moves; what is
/// counted from the run's due date moves too.
#[test]
fn the_run_is_due_when_the_date_says_that_it_is_due_by() {
    let from_run_due = Task {
        due: Some(Due {
            from: Anchor::RunDue,
            days: -1,
            working_days: true,
            weekdays_only: true,
        }),
        ..tasks().remove(4)
    };
    let mut story = Story::begin(Started {
        tasks: vec![from_run_due],
        dates: BTreeMap::from([("kickoff".to_owned(), KICKOFF), ("renewal".to_owned(), july(30))]),
        due: Some(july(30)),
        due_by: "renewal".to_owned(),
        ..started()
    });
    let moves = |story: &mut Story, field: &str, to: Date| {
        story
            .act(&cem(), |run, signer| run.move_date(signer, field, to))
            .unwrap();
        (story.run.started.due, dues(story))
    };
    let kickoff = moves(&mut story, "kickoff", july(21));
    assert_eq!(kickoff, (Some(july(30)), vec![Some(july(29))]));
    let renewal = moves(&mut story, "Renewal", july(27));
    assert_eq!(renewal, (Some(july(27)), vec![Some(july(24))]));
}

/// A date that the records lack is given by moving it, if the run counts a task from it.
#[test]
fn a_date_that_the_records_lack() {
    let mut story = Story::begin(Started {
        tasks: tasks(),
        dates: BTreeMap::new(),
        due: None,
        ..started()
    });
    assert_eq!((story.run.next_due(), dues(&story)), (None, vec![None; 5]));
    assert_snapshot!(story.refused(&cem(), |run, signer| run.move_date(signer, "renewal", KICKOFF)), @"this run has no date `renewal`; it has `kickoff`");
    story
        .act(&cem(), |run, signer| run.move_date(signer, "kickoff", KICKOFF))
        .unwrap();
    assert_eq!(story.run.started.due, Some(KICKOFF));
    assert_eq!(dues(&story), [3, 6, 7, 9, 10].map(|day| Some(july(day))));
}

/// SC-9: the date that a run is due by is one of its own, though the records lack it and no task is
/// counted from it.
#[test]
fn the_date_a_run_is_due_by_can_be_given() {
    let mut story = Story::begin(Started {
        dates: BTreeMap::new(),
        due: None,
        due_by: "renewal".to_owned(),
        ..started()
    });
    assert_snapshot!(story.refused(&cem(), |run, signer| run.move_date(signer, "kickoff", KICKOFF)), @"this run has no date `kickoff`; it has `renewal`");
    story
        .act(&cem(), |run, signer| run.move_date(signer, "Renewal", july(30)))
        .unwrap();
    assert_eq!(
        (story.run.started.due, story.run.next_due()),
        (Some(july(30)), Some(july(30)))
    );
}

#[test]
fn a_date_that_can_not_move() {
    let mut story = Story::begin(started());
    let heard = |story: &Story, person: &_, field: &str| {
        story.refused(person, |run, signer| run.move_date(signer, field, KICKOFF))
    };
    assert_snapshot!(heard(&story, &cem(), " "), @"this run has no date ``; it has `kickoff`");
    assert_snapshot!(heard(&story, &cem(), "renewal"), @"this run has no date `renewal`; it has `kickoff`");
    assert_snapshot!(heard(&story, &max(), "kickoff"), @"`max` may not do that: to work on tasks takes the role `account_owner` or `csm` or `ae` or `supervisor` or `cs_operations` for `northwind`");
    story.happens(&sol(), RunEvent::Superseded { by: "run-2".to_owned() });
    assert_snapshot!(heard(&story, &cem(), "kickoff"), @"this run was superseded by a later one, so nothing is left to do in it -> `vouch review show RUN` says where it stands and what comes next");
}

/// What came of a brief has happened.
#[test]
fn nothing_is_noted_before_it_happens() {
    let mut story = Story::begin(started());
    let note = |day: Date| {
        move |run: &crate::run::Run, signer: &crate::run::Signer<'_>| {
            run.note(signer, crate::run::Noted::new(Note::KickoffHeld, day, " all came "))
        }
    };
    assert_snapshot!(story.refused(&cem(), note(date(2026, 7, 2))), @"what is noted has happened; its day can't be later than the day this command speaks of");
    assert_snapshot!(story.refused(&max(), note(BEGAN)), @"`max` may not do that: to record what came of a brief takes the role `account_owner` or `csm` or `ae` or `supervisor` or `cs_operations` for `northwind`");
    story.act(&cem(), note(BEGAN)).unwrap();
    let noted = crate::run::Noted {
        what: Note::KickoffHeld,
        on: BEGAN,
        text: "all came".to_owned(),
        section: String::new(),
    };
    assert_eq!(story.run.notes, [(signed(&cem(), 1), noted)]);
}
