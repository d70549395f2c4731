//! Claims that wait for a person.

use std::collections::BTreeMap;

use grounding::Route;
use insta::assert_snapshot;

use super::story::{Story, signed, started};
use super::who::{ada, cem, max, oda, sol};
use crate::brief::RunState;
use crate::people::Person;
use crate::run::{Judge, Judged, Started};

fn accept(claim: &str, reason: &str) -> Judge {
    Judge {
        claim: claim.to_owned(),
        accepted: true,
        reason: reason.to_owned(),
    }
}

/// `c2` is for the AE, `c5` for whoever approves.
fn waiting() -> Started {
    Started {
        to_judge: BTreeMap::from([("c2".to_owned(), vec![Route::Ae]), ("c5".to_owned(), Vec::new())]),
        ..started()
    }
}

#[test]
fn a_claim_is_judged_by_whom_it_is_for() {
    let mut story = Story::begin(waiting());
    story
        .act(&ada(), |run, signer| run.judge(signer, &accept("c2", " I was there ")))
        .unwrap();
    story
        .act(&cem(), |run, signer| {
            run.judge(signer, &accept("c5", "it is as he says"))
        })
        .unwrap();
    let judged = |minutes: usize, person, reason: &str| Judged {
        signed: signed(person, minutes),
        accepted: true,
        reason: reason.to_owned(),
    };
    let expected = BTreeMap::from([
        ("c2".to_owned(), judged(1, &ada(), "I was there")),
        ("c5".to_owned(), judged(2, &cem(), "it is as he says")),
    ]);
    assert_eq!(story.run.judged, expected);
    assert_eq!(story.run.unjudged(), Vec::<String>::new());
}

/// What is for CS operations alone is theirs to judge.
#[test]
fn cs_operations_judge_what_is_for_them() {
    let mut story = Story::begin(Started {
        to_judge: BTreeMap::from([("c2".to_owned(), vec![Route::CsOperations])]),
        ..started()
    });
    assert_snapshot!(story.refused(&ada(), |run, signer| run.judge(signer, &accept("c2", "I was there"))), @"`c2` is for CS operations to judge");
    story
        .act(&oda(), |run, signer| run.judge(signer, &accept("c2", "I ran it")))
        .unwrap();
    assert_eq!(story.run.unjudged(), Vec::<String>::new());
}

#[test]
fn a_judgment_that_is_refused() {
    let story = Story::begin(waiting());
    let heard = |person: &Person, claim: &str, reason: &str| {
        story.refused(person, |run, signer| run.judge(signer, &accept(claim, reason)))
    };
    assert_snapshot!(heard(&cem(), "c2", "so I heard"), @"`c2` is for the AE to judge");
    assert_snapshot!(heard(&ada(), "c2", "\t"), @"say why the claim may be said, or why not");
    assert_snapshot!(heard(&ada(), "c9", "so I heard"), @"this run has no claim that waits for a person `c9`; it has `c2`, `c5`");
    assert_snapshot!(heard(&max(), "c2", "so I heard"), @"`max` may not do that: to judge or edit a claim takes the role `account_owner` or `csm` or `ae` or `supervisor` or `cs_operations` for `northwind`");
    let paused = Story::begin(Started {
        state: RunState::Paused,
        ..waiting()
    });
    assert_snapshot!(paused.refused(&ada(), |run, signer| run.judge(signer, &accept("c2", "so I heard"))), @"this run is paused, so its claims can't be judged -> `vouch review show RUN` says where it stands and what comes next");
}

/// A claim that is for nobody in particular is for whoever approves, and the refusal says so.
#[test]
fn a_claim_for_whoever_approves_is_not_for_others() {
    let story = Story::begin(waiting());
    assert_snapshot!(story.refused(&sol(), |run, signer| run.judge(signer, &accept("c5", "so I heard"))), @"`c5` is for the AE or the CSM to judge");
}

/// VR-32: somebody has signed the brief with its claims as they were judged.
#[test]
fn a_judgment_stands_once_somebody_has_approved() {
    let mut story = Story::begin(waiting());
    for claim in ["c2", "c5"] {
        story
            .act(&ada(), |run, signer| run.judge(signer, &accept(claim, "I was there")))
            .unwrap();
    }
    story.approves(&cem());
    let reject = Judge {
        accepted: false,
        ..accept("c2", "I was not there")
    };
    assert_snapshot!(story.refused(&ada(), |run, signer| run.judge(signer, &reject)), @"somebody has approved this brief with the claim as it was judged; reopen it first");
}

/// What the refusal says comes first can be done.
#[test]
fn a_brief_with_one_approval_is_reopened_as_the_refusal_says() {
    let mut story = Story::begin(waiting());
    for claim in ["c2", "c5"] {
        story
            .act(&ada(), |run, signer| run.judge(signer, &accept(claim, "I was there")))
            .unwrap();
    }
    story.approves(&cem());
    story
        .act(&ada(), |run, signer| run.reopen(signer, "a claim was judged wrongly"))
        .unwrap();
    assert_eq!(story.signatures(), []);
    let reject = Judge {
        accepted: false,
        ..accept("c2", "I was not there")
    };
    story.act(&ada(), |run, signer| run.judge(signer, &reject)).unwrap();
    assert!(!story.run.judged["c2"].accepted);
}
