//! What keeps a handoff from going on (HO-10, HO-13, HO-15) and what `--strict` and `--audience`
//! change.

use serde_json::{Value, json};

use crate::exports::Exports;
use crate::support::{each, fixtures, list, text};

const PLANS: &str = "success-plans/plans.json";
const LEAVE: &str = r#""severity": "Medium",
     "status": "Open",
     "owner": "Tobias Renn""#;
const UNOWNED: &str = r#""severity": "Medium",
     "status": "Open",
     "owner": """#;
const ZOOM: &str = "zoom/GMT20260609-090000_Recording.transcript.vtt";

fn gate<'a>(brief: &'a Value, name: &str) -> &'a Value {
    let gates = list(brief, "gates");
    gates
        .iter()
        .find(|gate| gate["name"] == name)
        .unwrap_or_else(|| panic!("no gate `{name}` in {gates:?}"))
}

fn codes(brief: &Value) -> Vec<&str> {
    each(brief, "reasons", "code")
}

/// HO-10 and HO-15: a goal without metric, number or date is not measurable; the brief is paused
/// and the AE is asked.
#[test]
fn a_vague_goal_pauses() {
    let (code, brief) = Exports::copy()
        .edit(
            PLANS,
            "Take in 80% of requests through the web form",
            "Make life easier for the quotations team",
        )
        .edit(PLANS, "\"share of requests through the web form\"", "\"\"")
        .edit(PLANS, "\"target\": \"80\"", "\"target\": \"\"")
        .edit(PLANS, "2027-03-31", "")
        .handoff("northwind", &[]);
    assert_eq!((code, codes(&brief)), (1, vec!["goal_vague"]));
    let row = &brief["parts"]["goal_table"][1];
    assert_eq!(
        (&row["goal"], &row["measurable"], &row["missing"]),
        (
            &json!("Make life easier for the quotations team"),
            &json!(false),
            &json!(["metric", "number", "date"])
        )
    );
    assert!(each(&brief, "questions", "about").contains(&"goal_vague"));
    assert_eq!(gate(&brief, "goals_and_first_value")["passed"], false);
}

/// HO-10: without explicit first-value criteria the brief is paused; "to be agreed" is none.
#[test]
fn first_value_must_be_explicit() {
    let silent = Exports::copy().without(ZOOM).without("zoom/meetings.csv");
    let open = || {
        Exports::copy().without(ZOOM).without("zoom/meetings.csv").note(
            "northwind-labs",
            "2026-06-18",
            "First value is still to be agreed with Callum.",
        )
    };
    for exports in [silent, open()] {
        let (code, brief) = exports.handoff("northwind", &[]);
        assert_eq!((code, codes(&brief)), (1, vec!["success_criteria_missing"]));
        assert_eq!(brief["parts"]["first_value"]["explicit"], false);
        assert!(each(&brief, "questions", "about").contains(&"success_criteria_missing"));
        assert_eq!(gate(&brief, "kickoff")["passed"], false);
    }
    let (_, brief) = open().handoff("northwind", &[]);
    assert_eq!(
        brief["reasons"][0]["citations"][0]["quote"],
        "First value is still to be agreed with Callum."
    );
}

/// HO-10: no goals and no order form are reasons of their own.
#[test]
fn missing_goals_and_a_missing_order_form_pause() {
    let (code, brief) = Exports::copy().without(PLANS).handoff("northwind", &[]);
    assert_eq!((code, codes(&brief)), (1, vec!["no_goals"]));
    let (code, brief) = Exports::copy()
        .without("contracts/northwind-labs/order-form.md")
        .handoff("northwind", &[]);
    assert_eq!((code, codes(&brief)), (1, vec!["scope_missing"]));
}

/// HO-13: one risk without an owner keeps the kickoff closed and is flagged; with an owner it is
/// not.
#[test]
fn every_open_risk_needs_an_owner() {
    let owned = fixtures().json(0, ["handoff", "northwind"]);
    assert_eq!(gate(&owned, "risks_owned")["passed"], true);
    assert!(!each(&owned, "flags", "kind").contains(&"ownerless_risk"));

    let (code, brief) = Exports::copy().edit(PLANS, LEAVE, UNOWNED).handoff("northwind", &[]);
    assert_eq!((code, text(&brief, "state")), (0, "in_review"));
    assert_eq!(
        (
            &gate(&brief, "risks_owned")["passed"],
            &gate(&brief, "kickoff")["passed"]
        ),
        (&json!(false), &json!(false))
    );
    let flag = list(&brief, "flags")
        .iter()
        .find(|flag| flag["kind"] == "ownerless_risk")
        .unwrap();
    assert!(text(flag, "message").contains("Two of three administrators"), "{flag}");
    let tasks = each(&brief, "tasks", "title");
    assert!(tasks.iter().any(|it| it.contains("owner of the risk")), "{tasks:?}");
}

/// The kickoff gate stays closed until both have approved, and no task is due before today.
#[test]
fn kickoff_waits_for_both() {
    for account in ["northwind", "halden"] {
        let brief = fixtures().run(["--format", "json", "handoff", account]).json();
        assert_eq!(gate(&brief, "kickoff")["passed"], false);
        let due = each(&brief, "tasks", "due");
        assert!(due.iter().all(|it| *it >= crate::support::TODAY), "{account}: {due:?}");
    }
}

/// A brief for the customer rests on nothing internal.
#[test]
fn a_brief_for_the_customer_uses_nothing_internal() {
    let run = fixtures().run(["--format", "json", "handoff", "northwind", "--audience", "customer"]);
    let brief = run.json();
    for claim in list(&brief, "claims") {
        for citation in list(claim, "citations") {
            let source = fixtures().json(0, ["source", text(citation, "source_id")]);
            assert_eq!(source["visibility"], "shareable", "{claim}");
        }
    }
}
