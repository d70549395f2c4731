//! What leaves the house.

use insta::assert_snapshot;
use serde_json::json;

use super::story::{Story, digest, signed, started};
use super::who::{ada, cem, sol};
use crate::brief::RunState;
use crate::people::Person;
use crate::run::{Exported, RunEvent, Signer, Started};

/// VR-33, HO-22: nothing goes to the customer before everybody who must has approved, and nothing
/// once that is void.
#[test]
fn nothing_leaves_before_the_last_approval() {
    let heard = |story: &Story, person: &Person| {
        let signed = signed(person, 99);
        let refusal = story.run.may_leave(&Signer { person, signed }).err();
        refusal.map(|it| it.to_string()).unwrap_or_default()
    };
    let mut story = Story::begin(Started {
        state: RunState::Paused,
        ..started()
    });
    assert_snapshot!(heard(&story, &cem()), @"this run is paused, so nothing of it goes to the customer");
    story = Story::begin(started());
    assert_snapshot!(heard(&story, &cem()), @"this run is in review, so nothing of it goes to the customer");
    story.approves(&cem());
    assert_snapshot!(heard(&story, &cem()), @"this run is in review, so nothing of it goes to the customer");
    story.approves(&ada());
    assert_eq!(heard(&story, &cem()), "");
    assert_snapshot!(heard(&story, &sol()), @"`sol` may not do that: to take out what the customer will read takes the role `account_owner` or `csm` or `ae` for `northwind`");
    story.edited(&cem(), 2);
    assert_snapshot!(heard(&story, &cem()), @"this run is in review, so nothing of it goes to the customer");
    story.happens(&sol(), RunEvent::Superseded { by: "run-2".to_owned() });
    assert_snapshot!(heard(&story, &cem()), @"this run was superseded by a later one, so nothing of it goes to the customer");
}

/// VR-42: why something left although an issue of the customer is open stays in the log.
#[test]
fn an_export_despite_an_open_issue_keeps_its_reason() {
    let export = |despite: Option<&str>| RunEvent::Exported {
        format: "docx".to_owned(),
        audience: "customer".to_owned(),
        digest: digest(1),
        approved: true,
        despite: despite.map(str::to_owned),
    };
    let mut story = Story::begin(started());
    story.approves(&cem());
    story.approves(&ada());
    story.happens(&cem(), export(None));
    story.happens(&ada(), export(Some("the customer asked for it")));
    let exported = || Exported {
        format: "docx".to_owned(),
        audience: "customer".to_owned(),
        digest: digest(1),
        approved: true,
    };
    let expected = [(signed(&cem(), 7), exported()), (signed(&ada(), 8), exported())];
    assert_eq!(story.run.exports, expected);
    let logged = |at: usize| serde_json::to_value(&story.log[at].1).unwrap();
    let mut entry = json!({
        "event": "exported",
        "format": "docx",
        "audience": "customer",
        "digest": digest(1),
        "approved": true,
    });
    assert_eq!(logged(7), entry);
    entry["despite"] = json!("the customer asked for it");
    assert_eq!(logged(8), entry);
}
