mod list;
mod whole;

use jiff::civil::date;
use unicode_width::UnicodeWidthStr;

use crate::brief::text::tests::fixture::{health, ledger};
use crate::brief::text::{TextStyle, render_text};
use crate::brief::{Brief, HealthPoint, render_work_list};
use crate::health::{Level, Trend};

const STYLE: TextStyle = TextStyle {
    color: false,
    width: 80,
    claim_ids: false,
};

/// What is shown below the head, which is the same for every kind of brief.
fn shown(brief: &Brief) -> String {
    let text = render_text(brief, &ledger(), STYLE);
    text.split_once("\n\n").unwrap().1.to_owned()
}

/// HS-16: where no section tells the next action, it is told all the same.
#[test]
fn the_next_action_does_not_need_its_section() {
    let mut brief = health();
    brief.sections.retain(|it| it.id != "next_action");
    let text = shown(&brief);
    let told = text.split_once("Next action\n").unwrap().1;
    insta::assert_snapshot!(told.split("\n\n").next().unwrap(), @"  · Ask Noor Aziz for a meeting. — Ida Falk by 8 July 2026; needs owner review ³");
}

/// An approved brief waits for no review.
#[test]
fn an_approved_next_action_needs_nothing() {
    let mut brief = health();
    let needs = |brief: &Brief| shown(brief).contains("needs owner review");
    assert!(needs(&brief));
    brief.state = crate::brief::RunState::Approved;
    assert!(!needs(&brief));
}

#[test]
fn the_renewal_is_told_once() {
    let mut brief = health();
    brief.parts.dates.insert("renewal".to_owned(), date(2026, 8, 14));
    let text = render_text(&brief, &ledger(), STYLE);
    assert_eq!(text.matches("renewal in 45 days").count(), 1, "{text}");
}

/// The change is told with the days that it lies between: the step before, else the first of the
/// window, and two recorded scores where today's was not compared.
#[test]
fn a_change_has_its_days() {
    let point = |month: i8, score: &str, is_today: bool| HealthPoint {
        date: date(2026, month, 1),
        score: Some(score.to_owned()),
        level: Level::Amber,
        ours: false,
        source_id: (!is_today).then(|| grounding::SourceId::raw(format!("health:score/{month}"))),
    };
    let told = |points: Vec<HealthPoint>, change: &str| {
        let mut health = health().health.unwrap();
        health.history = points;
        health.change = Some(change.to_owned());
        health.trend = Trend::Flat;
        super::told_standing(&health)[2].clone()
    };
    let recorded = || vec![point(1, "80", false), point(3, "71", false)];
    let with_today = |score: &str| [recorded(), vec![point(6, score, true)]].concat();
    let all = [
        told(with_today("60.5"), "-10.5"),
        told(with_today("86"), "6"),
        told(with_today("71"), "0"),
        told(with_today("40"), "-9"),
        told(recorded(), "-9"),
        told(Vec::new(), "-9"),
    ];
    insta::assert_snapshot!(all.join("\n"), @"
    flat (−10.5 since 1 March 2026)
    flat (+6 since 1 January 2026)
    flat (unchanged since 1 March 2026)
    flat (−9 from 1 January 2026 to 1 March 2026)
    flat (−9 from 1 January 2026 to 1 March 2026)
    flat (−9)
    ");
}

/// No line is wider than the page, whatever stands in the evidence, and color adds nothing but color.
#[test]
fn no_line_is_wider_than_the_page() {
    let mut brief = health();
    let health = brief.health.as_mut().unwrap();
    health.signals[6].unit = "\u{6771}\u{4eac}\u{5009}\u{5eab}".repeat(12);
    health.signals[3].notes = vec!["Straßenbahnbetriebsgesellschaft".repeat(5)];
    health.owner = Some("\u{6771}\u{4eac}".repeat(40));
    brief.account_name = "\u{5009}\u{5eab}".repeat(30);
    for width in [40, 60, 80, 100] {
        let style = TextStyle { width, ..STYLE };
        let told = [
            render_text(&brief, &ledger(), style),
            render_work_list(std::slice::from_ref(&brief), style),
        ];
        let widest = told.iter().flat_map(|it| it.lines()).map(UnicodeWidthStr::width).max();
        assert!(widest <= Some(width), "{width}: {}", told.join("\n"));
    }
}

#[test]
fn color_marks_the_levels() {
    let style = TextStyle { color: true, ..STYLE };
    let text = render_text(&health(), &ledger(), style);
    let lines = text.lines().filter(|it| it.contains("amber") || it.contains("red  "));
    let colors: Vec<&str> = lines.filter_map(|it| it.split_once("\u{1b}[")?.1.get(..2)).collect();
    assert_eq!(colors, ["33", "33", "33", "33", "33", "31", "31"]);
}
