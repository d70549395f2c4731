//! The work list.

use jiff::civil::date;

use super::STYLE;
use crate::brief::text::TextStyle;
use crate::brief::text::tests::fixture::{health, paused_health, recap, unknown_health};
use crate::brief::{Brief, Flag, by_urgency, render_work_list};
use crate::health::Level;

/// Accounts that need somebody in different ways.
fn accounts() -> Vec<Brief> {
    let named = |brief: Brief, name: &str| Brief {
        account_name: name.to_owned(),
        ..brief
    };
    let at = |level: Level, score: u32, name: &str| {
        let mut brief = named(health(), name);
        let health = brief.health.as_mut().unwrap();
        (health.level, health.score) = (level, Some(score));
        brief
    };
    let renewing = |mut brief: Brief, month: i8, flags: &[&str]| {
        brief.parts.dates.insert("renewal".to_owned(), date(2026, month, 12));
        brief.flags = flags
            .iter()
            .map(|kind| Flag::new(kind, String::new(), &[], Vec::new()))
            .collect();
        brief
    };
    let mut calm = at(Level::Green, 91, "Tidewater Mills");
    let health = calm.health.as_mut().unwrap();
    health.caps.clear();
    health.signals.retain(|it| it.level == Level::Green);
    let mut slow = at(Level::Amber, 64, "Alder & Roe");
    let health = slow.health.as_mut().unwrap();
    health.caps.clear();
    health.signals.retain(|it| it.level == Level::Amber);
    vec![
        calm,
        named(unknown_health(), "Quarry Lane Clinic"),
        named(paused_health(), "Paper Moon Press"),
        slow,
        at(Level::Red, 31, "Zephyr Foods"),
        renewing(at(Level::Amber, 58, "Birch Analytics"), 12, &[]),
        renewing(at(Level::Amber, 66, "Marram Freight"), 7, &["renewal_near"]),
        renewing(at(Level::Amber, 67, "Leeway Tools"), 6, &[]),
        at(Level::Red, 22, "Old Harbor Insurance of the Northern Counties"),
        named(recap(), "No Health Yet"),
    ]
}

/// HS-33: red first, then amber, unknown and green; within a level the nearest renewal, the lower
/// score, the name.
#[test]
fn a_work_list_has_what_needs_somebody_first() {
    let mut briefs = accounts();
    by_urgency(&mut briefs);
    insta::assert_snapshot!(render_work_list(&briefs, STYLE), @"
    10 accounts: 2 red, 5 amber, 2 unknown, 1 green
      ! Old Harbor Insurance of   red       22  declining  ▆ ▆▅
        the Northern Counties
          - Relationship at risk: nobody there has spoken with us for 112 days → Ida
            Falk, by 8 July 2026
      ! Zephyr Foods              red       31  declining  ▆ ▆▅
          - Relationship at risk: nobody there has spoken with us for 112 days → Ida
            Falk, by 8 July 2026
      ~ Leeway Tools              amber     67  declining  ▆ ▆▅  renewal 18 days ago
          - Relationship at risk: nobody there has spoken with us for 112 days → Ida
            Falk, by 8 July 2026
      ~ Marram Freight            amber     66  declining  ▆ ▆▅  renewal in 12 days
          - Relationship at risk: nobody there has spoken with us for 112 days → Ida
            Falk, by 8 July 2026
      ~ Birch Analytics           amber     58  declining  ▆ ▆▅
          - Relationship at risk: nobody there has spoken with us for 112 days → Ida
            Falk, by 8 July 2026
      ~ Paper Moon Press          amber     62  declining  ▆ ▆▅
          - Paused: the newest usage is of 2 April 2026, more than 30 days ago
      ~ Alder & Roe               amber     64  declining  ▆ ▆▅
          - Adoption amber: 41%; people who sign in, of the seats bought: green from
            60, red to 25 (own criterion: agreed on 3 March 2026 for two shifts) →
            Ida Falk, by 8 July 2026
      ? No Health Yet             unknown
          - In review
      ? Quarry Lane Clinic        unknown       no prior
          - No score: neither usage nor adoption is known. → Ida Falk
      ✔ Tidewater Mills           green     91  declining  ▆ ▆▅
          - Every signal that is known is green → Ida Falk, by 8 July 2026
    ");
    insta::assert_snapshot!(render_work_list(&[], STYLE), @"no accounts");
}

#[test]
fn a_work_list_fits_a_narrow_terminal() {
    let mut briefs = accounts();
    by_urgency(&mut briefs);
    let narrow = TextStyle { width: 40, ..STYLE };
    insta::assert_snapshot!(render_work_list(&briefs[..2], narrow), @"
    2 accounts: 2 red
      ! Old Harbor Insurance of the Northern
        Counties · red · 22 · declining
          - Relationship at risk: nobody
            there has spoken with us for 112
            days → Ida Falk, by 8 July 2026
      ! Zephyr Foods · red · 31 · declining
          - Relationship at risk: nobody
            there has spoken with us for 112
            days → Ida Falk, by 8 July 2026
    ");
}
