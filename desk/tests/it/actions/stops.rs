//! Stop rules of actions: why the owner should look.

use serde_json::Value;

use super::{proposed, waits_for_its_owner};
use crate::desk::{AE, Desk};
use crate::support::{each, text};

/// The names of the stop rules that an action trips.
pub(super) fn names(action: &Value) -> Vec<&str> {
    each(action, "stops", "name")
}

/// HO-23: a next action that would change scope, timing, severity, roadmap, refund or what the
/// customer expects is stopped until its owner approves it, and says why.
#[test]
fn what_would_change_a_handoff_is_stopped() {
    let desk = Desk::new();
    let cases: [(&str, &str, &[&str]); 6] = [
        (
            "Your desk will have five more seats from Monday.",
            "it would change the scope",
            &["changes_scope"],
        ),
        (
            "The kickoff moves to 27 July 2026.",
            "it would change the timing",
            &["changes_timing"],
        ),
        (
            "We will raise your ticket to severity one.",
            "it would change a severity",
            &["changes_severity"],
        ),
        (
            "The laboratory connector is on our roadmap.",
            "it would change the roadmap",
            &["changes_roadmap"],
        ),
        (
            "You will get a refund of the set-up fee.",
            "it would promise or change a refund",
            &["changes_refund", "changes_expectations", "pricing", "discounts"],
        ),
        (
            "We guarantee that every quotation goes out in two days.",
            "it would change what the customer expects",
            &["changes_expectations", "pricing"],
        ),
    ];
    for (said, why, stops) in cases {
        // A forecast change trips none by its kind alone.
        let action = proposed(&desk, "forecast-change", said);
        assert_eq!(names(&action), stops, "{said}");
        let refused = desk.refused(AE, &["action", "execute", text(&action, "id")]);
        let expected = format!("stop rules hold it up: `{}` ({why})", stops[0]);
        assert!(refused.contains(&expected), "{refused}");
        waits_for_its_owner(&desk, &action);
    }
}

/// What trips no stop rule waits for its owner all the same.
#[test]
fn what_trips_no_stop_rule_waits_all_the_same() {
    let desk = Desk::new();
    let action = proposed(&desk, "forecast-change", "Move the deal to the second quarter.");
    assert_eq!(names(&action), [] as [&str; 0]);
    let refused = desk.refused(AE, &["action", "execute", text(&action, "id")]);
    assert!(refused.contains("; no stop rule holds it up beside\n"), "{refused}");
}
