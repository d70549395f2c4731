//! Lists of events that are no run.

use std::collections::BTreeMap;

use grounding::SourceId;
use insta::assert_snapshot;

use super::story::{Story, digest, signed, started};
use super::who::{ada, bo, cem, max, sol};
use crate::brief::RunState;
use crate::people::{Person, Role};
use crate::run::{Approval, Plan, Return, Run, RunEvent, Signed, Started};

/// An approval as it stands in a log.
fn approval(role: Role, text: u32) -> RunEvent {
    RunEvent::Approved(Approval {
        role,
        digest: digest(text),
        items: vec!["scope".to_owned(), "timing".to_owned()],
        opened: vec![SourceId::raw("gong:call/77")],
        unopened_because: None,
        comment: String::new(),
    })
}

fn begun(started: Started) -> (Signed, RunEvent) {
    (signed(&sol(), 0), RunEvent::Started(Box::new(started)))
}

/// Why the events are no run.
fn broken(log: &[(Signed, RunEvent)]) -> String {
    let events = log.iter().map(|(signed, event)| (signed, event));
    Run::replay("run-1", events).unwrap_err().to_string()
}

/// Why a run that began so can't go on with these.
fn broken_after(started: Started, events: Vec<(Person, RunEvent)>) -> String {
    let mut log = vec![begun(started)];
    for (person, event) in events {
        log.push((signed(&person, log.len()), event));
    }
    broken(&log)
}

/// VR-32: an approval of another text than the brief has, put in by hand.
#[test]
fn an_approval_of_another_digest() {
    assert_snapshot!(broken_after(started(), vec![(ada(), approval(Role::Ae, 2))]), @"step 2 of run `run-1` cannot have happened: it approves a brief of another digest");
    let edited = RunEvent::Edited {
        version: 2,
        digest: digest(2),
        claim: "c1".to_owned(),
        to_judge: BTreeMap::new(),
    };
    let log = vec![(cem(), edited), (ada(), approval(Role::Ae, 1))];
    assert_snapshot!(broken_after(started(), log), @"step 3 of run `run-1` cannot have happened: it approves a brief of another digest");
}

/// HO-20: two approvals by one person, put in by hand.
#[test]
fn two_approvals_by_one_person() {
    let log = vec![(bo(), approval(Role::Ae, 1)), (bo(), approval(Role::Csm, 1))];
    assert_snapshot!(broken_after(started(), log), @"step 3 of run `run-1` cannot have happened: the plan does not let this person approve in this role then");
    let log = vec![(ada(), approval(Role::Ae, 1)), (bo(), approval(Role::Ae, 1))];
    assert_snapshot!(broken_after(started(), log), @"step 3 of run `run-1` cannot have happened: the plan does not let this person approve in this role then");
}

/// VR-32: nothing is approved without a name. What the program does, nobody signed.
#[test]
fn approvals_by_nobody() {
    let nobody = |minutes: usize| Signed {
        by: None,
        name: "vouch".to_owned(),
        ..signed(&max(), minutes)
    };
    let log = [begun(started()), (nobody(1), approval(Role::Ae, 1))];
    assert_snapshot!(broken(&log), @"step 2 of run `run-1` cannot have happened: the plan does not let this person approve in this role then");
}

/// SC-11: approvals that the plan doesn't ask, or not yet.
#[test]
fn an_approval_out_of_turn() {
    let staged = Started {
        plan: Plan::new(&[&[Role::Ae], &[Role::Csm]], &[]),
        ..started()
    };
    assert_snapshot!(broken_after(staged, vec![(cem(), approval(Role::Csm, 1))]), @"step 2 of run `run-1` cannot have happened: the plan does not let this person approve in this role then");
    assert_snapshot!(broken_after(started(), vec![(sol(), approval(Role::Supervisor, 1))]), @"step 2 of run `run-1` cannot have happened: the plan does not let this person approve in this role then");
}

