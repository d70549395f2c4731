//! An account's health in every format.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use workflow::brief::{Brief, RunState};
use workflow::document::{Block, Document, RunStanding};
use workflow::people::Role;

use super::read::{every_format, first_missing, part, said};
use crate::export;

fn point(date: &str, score: &str, level: &str, source: Option<&str>) -> Value {
    json!({ "date": date, "score": score, "level": level, "ours": source.is_none(), "source_id": source })
}

/// A health snapshot with two signals and a history.
fn document() -> Document {
    let mut brief = json!({
        "schema": "vouch.brief/1", "id": "b9", "kind": "health", "account_id": "cinder-vale",
        "account_name": "Cinder & Vale <Kilns>", "as_of": "2026-06-30", "trigger": null, "state": "in_review",
        "reasons": [], "customer_copy": { "allowed": false, "why": "it is for the vendor's own people" },
        "inputs": [], "parts": {}, "rejected": [], "diagnostics": [], "questions": [], "tasks": [], "flags": [],
        "gates": [], "digest": "sha256:0b1c2d3e4f5a6b7c8d9e",
        "counts": { "emitted": 1, "accepted": 1, "demoted": 0, "needs_review": 0, "rejected": 0 },
        "model": { "name": "extractive", "requests": 0, "input_tokens": 0, "output_tokens": 0, "prompts": [] },
        "sections": [
            { "id": "next_action", "title": "Next action", "origin": "records", "notice": null, "claims": ["a1"] },
        ],
        "claims": [{
            "id": "a1", "text": "Call the kiln's foreman.", "kind": "recommendation", "standing": "fact",
            "verdict": "accepted", "figures": [], "routes": [], "diagnostics": [],
            "citations": [{ "source_id": "gong:call/208", "quote": "ring me | any time", "start": 0, "end": 18 }],
        }],
    });
    brief["health"] = json!({
        "level": "amber", "score": 71, "trend": "declining", "change": "-11",
        "caps": [{
            "name": "relationship_at_risk", "at_best": "amber", "why": "nobody there has answered since April",
            "signals": ["relationship"],
        }],
        "signals": [
            {
                "name": "usage", "level": "green", "value": "-3", "unit": "%", "points": "100", "weight": "20",
                "trend": "flat", "newest": "2026-06-28", "stale": false, "claims": [], "sources": ["usage:row/1"],
                "notes": [], "criterion": {
                    "name": "usage_change", "what": "firings a week | against before", "green": "-10", "red": "-40",
                    "origin": "settings", "why": "agreed in *March*",
                },
            },
            {
                "name": "billing", "level": "unknown", "value": null, "unit": "", "points": null, "weight": "10",
                "trend": "no prior", "newest": null, "stale": false, "claims": [], "sources": [],
                "notes": ["There is no evidence of it."], "criterion": null,
            },
        ],
        "formula": "(20 × 100) / 20 = 100", "policy": "built-in", "levels": { "green": "70", "amber": "40" },
        "history": [
            point("2026-01-31", "82", "green", Some("health:snapshot/1")),
            point("2026-03-31", "77.5", "green", Some("health:snapshot/2")),
            point("2026-06-30", "71", "amber", None),
        ],
        "next_action": { "claim": "a1", "owner": "Petra Lind", "due": "2026-07-07", "status": "needs_owner_review" },
        "owner": "Petra Lind", "reviews": [],
    });
    let brief: Brief = serde_json::from_value(brief).unwrap();
    let standing = RunStanding {
        state: RunState::InReview,
        version: 1,
        waits_for: vec![Role::AccountOwner],
        approvals: Vec::new(),
    };
    Document::internal(&brief, &standing, &BTreeMap::new(), &|_| None)
}

#[test]
fn every_format_says_the_same_of_an_accounts_health() {
    let document = document();
    for read in every_format(&document) {
        assert_eq!(first_missing(&read.body, &said(&document)), None, "{}", read.format);
    }
}

#[test]
fn health_in_markdown() {
    let text = export::markdown(&document());
    let body = text.split_once("\n## ").unwrap().1;
    insta::assert_snapshot!(body.split_once("\nDigest of the brief").unwrap().0, @r"
    Health

    Amber, 71 of 100, declining (−11 since 31 January 2026). Owner: Petra Lind.

    - Held at amber: relationship at risk: nobody there has answered since April.

    | Signal | Level | Value | Held against | Trend | Newest evidence | What to know |
    | --- | --- | --- | --- | --- | --- | --- |
    | Usage | green | −3% | firings a week \| against before: green from −10, red to −40 (own criterion: agreed in \*March\*) | flat | 28 June 2026 | Evidence: usage:row/1. |
    | Billing | unknown |  |  | no prior |  | There is no evidence of it. |

    ## Next action

    - Call the kiln's foreman. — Petra Lind by 7 July 2026; needs owner review[^1]

    ## Open risks

    None on record.

    ## What we could not prove

    Nothing: no claim was rejected, and no input is missing or stale.

    ## History of the score

    | Date | Score | Level | Scored by | Record |
    | --- | --- | --- | --- | --- |
    | 31 January 2026 | 82 | green | a record | health:snapshot/1 |
    | 31 March 2026 | 77\.5 | green | a record | health:snapshot/2 |
    | 30 June 2026 | 71 | amber | vouch | this brief |

    ## How the score is reckoned

    (20 × 100) / 20 = 100

    Scored by the policy “built-in”.
    ");
}

/// The page has the picture in it, before the table with its numbers; other formats have the table.
#[test]
fn a_page_has_the_chart_and_the_table_behind_it() {
    let document = document();
    let page = export::html(&document).unwrap();
    let figure = page
        .split_once("<figure>\n")
        .unwrap()
        .1
        .split_once("</figure>\n")
        .unwrap();
    assert!(
        figure.0.starts_with("<svg role=\"img\" ") && figure.0.ends_with("</svg>\n"),
        "{}",
        figure.0
    );
    assert!(
        figure
            .1
            .starts_with("<div class=\"wide\"><table>\n<thead><tr><th scope=\"col\">Date</th>")
    );
    let charts = document
        .blocks
        .iter()
        .filter(|it| matches!(it, Block::Chart(_)))
        .count();
    let body = part(&export::docx(&document).unwrap(), "word/document.xml");
    assert_eq!(
        (charts, page.matches("<svg").count(), body.contains("<svg")),
        (1, 1, false)
    );
    assert_eq!(body.matches("77.5").count(), 1);
}
