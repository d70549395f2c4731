//! The executive summary: four topics in a paragraph or two.

use serde_json::{Value, json};

use super::texts;
use crate::customers::{ACCOUNTS, MORROW, TIDEWATER, desk, section, summary};
use crate::scripted::Model;
use crate::support::{claims_of, list, text};

/// The topics of the executive summary in their order, each with the sections that it belongs to.
const TOPICS: [(&str, &[&str]); 4] = [
    ("health", &["highlights"]),
    ("challenges", &["risks"]),
    ("relationship", &["relational_health"]),
    ("performance", &["kpi_progress", "achievements"]),
];

/// The topic of a sentence: one accepted claim of a section that it belongs to cites all that the
/// sentence cites. None where no such claim does.
fn topic(brief: &Value, sentence: &Value) -> Option<&'static str> {
    let backs = |claim: &Value| {
        let theirs = list(claim, "citations");
        claim["verdict"] == "accepted" && list(sentence, "citations").iter().all(|it| theirs.contains(it))
    };
    let is_backed = |sections: &[&str]| sections.iter().any(|id| claims_of(brief, id).into_iter().any(backs));
    let mut backed = TOPICS.into_iter().filter(|(_, sections)| is_backed(sections));
    backed.next().map(|(topic, _)| topic)
}

/// AS-4: the executive summary tells of the account's health, its main challenges, the relationship
/// and how performance went, in this order; each sentence is backed by a claim of a section that the
/// topic belongs to.
#[test]
fn the_executive_summary_has_four_topics() {
    let desk = desk();
    for account in [MORROW, TIDEWATER] {
        let brief = summary(&desk, account);
        let told = claims_of(&brief, "executive_summary");
        let mut topics: Vec<Option<&str>> = told.into_iter().map(|it| topic(&brief, it)).collect();
        topics.dedup();
        assert_eq!(topics, TOPICS.map(|(topic, _)| Some(topic)), "{account}");
        assert!(texts(&brief, "executive_summary")[0].contains("health score"));
    }
}

/// The paragraphs of the executive summary as a person reads them.
fn paragraphs(told: &str) -> usize {
    let (_, behind) = told.split_once("\nExecutive Summary\n").unwrap();
    let lines: Vec<&str> = behind
        .lines()
        .take_while(|line| line.is_empty() || line.starts_with(' '))
        .collect();
    lines.join("\n").trim().split("\n\n").count()
}

/// PG-9: the executive summary is one paragraph or two, in every summary and business review.
#[test]
fn the_executive_summary_is_a_paragraph_or_two() {
    let desk = desk();
    for account in ACCOUNTS {
        for args in [&["summary", account][..], &["summary", account, "--business-review"]] {
            let told = desk.out("", 0, args);
            let count = paragraphs(&told);
            assert!((1..=2).contains(&count), "{account}: {count}");
        }
    }
}

/// PG-9: a model that writes three paragraphs is stopped by the verifier: the summary is paused,
/// says why, and shows none of them.
#[test]
fn a_third_paragraph_is_an_error() {
    let drawn = |from: &str, said: &str| json!({"from": [from], "text": said, "goal": null});
    let model = Model::saying([(
        "Executive Summary",
        json!([
            drawn(
                "fell from 46 h",
                "Quotation response time fell from 46 h to 19 h. It fell past the target of 24 h."
            ),
            drawn(
                "joined the call",
                "Bronwen Sayers joined the call. She joined it on 29 June 2026."
            ),
            drawn(
                "change a template",
                "Only Theo Marchetti can change a template. The severity is medium."
            ),
        ]),
    )]);
    let desk = desk();
    model.serve(&desk.vouch);
    let brief = desk.json("", 1, &["summary", MORROW]);
    assert_eq!(text(&brief, "state"), "paused");
    let reasons: Vec<(&str, &str)> = list(&brief, "reasons")
        .iter()
        .map(|it| (text(it, "code"), text(it, "message")))
        .collect();
    assert_eq!(
        reasons,
        [("V711", "the executive summary has 3 paragraphs; two are the most")]
    );
    assert_eq!(section(&brief, "executive_summary")["claims"], json!([]));
}
