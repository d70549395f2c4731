//! Which sections of a summary are shown, and in what order.

use serde_json::Value;

use crate::customers::{MORROW, asked_for, desk, desk_with, sections, summary};
use crate::scripted::Model;
use crate::support::{each, list};

/// All sections of a summary, as they are without settings.
const ALL: [&str; 10] = [
    "highlights",
    "stakeholders",
    "executive_summary",
    "kpi_progress",
    "relational_health",
    "risks",
    "expansion",
    "achievements",
    "next_steps",
    "immediate_actions",
];

/// The sections of Morrow's summary under these settings.
fn shown(settings: &str) -> Vec<String> {
    let brief = summary(&desk_with(settings), MORROW);
    sections(&brief).into_iter().map(ToOwned::to_owned).collect()
}

/// PG-1: positive integers put the sections in their order, whatever order the file has.
#[test]
fn positive_integers_sort_ascending() {
    let settings = "[summary.sections]\nrisks = 20\nhighlights = 30\nexecutive_summary = 1\n";
    assert_eq!(shown(settings), ["executive_summary", "risks", "highlights"]);
}

/// PG-1: 0 hides a section, beside others with a place or alone.
#[test]
fn a_nought_hides() {
    let settings = "[summary.sections]\nrisks = 1\nhighlights = 0\nkpi_progress = 2\n";
    assert_eq!(shown(settings), ["risks", "kpi_progress"]);
    let all_but_one: Vec<&str> = ALL.into_iter().filter(|id| *id != "risks").collect();
    assert_eq!(shown("[summary.sections]\nrisks = 0\n"), all_but_one);
}

/// PG-1: a blank hides a section where another has a place, and so does not being named.
#[test]
fn a_blank_hides() {
    let settings = "[summary.sections]\nexpansion = 1\nrisks = \"\"\nhighlights = 2\n";
    assert_eq!(shown(settings), ["expansion", "highlights"]);
}

/// PG-1: where all are blank, all are shown.
#[test]
fn all_blank_shows_all() {
    let blanks: Vec<String> = ALL.iter().map(|id| format!("{id} = \"\"\n")).collect();
    assert_eq!(shown(&format!("[summary.sections]\n{}", blanks.concat())), ALL);
    assert_eq!(shown("[summary.sections]\nrisks = \"  \"\n"), ALL);
    assert_eq!(shown(""), ALL);
}

/// PG-1: recaps and handoffs are laid out in the same way.
#[test]
fn every_kind_of_brief_is_laid_out() {
    let desk = desk_with("[recap.sections]\nrisks = 2\ngoals = 1\n");
    let recap = desk.json("", 0, &["recap", MORROW]);
    assert_eq!(sections(&recap), ["goals", "risks"]);

    let desk = crate::desk::Desk::new();
    desk.vouch.file("vouch.toml", "[handoff.sections]\nwhy = 0\n");
    let handoff = desk.json("", 0, &["handoff", "northwind"]);
    assert!(!sections(&handoff).contains(&"why"), "{:?}", sections(&handoff));
}

/// PG-2: what no brief has is an error that lists what it has; so is what is no place.
#[test]
fn an_unknown_section_is_an_error() {
    let refused = |settings: &str| desk_with(settings).refused("", &["summary", MORROW]);
    insta::assert_snapshot!(refused("[summary.sections]\nmood = 1\n"), @"
    error: `vouch.toml`: a summary has no section `mood`; it has `highlights`, `stakeholders`, `executive_summary`, `kpi_progress`, `relational_health`, `risks`, `expansion`, `achievements`, `next_steps`, `immediate_actions`, `key_achievements`
    hint: `vouch.toml` names sections by their ids
    ");
    for place in ["-1", "\"first\"", "true", "1.5"] {
        let error = refused(&format!("[summary.sections]\nrisks = {place}\n"));
        assert!(
            error.contains("the section `risks` needs a place (1, 2, …), 0 or \"\" to hide it"),
            "{place}: {error}"
        );
    }
}

/// AS-43: a hidden section is not generated: it is not among the sections, no claim says what it
/// would have said, and the text has no heading for it.
#[test]
fn a_hidden_section_is_not_generated() {
    let risk = "plan:risk/RSK-M-1";
    let cited = |brief: &Value| {
        let claims = list(brief, "claims").iter();
        let cited = claims.flat_map(|claim| each(claim, "citations", "source_id"));
        cited.filter(|id| *id == risk).count()
    };
    assert!(cited(&summary(&desk(), MORROW)) > 0);

    let desk = desk_with("[summary.sections]\nrisks = 0\nimmediate_actions = 0\n");
    let brief = summary(&desk, MORROW);
    assert_eq!(cited(&brief), 0);
    let shown: Vec<&Value> = list(&brief, "sections")
        .iter()
        .flat_map(|it| list(it, "claims"))
        .collect();
    let drafted: Vec<&Value> = list(&brief, "claims").iter().map(|claim| &claim["id"]).collect();
    assert!(drafted.iter().all(|id| shown.contains(id)), "{shown:?} {drafted:?}");
    let told = desk.out("", 0, &["summary", MORROW]);
    for title in ["Risks and Blockers", "Immediate Actions"] {
        assert!(!told.contains(title), "{told}");
    }
}

/// AS-43: a model is not asked for a hidden section, so that nobody pays for it.
#[test]
fn a_model_is_not_asked_for_a_hidden_section() {
    let model = Model::saying([]);
    let desk = desk();
    model.serve_with(&desk.vouch, "[summary.sections]\nrisks = 0\nexecutive_summary = 0\n");
    summary(&desk, MORROW);
    let mut asked: Vec<String> = asked_for(&model.prompts()).into_iter().map(ToOwned::to_owned).collect();
    asked.sort();
    assert_eq!(
        asked,
        [
            "Relational Health",
            "Strategic Next Steps",
            "Strategic Value Achievements",
            "Suggested Expansion Opportunities",
        ]
    );
}
