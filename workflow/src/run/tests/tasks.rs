//! What is to do, in which order, and by whom.

use grounding::Route;
use insta::assert_snapshot;

use super::story::{Story, signed, started, subject, tasks};
use super::who::{ada, bo, cem, max, person, sol};
use crate::brief::RunState;
use crate::people::{Person, Role};
use crate::run::{Assignee, RunEvent, Started};

fn begun() -> Story {
    Story::begin(Started {
        tasks: tasks(),
        ..started()
    })
}

fn finishes(story: &mut Story, person: &Person, task: &str) {
    story
        .act(person, |run, signer| run.finish_task(signer, task, ""))
        .unwrap();
}

/// A run that both have approved, with its stop tasks done.
fn approved() -> Story {
    let mut story = begun();
    finishes(&mut story, &cem(), "t1");
    finishes(&mut story, &cem(), "t2");
    story.approves(&cem());
    story.approves(&ada());
    story
}

/// SC-8: no task is done while a stop task before it is open; one that is no stop holds up none.
#[test]
fn stop_tasks_are_done_in_order() {
    let mut story = begun();
    let heard = |story: &Story, task: &str| story.refused(&cem(), |run, signer| run.finish_task(signer, task, ""));
    for task in ["t2", "t3", "t4", "t5"] {
        assert_eq!(
            heard(&story, task),
            "the stop task `t1` (Answer the open question) comes first -> `vouch review done RUN TASK` once it is done"
        );
    }
    finishes(&mut story, &cem(), "t1");
    assert_snapshot!(heard(&story, "t3"), @"the stop task `t2` (Go through the checklist) comes first -> `vouch review done RUN TASK` once it is done");
    finishes(&mut story, &cem(), "t2");
    assert_snapshot!(heard(&story, "t5"), @"the stop task `t4` (Approve this brief) comes first -> `vouch review done RUN TASK` once it is done");
    assert_eq!(story.open_tasks(), ["t3", "t4", "t5"], "`t3` can be left");
    story.approves(&cem());
    story.approves(&ada());
    finishes(&mut story, &cem(), "t5");
    assert_eq!(story.open_tasks(), ["t3"]);
}

#[test]
fn a_task_that_can_not_be_done_by_hand() {
    let mut story = begun();
    let heard = |story: &Story, person: &Person, task: &str| {
        story.refused(person, |run, signer| run.finish_task(signer, task, ""))
    };
    finishes(&mut story, &ada(), "t1");
    finishes(&mut story, &ada(), "t2");
    assert_snapshot!(heard(&story, &cem(), "t4"), @"`t4` is done once the brief is approved: `vouch review approve RUN`");
    assert_snapshot!(heard(&story, &cem(), "t1"), @"Ada Lund has done `t1` already, on 2026-07-01");
    assert_snapshot!(heard(&story, &cem(), "t9"), @"this run has no task `t9`; it has `t1`, `t2`, `t3`, `t4`, `t5`");
    assert_snapshot!(heard(&story, &max(), "t3"), @"`max` may not do that: to work on tasks takes the role `account_owner` or `csm` or `ae` or `supervisor` or `cs_operations` for `northwind`");
    story.happens(&sol(), RunEvent::Superseded { by: "run-2".to_owned() });
    assert_snapshot!(heard(&story, &cem(), "t3"), @"this run was superseded by a later one, so nothing is left to do in it -> `vouch review show RUN` says where it stands and what comes next");
}

/// Questions may be left open, if somebody says why.
#[test]
fn questions_may_be_left_open_for_a_reason() {
    let mut story = Story::begin(Started {
        tasks: tasks(),
        open: vec![subject("q1", "question", &[Route::Ae])],
        ..started()
    });
    let note = " the customer will say at the kickoff ";
    story
        .act(&cem(), |run, signer| run.finish_task(signer, "t1", note))
        .unwrap();
    let event = RunEvent::TaskDone {
        task: "t1".to_owned(),
        note: "the customer will say at the kickoff".to_owned(),
    };
    assert_eq!(story.log[1], (signed(&cem(), 1), event));
    assert_eq!(story.open_tasks(), ["t2", "t3", "t4", "t5"]);
}

#[test]
fn a_task_that_was_done_is_opened_again_for_a_reason() {
    let mut story = begun();
    let heard = |story: &Story, person: &Person, task: &str, reason: &str| {
        story.refused(person, |run, signer| run.reopen_task(signer, task, reason))
    };
    assert_snapshot!(heard(&story, &cem(), "t1", "not yet"), @"`t1` is open already");
    finishes(&mut story, &cem(), "t1");
    assert_snapshot!(heard(&story, &cem(), "t1", " "), @"say why the task is open again");
    assert_snapshot!(heard(&story, &cem(), "t9", "not yet"), @"this run has no task `t9`; it has `t1`, `t2`, `t3`, `t4`, `t5`");
    assert_snapshot!(heard(&story, &max(), "t1", "not yet"), @"`max` may not do that: to work on tasks takes the role `account_owner` or `csm` or `ae` or `supervisor` or `cs_operations` for `northwind`");
    story
        .act(&cem(), |run, signer| run.reopen_task(signer, "t1", "not yet"))
        .unwrap();
    assert_eq!(story.open_tasks(), ["t1", "t2", "t3", "t4", "t5"]);
}

