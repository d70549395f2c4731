//! Briefs for every account: in order, and once.

mod resumed;

use serde_json::{Value, json};

use crate::customers::{ACCOUNTS, MORROW, desk};
use crate::desk::Desk;
use crate::support::text;

/// Runs a command that must end so, and gives its briefs.
fn briefs(desk: &Desk, code: i32, args: &[&str]) -> Vec<Value> {
    let all = desk.json("", code, args);
    all.as_array().unwrap().clone()
}

fn field<'a>(briefs: &'a [Value], name: &str) -> Vec<&'a str> {
    briefs.iter().map(|brief| text(brief, name)).collect()
}

/// How many runs the desk has.
fn runs(desk: &Desk) -> usize {
    desk.json("", 0, &["review", "list", "--all"]).as_array().unwrap().len()
}

/// The briefs come as one array in the accounts' order, with the same bytes however many are
/// drafted at once; one that is paused makes the exit code 1.
#[test]
fn the_order_is_the_accounts() {
    let print = |jobs: &str| {
        let run = desk().run("", &["--format", "json", "recap", "--all", "--jobs", jobs]);
        assert_eq!(run.code, 1, "{run:?}");
        run
    };
    let one = print("1");
    let all = one.json();
    let all = all.as_array().unwrap();
    assert_eq!(field(all, "account_id"), ACCOUNTS);
    assert_eq!(field(all, "state"), ["paused", "paused", "in_review", "in_review"]);
    for jobs in ["2", "4", "32"] {
        assert!(print(jobs).out == one.out, "{jobs}");
    }
    for jobs in ["0", "33", "many"] {
        desk().refused("", &["recap", "--all", "--jobs", jobs]);
    }
}

/// Where none is paused, the exit code is 0; asked for again, the same briefs are the same runs.
#[test]
fn again_changes_nothing() {
    let desk = desk();
    let first = briefs(&desk, 0, &["summary", "--all"]);
    assert_eq!(field(&first, "account_id"), ACCOUNTS);
    assert_eq!(runs(&desk), 4);
    for more in [&[][..], &["--again"]] {
        let again = briefs(&desk, 0, &[&["summary", "--all"], more].concat());
        assert_eq!(again, first, "{more:?}");
        assert_eq!(runs(&desk), 4, "{more:?}");
    }
}

/// At the end of a text stands a table of all accounts: where each brief stands, and why. An account
/// that nothing has started is in it, and has no brief.
#[test]
fn the_text_ends_with_a_table() {
    let desk = desk();
    let told = desk.out("", 1, &["recap", "--all"]);
    let (_, table) = told.rsplit_once("\n\naccount ").unwrap();
    let rows: Vec<Vec<&str>> = table.lines().map(|line| line.split_whitespace().collect()).collect();
    assert_eq!(rows[0], ["state", "claims", "why"]);
    let accounts: Vec<&str> = rows[1..].iter().map(|row| row[0]).collect();
    assert_eq!(accounts, ACCOUNTS);
    assert_eq!(rows[2][1..2], ["paused"]);
    assert!(rows[2].join(" ").ends_with("usage_stale, activities_stale"), "{table}");
    assert_eq!(rows[3][1..3], ["in", "review"]);
    assert_eq!(told.matches("Account value recap \u{b7} ").count(), 4);

    let run = desk.run("", &["handoff", "--all"]);
    let row = |account: &str| format!("{account:<16}  no trigger");
    assert_eq!(
        (run.code, run.out.lines().skip(1).collect::<Vec<_>>()),
        (0, ACCOUNTS.map(row).iter().map(String::as_str).collect())
    );
    assert_eq!(briefs(&desk, 0, &["handoff", "--all"]), Vec::<Value>::new());
}

/// A limit in money needs prices, and both options need `--all`.
#[test]
fn a_limit_in_money_needs_prices() {
    let desk = desk();
    insta::assert_snapshot!(desk.refused("", &["summary", "--all", "--spend-limit", "1"]), @"
    error: a limit in money needs the model's prices
    hint: set `price_per_million_input` and `price_per_million_output` under `[model]`
    ");
    for limit in ["--spend-limit", "--spend-limit-tokens"] {
        desk.refused("", &["summary", MORROW, limit, "1"]);
    }
    assert_eq!(runs(&desk), 0);
}

/// `--all` and an account exclude each other, and without either there is nothing to draft.
#[test]
fn all_or_one() {
    let desk = desk();
    for args in [
        &["summary", MORROW, "--all"][..],
        &["summary"],
        &["summary", MORROW, "--again"],
    ] {
        desk.refused("", args);
    }
    let brief = desk.json("", 0, &["summary", MORROW]);
    assert_eq!(brief["account_id"], json!(MORROW));
}
