//! What starts a handoff (HO-1).

use serde_json::json;

use crate::exports::Exports;
use crate::support::{Vouch, exports, fixtures, text};

const OPPORTUNITIES: &str = "salesforce/Opportunity.csv";
const TASKS: &str = "salesforce/Task.csv";
const SCOPING: &str = "notes/northwind-labs-scoping-2026-06-16.md";

/// Northwind without a won deal and without anything that follows from one.
fn untriggered() -> Exports {
    Exports::copy()
        .edit(
            OPPORTUNITIES,
            "\"Closed Won\",\"48600\",\"GBP\",\"2026-06-19\",\"1\",\"1\"",
            "\"Proposal\",\"48600\",\"GBP\",\"2026-07-19\",\"0\",\"0\"",
        )
        .edit(TASKS, "\"Kickoff: Northwind Labs\"", "\"Prepare the agenda\"")
        .edit(SCOPING, "Kickoff is set for Monday 13 July 2026, remotely.", "")
        .edit(
            "projects/projects.csv",
            "Northwind Labs onboarding,Onboarding",
            "Northwind Labs audit,Consulting",
        )
        .edit(
            "success-plans/plans.json",
            "Onboarding of a quotation desk",
            "Quotation desk",
        )
}

fn task(subject: &str, description: &str) -> String {
    format!(
        "\"00T8d00000Nt9ZzEAJ\",\"0018d00000Nw7LaAAJ\",\"\",\"0058d00000Ja4DeAAI\",\"{subject}\",\"{description}\",\"2026-06-25\",\"Completed\",\"Other\",\"0\",\"2026-06-25T15:20:00.000Z\"\n"
    )
}

/// HO-1: closed-won, an assignment, a kickoff date and an onboarding project each start one.
#[test]
fn each_of_the_four_triggers_starts_a_handoff() {
    let assigned = task(
        "Assigned to onboarding",
        "Tobias Renn takes Northwind Labs over as CSM.",
    );
    let kickoff = task("Kickoff scheduled", "13 July 2026, remotely.");
    let cases = [
        (
            Exports::copy(),
            "closed_won",
            "salesforce:opportunity/0068d00000No1AaAAJ",
        ),
        (
            untriggered().append(TASKS, &assigned),
            "assigned",
            "salesforce:task/00T8d00000Nt9ZzEAJ",
        ),
        (
            untriggered().append(TASKS, &kickoff),
            "kickoff_scheduled",
            "salesforce:task/00T8d00000Nt9ZzEAJ",
        ),
        (
            untriggered().edit("projects/projects.csv", "audit,Consulting", "onboarding,Onboarding"),
            "project_created",
            "project:project/PRJ-N",
        ),
    ];
    for (exports, kind, record) in cases {
        let (code, brief) = exports.handoff("northwind-labs", &[]);
        assert_eq!(
            (code, text(&brief["trigger"], "kind")),
            (0, kind),
            "{}",
            brief["reasons"]
        );
        assert_eq!(text(&brief["trigger"], "record"), record);
    }
}

/// HO-1: several records of one deal start one handoff, and are named beside its trigger.
#[test]
fn two_triggers_of_one_deal_start_one_handoff() {
    let brief = fixtures().json(0, ["handoff", "northwind-labs"]);
    assert_eq!(
        brief["trigger"],
        json!({
            "kind": "closed_won",
            "record": "salesforce:opportunity/0068d00000No1AaAAJ",
            "also": [
                "salesforce:task/00T8d00000Nt2BbEAJ",
                "note:file/northwind-labs-scoping-2026-06-16",
                "project:project/PRJ-N",
            ],
        })
    );
    let all = fixtures().json(1, ["handoff", "--all"]);
    let accounts: Vec<&str> = all
        .as_array()
        .unwrap()
        .iter()
        .map(|it| text(it, "account_id"))
        .collect();
    assert_eq!(accounts, ["halden-freight", "northwind-labs"]);
}

/// HO-1: a trigger counts for 90 days after the deal closed, or as many as the settings say.
#[test]
fn an_old_deal_starts_nothing() {
    let old = |args: &[&str]| {
        let run = Vouch::with(&exports())
            .on("2026-09-18")
            .run(["--format", "json"].iter().chain(args));
        let brief = run.json();
        (
            run.code,
            text(&brief, "state").to_owned(),
            brief["reasons"][0]["code"].clone(),
            brief["flags"].clone(),
        )
    };
    let (code, state, reason, _) = old(&["handoff", "northwind-labs"]);
    assert_eq!((code, state.as_str(), reason), (1, "stopped", json!("no_trigger")));
    let (code, state, reason, flags) = old(&["handoff", "northwind-labs", "--trigger", "manual:the file was lost"]);
    assert_eq!((code, state.as_str(), reason), (0, "in_review", json!(null)));
    let kinds: Vec<&str> = flags.as_array().unwrap().iter().map(|it| text(it, "kind")).collect();
    assert!(kinds.contains(&"review_required"), "{kinds:?}");
}

/// HO-1: the settings say how old a deal may be.
#[test]
fn the_settings_say_how_old_a_deal_may_be() {
    let vouch = Vouch::with(&exports());
    vouch.file("vouch.toml", "[handoff]\ntrigger_days = 5\n");
    let brief = vouch.json(1, ["handoff", "northwind"]);
    assert_eq!((text(&brief, "state"), &brief["trigger"]), ("stopped", &json!(null)));
}

/// HO-1: without a trigger nothing is drafted, and `--all` passes the account by.
#[test]
fn without_a_trigger_nothing_is_drafted() {
    let exports = untriggered();
    let (code, brief) = exports.handoff("northwind", &[]);
    assert_eq!((code, text(&brief, "state")), (1, "stopped"));
    let origins: Vec<&str> = brief["claims"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| text(it, "origin"))
        .collect();
    assert!(origins.iter().all(|origin| *origin == "records"), "{origins:?}");
    let run = Vouch::with(exports.path()).run(["handoff", "--all", "--format", "json"]);
    let all = run.json();
    assert_eq!(
        (all.as_array().unwrap().len(), text(&all[0], "account_id")),
        (1, "halden-freight")
    );
    assert_eq!(run.err, "northwind-labs: no trigger\n");
}

/// HO-1: what starts no handoff is refused before anything is read.
#[test]
fn unknown_triggers_are_refused() {
    let refused = |trigger: &str| {
        let run = fixtures().run(["handoff", "northwind", "--trigger", trigger]);
        assert_eq!((run.code, run.out.as_str()), (2, ""));
        run.err
    };
    insta::assert_snapshot!(refused("manual:"), @"
    error: invalid value 'manual:' for '--trigger <KIND[:RECORD]>': a manual trigger needs a reason: `manual:REASON`

    For more information, try '--help'.
    ");
    insta::assert_snapshot!(refused("manual"), @"
    error: invalid value 'manual' for '--trigger <KIND[:RECORD]>': a manual trigger needs a reason: `manual:REASON`

    For more information, try '--help'.
    ");
    insta::assert_snapshot!(refused("renewal"), @"
    error: `renewal` starts no handoff
    hint: a handoff starts with `closed_won`, `assigned`, `kickoff_scheduled`, `project_created` or `manual:REASON`
    ");
}
