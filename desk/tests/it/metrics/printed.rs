//! The metrics as people and other programs read them.

use std::collections::BTreeSet;

use serde_json::json;

use super::numbers::told;
use crate::desk::{AE, CSM, Desk};
use crate::small::{Small, desk_of};
use crate::support::text;

/// Opinions on two sections, one of them with everything that a label has to escape.
fn with_opinions(desk: &Desk) {
    for (login, what, said) in [
        (CSM, "liked", "risks: each has an owner"),
        (AE, "liked", "risks: short"),
        (CSM, "disliked", "risks"),
        (CSM, "disliked", "the \"why\" \\ of\nit: too long"),
    ] {
        desk.out(
            login,
            0,
            &[
                "review",
                "record",
                "ready-mills",
                what,
                "--text",
                said,
                "--as-of",
                "2026-07-06",
            ],
        );
    }
}

/// HO-30, HO-43, VR-65: what a person reads.
#[test]
fn people_read_the_counts_of_handoffs() {
    let desk = told();
    with_opinions(&desk);
    let out = desk.out("", 0, &["metrics"]);
    let at = out.find("Handoffs").unwrap();
    assert!(out.starts_with("Measured over the whole log\n"), "{out}");
    insta::assert_snapshot!(&out[at..], @r#"
    Handoffs
      started                                                 3
      completed                                               1
      accepted                                                2
      sent back for missing context                           2
        of them material                                      1
      missing fields                                          1
        stakeholders                                          1
      kickoffs held                                           2
        of them later than planned                            1
        by days in all                                        2
      kickoff readiness                                       1 of 2 (50 %)
      first value reached                                     1
      first value missed                                      1
      onboarding escalations                                  2
      risks found by kickoff                                  2
      risks found after it (late)                             2
      cs_handoff_acceptance_rate                              2 of 3 (66.6 %)
        success criteria                                      3 of 3 (100 %)
        stakeholders                                          2 of 3 (66.6 %)
        promised scope                                        3 of 3 (100 %)
        risks                                                 3 of 3 (100 %)
        timeline                                              3 of 3 (100 %)
        owner notes                                           3 of 3 (100 %)
      accepted without a material return                      1 of 3 (33.3 %)
        90 % wanted                                           not met

    Health
      score changes reviewed                                  0
      owner follow-through                                    0
      expansion signals pursued                               0
      customers renewed                                       0
        of them at risk before (false positives)              0
      customers churned                                       0
        of them green before (missed risks)                   0
      at risk, and left                                       no data
      left, and at risk before                                no data
      went the way the trend said                             no data

    Systems cited
      contract                                                3
      note                                                    3
      plan                                                    3
      salesforce                                              3

    Feedback
      handoff: risks                                          2 liked, 1 not
      handoff: the "why" \ of it                              0 liked, 1 not
    "#);
}

/// An opinion is kept by the section that it is of, and counted beside the brief's kind.
#[test]
fn opinions_are_counted_by_section() {
    let desk = told();
    with_opinions(&desk);
    assert_eq!(
        desk.json("", 0, &["metrics"])["feedback"],
        json!([
            {"kind": "handoff", "section": "risks", "liked": 2, "disliked": 1},
            {"kind": "handoff", "section": "the \"why\" \\ of\nit", "liked": 0, "disliked": 1},
        ])
    );
}

/// A line of the page with a value: its name, its labels and its value.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Sample {
    name: String,
    labels: Vec<(String, String)>,
    value: String,
}

