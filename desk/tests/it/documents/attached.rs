//! Where an approved brief is attached, and what it is linked with.

use serde_json::{Value, json};

use super::{approved, ready};
use crate::desk::{AE, CSM, Desk, READER};
use crate::support::{list, text};

const ACCOUNT: &str = "salesforce:account/0018d00000Nw7LaAAJ";
const PROJECT: &str = "project:project/PRJ-N";

/// The briefs that a record tells of.
fn attached(desk: &Desk, source: &str) -> Value {
    desk.json("", 0, &["source", source])["attached"].clone()
}

/// HO-6, VR-85: once both have approved it, the account's record and its onboarding project hold
/// the brief's id and digest; before, and once it is taken back, they don't.
#[test]
fn an_approved_brief_is_attached_to_the_account_and_the_project() {
    let desk = Desk::new();
    let id = ready(&desk, &[]);
    desk.approve(AE, &id);
    for record in [ACCOUNT, PROJECT] {
        assert_eq!(attached(&desk, record), Value::Null, "{record}");
        assert!(!desk.out("", 0, &["source", record]).contains("attached"));
    }
    desk.approve(CSM, &id);
    let standing = desk.standing(&id);
    let digest = text(&standing, "digest");
    for record in [ACCOUNT, PROJECT] {
        let expected = json!([{"run": id, "kind": "handoff", "digest": digest}]);
        assert_eq!(attached(&desk, record), expected, "{record}");
        let told = desk.out("", 0, &["source", record]);
        assert_eq!(
            told.lines().last(),
            Some(&*format!("attached: handoff {id} ({digest})"))
        );
    }
    // Another account's records hold nothing of it.
    assert_eq!(attached(&desk, "salesforce:account/0018d00000Hf3QeAAJ"), Value::Null);
    assert_eq!(attached(&desk, "project:project/PRJ-H"), Value::Null);
}

/// HO-35, VR-73: a handoff and what belongs with it are linked by id and digest; both stay what
/// they are.
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
    assert_eq!(after["links"], linked);
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
