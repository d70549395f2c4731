//! Where an approved brief is attached, and what it is linked with.

use std::fs;

use serde_json::{Value, json};

use super::{approved, ready};
use crate::desk::{AE, CSM, Desk, OPERATIONS, READER};
use crate::support::{list, text};

/// The records of Northwind Labs that hold an approved handoff.
const RECORDS: [&str; 2] = ["salesforce:account/0018d00000Nw7LaAAJ", "project:project/PRJ-N"];

/// The briefs that the records tell of.
fn attached(desk: &Desk) -> [Value; 2] {
    RECORDS.map(|record| desk.json("", 0, &["source", record])["attached"].clone())
}

/// HO-6: once both have approved it, the account's record and its onboarding project hold the
/// brief's id and digest; before, once it is taken up again, and once a later one has taken its
/// place, they don't.
#[test]
fn an_approved_brief_is_attached_to_the_account_and_the_project() {
    let desk = Desk::new();
    let id = ready(&desk, &[]);
    desk.approve(AE, &id);
    assert_eq!(attached(&desk), [Value::Null, Value::Null]);
    assert!(!desk.out("", 0, &["source", RECORDS[0]]).contains("attached"));
    desk.approve(CSM, &id);
    let holds = |run: &str| json!([{"run": run, "kind": "handoff", "digest": desk.standing(run)["digest"]}]);
    assert_eq!(attached(&desk), [holds(&id), holds(&id)]);
    let told = desk.out("", 0, &["source", RECORDS[1]]);
    let standing = desk.standing(&id);
    let line = format!("attached: handoff {id} ({})", text(&standing, "digest"));
    assert_eq!(told.lines().last(), Some(line.as_str()));
    assert_eq!(standing["attached"], json!(RECORDS));
    // Another account's records hold nothing of it.
    let other = desk.json("", 0, &["source", "project:project/PRJ-H"]);
    assert_eq!(other["attached"], Value::Null);

    desk.out(CSM, 0, &["review", "reopen", &id, "--reason", "the date has moved"]);
    assert_eq!(attached(&desk), [Value::Null, Value::Null]);
    desk.approve(AE, &id);
    desk.approve(CSM, &id);
    assert_eq!(desk.standing(&id)["attached"], json!(RECORDS));
    let next = approved(&desk, &[]);
    assert_ne!(next, id);
    assert_eq!(attached(&desk), [holds(&next), holds(&next)]);
}

/// VR-85: whoever subscribes is told once of each record that a brief is attached to, with the
/// brief's id and digest, and not before it is approved.
#[test]
fn each_record_is_told_of_once() {
    let desk = Desk::new();
    desk.vouch.file(
        "vouch.toml",
        "[[outbox]]\nname = \"crm\"\nfolder = \"out\"\nevents = [\"attached\"]\n",
    );
    let id = ready(&desk, &[]);
    desk.approve(AE, &id);
    let delivered = || desk.json(OPERATIONS, 0, &["outbox", "deliver"])["delivered"].clone();
    assert_eq!(delivered(), json!(0));
    desk.approve(CSM, &id);
    assert_eq!((delivered(), delivered()), (json!(2), json!(0)));
    let folder = desk.vouch.data().with_file_name("out");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    let told = files.into_iter().map(|file| -> Value {
        let mut message: Value = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
        message["at"] = json!("THEN");
        message
    });
    let digest = &desk.standing(&id)["digest"];
    let expected = RECORDS.map(|record| {
        json!({
            "schema": "vouch.event/1", "event": "attached", "run": id, "account_id": "northwind-labs",
            "kind": "handoff", "state": "approved", "version": 1, "digest": digest, "waits_for": [],
            "by": "Tobias Renn", "at": "THEN", "target": record,
        })
    });
    assert_eq!(told.collect::<Vec<_>>(), expected);
}

/// HO-35: a handoff and an implementation handoff are linked by id and digest; both stay what they
/// are.
#[test]
fn a_handoff_is_linked_with_an_implementation_handoff_and_stays_one() {
    let desk = Desk::new();
    let id = approved(&desk, &[]);
    let before = desk.standing(&id);
    let target = "jira:issue/IMP-7";
    let link = |relation| ["review", "link", id.as_str(), relation, target];
    assert_eq!(
        desk.out(CSM, 0, &link("implementation-handoff")),
        format!("linked: `{target}` belongs with run `{id}`\n")
    );
    let after = desk.standing(&id);
    let linked = json!([{"relation": "implementation_handoff", "target": target, "by": "Tobias Renn"}]);
    // Nothing else has changed: neither the brief nor its approvals.
    let mut expected = before;
    expected["links"] = linked;
    assert_eq!(after, expected);
    let events = super::events(&desk, &id);
    let event = events.iter().find(|it| it["event"] == "linked").unwrap();
    assert_eq!(event["digest"], after["digest"]);

    insta::assert_snapshot!(desk.refused(CSM, &link("sibling")), @"
    error: invalid value 'sibling' for '<RELATION>': `sibling` is no relation; take one of `implementation_handoff`, `renewal_packet`, `business_review`, `expansion_signal`, `case_study_candidate`, `health_change`

    For more information, try '--help'.
    ");
    insta::assert_snapshot!(desk.refused(READER, &link("implementation-handoff")), @"error: `rhea` may not do that: to work on tasks takes the role `account_owner` or `csm` or `ae` or `supervisor` or `cs_operations` for `northwind-labs`");
    insta::assert_snapshot!(desk.refused(CSM, &["review", "link", &id, "renewal-packet", &id]), @"error: a brief is not linked with itself");
    assert_eq!(list(&desk.standing(&id), "links").len(), 1);
}
