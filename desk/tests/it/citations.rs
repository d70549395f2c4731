//! What the citations of a brief point at, and what they never do.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::support::{Vouch, exports, fixtures, text};

/// What a brief must leave alone is nowhere in it: a deleted activity, a restricted note, an
/// internal comment, a lost deal, a cancelled goal, a closed risk.
#[test]
fn what_does_not_count_is_nowhere() {
    let whole = fixtures().json(0, ["handoff", "northwind"]).to_string();
    for words in [
        "two weeks",
        "laboratory system",
        "Sheffield",
        "would have lost one of the two",
        "Sample tracking",
        "from arrival to report",
        "switched off before signature",
    ] {
        assert!(!whole.contains(words), "`{words}` is in the brief");
    }
}

/// What happened later than the day of the run is invisible to it.
#[test]
fn what_is_later_is_invisible() {
    let vouch = Vouch::with(&exports()).on("2026-06-20");
    let brief = vouch.run(["--format", "json", "handoff", "northwind"]).json();
    let mut citations = Vec::new();
    collect(&brief, &mut citations);
    assert!(citations.len() > 20, "{}", citations.len());
    for citation in citations {
        let source = vouch.json(0, ["source", text(&citation, "source_id")]);
        assert!(
            source["occurred_at"].as_str().is_none_or(|date| date <= "2026-06-20"),
            "{source}"
        );
    }
    // Two days earlier nothing was signed, and only the kickoff was planned.
    let before = Vouch::with(&exports())
        .on("2026-06-18")
        .json(1, ["handoff", "northwind"]);
    assert_eq!(
        (text(&before["trigger"], "kind"), text(&before["reasons"][0], "code")),
        ("kickoff_scheduled", "scope_missing")
    );
}

/// The contract: `canonical_text[start..end]` equals the quote, byte for byte, and every source
/// is the account's own.
#[test]
fn every_citation_stands_in_its_source() {
    let mut seen = 0;
    for account in ["northwind-labs", "halden-freight"] {
        let run = fixtures().run(["--format", "json", "handoff", account]);
        let mut texts: BTreeMap<String, Value> = BTreeMap::new();
        let mut citations = Vec::new();
        collect(&run.json(), &mut citations);
        for citation in citations {
            let id = text(&citation, "source_id");
            let source = texts
                .entry(id.to_owned())
                .or_insert_with(|| fixtures().json(0, ["source", id]));
            let at = |name: &str| usize::try_from(citation[name].as_u64().unwrap()).unwrap();
            let cited = text(source, "text").get(at("start")..at("end"));
            assert_eq!(cited, citation["quote"].as_str(), "{citation}");
            assert!(
                source["account_id"] == account || source["account_id"].is_null(),
                "{source}"
            );
            assert_eq!(
                (&source["state"], source["visibility"] == "restricted"),
                (&json!("live"), false)
            );
            seen += 1;
        }
    }
    assert!(seen > 80, "{seen}");
}

/// Every citation anywhere in a value.
fn collect(value: &Value, found: &mut Vec<Value>) {
    match value {
        Value::Object(fields) if fields.contains_key("source_id") && fields.contains_key("quote") => {
            found.push(value.clone());
        }
        Value::Object(fields) => fields.values().for_each(|it| collect(it, found)),
        Value::Array(elements) => elements.iter().for_each(|it| collect(it, found)),
        _ => {}
    }
}
