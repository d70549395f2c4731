//! Approvals that are refused, and what whoever tried hears.

use std::collections::BTreeMap;

use grounding::{AccountId, Route};
use insta::assert_snapshot;

use super::story::{Story, ada, all, all_as, bo, cem, digest, max, person, sol, started, tasks};
use crate::brief::RunState;
use crate::people::{Grant, Person, Role};
use crate::run::{Approve, Judge, RunEvent, Started};

/// A brief that the person has looked at.
fn seen_by(person: &Person) -> Story {
    let mut story = Story::begin(started());
    story.looks(person);
    story
}

/// The contract: an administrator has neither the AE's role nor the CSM's.
#[test]
fn whoever_lacks_the_role() {
    let story = seen_by(&cem());
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
    let story = seen_by(&sol());
    assert_snapshot!(story.refused(&sol(), |run, signer| run.approve(signer, &all_as(Role::Supervisor))), @"a handoff is not approved by the supervisor; it takes the AE and the CSM");
}

/// HO-20: the same person can't give both approvals.
#[test]
fn one_person_in_two_roles() {
    let mut story = seen_by(&bo());
    assert_snapshot!(story.refused(&bo(), |run, signer| run.approve(signer, &all())), @"you have more than one of the roles; name one with `--role`");
    story
        .act(&bo(), |run, signer| run.approve(signer, &all_as(Role::Ae)))
        .unwrap();
    assert_snapshot!(story.refused(&bo(), |run, signer| run.approve(signer, &all())), @"Bo Eriksen has approved as the AE already; the other approval takes another person");
    assert_snapshot!(story.refused(&bo(), |run, signer| run.approve(signer, &all_as(Role::Csm))), @"Bo Eriksen has approved as the AE already; the other approval takes another person");
    assert_eq!(story.signatures(), [(Role::Ae, "Bo Eriksen")]);
}

#[test]
fn one_role_twice() {
    let mut story = seen_by(&ada());
    story.approves(&ada());
    assert_snapshot!(story.refused(&ada(), |run, signer| run.approve(signer, &all_as(Role::Ae))), @"Ada Lund has approved as the AE already, at 2026-07-01T09:05:00Z");
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

    let mut story = seen_by(&ada());
    story.approves(&cem());
    story.approves(&ada());
    assert_snapshot!(story.refused(&bo(), |run, signer| run.approve(signer, &all())), @"this run is approved, so it can't be approved -> `vouch review show RUN` says where it stands and what comes next");
    story.happens(&sol(), RunEvent::Superseded { by: "run-2".to_owned() });
    assert_snapshot!(story.refused(&ada(), |run, signer| run.approve(signer, &all())), @"this run was superseded by a later one, so it can't be approved -> `vouch review show RUN` says where it stands and what comes next");
}

/// VR-32: an approval is bound to what was seen.
#[test]
fn a_brief_that_has_changed_since() {
    let mut story = seen_by(&ada());
    story.edited(&cem(), 2);
    assert_snapshot!(story.refused(&ada(), |run, signer| run.approve(signer, &all())), @"the brief has changed since you saw it: you saw `900a4469df00`, and it is `ad0387b3bd86` now -> look at it with `vouch review show RUN`, then approve");
    let of_the_first = Approve {
        digest: Some(digest(1)),
        ..all()
    };
    story.looks(&ada());
    assert_snapshot!(story.refused(&ada(), |run, signer| run.approve(signer, &of_the_first)), @"the brief has changed since you saw it: you saw `900a4469df00`, and it is `ad0387b3bd86` now -> look at it with `vouch review show RUN`, then approve");
}

/// VR-32: seven digits are too few to tell what was seen.
#[test]
fn a_digest_that_could_be_anything() {
    let story = seen_by(&ada());
    let short = Approve {
        digest: Some(digest(1).trim_start_matches("sha256:")[..7].to_owned()),
        ..all()
    };
    assert_snapshot!(story.refused(&ada(), |run, signer| run.approve(signer, &short)), @"the brief has changed since you saw it: you saw `900a446`, and it is `900a4469df00` now -> look at it with `vouch review show RUN`, then approve");
}

/// VR-32: what nobody was shown, nobody approves.
#[test]
fn a_brief_that_was_not_seen() {
    let story = seen_by(&ada());
    assert_snapshot!(story.refused(&cem(), |run, signer| run.approve(signer, &all())), @"you have not seen this brief as it stands (`900a4469df00`) -> look at it with `vouch review show RUN`, then approve");
}

