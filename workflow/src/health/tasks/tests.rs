//! What is to be done about a snapshot.

use grounding::Ledger;

use super::super::facts::fixture::{ago, finished, ledger, milestone, ticket, well, well_but};
use crate::definition::Request;

fn told(ledger: &Ledger) -> String {
    let tasks = finished(ledger, &Request::default()).tasks.into_iter();
    let lines = tasks.map(|it| {
        let due = it.due.map_or_else(|| "no day".to_owned(), |day| day.to_string());
        let stop = if it.stop { " stop" } else { "" };
        format!("{} {due} {:?} {:?}{stop}: {}", it.id, it.owner, it.closed_by, it.title)
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// HS-4, HS-20: the owner always reviews the snapshot, and whatever is to be done comes after.
#[test]
fn the_review_comes_before_the_next_action() {
    insta::assert_snapshot!(told(&ledger(well())), @"
    t1 2026-07-03 AccountOwner Approval stop: Review this snapshot
    t2 2026-07-28 Csm Hand: Keep the rhythm: go through the goal “Waste less dough” in the next review
    ");
    let late = well_but([
        milestone(2, "Second bakery live", ago(30), None),
        ticket(2, ago(20), "Ovens do not start", true, true),
    ]);
    insta::assert_snapshot!(told(&late), @"
    t1 2026-07-03 AccountOwner Approval stop: Review this snapshot
    t2 2026-07-03 AccountOwner Approval stop: Review whether it goes to the executives (the ticket “Ovens do not start” is open and escalated)
    t3 2026-07-03 AccountOwner Approval stop: Review what changes in the account plan (the success plan is amber)
    t4 2026-07-03 Csm Hand: Agree on a new date: the milestone “Second bakery live” was due on 31 May 2026 and is open
    ");
    // What is asked is to be answered.
    insta::assert_snapshot!(told(&ledger(Vec::new())).lines().next().unwrap_or_default(), @"t1 2026-07-03 AccountOwner Answers: Answer the 7 open questions of this snapshot");
}
