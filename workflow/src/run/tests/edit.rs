//! A brief that gets another text.

use std::collections::{BTreeMap, BTreeSet};

use grounding::{Route, SourceId};
use insta::assert_snapshot;

use super::story::{Story, all, digest, missing, started, tasks};
use super::who::{ada, cem, max, oda};
use crate::brief::RunState;
use crate::people::Role;
use crate::run::{Judge, Run, RunEvent, Started};

/// VR-49: an edit of an approved brief voids its approvals, and whoever approved must look again
/// at the text and at its sources.
#[test]
fn an_edit_voids_the_approvals() {
    let mut story = Story::begin(Started {
        tasks: tasks(),
        ..started()
    });
    for task in ["t1", "t2"] {
        story
            .act(&cem(), |run, signer| run.finish_task(signer, task, ""))
            .unwrap();
    }
    story.approves(&cem());
    story.approves(&ada());
    story.act(&cem(), Run::complete).unwrap();
    let source = BTreeSet::from([SourceId::raw("gong:call/77")]);
    let by = |login: &str| (login.to_owned(), source.clone());
    assert_eq!(story.run.opened, BTreeMap::from([by("ada"), by("cem")]));

    story.edited(&cem(), 2);
    assert_eq!(story.run.state.word(), RunState::InReview);
    assert_eq!(story.signatures(), []);
    assert_eq!(story.run.waits_for(), [Role::Ae, Role::Csm]);
    assert_eq!((story.run.version, story.run.digest.clone()), (2, digest(2)));
    assert_eq!(story.open_tasks(), ["t3", "t4", "t5"]);
    assert_eq!(story.run.completed, None);
    assert_eq!(story.run.opened, BTreeMap::new());

    story.happens(&ada(), RunEvent::Seen { digest: digest(2) });
    assert_snapshot!(story.refused(&ada(), |run, signer| run.approve(signer, &all())), @"you have opened none of the 2 sources that this brief rests on -> open what matters with `vouch review open RUN CLAIM`, or say why not with `--unopened REASON`");
}

/// VR-49: so does an edit between the two approvals, and one of a brief that was sent back.
#[test]
fn an_edit_in_review_voids_the_approval_given_so_far() {
    let mut story = Story::begin(started());
    story.approves(&ada());
    story.edited(&cem(), 2);
    assert_eq!(story.signatures(), []);
    assert_eq!(story.run.waits_for(), [Role::Ae, Role::Csm]);
    let asked = missing(&["the CRM export"]);
    story.act(&cem(), |run, signer| run.send_back(signer, &asked)).unwrap();
    story.edited(&ada(), 3);
    assert_eq!((story.run.state.word(), story.run.version), (RunState::InReview, 3));
}

/// What was opened of an older text is not opened of this one.
#[test]
fn sources_opened_from_an_older_text_do_not_count() {
    let mut story = Story::begin(started());
    story.edited(&cem(), 2);
    story.happens(
        &ada(),
        RunEvent::EvidenceOpened {
            digest: digest(1),
            claim: "c1".to_owned(),
            source_id: SourceId::raw("gong:call/77"),
        },
    );
    assert_eq!(story.run.opened, BTreeMap::new());
}

/// What was made of the edited claim is forgotten; what was made of the others holds.
#[test]
fn an_edited_claim_is_judged_anew() {
    let waits = |claims: &[&str]| -> BTreeMap<String, Vec<Route>> {
        claims
            .iter()
            .map(|claim| ((*claim).to_owned(), vec![Route::Ae]))
            .collect()
    };
    let mut story = Story::begin(Started {
        to_judge: waits(&["c1", "c2"]),
        ..started()
    });
    for claim in ["c1", "c2"] {
        let judge = Judge {
            claim: claim.to_owned(),
            accepted: true,
            reason: "I was there".to_owned(),
        };
        story.act(&ada(), |run, signer| run.judge(signer, &judge)).unwrap();
    }
    assert_eq!(story.run.unjudged(), Vec::<String>::new());
    story.happens(
        &ada(),
        RunEvent::Edited {
            version: 2,
            digest: digest(2),
            claim: "c1".to_owned(),
            to_judge: waits(&["c1", "c2", "c4"]),
        },
    );
    assert_eq!(story.run.unjudged(), ["c1", "c4"]);
}

/// Whoever may judge a claim may edit one, and CS operations may judge.
#[test]
fn cs_operations_edit() {
    let mut story = Story::begin(started());
    story.edited(&oda(), 2);
    assert_eq!((story.run.version, story.run.digest.clone()), (2, digest(2)));
}

#[test]
fn an_edit_that_is_refused() {
    let edit = |story: &Story, person: &_| {
        story.refused(person, |run, signer| run.may_edit(signer).map(|()| RunEvent::Completed))
    };
    let paused = Story::begin(Started {
        state: RunState::Paused,
        ..started()
    });
    assert_snapshot!(edit(&paused, &ada()), @"this run is paused, so it can't be edited -> `vouch review show RUN` says where it stands and what comes next");
    assert_snapshot!(edit(&Story::begin(started()), &max()), @"`max` may not do that: to judge or edit a claim takes the role `account_owner` or `csm` or `ae` or `supervisor` or `cs_operations` for `northwind`");
}
