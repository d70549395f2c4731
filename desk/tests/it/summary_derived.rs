//! The sections of a summary and a recap that are drawn from others: they say nothing that those
//! don't.

use serde_json::{Value, json};

use crate::customers::{ACCOUNTS, MORROW, asked_for, citations, desk, desk_with, section, sections, summary};
use crate::scripted::Model;
use crate::support::{claims_of, each, list, text};

/// The sections that the executive summary is drawn from.
const FEEDERS: [&str; 5] = [
    "highlights",
    "kpi_progress",
    "relational_health",
    "risks",
    "achievements",
];

/// AS-41: where every section that feeds it is hidden, the executive summary is a notice that there
/// is not enough to go by; it has no claims, and no model is asked for it.
#[test]
fn nothing_to_draw_on_is_a_notice() {
    let model = Model::saying([]);
    let desk = desk();
    let layout = "[summary.sections]\nexecutive_summary = 1\nstakeholders = 2\nexpansion = 3\n";
    for (drafter, more) in [("live", "live"), ("extractive", "extractive")] {
        model.serve_with(&desk.vouch, layout);
        let brief = desk.json("", 0, &["summary", MORROW, "--model", more]);
        assert_eq!(sections(&brief), ["executive_summary", "stakeholders", "expansion"]);
        let summary = section(&brief, "executive_summary");
        assert_eq!(
            (&summary["notice"], &summary["claims"]),
            (&json!({"kind": "insufficient_data", "date": null}), &json!([])),
            "{drafter}"
        );
    }
    assert_eq!(asked_for(&model.prompts()), ["Suggested Expansion Opportunities"]);
}

/// AS-42: where all of these sections but one are hidden, the executive summary is drawn from that
/// one: it cites what that one cites and nothing else.
#[test]
fn one_section_to_draw_on_is_enough() {
    for feeder in FEEDERS {
        let desk = desk_with(&format!("[summary.sections]\nexecutive_summary = 1\n{feeder} = 2\n"));
        let brief = summary(&desk, MORROW);
        let drawn = citations(&brief, "executive_summary");
        assert!(!drawn.is_empty(), "{feeder}");
        let known = citations(&brief, feeder);
        assert!(
            drawn.iter().all(|citation| known.contains(citation)),
            "{feeder}: {drawn:#?} {known:#?}"
        );
        assert_eq!(section(&brief, "executive_summary")["notice"], Value::Null);
    }
}

/// AS-40: each citation of a claim in a section that is drawn from others lies within a citation of
/// an accepted claim of another section, in every summary and recap.
#[test]
fn what_is_drawn_from_others_cites_what_they_cite() {
    let desk = desk();
    let mut drawn = 0;
    for account in ACCOUNTS {
        for kind in ["summary", "recap"] {
            let run = desk.run("", &["--format", "json", kind, account]);
            assert!(run.code < 2, "{run:?}");
            drawn += drawn_well(&run.json());
        }
    }
    assert!(drawn > 20, "{drawn} claims");
}

/// How many claims of a brief are drawn from others; each must be drawn well.
fn drawn_well(brief: &Value) -> usize {
    let (derived, others): (Vec<&Value>, Vec<&Value>) = list(brief, "sections")
        .iter()
        .partition(|section| section["origin"] == "derived");
    let known: Vec<&Value> = others
        .iter()
        .flat_map(|section| claims_of(brief, text(section, "id")))
        .filter(|claim| claim["verdict"] == "accepted" || claim["verdict"] == "demoted")
        .flat_map(|claim| list(claim, "citations"))
        .collect();
    let within = |citation: &Value, known: &Value| {
        let at = |it: &Value, end: &str| it[end].as_u64().unwrap();
        citation["source_id"] == known["source_id"]
            && at(known, "start") <= at(citation, "start")
            && at(citation, "end") <= at(known, "end")
    };
    let claims = derived.iter().flat_map(|section| claims_of(brief, text(section, "id")));
    let claims: Vec<&Value> = claims.collect();
    for claim in &claims {
        let cited = list(claim, "citations");
        assert!(!cited.is_empty(), "{claim}");
        for citation in cited {
            assert!(known.iter().any(|known| within(citation, known)), "{claim:#}");
        }
    }
    claims.len()
}

/// AS-40: a new fact that a model puts into the executive summary is rejected; what it draws from
/// another section stands.
#[test]
fn a_new_fact_is_rejected() {
    let drawn = |said: &str| json!({"from": ["fell from 46 h"], "text": said, "goal": null});
    let model = Model::saying([(
        "Executive Summary",
        json!([
            drawn("Quotation response time fell from 46 h to 19 h."),
            drawn("Bronwen Sayers signed the renewal after quotation response time fell to 19 h."),
        ]),
    )]);
    let desk = desk();
    model.serve(&desk.vouch);
    let brief = summary(&desk, MORROW);
    let told: Vec<&str> = claims_of(&brief, "executive_summary")
        .iter()
        .map(|it| text(it, "text"))
        .collect();
    assert_eq!(told, ["Quotation response time fell from 46 h to 19 h."]);
    let refused: Vec<(&str, Vec<&str>)> = list(&brief, "rejected")
        .iter()
        .map(|it| (text(it, "section"), each(it, "diagnostics", "code")))
        .collect();
    assert_eq!(refused, [("executive_summary", vec!["V401", "V602"])]);
}
