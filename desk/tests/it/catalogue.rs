//! `vouch workflows`: what kinds of brief there are.

use serde_json::{Value, json};

use crate::support::{Vouch, each, fixtures, list, text};

/// A kind of brief, as the catalogue has it.
fn workflow<'a>(catalogue: &'a Value, kind: &str) -> &'a Value {
    let mut all = catalogue.as_array().unwrap().iter();
    all.find(|it| it["kind"] == kind).unwrap()
}

/// How a workflow is rated.
fn labels(workflow: &Value) -> [&str; 4] {
    ["difficulty", "revenue_impact", "operational_impact", "risk"].map(|label| text(workflow, label))
}

/// VR-79, HO-40: the catalogue rates the recap low, high, medium and medium, and the handoff medium,
/// high, high and medium: for difficulty, revenue impact, operational impact and risk.
#[test]
fn workflows_are_rated() {
    let catalogue = fixtures().json(0, ["workflows"]);
    let kinds: Vec<&str> = catalogue
        .as_array()
        .unwrap()
        .iter()
        .map(|it| text(it, "kind"))
        .collect();
    assert_eq!(kinds, ["handoff", "recap", "summary", "health"]);
    assert_eq!(
        labels(workflow(&catalogue, "recap")),
        ["low", "high", "medium", "medium"]
    );
    assert_eq!(
        labels(workflow(&catalogue, "handoff")),
        ["medium", "high", "high", "medium"]
    );
    let told = fixtures().run(["workflows"]).out;
    for line in [
        "Account value recap (`vouch recap`)\n  \
         difficulty low, revenue impact high, operational impact medium, risk medium\n",
        "Handoff (`vouch handoff`)\n  difficulty medium, revenue impact high, operational impact high, risk medium\n",
    ] {
        assert!(told.contains(line), "{told}");
    }
}

/// The catalogue says what starts each, who approves it, and its sections as the settings lay them
/// out, in every version.
#[test]
fn workflows_are_told_with_their_sections() {
    let vouch = Vouch::new();
    vouch.file(
        "vouch.toml",
        "[recap.sections]\nrisks = { order = 2, budget_tokens = 700 }\ngoals = 1\n",
    );
    let catalogue = vouch.json(0, ["workflows"]);
    let recap = workflow(&catalogue, "recap");
    assert_eq!(
        (&recap["triggers"], &recap["approved_by"]),
        (
            &json!(["qbr", "renewal", "project_closeout", "monthly_report", "account_review"]),
            &json!(["account owner"])
        )
    );
    let full = &list(recap, "versions")[0];
    assert_eq!(
        (text(full, "name"), each(full, "sections", "id")),
        ("", vec!["goals", "risks"])
    );
    assert_eq!(full["sections"][1]["budget_tokens"], 700);
    let summary = workflow(&catalogue, "summary");
    assert_eq!(each(summary, "versions", "name"), ["", "business-review"]);
    let review = &list(summary, "versions")[1];
    assert!(each(review, "sections", "id").contains(&"key_achievements"), "{review}");
}