/// SC-8: no brief stands approved, by one or by all, while a stop task before the approval is
/// open. Whoever wants to open one takes the brief up again first.
#[test]
fn a_stop_task_stays_done_while_an_approval_stands() {
    let mut story = begun();
    finishes(&mut story, &cem(), "t1");
    finishes(&mut story, &cem(), "t2");
    story.approves(&cem());
    let heard = |story: &Story| {
        story.refused(&cem(), |run, signer| {
            run.reopen_task(signer, "t2", "we left a page out")
        })
    };
    assert_snapshot!(heard(&story), @"somebody has approved already; reopen the brief before you open `t2`");
    story.approves(&ada());
    assert_eq!(story.run.state.word(), RunState::Approved);
    assert_snapshot!(heard(&story), @"somebody has approved already; reopen the brief before you open `t2`");
    story
        .act(&cem(), |run, signer| run.reopen(signer, "we left a page out"))
        .unwrap();
    story
        .act(&cem(), |run, signer| {
            run.reopen_task(signer, "t2", "we left a page out")
        })
        .unwrap();
    assert_eq!(story.open_tasks(), ["t2", "t3", "t4", "t5"]);
}

/// The approval task is done while the brief is approved, and can't be opened beside it.
#[test]
fn the_approval_task_follows_the_approval_alone() {
    let story = approved();
    assert_eq!(story.open_tasks(), ["t3", "t5"]);
    assert_snapshot!(story.refused(&cem(), |run, signer| run.reopen_task(signer, "t4", "not yet")), @"`t4` follows the approvals; reopen the brief to open it");
}

/// SC-10: a role goes to somebody who has it, and with it every open task of the role.
#[test]
fn a_role_and_a_task_are_given_to_somebody() {
    let mut story = begun();
    finishes(&mut story, &cem(), "t1");
    let eve = person("eve", "Eve Moss", &[Role::Ae]);
    story.act(&sol(), |run, signer| run.assign(signer, "AE", &eve)).unwrap();
    story
        .act(&sol(), |run, signer| run.assign(signer, "t2", &bo()))
        .unwrap();
    let assignees: Vec<Option<&str>> = story.run.tasks.iter().map(|task| task.assignee.as_deref()).collect();
    assert_eq!(assignees, [None, Some("bo"), Some("eve"), None, None], "`t1` was done");
    assert_eq!(story.run.people[&Role::Ae].login.as_deref(), Some("eve"));
    assert_eq!(
        story.run.people[&Role::Csm].login.as_deref(),
        Some("cem"),
        "a task is no role"
    );
}

/// Whoever is given a role stands there by name, as those do whom the run began with.
#[test]
fn whoever_is_given_a_role_has_a_name() {
    let mut story = begun();
    let eve = person("eve", "Eve Moss", &[Role::Ae]);
    story.act(&sol(), |run, signer| run.assign(signer, "ae", &eve)).unwrap();
    let event = RunEvent::Assigned {
        what: "ae".to_owned(),
        to: "eve".to_owned(),
        name: "Eve Moss".to_owned(),
    };
    assert_eq!(story.log[1], (signed(&sol(), 1), event));
    let expected = Assignee {
        name: "Eve Moss".to_owned(),
        login: Some("eve".to_owned()),
    };
    assert_eq!(story.run.people[&Role::Ae], expected);
}

#[test]
fn nobody_is_given_what_is_not_theirs() {
    let story = begun();
    let heard =
        |person: &Person, what: &str, to: &Person| story.refused(person, |run, signer| run.assign(signer, what, to));
    assert_snapshot!(heard(&sol(), "t1", &cem()), @"`cem` is not the AE of this account");
    assert_snapshot!(heard(&sol(), "csm", &ada()), @"`ada` is not the CSM of this account");
    let gone = Person { active: false, ..cem() };
    assert_snapshot!(heard(&sol(), "t2", &gone), @"`cem` is not the CSM of this account");
    assert_snapshot!(heard(&sol(), "t9", &cem()), @"this run has no task or role `t9`; it has `t1`, `t2`, `t3`, `t4`, `t5`");
    assert_snapshot!(heard(&max(), "t2", &cem()), @"`max` may not do that: to work on tasks takes the role `account_owner` or `csm` or `ae` or `supervisor` or `cs_operations` for `northwind`");
}
