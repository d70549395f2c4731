//! What is counted, through the command line.

mod numbers;
mod printed;

use serde_json::{Value, json};

use crate::desk::{CSM, Desk, OTHER_CSM, READER};
use crate::small::{Small, desk_of};
use crate::story::{accept, begun, note};
use crate::support::{list, text};

/// What is counted of handoffs, with these options.
fn handoffs(desk: &Desk, more: &[&str]) -> Value {
    let args: Vec<&str> = ["metrics"].iter().chain(more).copied().collect();
    desk.json("", 0, &args)["handoff"].clone()
}

/// A share as it is counted.
fn share(passed: u32, of: u32, value: &str) -> Value {
    json!({"of": of, "passed": passed, "value": value})
}

/// HO-31: a handoff that lacks one of the six parts is not accepted with all six, whoever approved
/// it; and each part is counted by itself.
#[test]
fn acceptance_takes_all_six_parts() {
    let parts = [
        "success_criteria",
        "stakeholders",
        "promised_scope",
        "risks",
        "timeline",
        "owner_notes",
    ];
    let mut accounts = vec![Small::new("whole-mills")];
    accounts.extend(parts.map(Small::lacking));
    let desk = desk_of(&accounts);
    let runs = begun(&desk, accounts.iter().map(|it| it.id.as_str()));
    // Without goals or an order form a handoff is paused, and nobody can accept it.
    let mut paused = Vec::new();
    for (account, run) in accounts.iter().zip(&runs) {
        match text(&desk.standing(run), "state") {
            "in_review" => accept(&desk, run, "2026-07-01"),
            state => paused.push((account.id.as_str(), state.to_owned())),
        }
    }
    let is_paused = |account| (account, "paused".to_owned());
    assert_eq!(
        paused,
        [is_paused("no-success-criteria"), is_paused("no-promised-scope")]
    );
    let counted = handoffs(&desk, &[]);
    assert_eq!((&counted["started"], &counted["accepted"]), (&json!(7), &json!(5)));
    let components = parts.map(|part| json!({"name": part, "share": share(6, 7, "0.8571")}));
    assert_eq!(
        counted["cs_handoff_acceptance_rate"],
        json!({"share": share(1, 7, "0.1428"), "components": components})
    );
}

/// HO-32: the threshold has no data before there is a handoff, is not met while one is open, and is
/// met once it was accepted.
#[test]
fn a_threshold_is_met_or_not_or_has_no_data() {
    let desk = desk_of(&Small::several(1));
    let threshold = || handoffs(&desk, &[])["accepted_without_material_return"].clone();
    assert_eq!(
        threshold(),
        json!({"share": {"of": 0, "passed": 0, "value": null}, "wanted": "0.9", "met": null})
    );
    let runs = begun(&desk, ["mill-01"]);
    assert_eq!(
        threshold(),
        json!({"share": share(0, 1, "0"), "wanted": "0.9", "met": false})
    );
    accept(&desk, &runs[0], "2026-07-01");
    assert_eq!(
        threshold(),
        json!({"share": share(1, 1, "1"), "wanted": "0.9", "met": true})
    );
}

/// HO-41: a risk that is found after the kickoff counts as late, one that is found on its day or
/// before does not. The kickoff is the one that took place, else the one that is planned now.
#[test]
fn a_risk_found_after_the_kickoff_is_late() {
    let desk = Desk::new();
    let run = desk.northwind_in_review();
    let risks = || {
        let counted = handoffs(&desk, &[]);
        [counted["early_risks"].clone(), counted["late_risks"].clone()]
    };
    note(&desk, &run, "risk-found", "2026-07-13");
    assert_eq!(risks(), [1, 0]);
    note(&desk, &run, "risk-found", "2026-07-14");
    assert_eq!(risks(), [1, 1]);
    desk.out(CSM, 0, &["review", "move", &run, "kickoff", "2026-07-20"]);
    assert_eq!(risks(), [2, 0]);
    note(&desk, &run, "kickoff-held", "2026-07-10");
    assert_eq!(risks(), [0, 2]);
}

/// VR-65: the sources that briefs cite are told apart by the systems that they come from.
#[test]
fn briefs_are_broken_down_by_the_systems_they_cite() {
    let desk = desk_of(&[Small::new("whole-mills"), Small::lacking("owner_notes")]);
    begun(&desk, ["whole-mills", "no-owner-notes"]);
    let uses = |system: &str, briefs: u32| json!({"system": system, "briefs": briefs});
    let counted = desk.json("", 0, &["metrics"]);
    assert_eq!(
        list(&counted, "systems"),
        [
            uses("contract", 2),
            uses("note", 1),
            uses("plan", 2),
            uses("salesforce", 2)
        ]
    );
}

/// Whoever reads one account counts that account alone.
#[test]
fn numbers_are_of_the_accounts_that_somebody_may_read() {
    let desk = Desk::new();
    begun(&desk, ["northwind-labs", "halden-freight"]);
    let halden = desk.id("halden-freight");
    note(&desk, &halden, "risk-found", "2026-07-01");
    let seen = |login| {
        let counted = desk.json(login, 0, &["metrics"])["handoff"].clone();
        [counted["started"].clone(), counted["early_risks"].clone()]
    };
    assert_eq!(
        (seen(READER), seen(OTHER_CSM)),
        ([json!(2), json!(1)], [json!(1), json!(0)])
    );
}
