//! Approvals of what was not looked at, or still waits for something, and what whoever tried hears.

use std::collections::BTreeMap;

use grounding::Route;
use insta::assert_snapshot;

use super::story::{Story, all, digest, looked_at_by, missing, started, tasks};
use super::who::{ada, cem};
use crate::people::Role;
use crate::run::{Approve, Judge, RunEvent, Started};

/// VR-32: an approval is bound to what was seen.
#[test]
fn a_brief_that_has_changed_since() {
    let mut story = looked_at_by(&ada());
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
    let story = looked_at_by(&ada());
    let digits = digest(1).trim_start_matches("sha256:")[..7].to_owned();
    // The name of the hash is no part of the digits.
    for named in [digits.clone(), format!(" SHA256:{digits}")] {
        let short = Approve {
            digest: Some(named.clone()),
            ..all()
        };
        let heard = story.refused(&ada(), |run, signer| run.approve(signer, &short));
        assert_eq!(heard, "name at least 8 digits of the digest that you saw", "{named}");
    }
}

/// VR-32: what nobody was shown, nobody approves.
#[test]
fn a_brief_that_was_not_seen() {
    let story = looked_at_by(&ada());
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
    let story = looked_at_by(&ada());
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

/// HO-21: what a brief was sent back for is answered before anybody approves it, whoever said that
/// the questions are done with.
#[test]
fn a_return_that_nobody_has_answered() {
    let mut story = Story::begin(Started {
        tasks: tasks(),
        ..started()
    });
    let asked = missing(&["the CRM export", "who sponsors it"]);
    story.act(&cem(), |run, signer| run.send_back(signer, &asked)).unwrap();
    story
        .act(&ada(), |run, signer| run.reopen(signer, "the rest is there"))
        .unwrap();
    for task in ["t1", "t2"] {
        story
            .act(&ada(), |run, signer| run.finish_task(signer, task, "it can wait"))
            .unwrap();
    }
    story.looks(&ada());
    assert_snapshot!(story.refused(&ada(), |run, signer| run.approve(signer, &all())), @"it was sent back for `m1`, `m2`, which nobody has answered -> `vouch review decide RUN NAME --answer TEXT`");
    story.decides(&ada(), "m2");
    assert_snapshot!(story.refused(&ada(), |run, signer| run.approve(signer, &all())), @"it was sent back for `m1`, which nobody has answered -> `vouch review decide RUN NAME --answer TEXT`");
    story.decides(&ada(), "m1");
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
