//! Sampled audits and the chain of the log, through the command line.

mod chain;

use serde_json::Value;

use crate::desk::{CSM, Desk, OTHER_CSM};
use crate::small::{Small, desk_of};
use crate::story::{accept, begun, note, send_back};
use crate::support::{each, list};

/// The names of the columns of an audit.
fn columns(table: &Value) -> Vec<&str> {
    each(table, "columns", "name")
}

/// The accounts of an audit, in its order.
fn accounts(table: &Value) -> Vec<&str> {
    each(table, "rows", "account")
}

/// What an audit found of an account, with each cell as a word.
fn cells(table: &Value, account: &str) -> Vec<String> {
    let row = list(table, "rows")
        .iter()
        .find(|row| row["account"] == account)
        .unwrap();
    list(row, "cells")
        .iter()
        .map(|cell| match cell["count"].as_u64() {
            Some(count) => count.to_string(),
            None => cell.as_str().unwrap().to_owned(),
        })
        .collect()
}

/// Handoffs that differ in what they have: one has everything and was sent back twice before, one
/// lacks its notes, one has no signed scope and is paused, and one was never begun.
fn told() -> Desk {
    let desk = desk_of(&[
        Small::new("whole-mills"),
        Small::lacking("owner_notes"),
        Small::lacking("promised_scope"),
        Small::new("forgotten-mills"),
    ]);
    let runs = begun(&desk, ["whole-mills", "no-owner-notes", "no-promised-scope"]);
    send_back(&desk, &runs[0], "2026-07-01", true);
    send_back(&desk, &runs[0], "2026-07-02", false);
    accept(&desk, &runs[0], "2026-07-03");
    note(&desk, &runs[0], "kickoff-held", "2026-07-13");
    accept(&desk, &runs[1], "2026-07-14");
    note(&desk, &runs[1], "kickoff-held", "2026-07-13");
    desk
}

/// HO-33: a handoff is audited for seven things, each of which is there or not, or is counted.
#[test]
fn handoffs_are_audited_for_seven_things() {
    let desk = told();
    let table = desk.json("", 0, &["audit", "sample"]);
    assert_eq!(
        columns(&table),
        [
            "handoff_packet",
            "sales_notes",
            "proposal_promises",
            "stakeholder_map",
            "cs_acceptance",
            "missing_context_returns",
            "kickoff_readiness",
        ]
    );
    let found = ["whole-mills", "no-owner-notes", "no-promised-scope", "forgotten-mills"].map(|it| cells(&table, it));
    assert_eq!(
        found,
        [
            ["yes", "yes", "yes", "yes", "yes", "2", "yes"],
            // Accepted after its kickoff, which was not ready therefore.
            ["yes", "no", "no", "yes", "yes", "0", "no"],
            ["yes", "yes", "no", "yes", "no", "0", "no"],
            ["no", "no", "no", "no", "no", "0", "no"],
        ]
    );
    insta::assert_snapshot!(desk.out("", 0, &["audit", "sample"]), @"
    account             packet  notes  promises  people  accepted  returns  ready
    whole-mills         yes     yes    yes       yes     yes       2        yes
    forgotten-mills     no      no     no        no      no        0        no
    no-owner-notes      yes     no     no        yes     yes       0        no
    no-promised-scope   yes     yes    no        yes     no        0        no
    of 4                3       2      1         3       2         2        1
    ");
}

/// A recap is audited for seven other things; where there is none, each of them is missing.
#[test]
fn recaps_are_audited_for_seven_other_things() {
    let desk = desk_of(&Small::several(2));
    let table = desk.json("", 0, &["audit", "sample", "--kind", "recap"]);
    assert_eq!(
        columns(&table),
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
    insta::assert_snapshot!(desk.out("", 0, &["audit", "sample", "--kind", "recap"]), @"
    account             outcome  usage  milestones  support  caveat  fresh  approved
    mill-02             no       no     no          no       no      no     no
    mill-01             no       no     no          no       no      no     no
    of 2                0        0      0           0        0       0      0
    ");
}

/// The same seed picks the same accounts, another picks others, and nobody is picked twice.
#[test]
fn a_seed_picks_the_same_sample_again() {
    let desk = desk_of(&Small::several(30));
    let sample = |more: &[&str]| {
        let args: Vec<&str> = ["audit", "sample"].iter().chain(more).copied().collect();
        let table = desk.json("", 0, &args);
        accounts(&table).into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    let first = sample(&["--accounts", "5", "--seed", "7"]);
    let mut distinct = first.clone();
    distinct.sort();
    distinct.dedup();
    assert_eq!((first.len(), distinct.len()), (5, 5));
    assert_eq!(sample(&["--accounts", "5", "--seed", "7"]), first);
    assert_ne!(sample(&["--accounts", "5", "--seed", "8"]), first);
    // A larger sample of a seed holds the smaller one, and nothing is asked for twenty.
    assert_eq!(sample(&["--accounts", "9", "--seed", "7"])[..5], first);
    assert_eq!(sample(&[]).len(), 20);
    assert_eq!(sample(&["--accounts", "99"]).len(), 30);
    assert_eq!(sample(&["--accounts", "0"]), [] as [String; 0]);
}

/// Whoever reads one account audits that account alone.
#[test]
fn an_audit_is_of_the_accounts_that_somebody_may_read() {
    let desk = Desk::new();
    let seen = |login| {
        let table = desk.json(login, 0, &["audit", "sample"]);
        let mut found: Vec<String> = accounts(&table).into_iter().map(str::to_owned).collect();
        found.sort();
        found
    };
    assert_eq!(seen(CSM), ["halden-freight", "northwind-labs"]);
    assert_eq!(seen(OTHER_CSM), ["northwind-labs"]);
}
