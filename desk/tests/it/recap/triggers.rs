//! What starts a recap.

use serde_json::{Value, json};

use super::{events, recap};
use crate::customers::{self, GARRICK, LUMEN, MORROW, TIDEWATER, desk};
use crate::desk::Desk;
use crate::exports::Exports;
use crate::support::{list, text};

/// Two reviews that are planned: a business review with Lumen, an account review with Garrick.
const REVIEWS: &str = "\
\"00T8d00000Ga2BbEAJ\",\"0018d00000Ga3FoAAJ\",\"0038d00000Yd2GaAAJ\",\"0058d00000Nq1KaAAJ\",\"Account review\",\"With Niall Corrigan.\",\"2026-07-08\",\"Not Started\",\"Meeting\",\"0\",\"2026-06-29T15:20:00.000Z\"
\"00T8d00000Lu2BbEAJ\",\"0018d00000Lu4PrAAJ\",\"0038d00000Op2LuAAJ\",\"0058d00000Nq1KaAAJ\",\"Quarterly business review\",\"With Henrik Solvang.\",\"2026-07-08\",\"Not Started\",\"Meeting\",\"0\",\"2026-06-29T15:20:00.000Z\"
";

/// What started a recap, by its brief and by the log.
fn started(desk: &Desk, args: &[&str]) -> Value {
    let run = desk.run("", &[&["--format", "json", "recap"], args].concat());
    assert!(run.code < 2, "{run:?}");
    let brief = run.json();
    let logged = &events(desk, text(&brief, "id"))[0];
    assert_eq!(
        (&logged["event"], &logged["kind"]),
        (&json!("started"), &json!("recap"))
    );
    assert_eq!(logged["trigger"], brief["trigger"]);
    json!([brief["trigger"]["kind"], brief["trigger"]["record"]])
}

/// VR-1: each of the five triggers, where a record shows it, starts a recap; the brief and the log
/// have it, with its record. A renewal that is near goes before the month's end.
#[test]
fn each_of_five_records_starts_a_recap() {
    let exports = Exports::copy_of(&customers::exports()).append("salesforce/Task.csv", REVIEWS);
    let desk = Desk::with(exports.path());
    let found = [MORROW, TIDEWATER, LUMEN, GARRICK].map(|account| started(&desk, &[account]));
    assert_eq!(
        found,
        [
            json!(["renewal", "salesforce:opportunity/0068d00000Mo2BbAAJ"]),
            json!(["project_closeout", "project:project/PRJ-T1"]),
            json!(["qbr", "salesforce:task/00T8d00000Lu2BbEAJ"]),
            json!(["account_review", "salesforce:task/00T8d00000Ga2BbEAJ"]),
        ]
    );
    let monthly = started(&desk, &[TIDEWATER, "--trigger", "monthly_report"]);
    assert_eq!(monthly, json!(["monthly_report", "calendar:2026-06"]));
    let brief = recap(&desk, MORROW);
    assert_eq!(brief["trigger"]["also"], json!(["calendar:2026-06"]));
}

/// VR-1: what starts no recap is refused, with what does; so is what starts a handoff.
#[test]
fn another_trigger_is_refused() {
    let desk = desk();
    for unknown in ["summer_party", "closed_won"] {
        assert_eq!(
            desk.refused("", &["recap", MORROW, "--trigger", unknown]),
            format!(
                "error: `{unknown}` starts no recap\n\
                 hint: a recap starts with `qbr`, `renewal`, `project_closeout`, `monthly_report`, `account_review` or `manual:REASON`\n"
            )
        );
    }
}

/// Whether the gate of a narrow trigger is open, and what asks for a look because somebody started
/// the recap by hand.
fn by_hand(desk: &Desk, trigger: &str) -> (bool, Vec<String>) {
    let brief = desk.json("", 0, &["recap", TIDEWATER, "--trigger", trigger]);
    let gate = list(&brief, "gates")
        .iter()
        .find(|it| it["name"] == "trigger_narrow")
        .unwrap();
    let flags = list(&brief, "flags")
        .iter()
        .filter(|it| it["kind"] == "review_required");
    let flags = flags.map(|it| text(it, "message").to_owned());
    (
        gate["passed"].as_bool().unwrap(),
        flags.filter(|it| it.contains("by hand")).collect(),
    )
}

/// VR-2: a run by hand needs its reason, which somebody must look at. A kind that no record shows is
/// flagged too; one whose record or day is named, or found, is not.
#[test]
fn a_trigger_is_narrow() {
    let desk = desk();
    for bare in ["manual", "manual:", "manual:  "] {
        let refused = desk.refused("", &["recap", TIDEWATER, "--trigger", bare]);
        assert!(
            refused.contains("a manual trigger needs a reason: `manual:REASON`"),
            "{refused}"
        );
    }
    let flagged = |trigger: &str, message: &str| {
        let (_, flags) = by_hand(&desk, trigger);
        assert_eq!(flags, [message], "{trigger}");
    };
    flagged("manual:their board meets", "started by hand: their board meets");
    for kind in ["qbr", "renewal", "account_review"] {
        flagged(kind, &format!("no record shows `{kind}`; it was asked for by hand"));
        assert!(!by_hand(&desk, kind).0, "{kind}");
    }
    for shown in [
        "project_closeout",
        "project_closeout:project:project/PRJ-T1",
        "monthly_report",
        "qbr:2026-07-10",
    ] {
        assert_eq!(by_hand(&desk, shown), (true, vec![]), "{shown}");
    }
}

/// VR-2: a record that the account doesn't have starts nothing, also where another account has it.
#[test]
fn a_record_of_somebody_else_starts_nothing() {
    let desk = desk();
    for record in ["project:project/PRJ-M", "salesforce:task/unknown"] {
        let trigger = format!("project_closeout:{record}");
        let brief = desk.json("", 1, &["recap", TIDEWATER, "--trigger", &trigger]);
        assert_eq!(brief["state"], "stopped");
        let reasons = list(&brief, "reasons").iter();
        let reasons: Vec<_> = reasons.map(|it| (text(it, "code"), text(it, "message"))).collect();
        let message = format!("no trigger: `{record}` is no record of this account and no date");
        assert_eq!(reasons, [("no_trigger", message.as_str())]);
    }
}
