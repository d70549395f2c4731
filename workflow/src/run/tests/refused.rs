//! Approvals by whoever may not, or where the run does not stand, and what they hear.

use grounding::AccountId;
use insta::assert_snapshot;

use super::story::{Story, all, all_as, looked_at_by, started};
use super::who::{ada, bo, cem, max, person, sol};
use crate::brief::RunState;
use crate::people::{Grant, Person, Role};
use crate::run::{RunEvent, Started};

/// The contract: an administrator has neither the AE's role nor the CSM's.
#[test]
fn whoever_lacks_the_role() {
    let story = looked_at_by(&cem());
    assert_snapshot!(story.refused(&cem(), |run, signer| run.approve(signer, &all_as(Role::Ae))), @"`cem` may not do that: to approve as the AE takes the role `ae` for `northwind`");
    assert_snapshot!(story.refused(&max(), |run, signer| run.approve(signer, &all())), @"`max` may not do that: to approve as the AE takes the role `ae` for `northwind`");
    assert_snapshot!(story.refused(&max(), |run, signer| run.approve(signer, &all_as(Role::Csm))), @"`max` may not do that: to approve as the CSM takes the role `csm` for `northwind`");
    let elsewhere = Person {
        grants: vec![Grant {
            role: Role::Ae,
            account: Some(AccountId::new("birch")),
        }],
        ..ada()
    };
    assert_snapshot!(story.refused(&elsewhere, |run, signer| run.approve(signer, &all())), @"`ada` may not do that: to approve as the AE takes the role `ae` for `northwind`");
    let gone = Person { active: false, ..ada() };
    assert_snapshot!(story.refused(&gone, |run, signer| run.approve(signer, &all())), @"`ada` may no longer sign in");
}

#[test]
fn a_role_that_the_plan_does_not_ask() {
    let story = looked_at_by(&sol());
    assert_snapshot!(story.refused(&sol(), |run, signer| run.approve(signer, &all_as(Role::Supervisor))), @"a handoff is not approved by the supervisor; it takes the AE and the CSM");
}

/// HO-20: the same person can't give both approvals.
#[test]
fn one_person_in_two_roles() {
    let mut story = looked_at_by(&bo());
    assert_snapshot!(story.refused(&bo(), |run, signer| run.approve(signer, &all())), @"you have more than one of the roles; name one with `--role`");
    story
        .act(&bo(), |run, signer| run.approve(signer, &all_as(Role::Ae)))
        .unwrap();
    assert_snapshot!(story.refused(&bo(), |run, signer| run.approve(signer, &all())), @"Bo Eriksen has approved as the AE already, at 2026-07-01T09:03:00Z");
    assert_snapshot!(story.refused(&bo(), |run, signer| run.approve(signer, &all_as(Role::Csm))), @"Bo Eriksen has approved as the AE already; the other approval takes another person");
    assert_eq!(story.signatures(), [(Role::Ae, "Bo Eriksen")]);
}

#[test]
fn one_role_twice() {
    let mut story = looked_at_by(&ada());
    story.approves(&ada());
    assert_snapshot!(story.refused(&ada(), |run, signer| run.approve(signer, &all_as(Role::Ae))), @"Ada Lund has approved as the AE already, at 2026-07-01T09:05:00Z");
    assert_snapshot!(story.refused(&ada(), |run, signer| run.approve(signer, &all())), @"Ada Lund has approved as the AE already, at 2026-07-01T09:05:00Z");
    story.looks(&bo());
    assert_snapshot!(story.refused(&bo(), |run, signer| run.approve(signer, &all_as(Role::Ae))), @"Ada Lund has approved as the AE already, at 2026-07-01T09:05:00Z");
    assert_eq!(story.signatures(), [(Role::Ae, "Ada Lund")]);
}

#[test]
fn a_run_that_is_not_in_review() {
    let stood = |state: RunState| {
        let mut story = Story::begin(Started { state, ..started() });
        story.looks(&ada());
        story.refused(&ada(), |run, signer| run.approve(signer, &all()))
    };
    assert_snapshot!(stood(RunState::Paused), @"this run is paused, so it can't be approved -> `vouch review show RUN` says where it stands and what comes next");
    assert_snapshot!(stood(RunState::Stopped), @"this run was stopped, so it can't be approved -> `vouch review show RUN` says where it stands and what comes next");
    assert_snapshot!(stood(RunState::Failed), @"this run failed, so it can't be approved -> `vouch review show RUN` says where it stands and what comes next");

    let mut story = looked_at_by(&ada());
    story.approves(&cem());
    story.approves(&ada());
    assert_snapshot!(story.refused(&bo(), |run, signer| run.approve(signer, &all())), @"this run is approved, so it can't be approved -> `vouch review show RUN` says where it stands and what comes next");
    story.happens(&sol(), RunEvent::Superseded { by: "run-2".to_owned() });
    assert_snapshot!(story.refused(&ada(), |run, signer| run.approve(signer, &all())), @"this run was superseded by a later one, so it can't be approved -> `vouch review show RUN` says where it stands and what comes next");
}

/// Nobody decides in the name of somebody who only reads.
#[test]
fn whoever_only_reads() {
    let reader = person("rita", "Rita Holm", &[Role::Reader]);
    let story = looked_at_by(&reader);
    assert_snapshot!(story.refused(&reader, |run, signer| run.approve(signer, &all())), @"`rita` may not do that: to approve as the AE takes the role `ae` for `northwind`");
}
