//! What a recap is made of, and what comes of what is missing.

use serde_json::{Value, json};

use super::{gain, part, recap, tells_value, unmeasured, with_plan};
use crate::customers::{self, GARRICK, LUMEN, MORROW, TIDEWATER, desk};
use crate::desk::Desk;
use crate::exports::Exports;
use crate::scripted::Model;
use crate::support::{Vouch, claims_of, each, list, text};

/// The status of an input.
fn status<'a>(brief: &'a Value, name: &str) -> &'a str {
    let row = list(brief, "inputs").iter().find(|it| it["name"] == name);
    text(row.unwrap(), "status")
}

/// What a brief flags as missing.
fn missing(brief: &Value) -> Vec<&str> {
    let flags = list(brief, "flags").iter().filter(|it| it["kind"] == "context");
    flags.map(|it| text(it, "message")).collect()
}

/// VR-11: every recap lists the eight inputs, in one order, as present, missing or stale.
#[test]
fn eight_inputs_are_listed() {
    let desk = desk();
    let of = |account: &str| {
        let run = desk.run("", &["--format", "json", "recap", account]);
        let brief = run.json();
        assert_eq!(
            each(&brief, "inputs", "name"),
            [
                "customer_goals",
                "completed_work",
                "outcome_evidence",
                "usage_or_performance",
                "customer_feedback",
                "open_risks",
                "next_recommendations",
                "owner_review_rules",
            ]
        );
        let rows = list(&brief, "inputs").iter().map(|it| text(it, "status").to_owned());
        rows.collect::<Vec<String>>()
    };
    let (p, m, s) = ("present", "missing", "stale");
    assert_eq!(of(MORROW), [p, p, p, p, p, p, p, p]);
    assert_eq!(of(TIDEWATER), [p, p, p, p, p, p, p, p]);
    assert_eq!(of(GARRICK), [p, m, p, p, p, p, p, p]);
    assert_eq!(of(LUMEN), [p, s, s, s, s, p, p, p]);
}

/// VR-3: without goals a recap stops and names them as missing, whether there are none or all were
/// given up; nothing is drafted.
#[test]
fn without_goals_a_recap_stops() {
    let exports = Exports::copy_of(&customers::exports());
    let exports = with_plan(exports, TIDEWATER, |plan| plan["objectives"] = json!([]));
    let exports = with_plan(exports, MORROW, |plan| {
        for objective in plan["objectives"].as_array_mut().unwrap() {
            objective["status"] = json!("Cancelled");
        }
    });
    let desk = Desk::with(exports.path());
    for account in [TIDEWATER, MORROW] {
        let brief = desk.json("", 1, &["recap", account]);
        assert_eq!(
            (text(&brief, "state"), each(&brief, "reasons", "code")),
            ("stopped", vec!["no_goals"])
        );
        let message = text(&brief["reasons"][0], "message");
        assert!(message.starts_with("the customer's goals are missing"), "{message}");
        assert_eq!(status(&brief, "customer_goals"), "missing");
        assert!(list(&brief, "claims").iter().all(|claim| claim["origin"] == "records"));
    }
}

/// VR-4: without work that was delivered, the input is listed as missing, somebody is asked for it,
/// and the part `milestone_summary` counts as absent.
#[test]
fn without_delivered_work_a_part_is_absent() {
    let desk = desk();
    let brief = desk.json("", 1, &["recap", GARRICK]);
    assert_eq!(status(&brief, "completed_work"), "missing");
    assert_eq!(
        missing(&brief),
        ["completed work: no milestone and nobody's word of work that was delivered"]
    );
    assert!(each(&brief, "questions", "about").contains(&"completed_work_missing"));
    assert_eq!(part(&desk, "milestone_summary"), (0, 1));
    recap(&desk, MORROW);
    assert_eq!(part(&desk, "milestone_summary"), (1, 2));
}

/// Lumen Press without a figure since the baseline and without a word about a result, on a day on
/// which nothing of it was old.
fn without_outcomes() -> Vouch {
    let exports = with_plan(Exports::copy_of(&customers::exports()), LUMEN, unmeasured);
    Vouch::with(exports.path()).on("2026-03-31")
}

