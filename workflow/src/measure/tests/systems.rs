//! The systems that briefs rest on (VR-65).

use jiff::civil::{Date, date};

use crate::brief::RunState;
use crate::measure::testing::{Told, handoff, health, recap, runs};
use crate::measure::{SystemUse, metrics};

const DAY: Date = date(2026, 4, 1);
const LAST: Date = date(2026, 4, 30);

fn counted(told: &[Told], period: Option<(Date, Date)>) -> Vec<(String, u32)> {
    let found = metrics(&runs(told), &[], period).systems;
    let pair = |SystemUse { system, briefs }| (system, briefs);
    found.into_iter().map(pair).collect()
}

fn expected(uses: &[(&str, u32)]) -> Vec<(String, u32)> {
    uses.iter()
        .map(|(system, briefs)| ((*system).to_owned(), *briefs))
        .collect()
}

/// VR-65: a brief counts once for each system that its latest run cites, whatever its kind.
#[test]
fn briefs_are_counted_for_each_system_that_they_cite() {
    let mut failed = handoff("failed", 1, DAY).citing(&["gong"]);
    failed.started.state = RunState::Failed;
    let told = [
        // The second run of one case no longer cites the call.
        handoff("orrin", 1, DAY)
            .citing(&["gong", "salesforce"])
            .superseded("orrin-2", DAY),
        handoff("orrin", 2, DAY).citing(&["salesforce"]),
        handoff("tarn", 1, DAY).citing(&["contract", "salesforce"]),
        recap("orrin", 1, LAST).citing(&["salesforce", "usage"]),
        health("tarn", 1, LAST).citing(&["zendesk"]),
        handoff("later", 1, date(2026, 5, 1)).citing(&["gong"]),
        failed,
    ];
    let in_april = [("contract", 1), ("salesforce", 3), ("usage", 1), ("zendesk", 1)];
    assert_eq!(counted(&told, Some((DAY, LAST))), expected(&in_april));
    let ever = [
        ("contract", 1),
        ("gong", 1),
        ("salesforce", 3),
        ("usage", 1),
        ("zendesk", 1),
    ];
    assert_eq!(counted(&told, None), expected(&ever));
    assert_eq!(counted(&[], None), []);
}
