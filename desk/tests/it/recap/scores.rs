//! The scores of a handoff, reckoned again by hand from what the brief shows.

use serde_json::Value;

use crate::support::{each, fixtures, list, text};

/// The score of that name.
fn score<'a>(brief: &'a Value, name: &str) -> &'a Value {
    let scores = list(&brief["parts"], "scores");
    scores.iter().find(|it| it["name"] == name).unwrap()
}

/// HO-37: a handoff has five scores, each with its formula and the terms that go into it. The inputs
/// of the brief give the first again, its checklist the second.
#[test]
fn a_handoff_is_scored_by_five() {
    let brief = fixtures().json(0, ["handoff", "northwind"]);
    assert_eq!(
        each(&brief["parts"], "scores", "name"),
        [
            "completeness",
            "promise_risk",
            "implementation_complexity",
            "stakeholder_coverage",
            "first_value_clarity",
        ]
    );
    for score in list(&brief["parts"], "scores") {
        assert!(score["value"].as_u64().unwrap() <= 100, "{score}");
        assert!(
            !text(score, "formula").is_empty() && !list(score, "terms").is_empty(),
            "{score}"
        );
    }

    let statuses = each(&brief, "inputs", "status");
    let count = |status: &str| statuses.iter().filter(|it| **it == status).count();
    let halves = 2 * count("present") + count("stale");
    let whole = score(&brief, "completeness");
    assert_eq!(text(whole, "formula"), "100 × (present + stale ÷ 2) ÷ inputs");
    assert_eq!(whole["value"], (100 * halves + statuses.len()) / (2 * statuses.len()));

    // One promise of three is in the signed scope, and two are not: 100 × (0 + 2 ÷ 2) ÷ 3.
    assert_eq!(
        each(&brief["parts"], "checklist", "scope"),
        ["not_in_scope", "not_in_scope", "in_scope"]
    );
    assert_eq!(score(&brief, "promise_risk")["value"], 33);
}