/// VR-5: without evidence of outcomes nothing is proven: no claim of value, and no goal with an
/// outcome.
#[test]
fn without_outcomes_nothing_is_proven() {
    let brief = without_outcomes().json(0, ["recap", LUMEN]);
    assert_eq!(status(&brief, "outcome_evidence"), "missing");
    assert_eq!(claims_of(&brief, "outcomes"), Vec::<&Value>::new());
    assert!(!list(&brief, "claims").iter().any(tells_value));
    assert_eq!(each(&brief["parts"], "goal_table", "outcome"), ["no_evidence"]);
    assert_eq!(
        missing(&brief),
        ["outcome evidence: no KPI measured after its baseline, and no word of the customer's about a result"]
    );
}

/// VR-5, VR-41: what a model claims all the same is rejected, each claim with its reason, and as
/// none of them is left there is no story: the run waits for people, and none of it is shown.
#[test]
fn without_a_claim_that_is_borne_out_there_is_no_story() {
    let vouch = without_outcomes();
    let outcomes = json!([
        gain(
            "outcome",
            "proven_outcome",
            1,
            "Lumen Press saved GBP 9,000 on print run quotations.",
            &["Henrik Solvang said that the series catalogue is quoted from the desk now."],
        ),
        gain(
            "outcome",
            "proven_outcome",
            1,
            "Print runs are quoted within one working day.",
            &["she sends paperback quotations from the desk"],
        ),
    ]);
    let likely = json!([gain(
        "benefit",
        "likely_benefit",
        1,
        "Hardbacks on the desk would halve the work.",
        &["Henrik Solvang would like to see hardbacks on the desk some day"],
    )]);
    let drafted = "The milestone “Paperback templates live” of the project “Lumen Press onboarding” was completed on 27 May 2025.";
    let model = Model::saying([
        ("Proven outcomes", outcomes),
        ("Likely benefits", likely),
        ("What changed", super::drawn(drafted, "Paperback templates live", None)),
        (
            "What is still open",
            super::drawn(
                "An open risk: Hardbacks are still quoted from a spreadsheet.",
                "Hardbacks are still",
                None,
            ),
        ),
    ]);
    model.serve(&vouch);
    let brief = vouch.json(1, ["recap", LUMEN]);
    assert_eq!(text(&brief, "state"), "paused");
    let reasons = list(&brief, "reasons").iter();
    let reasons: Vec<_> = reasons.map(|it| (text(it, "code"), text(it, "message"))).collect();
    assert_eq!(
        reasons,
        [(
            "no_evidence",
            "no claim of value is borne out; there is no story to tell"
        )]
    );
    assert!(list(&brief, "claims").iter().all(|claim| claim["origin"] == "records"));
    assert!(!list(&brief, "claims").iter().any(tells_value));
    let flags = list(&brief, "flags").iter().filter(|it| it["kind"] == "claim");
    let flags: Vec<&str> = flags.map(|it| text(it, "message")).collect();
    assert_eq!(flags.len(), 3, "{flags:?}");
    assert!(flags.iter().all(|it| it.contains("was rejected: ")), "{flags:?}");
}

/// VR-6: without anything measured, the input is listed as missing and the part `usage_signal`
/// counts as absent, though the customer's own words still prove what they gained.
#[test]
fn without_usage_a_part_is_absent() {
    let exports = Exports::copy_of(&customers::exports()).without("usage");
    let desk = Desk::with(with_plan(exports, MORROW, unmeasured).path());
    let brief = recap(&desk, MORROW);
    assert_eq!(status(&brief, "usage_or_performance"), "missing");
    assert_eq!(
        missing(&brief),
        ["usage or performance: nothing is measured, neither usage nor performance"]
    );
    assert_eq!(claims_of(&brief, "usage"), Vec::<&Value>::new());
    assert_eq!(part(&desk, "usage_signal"), (0, 1));
    assert_eq!(part(&desk, "outcome_evidence"), (1, 1));
    recap(&desk, TIDEWATER);
    assert_eq!(part(&desk, "usage_signal"), (1, 2));
}