/// HS-26: approving without opening a source takes a reason.
#[test]
fn sources_that_were_not_opened() {
    let mut story = Story::begin(started());
    story.happens(&ada(), RunEvent::Seen { digest: digest(1) });
    let blank = Approve {
        unopened_because: Some("  ".to_owned()),
        ..all()
    };
    assert_snapshot!(story.refused(&ada(), |run, signer| run.approve(signer, &blank)), @"you have opened none of the 2 sources that this brief rests on -> open what matters with `vouch review open RUN CLAIM`, or say why not with `--unopened REASON`");
    story.looks(&cem());
    assert_snapshot!(story.refused(&ada(), |run, signer| run.approve(signer, &all())), @"you have opened none of the 2 sources that this brief rests on -> open what matters with `vouch review open RUN CLAIM`, or say why not with `--unopened REASON`");
}

/// VR-31: an approval answers for each item.
#[test]
fn items_that_were_left_out() {
    let story = seen_by(&ada());
    let items = |words: &[&str]| Approve {
        items: words.iter().map(|word| (*word).to_owned()).collect(),
        ..Approve::default()
    };
    let heard = |words: &[&str]| story.refused(&ada(), |run, signer| run.approve(signer, &items(words)));
    assert_snapshot!(heard(&[]), @"an approval answers for each item; missing: `scope`, `timing` -> name what you stand for with `--ok ITEM,…`, or `--ok all`; else return the brief");
    assert_snapshot!(heard(&["Scope"]), @"an approval answers for each item; missing: `timing` -> name what you stand for with `--ok ITEM,…`, or `--ok all`; else return the brief");
    assert_snapshot!(heard(&["all", "mood"]), @"`mood` is no item; the items are `scope`, `timing`");
}

#[test]
fn a_claim_that_waits_for_a_person() {
    let mut story = Story::begin(Started {
        to_judge: BTreeMap::from([("c2".to_owned(), vec![Route::Ae]), ("c5".to_owned(), Vec::new())]),
        ..started()
    });
    story.looks(&ada());
    assert_snapshot!(story.refused(&ada(), |run, signer| run.approve(signer, &all())), @"a person must first accept or reject `c2`, `c5` -> `vouch review judge RUN CLAIM accept|reject --reason TEXT`");
    for (claim, accepted) in [("c2", true), ("c5", false)] {
        let judge = Judge {
            claim: claim.to_owned(),
            accepted,
            reason: "I was there".to_owned(),
        };
        story.act(&ada(), |run, signer| run.judge(signer, &judge)).unwrap();
    }
    story.act(&ada(), |run, signer| run.approve(signer, &all())).unwrap();
    assert_eq!(story.signatures(), [(Role::Ae, "Ada Lund")]);
}

/// SC-8: the order of stop tasks holds for the approval too, and not for what comes after it.
#[test]
fn a_stop_task_that_is_open() {
    let mut story = Story::begin(Started {
        tasks: tasks(),
        ..started()
    });
    story.looks(&ada());
    assert_snapshot!(story.refused(&ada(), |run, signer| run.approve(signer, &all())), @"the stop task `t1` (Answer the open question) comes first -> `vouch review done RUN TASK` once it is done");
    story
        .act(&ada(), |run, signer| run.finish_task(signer, "t1", ""))
        .unwrap();
    assert_snapshot!(story.refused(&ada(), |run, signer| run.approve(signer, &all())), @"the stop task `t2` (Go through the checklist) comes first -> `vouch review done RUN TASK` once it is done");
    story
        .act(&ada(), |run, signer| run.finish_task(signer, "t2", ""))
        .unwrap();
    story.act(&ada(), |run, signer| run.approve(signer, &all())).unwrap();
    assert_eq!(story.open_tasks(), ["t3", "t4", "t5"]);
}

/// Nobody decides in the name of somebody who only reads.
#[test]
fn whoever_only_reads() {
    let reader = person("rita", "Rita Holm", &[Role::Reader]);
    let story = seen_by(&reader);
    assert_snapshot!(story.refused(&reader, |run, signer| run.approve(signer, &all())), @"`rita` may not do that: to approve as the AE takes the role `ae` for `northwind`");
}
