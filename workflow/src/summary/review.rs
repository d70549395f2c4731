//! What must happen before a summary is said to anyone (VR-30, AS-51).

use std::collections::BTreeMap;

use crate::brief::Brief;
use crate::definition::{Holds, StopRule};
use crate::people::Role;
use crate::run::Plan;

/// Why something of a summary doesn't leave. None of them holds up the draft: the account's own
/// people are told of open problems, as risks.
pub(super) static STOPS: [StopRule; 4] = [
    stop(
        "open_escalation",
        "a ticket of the customer is open and escalated",
        "VR-42",
    ),
    stop(
        "permission_missing",
        "nobody has said that a quote may be used outside the house",
        "VR-40",
    ),
    stop(
        "sensitive_details",
        "the next action would tell what is confidential, personal, legal or about security",
        "VR-43",
    ),
    stop(
        "expansion_ask",
        "the account owner has not approved that the customer is asked to buy more",
        "AS-51",
    ),
];

const fn stop(name: &'static str, text: &'static str, row: &'static str) -> StopRule {
    StopRule {
        name,
        text,
        row,
        holds: Holds::Leaving,
    }
}

/// The account owner answers for a summary: it is about their account, and its recommendations are
/// their word.
pub(super) fn plan() -> Plan {
    Plan::new(
        &[&[Role::AccountOwner]],
        &[
            ("evidence", "what is said rests on what is cited"),
            ("tone", "the account is told as it is, neither better nor worse"),
            ("risks", "the risks and blockers are named"),
            ("next_steps", "the next steps and suggestions are what we want to do"),
        ],
    )
}

/// No baseline metric asks for the parts of a summary.
pub(super) fn components(_brief: &Brief) -> BTreeMap<String, bool> {
    BTreeMap::new()
}
