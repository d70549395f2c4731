//! Handoffs that people must clear up before the kickoff is prepared.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{HALDEN, NORTHWIND, approval, brief, state};
use crate::desk::{AE, CSM, Desk, READER};
use crate::support::{each, list, text};

/// What was promised on the first call, and what was signed.
const PROMISED: &str = "You will be live in four weeks, we do that all the time.";
const SIGNED: &str = "Implementation: eight (8) weeks from kickoff";

/// The topics on which the account's newest draft has the order form say otherwise.
fn conflicts(desk: &Desk) -> BTreeSet<String> {
    let draft = brief(desk, HALDEN);
    let reasons = list(&draft, "reasons").iter().filter(|it| it["code"] == "V706");
    reasons.map(|it| text(it, "about").to_owned()).collect()
}

fn topics(words: &[&str]) -> BTreeSet<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

/// HO-14: notes and order form disagree, so the handoff is paused, and whoever asks a question of it
/// decides nothing. What the AE decides clears its part of the pause. The brief goes to review once
/// all is decided, and shows the promise, the clause and the decision.
#[test]
fn the_decision_of_the_ae_clears_the_pause() {
    let desk = Desk::new();
    desk.out("", 1, &["handoff", HALDEN]);
    assert_eq!(
        (state(&desk, HALDEN).as_str(), conflicts(&desk)),
        ("paused", topics(&["integration", "timeline"]))
    );
    insta::assert_snapshot!(desk.refused(AE, &approval(HALDEN, &[])), @"
    error: this run is paused, so it can't be approved
    hint: `vouch review show RUN` says where it stands and what comes next
    ");
    let decide = ["review", "decide", HALDEN, "q1", "--answer", "The order form holds."];
    insta::assert_snapshot!(desk.refused(READER, &decide), @"error: `rhea` may not do that: to decide takes the role `account_owner` or `csm` or `ae` or `supervisor` or `cs_operations` for `halden-freight`");
    insta::assert_snapshot!(desk.refused(AE, &[&decide[..], &["--holds", "9"]].concat()), @"error: this run has no quote `9`; it has `1`, `2`, `3`, `4`");
    insta::assert_snapshot!(desk.refused(AE, &["review", "decide", HALDEN, "q1", "--answer", ""]), @"error: a decision says what holds");
    desk.out(AE, 0, &[&decide[..], &["--holds", "2"]].concat());
    insta::assert_snapshot!(desk.refused(AE, &decide), @"error: this run has no open question or conflict `q1`; it has `q2`, `q3`, `q4`, `k1`");

    desk.out("", 1, &["handoff", HALDEN]);
    assert_eq!(
        (state(&desk, HALDEN).as_str(), conflicts(&desk)),
        ("paused", topics(&["integration"]))
    );
    let left = desk.standing(HALDEN);
    for subject in each(&left, "to_decide", "name") {
        desk.out(
            CSM,
            0,
            &["review", "decide", HALDEN, subject, "--answer", "Agreed on 29 June."],
        );
    }
    desk.out("", 0, &["handoff", HALDEN]);
    assert_eq!(
        (state(&desk, HALDEN).as_str(), conflicts(&desk)),
        ("in_review", topics(&[]))
    );
    let draft = brief(&desk, HALDEN);
    let promise = list(&draft, "claims")
        .iter()
        .find(|it| text(it, "text").contains(PROMISED));
    assert_eq!(each(promise.unwrap(), "citations", "quote"), [PROMISED, SIGNED]);
    let decided = list(&draft["parts"], "decided").iter();
    let mut decided = decided.filter(|it| each(it, "citations", "quote").contains(&PROMISED));
    let decision = decided.next().unwrap();
    assert_eq!(
        each(decision, "citations", "quote")[..3],
        ["answer: The order form holds.", PROMISED, SIGNED]
    );
    let id = text(&decision["citations"][0], "source_id");
    let source = desk.json("", 0, &["source", id]);
    assert_eq!(
        (&source["kind"], &source["author"], &source["occurred_at"]),
        (&json!("decision"), &json!("Dana Whitcombe"), &json!("2026-06-30"))
    );
    insta::assert_snapshot!(text(&source, "text"), @"
    asked: On timeline, we said “You will be live in four weeks, we do that all the time.”, and the order form says “Implementation: eight (8) weeks from kickoff”: which holds?
    answer: The order form holds.
    decided by: Dana Whitcombe, AE
    decided on: 2026-06-30
    ");
}

/// HO-17: three discovery calls, a four-week promise that the order form knows nothing of, a missing
/// CRM export, a sponsor on no call. Both are flagged, the AE is asked about each, and the kickoff is
/// not prepared before the CSM has approved too.
#[test]
fn the_kickoff_is_not_prepared_before_the_csm_approves() {
    let desk = Desk::new();
    let id = desk.northwind_in_review();
    let draft = brief(&desk, NORTHWIND);
    let flags: Vec<(&str, &str)> = list(&draft, "flags")
        .iter()
        .map(|flag| (text(flag, "kind"), text(&flag["citations"][0], "quote")))
        .collect();
    let flagged = [
        (
            "timeline",
            "We will have the Leeds desk live within four weeks of kickoff.",
        ),
        (
            "missing_evidence",
            "The CRM export that Ruth was going to send us has still not arrived.",
        ),
        ("sponsor_not_engaged", "Name: Helena Voss"),
    ];
    assert!(flagged.iter().all(|it| flags.contains(it)), "{flags:?}");
    let asked: Vec<Value> = list(&draft, "questions")
        .iter()
        .map(|it| json!([it["about"], it["to"], it["citations"][0]["quote"]]))
        .collect();
    assert_eq!(
        asked,
        [
            json!([
                "timeline_not_in_order_form",
                "ae",
                "We will have the Leeds desk live within four weeks of kickoff."
            ]),
            json!([
                "timeline_not_in_order_form",
                "ae",
                "I promised them the quotation desk would be live four weeks after kickoff; \
                 they planned their summer around it."
            ]),
            json!(["sponsor_not_engaged", "ae", "Name: Helena Voss"]),
            json!([
                "open_point",
                "ae",
                "The CRM export that Ruth was going to send us has still not arrived."
            ]),
        ]
    );
    let prepare = ["review", "done", &id, "t5"];
    desk.northwind_ready();
    let waits = "error: the stop task `t4` (Approve this brief, AE and CSM each) comes first\n\
                 hint: `vouch review done RUN TASK` once it is done\n";
    assert_eq!(desk.refused(CSM, &prepare), waits);
    desk.approve(AE, &id);
    assert_eq!(desk.refused(CSM, &prepare), waits);
    desk.approve(CSM, &id);
    insta::assert_snapshot!(desk.out(CSM, 0, &prepare), @"`t5` is done; next: Bring Helena Voss into the kickoff (t3)");
}
