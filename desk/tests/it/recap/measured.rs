//! The measures of recaps.

use serde_json::{Value, json};

use super::{approve, mills, part};
use crate::customers::{ACCOUNTS, MORROW, TIDEWATER, desk};
use crate::desk::Desk;
use crate::support::{each, list, text};

fn measured(desk: &Desk) -> Value {
    desk.json("", 0, &["metrics"])["recap"].take()
}

/// VR-61: of ten recaps, one lacks its milestones, one its support context, one its approval, and one
/// its outcomes, and with them anything that caveats could limit; the share of those with all six
/// parts, and each part's, are what that comes to. That usage can be absent, `inputs.rs` shows.
#[test]
fn six_parts_are_counted_apart() {
    let desk = mills::in_review();
    mills::approve_but_one(&desk);
    let coverage = &measured(&desk)["account_value_evidence_coverage"];
    assert_eq!(coverage["share"], json!({"of": 10, "passed": 6, "value": "0.6"}));
    let parts = list(coverage, "components").iter();
    let parts: Vec<_> = parts
        .map(|it| (text(it, "name"), it["share"]["passed"].as_u64().unwrap()))
        .collect();
    assert_eq!(
        parts,
        [
            ("outcome_evidence", 9),
            ("usage_signal", 10),
            ("milestone_summary", 9),
            ("support_context", 9),
            ("risk_caveats", 9),
            ("owner_approval", 9),
        ]
    );
    let printed = desk.out("", 0, &["metrics"]);
    assert!(
        printed.contains("milestone summary                                     9 of 10 (90 %)"),
        "{printed}"
    );
}

/// VR-62: value evidence and caveats that the owner approved: of no recap there is no data, eight of
/// ten are too few, nine are enough; what a recap lacks beside them doesn't count here.
#[test]
fn nine_of_ten_are_enough() {
    let threshold = |desk: &Desk| measured(desk)["value_and_caveats_approved"].take();
    assert_eq!(
        threshold(&crate::customers::desk()),
        json!({"share": {"of": 0, "passed": 0, "value": null}, "wanted": "0.9", "met": null})
    );
    let desk = mills::in_review();
    mills::approve_but_one(&desk);
    assert_eq!(
        threshold(&desk),
        json!({"share": {"of": 10, "passed": 8, "value": "0.8"}, "wanted": "0.9", "met": false})
    );
    for account in mills::lacking("approval") {
        approve(&desk, &account);
    }
    assert_eq!(
        threshold(&desk),
        json!({"share": {"of": 10, "passed": 9, "value": "0.9"}, "wanted": "0.9", "met": true})
    );
}

/// VR-64: an audit of recaps has seven columns for each account; what is old is told, and what nobody
/// approved.
#[test]
fn seven_things_are_audited() {
    let desk = desk();
    for account in ACCOUNTS {
        desk.run("", &["recap", account]);
    }
    approve(&desk, MORROW);
    let table = desk.json("", 0, &["audit", "sample", "--kind", "recap"]);
    assert_eq!(
        each(&table, "columns", "name"),
        [
            "outcome_evidence",
            "usage_signal",
            "milestone_summary",
            "support_context",
            "risk_caveat",
            "source_freshness",
            "owner_approval",
        ]
    );
    let cells = |account: &str| {
        let row = list(&table, "rows").iter().find(|it| it["account"] == account).unwrap();
        list(row, "cells")
            .iter()
            .map(|it| it.as_str().unwrap())
            .collect::<Vec<_>>()
    };
    assert_eq!(cells(MORROW), ["yes", "yes", "yes", "yes", "yes", "yes", "yes"]);
    assert_eq!(cells(TIDEWATER), ["yes", "yes", "yes", "yes", "yes", "yes", "no"]);
    assert_eq!(cells("garrick-foods"), ["yes", "yes", "no", "yes", "yes", "yes", "no"]);
    assert_eq!(cells("lumen-press"), ["yes", "yes", "yes", "yes", "yes", "no", "no"]);
    assert_eq!(part(&desk, "owner_approval"), (1, 4));
}