#[test]
fn what_can_not_happen_where_a_run_stands() {
    let paused = || Started {
        state: RunState::Paused,
        ..started()
    };
    let after = |event: RunEvent| broken_after(paused(), vec![(cem(), event)]);
    assert_snapshot!(after(approval(Role::Csm, 1)), @"step 2 of run `run-1` cannot have happened: only a brief in review is approved");
    let returned = RunEvent::Returned(Return {
        role: Role::Csm,
        digest: digest(1),
        missing: vec!["the CRM export".to_owned()],
        comment: String::new(),
        material: false,
    });
    assert_snapshot!(after(returned), @"step 2 of run `run-1` cannot have happened: only a brief in review is sent back");
    let reason = "why not".to_owned();
    assert_snapshot!(after(RunEvent::Reopened { reason }), @"step 2 of run `run-1` cannot have happened: only what was returned or approved is taken up again");
    let edited = RunEvent::Edited {
        version: 2,
        digest: digest(2),
        claim: "c1".to_owned(),
        to_judge: BTreeMap::new(),
    };
    assert_snapshot!(after(edited), @"step 2 of run `run-1` cannot have happened: only what was returned or approved is taken up again");
    let taken_up = RunEvent::Reopened {
        reason: "why not".to_owned(),
    };
    assert_snapshot!(broken_after(started(), vec![(cem(), taken_up)]), @"step 2 of run `run-1` cannot have happened: only what was returned or approved is taken up again");
    assert_snapshot!(after(RunEvent::Started(Box::new(paused()))), @"step 2 of run `run-1` cannot have happened: a run starts once");
}

/// What can't have happened changes nothing but the count of the steps.
#[test]
fn an_event_that_can_not_have_happened_leaves_the_run_as_it_was() {
    let events = [
        approval(Role::Csm, 2),
        approval(Role::Supervisor, 1),
        RunEvent::Reopened {
            reason: "why not".to_owned(),
        },
        RunEvent::Returned(Return {
            role: Role::Csm,
            digest: digest(1),
            missing: vec!["the CRM export".to_owned()],
            comment: String::new(),
            material: false,
        }),
        RunEvent::Edited {
            version: 2,
            digest: digest(2),
            claim: "c1".to_owned(),
            to_judge: BTreeMap::new(),
        },
        RunEvent::Started(Box::new(started())),
    ];
    let unchanged = |story: &Story, events: &[RunEvent]| {
        for event in events {
            let mut run = story.run.clone();
            run.apply(&signed(&cem(), 9), event).unwrap_err();
            run.steps = story.run.steps;
            assert_eq!(run, story.run, "{event:?}");
        }
    };
    for state in [RunState::Paused, RunState::Stopped, RunState::Failed] {
        let story = Story::begin(Started { state, ..started() });
        unchanged(&story, &events);
    }
    // In review, a brief may be edited or sent back; once it is superseded, nothing may.
    let mut story = Story::begin(started());
    unchanged(&story, &events[..3]);
    story.approves(&cem());
    story.happens(&sol(), RunEvent::Superseded { by: "run-2".to_owned() });
    unchanged(&story, &events);
}

#[test]
fn a_run_begins_with_its_start() {
    assert_snapshot!(broken(&[]), @"the log of run `run-1` does not begin with its start");
    assert_snapshot!(broken(&[(signed(&cem(), 0), RunEvent::Completed)]), @"the log of run `run-1` does not begin with its start");
}

/// A run whose place another took keeps the approvals that it had.
#[test]
fn what_was_superseded_keeps_its_approvals() {
    let mut story = Story::begin(started());
    story.approves(&cem());
    story.approves(&ada());
    story.happens(&sol(), RunEvent::Superseded { by: "run-2".to_owned() });
    assert_eq!(story.run.state.word(), RunState::Superseded);
    assert_eq!(story.signatures(), [(Role::Csm, "Cem Aksoy"), (Role::Ae, "Ada Lund")]);
    assert_eq!(story.run.waits_for(), []);
}
