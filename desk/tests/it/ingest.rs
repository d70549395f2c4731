//! Reading the exports.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::exports::Exports;
use crate::support::{Vouch, exports, fixtures, list, text};

/// Every file of the fixtures is read, and nothing is left out.
#[test]
fn the_fixtures_are_read_whole() {
    let vouch = Vouch::new();
    let report = vouch.json(0, ["ingest", exports().to_str().unwrap()]);
    let formats: BTreeMap<&str, i64> = list(&report, "files").iter().fold(BTreeMap::new(), |mut all, file| {
        *all.entry(text(file, "format")).or_default() += file["stored"].as_i64().unwrap();
        all
    });
    insta::assert_debug_snapshot!(formats, @r#"
    {
        "contract.msa": 1,
        "contract.nda": 1,
        "contract.order-form": 2,
        "gong.calls": 3,
        "gong.transcripts": 3,
        "identity.map": 2,
        "meetings.list": 2,
        "note": 4,
        "plan.success-plans": 24,
        "project.milestones": 5,
        "salesforce.account": 2,
        "salesforce.case": 2,
        "salesforce.contact": 7,
        "salesforce.opportunity": 3,
        "salesforce.task": 6,
        "salesforce.user": 4,
        "teams.transcript": 1,
        "zendesk.organizations": 2,
        "zendesk.tickets": 11,
        "zendesk.users": 11,
        "zoom.transcript": 1,
    }
    "#);
    insta::assert_snapshot!(report["totals"], @r#"{"files":26,"read":97,"stored":97,"unchanged":0,"quarantined":0,"not_recognised":0}"#);
}

/// Ingest is idempotent: the same bytes twice change nothing, neither the store nor its
/// revision.
#[test]
fn the_same_bytes_twice_change_nothing() {
    let vouch = Vouch::with(&exports());
    let before = vouch.json(0, ["index", "stats"]);
    let again = vouch.json(0, ["ingest", exports().to_str().unwrap()]);
    let totals = &again["totals"];
    assert_eq!((&totals["stored"], &totals["unchanged"]), (&json!(0), &totals["read"]));
    let after = vouch.json(0, ["index", "stats"]);
    assert_eq!(after, before);
}

/// `--dry-run` reports what would be stored and stores nothing.
#[test]
fn a_dry_run_stores_nothing() {
    let vouch = Vouch::new();
    let report = vouch.json(0, ["ingest", "--dry-run", exports().to_str().unwrap()]);
    assert_eq!(
        (&report["totals"]["files"], &report["totals"]["stored"]),
        (&json!(26), &json!(97))
    );
    let stats = vouch.json(0, ["index", "stats"]);
    assert_eq!(
        (&stats["accounts"], &stats["sources"], &stats["revisions"]),
        (&json!(0), &json!(0), &json!(0))
    );
}

/// A changed record becomes a new revision, and the run sees the new words only.
#[test]
fn a_changed_record_becomes_a_revision() {
    let vouch = Vouch::with(&exports());
    let changed = Exports::copy().edit(
        "salesforce/Task.csv",
        "four weeks after kickoff",
        "five weeks after kickoff",
    );
    let report = vouch.json(0, ["ingest", changed.path().to_str().unwrap()]);
    assert_eq!(report["totals"]["stored"], 1);
    let source = vouch.json(0, ["source", "salesforce:task/00T8d00000Nt1AaEAJ"]);
    assert_eq!(
        (&source["revision"], text(&source, "text").contains("five weeks")),
        (&json!(2), true)
    );
    let brief = vouch
        .run(["--format", "json", "handoff", "northwind"])
        .json()
        .to_string();
    assert!(brief.contains("five weeks after kickoff") && !brief.contains("four weeks after kickoff"));
}

/// AS-20: an activity may hang on the account, the plan, a challenge, an objective, a KPI, a
/// playbook or a task; AS-21: each is read with what it hangs on, and found again.
#[test]
fn activities_at_all_seven_levels_are_read() {
    let levels: Vec<Value> = (1..=7)
        .map(|at| {
            let source = fixtures().json(0, ["source", &format!("plan:activity/ACT-N-{at}")]);
            assert_eq!(
                (&source["account_id"], &source["kind"]),
                (&json!("northwind-labs"), &json!("activity"))
            );
            source["fields"]["level"].clone()
        })
        .collect();
    assert_eq!(
        levels,
        ["account", "plan", "challenge", "objective", "kpi", "playbook", "task"]
    );
    let found = fixtures().json(0, ["search", "northwind", "timestamp", "of", "the", "request"]);
    assert_eq!(found[0]["source_id"], "plan:activity/ACT-N-5");
}

/// AS-21: an activity that hangs on another account's goal, or on nothing, is quarantined.
#[test]
fn an_activity_that_hangs_on_nothing_is_not_used() {
    for (parent, reason) in [
        ("OBJ-H-1", "parent `OBJ-H-1` belongs to `halden-freight`"),
        ("OBJ-NONE", "unknown parent `OBJ-NONE`"),
    ] {
        let exports = Exports::copy().edit(
            "success-plans/plans.json",
            "\"parentId\": \"OBJ-N-1\"",
            &format!("\"parentId\": \"{parent}\""),
        );
        let vouch = Vouch::new();
        let report = vouch.json(1, ["ingest", exports.path().to_str().unwrap()]);
        let told: Vec<(&str, &str)> = list(&report, "files")
            .iter()
            .flat_map(|file| list(file, "quarantined"))
            .map(|it| (text(it, "at"), text(it, "reason")))
            .collect();
        let place = "accounts[0].successPlans[0].objectives[0].activities[0]";
        assert_eq!(told, [(place, reason)]);
        assert_eq!(vouch.run(["source", "plan:activity/ACT-N-4"]).code, 2);
    }
}

/// One source in full, for a person.
#[test]
fn a_source_can_be_read() {
    let run = fixtures().run(["source", "note:file/northwind-labs-pricing-2026-06-17"]);
    insta::assert_snapshot!(run.out.replace(exports().to_str().unwrap(), "EXPORTS"), @"
    note:file/northwind-labs-pricing-2026-06-17
    note · northwind-labs · Dana Whitcombe · 2026-06-17 · internal
    read from EXPORTS/notes/northwind-labs-pricing-2026-06-17.md

    Callum asked for 15% and I settled at 8% for the first year, against payment
    up front. The order form has it. Please do not reopen this at kickoff.

    He is touchy about the Aire Valley loss; I would not raise it in front of
    Helena.
    ");
    let run = fixtures().run(["source", "gong:call/1"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    insta::assert_snapshot!(run.err, @"
    error: no source is called `gong:call/1`
    hint: `vouch search ACCOUNT QUERY` finds sources by what they say
    ");
}
