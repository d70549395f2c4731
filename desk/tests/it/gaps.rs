//! Accounts that have a trigger and no brief.

use serde_json::{Value, json};

use crate::customers::{self, GARRICK, MORROW, TIDEWATER};
use crate::desk::Desk;
use crate::support::text;

/// The gaps of a desk: each account, what it lacks, and why it should have it.
fn gaps(desk: &Desk) -> Vec<[String; 3]> {
    let run = desk.run("", &["--format", "json", "review", "gaps"]);
    let listed = run.json();
    let listed = listed.as_array().unwrap();
    assert_eq!(run.code, i32::from(!listed.is_empty()), "{run:?}");
    let gap = |it: &Value| ["account_id", "kind", "trigger"].map(|field| text(it, field).to_owned());
    listed.iter().map(gap).collect()
}

/// HO-36: every account whose deal was won and that has no handoff is a gap, until it has one, be it
/// paused.
#[test]
fn a_won_deal_without_a_handoff_is_a_gap() {
    let desk = Desk::new();
    let of = |account: &str| [account, "handoff", "closed_won"].map(ToOwned::to_owned);
    assert_eq!(gaps(&desk), [of("halden-freight"), of("northwind-labs")]);
    let told = desk.out("", 1, &["review", "gaps"]);
    assert!(
        told.contains("northwind-labs  no handoff though closed won ("),
        "{told}"
    );
    desk.out("", 0, &["handoff", "northwind-labs"]);
    assert_eq!(gaps(&desk), [of("halden-freight")]);
    desk.out("", 1, &["handoff", "halden-freight"]);
    assert_eq!(gaps(&desk), Vec::<[String; 3]>::new());
    assert_eq!(
        desk.out("", 0, &["review", "gaps"]),
        "every account with a trigger has its brief\n"
    );
}

/// HO-36: a summary that nobody asked for is no gap, and neither is a recap for the month alone.
#[test]
fn what_is_only_asked_for_is_no_gap() {
    let desk = customers::desk();
    let of = |account: &str, trigger: &str| [account, "recap", trigger].map(ToOwned::to_owned);
    let near = [of(MORROW, "renewal"), of(TIDEWATER, "project_closeout")];
    assert_eq!(gaps(&desk), near);
    // The month starts a recap all the same, and a summary is drafted for whoever asks.
    let recap = desk.json("", 1, &["recap", GARRICK]);
    assert_eq!(recap["trigger"]["kind"], json!("monthly_report"));
    let summary = desk.json("", 0, &["summary", GARRICK]);
    assert_eq!(summary["trigger"]["kind"], json!("on_request"));
    // A brief of one kind fills no gap of another.
    desk.out("", 0, &["summary", MORROW]);
    assert_eq!(gaps(&desk), near);
    desk.out("", 1, &["recap", "--all"]);
    assert_eq!(gaps(&desk), Vec::<[String; 3]>::new());
}
