//! A log of which every number is known.

use serde_json::{Value, json};

use super::{handoffs, share};
use crate::desk::{CSM, Desk};
use crate::small::{Small, desk_of};
use crate::story::{accept, begun, note, send_back};

/// Three handoffs whose kickoff is planned for 13 July: one goes well but begins two days late, one
/// is accepted too late, and one lacks its stakeholders and stays open.
pub(super) fn told() -> Desk {
    let accounts = [
        Small::new("ready-mills"),
        Small::new("late-mills"),
        Small {
            id: "open-mills".to_owned(),
            ..Small::lacking("stakeholders")
        },
    ];
    let desk = desk_of(&accounts);
    let runs = begun(&desk, ["ready-mills", "late-mills", "open-mills"]);
    let [ready, late, open] = runs.as_slice() else {
        panic!("{runs:?}");
    };
    let noted = |run: &str, what: &[(&str, &str)]| {
        for (what, on) in what {
            note(&desk, run, what, on);
        }
    };

    accept(&desk, ready, "2026-07-06");
    desk.out(CSM, 0, &["review", "complete", ready, "--as-of", "2026-07-06"]);
    noted(
        ready,
        &[
            ("risk-found", "2026-07-14"),
            ("kickoff-held", "2026-07-15"),
            ("risk-found", "2026-07-16"),
            ("first-value-reached", "2026-08-14"),
        ],
    );

    send_back(&desk, late, "2026-07-02", true);
    noted(late, &[("kickoff-held", "2026-07-13")]);
    accept(&desk, late, "2026-07-14");
    noted(
        late,
        &[
            ("onboarding-escalation", "2026-07-20"),
            ("onboarding-escalation", "2026-08-03"),
            ("first-value-missed", "2026-08-14"),
        ],
    );

    send_back(&desk, open, "2026-07-03", false);
    noted(open, &[("risk-found", "2026-07-13"), ("risk-found", "2026-07-14")]);
    desk
}

/// HO-30, HO-43: every number of a known log is known. What the records lack is counted apart from
/// what was sent back for missing context.
#[test]
fn every_number_of_a_known_log_is_known() {
    let part = |name: &str, has: Value| json!({"name": name, "share": has});
    let all = || share(3, 3, "1");
    assert_eq!(
        handoffs(&told(), &[]),
        json!({
            "started": 3,
            "completed": 1,
            "accepted": 2,
            "missing_context": 2,
            "material_missing_context": 1,
            "missing_fields": {"stakeholders": 1},
            "kickoffs_held": 2,
            "kickoffs_delayed": 1,
            "kickoff_delay_days": 2,
            "kickoff_readiness": share(1, 2, "0.5"),
            "first_value_reached": 1,
            "first_value_missed": 1,
            "onboarding_escalations": 2,
            "early_risks": 2,
            "late_risks": 2,
            "cs_handoff_acceptance_rate": {
                "share": share(2, 3, "0.6666"),
                "components": [
                    part("success_criteria", all()),
                    part("stakeholders", share(2, 3, "0.6666")),
                    part("promised_scope", all()),
                    part("risks", all()),
                    part("timeline", all()),
                    part("owner_notes", all()),
                ],
            },
            "accepted_without_material_return": {"share": share(1, 3, "0.3333"), "wanted": "0.9", "met": false},
        })
    );
}

/// HO-30: what counts in a period is what happened in it.
#[test]
fn a_period_counts_what_happened_in_it() {
    let desk = told();
    let none = || json!({"of": 0, "passed": 0, "value": null});
    let counts = |from: &str, to: &str| {
        let counted = handoffs(&desk, &["--from", from, "--to", to]);
        let names = [
            "started",
            "accepted",
            "missing_context",
            "kickoffs_held",
            "kickoff_delay_days",
            "first_value_missed",
            "onboarding_escalations",
            "late_risks",
        ];
        (
            names.map(|name| counted[name].as_u64().unwrap()),
            counted["accepted_without_material_return"]["share"].clone(),
        )
    };
    // Begun, but not yet accepted; the notes come later.
    assert_eq!(
        counts("2026-06-01", "2026-06-30"),
        ([3, 0, 0, 0, 0, 0, 0, 0], share(0, 3, "0"))
    );
    // The kickoffs and the returns of July are those of handoffs that began before it.
    assert_eq!(counts("2026-07-01", "2026-07-31"), ([0, 0, 2, 2, 2, 0, 1, 2], none()));
    assert_eq!(counts("2026-08-01", "2026-08-31"), ([0, 0, 0, 0, 0, 1, 1, 0], none()));
    assert_eq!(
        counts("2026-06-30", "2026-07-06"),
        ([3, 1, 2, 0, 0, 0, 0, 0], share(1, 3, "0.3333"))
    );
    // Both days belong to it.
    assert_eq!(counts("2026-07-15", "2026-07-16"), ([0, 0, 0, 1, 2, 0, 0, 1], none()));
}

#[test]
fn a_period_has_two_ends_in_their_order() {
    let desk = desk_of(&Small::several(1));
    insta::assert_snapshot!(desk.refused("", &["metrics", "--from", "2026-07-31", "--to", "2026-07-01"]), @"
    error: the period would end on 2026-07-01, before it starts on 2026-07-31
    hint: `--from` is the first day that counts, `--to` the last
    ");
    insta::assert_snapshot!(desk.refused("", &["metrics", "--from", "2026-07-31"]), @"
    error: the following required arguments were not provided:
      --to <DATE>

    Usage: vouch metrics --from <DATE> --to <DATE>

    For more information, try '--help'.
    ");
}
