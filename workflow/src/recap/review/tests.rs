//! Who approves a recap, what a brief is counted by, and how it becomes a run.

use grounding::Route;
use jiff::civil::date;
use serde_json::{Value, json};

use super::super::RECAP;
use super::{STOPS, components, plan};
use crate::brief::Brief;
use crate::definition::Holds;
use crate::people::Role;
use crate::run::{Casting, start};

/// A recap in review that has all five parts.
fn whole() -> Value {
    let input = |name: &str| json!({ "name": name, "status": "present", "newest": null, "sources": 1 });
    let inputs = [
        "outcome_evidence",
        "usage_or_performance",
        "completed_work",
        "open_risks",
    ]
    .map(input);
    json!({
        "schema": "vouch.brief/1", "id": "run-1", "kind": "recap", "account_id": "larch",
        "account_name": "Larch Laundries", "as_of": "2026-06-30",
        "trigger": { "kind": "qbr", "record": "2026-07-22" }, "state": "in_review", "reasons": [],
        "customer_copy": { "allowed": false, "why": "approved by nobody yet" }, "inputs": inputs, "sections": [],
        "claims": [{
            "id": "c1", "text": "On-time deliveries rose.", "kind": "outcome", "standing": "proven_outcome",
            "goal_id": "plan:objective/1", "citations": [], "figures": [], "verdict": "accepted", "routes": [],
            "diagnostics": [],
        }],
        "parts": {
            "proof": [{ "claim": "c1", "sources": [], "caveats": [{ "text": "no caveat found" }] }],
            "dates": { "review": "2026-07-22", "renewal": "2026-09-15" },
        },
        "rejected": [], "diagnostics": [], "questions": [],
        "tasks": [{
            "id": "t1", "title": "Approve the recap", "owner": "account_owner", "due": "2026-07-17", "stop": true,
            "due_from": { "from": { "field": "review" }, "days": -3, "working_days": true },
            "closed_by": "approval",
        }],
        "flags": [], "gates": [{ "name": "trigger_narrow", "passed": true, "why": "`qbr` by `2026-07-22`" }],
        "counts": { "emitted": 1, "accepted": 1, "demoted": 0, "needs_review": 0, "rejected": 0 },
        "model": { "name": "extractive", "requests": 0, "input_tokens": 0, "output_tokens": 0, "prompts": [] },
        "digest": "",
    })
}

fn brief(json: Value) -> Brief {
    serde_json::from_value(json).unwrap()
}

/// The parts that a brief lacks.
fn lacks(change: impl Fn(&mut Value)) -> Vec<String> {
    let mut json = whole();
    change(&mut json);
    let parts = components(&brief(json)).into_iter();
    parts.filter(|(_, there)| !there).map(|(name, _)| name).collect()
}

/// VR-61: each of the five parts that a draft has is missed on its own; what is old is still there.
#[test]
fn each_part_is_missed_on_its_own() {
    assert_eq!(lacks(|_| {}), Vec::<String>::new());
    let inputs = [
        (0, "outcome_evidence"),
        (1, "usage_signal"),
        (2, "milestone_summary"),
        (3, "support_context"),
    ];
    for (at, part) in inputs {
        assert_eq!(lacks(|json| json["inputs"][at]["status"] = json!("missing")), [part]);
        assert_eq!(
            lacks(|json| json["inputs"][at]["status"] = json!("stale")),
            Vec::<String>::new()
        );
    }
    assert_eq!(
        lacks(|json| json["claims"][0]["standing"] = json!("likely_benefit")),
        ["outcome_evidence"]
    );
    assert_eq!(lacks(|json| json["parts"]["proof"] = json!([])), ["risk_caveats"]);
    assert_eq!(
        lacks(|json| json["parts"]["proof"][0]["caveats"] = json!([])),
        ["risk_caveats"]
    );
}

/// VR-30, VR-31: the account's owner alone approves, and answers for the five checks and the six
/// items.
#[test]
fn the_owner_answers_for_eleven_items() {
    let plan = plan();
    assert_eq!(plan.roles().collect::<Vec<_>>(), [Role::AccountOwner]);
    let names: Vec<&str> = plan.items.iter().map(|item| item.name.as_str()).collect();
    let checks = crate::run::Check::ALL.map(crate::run::Check::word);
    assert_eq!(names[..5], checks);
    assert_eq!(
        names[5..],
        [
            "value_claims",
            "roi_language",
            "metric_caveats",
            "renewal_implications",
            "next_recommendations",
            "customer_story",
        ]
    );
}

/// VR-40 to VR-44: five reasons stop a recap, one of them before it is drafted.
#[test]
fn five_reasons_stop_a_recap() {
    let rows = STOPS.each_ref().map(|stop| (stop.name, stop.row, stop.holds));
    let expected = [
        ("permission_missing", "VR-40", Holds::Leaving),
        ("claims_unsupported", "VR-41", Holds::Draft),
        ("customer_issues_unresolved", "VR-42", Holds::Leaving),
        ("sensitive_details", "VR-43", Holds::Leaving),
        ("public_or_sensitive_action", "VR-44", Holds::Leaving),
    ];
    assert_eq!(rows, expected);
}

/// A recap becomes a run that is due by its review, waits for the owner, and has its parts counted.
#[test]
fn a_recap_becomes_a_run() {
    let begun = start(&RECAP, &brief(whole()), Casting { people: &[], number: 1 });
    assert_eq!((begun.due, begun.due_by.as_str()), (Some(date(2026, 7, 22)), "review"));
    assert_eq!(begun.plan.waits_for(&[]), [Role::AccountOwner]);
    assert_eq!(begun.tasks[0].role, Role::from(Route::AccountOwner));
    let parts: Vec<&str> = begun.components.keys().map(String::as_str).collect();
    assert_eq!(
        parts,
        [
            "milestone_summary",
            "outcome_evidence",
            "risk_caveats",
            "support_context",
            "usage_signal"
        ]
    );
}
