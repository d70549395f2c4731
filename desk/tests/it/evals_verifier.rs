//! `vouch evals bench` on sets for the verifier: a few lines of each published form, and the
//! tenant of `fixtures/unseen` that the rules were not written on.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::Vouch;
use serde_json::{Value, json};

/// Writes one file and measures it.
fn bench(set: &str, name: &str, text: &str) -> Value {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), text).unwrap();
    Vouch::new().json(0, ["evals", "bench", set, "--data", folder.path().to_str().unwrap()])
}

fn whole(report: &Value) -> Value {
    json!([report["set"], report["rows"], report["metric"], report["value"]])
}

#[test]
fn summaries_that_no_longer_agree() {
    let doc = "Agent: The Silver plan costs 40 dollars a month.\nCaller: Then I take the Silver plan.";
    let row = |id: &str, summary: &str, label: u8| {
        json!({"id": id, "doc": doc, "summary": summary, "label": label, "edit_types": [], "split": "dev"}).to_string()
    };
    let rows = [
        row(
            "a",
            "The caller takes the Silver plan, which costs 40 dollars a month.",
            1,
        ),
        row(
            "b",
            "The caller takes the Silver plan, which costs 60 dollars a month.",
            0,
        ),
    ];
    let report = bench("summedits", "summedits_sales_call.jsonl", &rows.join("\n"));
    assert_eq!(whole(&report), json!(["summedits", 2, "balanced accuracy", 1.0]));
    assert_eq!(report["groups"]["domain sales_call"]["rows"], 2);
}

#[test]
fn figures_that_follow_from_a_table() {
    let context = json!([{
        "table": {"uid": "t", "table": [["", "2019", "2018"], ["Revenue", "150", "120"]]},
        "paragraphs": [],
        "questions": [{"uid": "q", "question": "What was the percentage change in Revenue in 2019 from 2018?",
            "answer": 25, "derivation": "(150-120)/120", "answer_type": "arithmetic", "scale": "percent"}],
    }]);
    let report = bench("tatqa", "tatqa_dataset_dev.json", &context.to_string());
    assert_eq!(whole(&report), json!(["tatqa", 2, "right", 1.0]));
}

fn unseen(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../fixtures/unseen")
        .join(file)
}

/// The measure of a set on the unseen tenant.
fn on_unseen(vouch: &Vouch, set: &str, claims: &str) -> Value {
    let (claims, store) = (unseen(claims), vouch.data());
    vouch.json(
        0,
        [
            "evals",
            "bench",
            set,
            "--data",
            claims.to_str().unwrap(),
            "--store",
            store.to_str().unwrap(),
        ],
    )
}

fn share(report: &Value, group: &str, measure: &str) -> f64 {
    report["groups"][group][measure].as_f64().unwrap()
}

/// A line that no change may fall below unnoticed; `docs/benchmarks.md` has the figures.
#[test]
fn the_unseen_tenant_is_judged_no_worse_than_it_was() {
    let vouch = Vouch::with(&unseen("exports"));
    let claims = on_unseen(&vouch, "claims", "claims_dev.jsonl");
    assert_eq!(json!([claims["set"], claims["rows"]]), json!(["claims", 218]));
    assert!(claims["value"].as_f64().unwrap() >= 0.90, "{}", claims["value"]);
    // Nothing of what is plain may slip through.
    for reason in [
        "uncited",
        "unknown_source",
        "other_account",
        "quote_not_found",
        "restricted",
        "deleted_source",
        "test_data",
        "missing_goal",
        "figure_not_in_source",
    ] {
        assert!((share(&claims, reason, "right") - 1.0).abs() < f64::EPSILON, "{reason}");
    }

    let planted = on_unseen(&vouch, "planted", "claims_dev.jsonl");
    for kind in ["account swapped", "source swapped", "quote altered", "quote spliced"] {
        assert!(
            (share(&planted, &format!("error {kind}"), "caught") - 1.0).abs() < f64::EPSILON,
            "{kind}"
        );
    }
    assert!(planted["value"].as_f64().unwrap() >= 0.90, "{}", planted["value"]);
}
