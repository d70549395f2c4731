use grounding::{Claim, Ledger, Source};
use jiff::civil::date;

use super::super::facts::Facts;
use super::super::facts::testing::{goal, judged, kpi, kpi_read_on, ledger, measure, prose, renewal, risk, ticket};
use super::{decision, next};
use crate::definition::Request;

fn advice(ledger: &Ledger) -> Vec<Claim> {
    let request = Request::default();
    next(&Facts::read(ledger, &request))
}

fn told(sources: Vec<Source>) -> String {
    let ledger = ledger(sources);
    judged(&ledger, &advice(&ledger))
}

fn decided(sources: Vec<Source>) -> String {
    let ledger = ledger(sources);
    let request = Request::default();
    let facts = Facts::read(&ledger, &request);
    judged(&ledger, &decision(&facts, next(&facts).first()))
}

fn vans(status: &str, figures: [&str; 3]) -> Vec<Source> {
    let name = "Get vans back within six hours";
    vec![
        goal(1, name, status, "2026-09-30"),
        kpi(1, ("repair time", "h"), status, figures),
    ]
}

#[test]
fn the_most_pressing_comes_first() {
    let mut sources = vans("At risk", ["9", "6", "8"]);
    sources.push(ticket("Vans are not found", true));
    sources.push(risk("The fleet manager leaves in August", ""));
    sources.push(goal(2, "Print labels in colour", "Planned", "2026-08-31"));
    insta::assert_snapshot!(told(sources), @"
    Recommendation/Fact: Resolve the escalated ticket `Vans are not found` before the review.
    Recommendation/Fact: Agree with Tove Lund on a plan to recover the goal “Get vans back within six hours”: it is at risk.
    Recommendation/Fact: Name an owner for the open risk “The fleet manager leaves in August”.
    ");
}

#[test]
fn a_disputed_figure_is_settled_before_it_is_told() {
    let mut sources = vans("On track", ["9", "6", "7"]);
    sources.push(prose(
        "note:file/june",
        grounding::SourceKind::Note,
        date(2026, 6, 14),
        "Their own count for repair time in June 2026 is 8 h.",
    ));
    insta::assert_snapshot!(told(sources), @"Recommendation/Fact: Settle which figure for repair time holds, 7 h or 8 h, before either is told.");
}

#[test]
fn an_old_figure_is_measured_again() {
    let old = || {
        vec![
            goal(1, "Get vans back within six hours", "On track", "2026-09-30"),
            kpi_read_on("2026-03-31", 1, ("repair time", "h"), "On track", ["9", "6", "7"]),
        ]
    };
    let fresh = [measure("repair_time", "h", date(2026, 6, 20), 7)];
    let newer = old().into_iter().chain(fresh).collect();
    insta::assert_snapshot!(told(old()), @"Recommendation/Fact: Measure repair time again before the review: the last figure, 7 h, is of 31 March 2026.");
    insta::assert_snapshot!(told(newer), @"Recommendation/Fact: Review the goal “Get vans back within six hours” again in the next quarter.");
}

#[test]
fn what_nobody_has_measured_is_agreed_on() {
    let mut undated = vans("On track", ["9", "6", ""]);
    undated[1].values[0].period = None;
    insta::assert_snapshot!(told(vans("On track", ["9", "6", ""])), @"Recommendation/Fact: Agree when repair time will be measured: its baseline of 9 h (31 January 2026) is the only figure on record.");
    insta::assert_snapshot!(told(undated), @"Recommendation/Fact: Agree when repair time will be measured: its baseline of 9 h is the only figure on record.");
    insta::assert_snapshot!(told(vec![goal(1, "Know every van", "On track", "")]), @"Recommendation/Fact: Agree how the goal “Know every van” will be measured, and by when.");
}

#[test]
fn a_reached_target_wants_another_and_a_near_renewal_its_owner() {
    let mut sources = vans("Done", ["9", "6", "5.5"]);
    sources.push(renewal(date(2026, 9, 15)));
    insta::assert_snapshot!(told(sources), @"
    Recommendation/Fact: Agree on the next target for repair time: 5.5 h was measured against a target of 6 h.
    Recommendation/Fact: Prepare the renewal of 15 September 2026 with Tove Lund.
    ");
}

#[test]
fn there_is_always_something_to_recommend() {
    insta::assert_snapshot!(told(vans("On track", ["9", "6", "7"])), @"Recommendation/Fact: Review the goal “Get vans back within six hours” again in the next quarter.");
    insta::assert_snapshot!(told(Vec::new()), @"Recommendation/Fact: Agree with Larch Laundries on goals that can be measured.");
}

#[test]
fn the_decision_is_the_renewal_or_the_next_goal_or_the_advice() {
    let mut both = vans("On track", ["9", "6", "7"]);
    both.push(renewal(date(2026, 12, 1)));
    let mut first = vans("On track", ["9", "6", "7"]);
    first.push(renewal(date(2026, 9, 15)));
    insta::assert_snapshot!(decided(both), @"
    Recommendation/Fact: By 30 September 2026, decide whether the goal “Get vans back within six hours” is reached or needs more time.
    Fact/Fact: The renewal on 1 December 2026 is the decision to prepare for.
    ");
    insta::assert_snapshot!(decided(first), @"Fact/Fact: The renewal on 15 September 2026 is the decision to prepare for.");
    insta::assert_snapshot!(decided(vans("Done", ["9", "6", "5.5"])), @"Recommendation/Fact: To decide: agree on the next target for repair time.");
}