/// Reads a line as Prometheus does: `name{label="value",…} 1`.
fn sample(line: &str) -> Sample {
    let is_name = |name: &str| {
        let fits = |it: char| it.is_ascii_alphanumeric() || it == '_';
        name.starts_with(|it: char| it.is_ascii_alphabetic()) && name.chars().all(fits)
    };
    let (series, value) = line.rsplit_once(' ').unwrap();
    let (name, mut rest) = match series.split_once('{') {
        Some((name, labels)) => (name, labels.strip_suffix('}').unwrap()),
        None => (series, ""),
    };
    let mut labels = Vec::new();
    while !rest.is_empty() {
        let (label, after) = rest.split_once("=\"").unwrap();
        assert!(is_name(label), "{line}");
        let (text, after) = quoted(after);
        labels.push((label.to_owned(), text));
        rest = after.strip_prefix(',').unwrap_or(after);
    }
    assert!(is_name(name) && value.parse::<f64>().is_ok(), "{line}");
    Sample {
        name: name.to_owned(),
        labels,
        value: value.to_owned(),
    }
}

/// A label's value up to the quote that ends it, and what stands after that.
fn quoted(text: &str) -> (String, &str) {
    let mut found = String::new();
    let mut rest = text.char_indices();
    loop {
        match rest.next().unwrap() {
            (at, '"') => return (found, &text[at + 1..]),
            (_, '\\') => found.push(match rest.next().unwrap().1 {
                'n' => '\n',
                it @ ('"' | '\\') => it,
                it => panic!("`\\{it}` is no escape"),
            }),
            (_, it) => found.push(it),
        }
    }
}

/// Every line of the page is one that Prometheus reads: each family has its help and its type
/// before its samples, and no series comes twice.
#[test]
fn prometheus_reads_every_line() {
    let desk = told();
    with_opinions(&desk);
    let page = desk.out("", 0, &["metrics", "--prometheus"]);
    let mut family = "";
    let mut families = BTreeSet::new();
    let mut samples = BTreeSet::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        if let Some(help) = line.strip_prefix("# HELP ") {
            family = help.split_once(' ').unwrap().0;
            assert!(families.insert(family), "{family} comes twice");
            assert_eq!(lines.next(), Some(format!("# TYPE {family} gauge").as_str()));
        } else {
            let sample = sample(line);
            assert_eq!(sample.name, family);
            assert!(samples.insert(sample), "{line} comes twice");
        }
    }
    assert!(page.ends_with('\n'), "{page}");
    let known = |name: &str, labels: &[(&str, &str)], value: &str| {
        let wanted = Sample {
            name: format!("vouch_{name}"),
            labels: labels
                .iter()
                .map(|(label, it)| ((*label).to_owned(), (*it).to_owned()))
                .collect(),
            value: value.to_owned(),
        };
        assert!(samples.contains(&wanted), "{wanted:?} is not in {page}");
    };
    known("handoffs_started", &[], "3");
    known("handoff_missing_context", &[("material", "true")], "1");
    known("handoff_missing_fields", &[("field", "stakeholders")], "1");
    known("handoff_risks_found", &[("when", "late")], "2");
    known("handoff_kickoff_readiness", &[], "0.5");
    known("cs_handoff_acceptance_rate", &[], "0.6666");
    known(
        "cs_handoff_acceptance_rate_component",
        &[("component", "stakeholders")],
        "0.6666",
    );
    known("threshold_met", &[("test", "handoff")], "0");
    known("briefs_citing_system", &[("system", "salesforce")], "3");
    known(
        "feedback",
        &[
            ("kind", "handoff"),
            ("section", "the \"why\" \\ of\nit"),
            ("opinion", "disliked"),
        ],
        "1",
    );
}

/// Nothing is told as a share where there is nothing to reckon it from.
#[test]
fn a_desk_without_runs_has_no_shares() {
    let desk = desk_of(&Small::several(1));
    let page = desk.out("", 0, &["metrics", "--prometheus"]);
    let shares: Vec<&str> = page
        .lines()
        .filter(|line| line.contains("rate") || line.contains("readiness"))
        .collect();
    assert_eq!(shares, Vec::<&str>::new());
    let counted = desk.json("", 0, &["metrics"]);
    assert_eq!(
        counted["handoff"]["kickoff_readiness"],
        json!({"of": 0, "passed": 0, "value": null})
    );
    assert_eq!(
        text(&counted["handoff"]["accepted_without_material_return"], "wanted"),
        "0.9"
    );
}
