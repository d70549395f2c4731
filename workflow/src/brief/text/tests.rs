pub(crate) mod fixture;
mod whole;

use fixture::{claim, empty, ledger, read, recap, summary};
use serde_json::json;
use unicode_width::UnicodeWidthStr as _;

use super::{TextStyle, render_text};
use crate::brief::{Brief, RunState};

const STYLE: TextStyle = TextStyle {
    color: false,
    width: 80,
    claim_ids: false,
};

fn shown(brief: &Brief) -> String {
    render_text(brief, &ledger(), STYLE)
}

/// One section of what is shown, by its title.
fn section<'a>(text: &'a str, title: &str) -> &'a str {
    let from = text.find(&format!("\n{title}\n")).unwrap() + 1;
    let rest = &text[from..];
    rest.split("\n\n").next().unwrap()
}

fn widest(text: &str) -> usize {
    text.lines().map(unicode_width::UnicodeWidthStr::width).max().unwrap()
}

/// Whoever judges single claims must see where each begins, in sections that run on as well.
#[test]
fn with_ids_every_claim_has_its_own_line() {
    let style = TextStyle {
        claim_ids: true,
        ..STYLE
    };
    let text = render_text(&recap(), &ledger(), style);
    insta::assert_snapshot!(section(&text, "What changed"), @"
    What changed
      ✔ d1 Quotes take 9 h instead of 26 h. [G-1] ¹
      ~ d2 The depots expect fewer calls by autumn. (likely) [G-3] ²
      ✔ d3 The same morning is the rule now. [G-1] ³
    ");
    insta::assert_snapshot!(section(&text, "Proof and caveats"), @"
    Proof and caveats
      ✔ c4 The time to a quote fell from 26 h to 9 h. ¹
          - Measured on 3 June 2026, and not since ¹
          - One depot of four ⁷
      ✔ c5 Quotes go out the same morning. ³
          - Leith has sent no figures ¹⁰
      ~ d2 The depots expect fewer calls by autumn. ²
          - No caveat was found
    ");
}

#[test]
fn an_empty_brief_of_every_kind_is_short_and_says_so() {
    let shown = ["handoff", "recap", "summary"].map(|kind| shown(&read(empty(kind, ""))));
    insta::assert_snapshot!(shown.join("\n----\n"), @"
    Handoff · Marram Freight                                        as of 2026-06-30
    in review — waits for the AE and the CSM

    0 claims drafted by `extractive`: 0 accepted, 0 demoted, 0 for a person, 0
    rejected
    customer copy: no — its owner has not approved it

    ----
    Account value recap · Marram Freight                            as of 2026-06-30
    in review — waits for the account owner

    0 claims drafted by `extractive`: 0 accepted, 0 demoted, 0 for a person, 0
    rejected
    customer copy: no — its owner has not approved it

    ----
    Account summary · Marram Freight                                as of 2026-06-30
    in review — waits for the account owner

    0 claims drafted by `extractive`: 0 accepted, 0 demoted, 0 for a person, 0
    rejected
    customer copy: no — its owner has not approved it
    ");
}

/// AS-24, AS-25, AS-41: the section that is affected says how, and from which day on.
#[test]
fn notices_are_sentences() {
    let told = |kind: &str, date: Option<&str>| {
        let mut brief = empty("summary", "");
        brief["sections"] = json!([{
            "id": "risks", "title": "Risks and Blockers", "origin": "model", "claims": [],
            "notice": { "kind": kind, "date": date },
        }]);
        section(&shown(&read(brief)), "Risks and Blockers").to_owned()
    };
    let all = [
        told("insufficient_data", None),
        told("no_activities", None),
        told("activities_since", Some("2026-02-11")),
        told("activities_since", None),
    ];
    insta::assert_snapshot!(all.join("\n"), @"
    Risks and Blockers
      ? Not enough data: every section that feeds this one is hidden or empty.
    Risks and Blockers
      ? No CS activities included: other data fills the section's budget.
    Risks and Blockers
      ? CS activities from 11 February 2026 on; older ones were left out.
    Risks and Blockers
      ? Only the newest CS activities; older ones were left out.
    ");
}

#[test]
fn a_paused_recap_shows_records_and_no_outcome_that_was_not_looked_for() {
    let mut brief = recap();
    brief.state = RunState::Paused;
    for section in brief.sections.iter_mut().filter(|it| it.origin != "records") {
        section.claims.clear();
    }
    brief.parts.proof.clear();
    let text = shown(&brief);
    let titles: Vec<&str> = text
        .split("\n\n")
        .skip(1)
        .filter_map(|block| block.lines().next())
        .collect();
    assert_eq!(
        (titles, text.contains("what came of it")),
        (
            vec![
                "Original goals",
                "Usage and performance",
                "Next recommendation",
                "What decision comes next",
                "Belongs with it",
                "Rejected (1)",
                "Missing or stale",
                "Before review",
                "  ! gate \u{201C}owner review\u{201D} is closed: its owner has not approved it",
                "Sources",
                "17 claims computed from records: 15 accepted, 1 demoted, 0 for a person, 1",
            ],
            false
        )
    );
}

/// A goal is never lost to the layout: where the section of the goals is hidden, the rows stand
/// after the others.
#[test]
fn goals_have_their_rows_though_their_section_is_hidden() {
    let mut brief = recap();
    brief.sections.retain(|it| it.id == "delivered");
    insta::assert_snapshot!(section(&shown(&brief), "Goals, where they stand, and what came of them"), @"
    Goals, where they stand, and what came of them
      ✔ Answer quotes within a day [G-1]                  on track   proven ² ³
      ? Train all depots [G-2]                            completed  no evidence yet
      ~ Fewer calls about parcels [G-3]                   off track  likely ⁴
    ");
}

/// Long names, forty goals and scripts that are twice as wide or set no spaces: no line is wider
/// than the page, at whatever width, and no goal is lost.
#[test]
fn no_line_is_wider_than_the_page() {
    let names = [
        "\u{6771}\u{4eac}\u{5009}\u{5eab}\u{7ba1}\u{7406}".repeat(12),
        "Straßenbahnbetriebsgesellschaft\u{ad}zusammenschluss".repeat(4),
        "\u{646}\u{648}\u{631} \u{639}\u{632}\u{64a}\u{632}".repeat(9),
        "Answer every quote request of every depot on the morning of the day it came in".to_owned(),
    ];
    let mut brief = empty("recap", "");
    brief["account_name"] = json!(names[0]);
    brief["sections"] = json!([
        { "id": "changed", "title": "What changed", "origin": "derived", "notice": null, "claims": ["d1", "d2"] },
        { "id": "goals", "title": "Original goals", "origin": "records", "notice": null, "claims": [] },
    ]);
    let fact = ["fact", "fact", "accepted"];
    brief["claims"] = json!([
        claim("d1", &names[0], fact, None, &[("gong:call/12", "a")]),
        claim("d2", &names[1], fact, None, &[("gong:call/12", "b")]),
    ]);
    let rows = (1..=40).map(|at: usize| {
        json!({
            "goal_id": format!("plan:objective/G-{at}"), "goal": names[at % 4], "measurable": true, "missing": [],
            "due": null, "status": "not started", "outcome": "no_evidence", "claims": [],
        })
    });
    brief["parts"]["goal_table"] = rows.collect();
    let people = names.iter().map(|name| {
        json!({
            "name": name, "role": "account owner", "side": "vendor", "sponsor": false, "engaged": false, "calls": 0,
            "last_call": null, "citations": [],
        })
    });
    brief["parts"]["stakeholders"] = people.collect();
    let brief = read(brief);
    for width in [40, 60, 80, 100] {
        let text = render_text(&brief, &ledger(), TextStyle { width, ..STYLE });
        assert!(widest(&text) <= width, "{width}: {text}");
        let goals = (1..=40).filter(|at| text.contains(&format!("G-{at}]"))).count();
        assert_eq!(goals, 40, "{width}");
    }
    assert_eq!(names[0].width(), 144);
}

/// Color is beside the marks, and never instead of them.
#[test]
fn color_adds_nothing_but_color() {
    for brief in [recap(), summary()] {
        let colored = render_text(&brief, &ledger(), TextStyle { color: true, ..STYLE });
        let mut plain = String::new();
        for (at, piece) in colored.split('\u{1b}').enumerate() {
            plain.push_str(if at == 0 {
                piece
            } else {
                piece.split_once('m').unwrap().1
            });
        }
        assert_ne!(colored, plain);
        assert_eq!(plain, shown(&brief));
    }
}
