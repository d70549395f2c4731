//! Approvals in an order (SC-11).

use insta::assert_snapshot;

use super::story::{Story, all, all_as, missing, started};
use super::who::{ada, cem, person, sol};
use crate::brief::RunState;
use crate::people::Role;
use crate::run::{Plan, Started};

/// The AE and the CSM, then the supervisor.
fn begun() -> Story {
    Story::begin(Started {
        plan: Plan::new(
            &[&[Role::Ae, Role::Csm], &[Role::Supervisor]],
            &[("scope", "the scope is what was signed")],
        ),
        ..started()
    })
}

/// SC-11: the second stage begins once the first is through.
#[test]
fn the_stages_follow_one_another() {
    let mut story = begun();
    story.looks(&sol());
    assert_eq!(story.run.waits_for(), [Role::Ae, Role::Csm]);
    assert_snapshot!(story.refused(&sol(), |run, signer| run.approve(signer, &all_as(Role::Supervisor))), @"it is the turn of the AE and the CSM");
    story.approves(&ada());
    assert_snapshot!(story.refused(&sol(), |run, signer| run.approve(signer, &all_as(Role::Supervisor))), @"it is the turn of the CSM");
    story.approves(&cem());
    assert_eq!(story.run.waits_for(), [Role::Supervisor]);
    assert_eq!(story.run.state.word(), RunState::InReview);
    story.act(&sol(), |run, signer| run.approve(signer, &all())).unwrap();
    assert_eq!(
        story.signatures(),
        [
            (Role::Ae, "Ada Lund"),
            (Role::Csm, "Cem Aksoy"),
            (Role::Supervisor, "Sol Vega")
        ]
    );
    assert_eq!(story.run.state.word(), RunState::Approved);
}

/// SC-11: whoever signed in the first stage is not the one who signs in the second.
#[test]
fn one_person_does_not_sign_in_two_stages() {
    let una = person("una", "Una Ruiz", &[Role::Csm, Role::Supervisor]);
    let mut story = begun();
    story.approves(&ada());
    story.approves(&una);
    assert_eq!(story.run.waits_for(), [Role::Supervisor]);
    assert_snapshot!(story.refused(&una, |run, signer| run.approve(signer, &all())), @"Una Ruiz has approved as the CSM already, at 2026-07-01T09:06:00Z");
    assert_snapshot!(story.refused(&una, |run, signer| run.approve(signer, &all_as(Role::Supervisor))), @"Una Ruiz has approved as the CSM already; the other approval takes another person");
    story.approves(&sol());
    assert_eq!(story.run.state.word(), RunState::Approved);
}

/// SC-11: a brief that is sent back begins again with the first stage.
#[test]
fn a_return_begins_the_stages_again() {
    let mut story = begun();
    story.approves(&ada());
    story.approves(&cem());
    let asked = missing(&["the CRM export"]);
    story.act(&sol(), |run, signer| run.send_back(signer, &asked)).unwrap();
    assert_eq!(story.run.waits_for(), []);
    story
        .act(&sol(), |run, signer| run.reopen(signer, "it is there"))
        .unwrap();
    assert_eq!(story.run.waits_for(), [Role::Ae, Role::Csm]);
    assert_eq!(story.signatures(), []);
}
