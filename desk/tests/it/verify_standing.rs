//! How much a claim may say: promises stay promises, hopes stay hopes (`vouch verify --claims`).

use serde_json::{Value, json};

use crate::support::{list, text};
use crate::verify_claims::{CALL, FASTER, GOAL, THANKS, claim, codes, value, verify};

/// HO-16: the future tense makes no report of a promise.
#[test]
fn a_promise_told_with_will_is_no_fact_either() {
    let bare = claim(
        "V506",
        "The Leeds desk will be live within four weeks of kickoff.",
        "zoom:transcript/GMT20260609-090000_Recording",
        "We will have the Leeds desk live within four weeks of kickoff.",
    );
    let answer = verify(&[bare]).json_lines().remove(0);
    assert_eq!(
        (text(&answer, "verdict"), codes(&answer).contains(&"V506")),
        ("rejected", true)
    );
}

/// CO-8: what is told as proven and rests on a hope is shown below that; what was measured stays.
#[test]
fn a_hope_told_as_proven_is_demoted() {
    let hope = "If we could answer in two days by Christmas, that pays for itself.";
    let told = told(&[
        ("Quotations are answered in two days.", CALL, hope),
        (
            "Trial quotations went out in four working days instead of six and a half.",
            THANKS,
            FASTER,
        ),
    ]);
    assert!(told[0].starts_with("demoted"), "{told:?}");
    assert_eq!(told[1], "accepted proven_outcome");
}

/// CO-8: work that was done is no proof of value, in whatever words it is told.
#[test]
fn work_told_as_proven_is_demoted() {
    let told = told(&[
        (
            "The price workbook for the quotations was received.",
            "plan:activity/ACT-N-7",
            "Received the price workbook from Ruth Adeyemi.",
        ),
        (
            "Quotations profited from a walk through the inboxes.",
            "plan:activity/ACT-N-3",
            "Ines Duarte showed how a request travels through the four inboxes.",
        ),
    ]);
    assert_eq!(told, ["demoted activity", "demoted activity"]);
}

/// The verdict and the standing of value claims for the first goal.
fn told(claims: &[(&str, &str, &str)]) -> Vec<String> {
    let claims: Vec<Value> = claims
        .iter()
        .map(|(text, source, quote)| value("v", text, json!(GOAL), source, quote))
        .collect();
    let answers = verify(&claims).json_lines();
    answers
        .iter()
        .map(|it| format!("{} {}", text(it, "verdict"), text(it, "standing")))
        .collect()
}

/// A promise that is told as one is accepted and goes to those who must stand by it.
#[test]
fn a_promise_goes_to_its_owners() {
    let mut promise = claim(
        "p",
        "Dana Whitcombe said on 9 June 2026 that the Leeds desk will be live within four weeks of kickoff.",
        "zoom:transcript/GMT20260609-090000_Recording",
        "We will have the Leeds desk live within four weeks of kickoff.",
    );
    promise["kind"] = json!("promise");
    let answer = verify(&[promise]).json_lines().remove(0);
    assert_eq!((text(&answer, "verdict"), codes(&answer)), ("accepted", vec!["V604"]));
    let mut routes: Vec<&str> = list(&answer, "routes").iter().filter_map(Value::as_str).collect();
    routes.sort_unstable();
    assert_eq!(routes, ["ae", "csm"]);
}
