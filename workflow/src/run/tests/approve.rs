//! What an approval is, and what it counts for.

use grounding::SourceId;
use jiff::civil::date;

use super::story::{BEGAN, Story, all, digest, signed, started, tasks};
use super::who::{ada, cem};
use crate::brief::RunState;
use crate::people::Role;
use crate::run::{Approval, Approve, Plan, Run, Signature, Signed, Signer, Started};

fn state(run: &Run) -> (RunState, Vec<Role>) {
    (run.state.word(), run.waits_for())
}

/// HO-20, VR-32: the brief is approved once the AE and the CSM have both signed what they saw, and
/// each signature has a name, a time and the digest.
#[test]
fn two_people_approve_a_brief() {
    let mut story = Story::begin(started());
    assert_eq!(state(&story.run), (RunState::InReview, vec![Role::Ae, Role::Csm]));
    story.approves(&cem());
    assert_eq!(state(&story.run), (RunState::InReview, vec![Role::Ae]));
    story.approves(&ada());
    assert_eq!(state(&story.run), (RunState::Approved, Vec::new()));
    let approval = |role: Role| Approval {
        role,
        digest: digest(1),
        items: vec!["scope".to_owned(), "timing".to_owned()],
        opened: vec![SourceId::raw("gong:call/77")],
        unopened_because: None,
        comment: String::new(),
    };
    let expected = [
        Signature {
            signed: signed(&cem(), 3),
            approval: approval(Role::Csm),
        },
        Signature {
            signed: signed(&ada(), 6),
            approval: approval(Role::Ae),
        },
    ];
    assert_eq!(story.run.state.signatures(), expected);
}

/// The last approval closes the task that asks for it, and none before.
#[test]
fn the_approval_task_is_done_with_the_last_approval() {
    let mut story = Story::begin(Started {
        tasks: tasks(),
        ..started()
    });
    for task in ["t1", "t2", "t3"] {
        story
            .act(&cem(), |run, signer| run.finish_task(signer, task, ""))
            .unwrap();
    }
    story.approves(&cem());
    assert_eq!(story.open_tasks(), ["t4", "t5"]);
    story.approves(&ada());
    assert_eq!(story.open_tasks(), ["t5"]);
    assert_eq!(story.run.tasks[3].done, Some(signed(&ada(), 9)));
}

/// HS-26: whoever opens no source says why, and that stays with the approval.
#[test]
fn an_approval_without_a_look_at_the_sources_keeps_its_reason() {
    let mut story = Story::begin(started());
    let asked = Approve {
        digest: Some(digest(1)),
        unopened_because: Some("I was on both calls".to_owned()),
        comment: "fine by me".to_owned(),
        ..all()
    };
    story.act(&ada(), |run, signer| run.approve(signer, &asked)).unwrap();
    let expected = Approval {
        role: Role::Ae,
        digest: digest(1),
        items: vec!["scope".to_owned(), "timing".to_owned()],
        opened: Vec::new(),
        unopened_because: Some("I was on both calls".to_owned()),
        comment: "fine by me".to_owned(),
    };
    assert_eq!(story.run.state.signatures()[0].approval, expected);
}

/// HS-26: a reason for not looking is no part of an approval by somebody who did.
#[test]
fn whoever_has_looked_needs_no_reason() {
    let mut story = Story::begin(started());
    story.looks(&ada());
    let asked = Approve {
        unopened_because: Some("I was on both calls".to_owned()),
        ..all()
    };
    story.act(&ada(), |run, signer| run.approve(signer, &asked)).unwrap();
    let approval = &story.run.state.signatures()[0].approval;
    assert_eq!(
        (&approval.opened, &approval.unopened_because),
        (&vec![SourceId::raw("gong:call/77")], &None)
    );
}

/// HS-26: a brief that cites no source has none to open.
#[test]
fn a_brief_without_sources_asks_for_no_look_at_them() {
    let mut story = Story::begin(Started {
        sources_cited: 0,
        ..started()
    });
    let asked = Approve {
        digest: Some(digest(1)),
        ..all()
    };
    story.act(&ada(), |run, signer| run.approve(signer, &asked)).unwrap();
    assert_eq!(story.signatures(), [(Role::Ae, "Ada Lund")]);
}

/// VR-32: eight digits of the digest will do, written as people write them.
#[test]
fn a_digest_is_named_by_its_beginning() {
    let digits = digest(1).trim_start_matches("sha256:")[..8].to_owned();
    let written = [
        digits.to_uppercase(),
        format!("sha256:{digits}"),
        format!("SHA256:{}", digits.to_uppercase()),
        format!(" Sha256:{digits}\n"),
    ];
    for named in written {
        let mut story = Story::begin(started());
        story.looks(&ada());
        let asked = Approve {
            digest: Some(named.clone()),
            ..all()
        };
        story.act(&ada(), |run, signer| run.approve(signer, &asked)).unwrap();
        assert_eq!(story.run.state.signatures()[0].approval.digest, digest(1), "{named}");
    }
}

/// VR-34: years after everything was due, nothing has approved the brief but its people.
#[test]
fn nothing_is_approved_by_letting_time_pass() {
    let mut story = Story::begin(Started {
        tasks: tasks(),
        plan: Plan::new(&[&[Role::Ae, Role::Csm], &[Role::Supervisor]], &[]),
        ..started()
    });
    for task in ["t1", "t2"] {
        story
            .act(&cem(), |run, signer| run.finish_task(signer, task, ""))
            .unwrap();
    }
    story.approves(&ada());
    let before = state(&story.run);
    assert_eq!(before, (RunState::InReview, vec![Role::Csm]));
    let cem = cem();
    let late = Signer {
        person: &cem,
        signed: Signed {
            day: date(2032, 3, 1),
            ..signed(&cem, 3_000_000)
        },
    };
    let events = [
        story.run.comment(&late, "is anybody there?", None).unwrap(),
        story.run.move_date(&late, "kickoff", BEGAN).unwrap(),
        story.run.finish_task(&late, "t3", "").unwrap(),
    ];
    for event in events {
        story.run.apply(&late.signed, &event).unwrap();
    }
    assert_eq!(state(&story.run), before);
    assert_eq!(story.open_tasks(), ["t4", "t5"]);
    assert_eq!(story.run.next_due(), Some(BEGAN));
    assert_eq!(story.run.head().state, RunState::InReview);
}
