//! What must happen before a handoff is said to anyone (HO-20, HO-23, HO-31).

use std::collections::BTreeMap;

use crate::brief::{Brief, InputStatus};
use crate::definition::{Holds, StopRule};
use crate::people::Role;
use crate::run::Plan;

/// Why a handoff stops. Three hold the draft up, six hold up what leaves the house.
pub(super) static STOPS: [StopRule; 9] = [
    stop("evidence_missing", "source evidence is missing", Holds::Draft),
    stop(
        "context_conflicts",
        "what the customer was told conflicts with what was signed",
        Holds::Draft,
    ),
    stop(
        "sensitive_commitment",
        "a commitment touches law, security, refunds or personal data",
        Holds::Leaving,
    ),
    stop(
        "changes_scope",
        "the next action would change the scope",
        Holds::Leaving,
    ),
    stop(
        "changes_timing",
        "the next action would change the timing",
        Holds::Leaving,
    ),
    stop(
        "changes_severity",
        "the next action would change a severity",
        Holds::Leaving,
    ),
    stop(
        "changes_roadmap",
        "the next action would change the roadmap",
        Holds::Leaving,
    ),
    stop(
        "changes_refund",
        "the next action would promise or change a refund",
        Holds::Leaving,
    ),
    stop(
        "changes_expectations",
        "the next action would change what the customer expects",
        Holds::Leaving,
    ),
];

const fn stop(name: &'static str, text: &'static str, holds: Holds) -> StopRule {
    StopRule {
        name,
        text,
        row: "HO-23",
        holds,
    }
}

/// The AE and the CSM, two different people, each for the six items.
pub(super) fn plan() -> Plan {
    Plan::new(
        &[&[Role::Ae, Role::Csm]],
        &[
            (
                "promises",
                "the promises that the customer can see are told as they were made",
            ),
            ("scope", "the scope is what was signed, or the difference is decided"),
            ("timing", "the dates can be kept"),
            ("risks", "the risks are named, and each has an owner"),
            ("missing_context", "what CS needs to know is there"),
            ("first_value", "goals and first-value criteria are explicit"),
        ],
    )
}

/// The six parts of `cs_handoff_acceptance_rate`, and whether the brief has them.
pub(super) fn components(brief: &Brief) -> BTreeMap<String, bool> {
    let has = |input: &str| {
        brief
            .inputs
            .iter()
            .any(|it| it.name == input && it.status != InputStatus::Missing)
    };
    let open = |gate: &str| brief.gates.iter().any(|it| it.name == gate && it.passed);
    let parts = [
        ("success_criteria", open("goals_and_first_value")),
        ("stakeholders", has("stakeholders")),
        ("promised_scope", has("signed_scope") && open("scope_agrees")),
        ("risks", has("risks") && open("risks_owned")),
        ("timeline", brief.parts.dates.contains_key(super::tasks::KICKOFF)),
        ("owner_notes", has("deal_notes")),
    ];
    parts
        .into_iter()
        .map(|(name, there)| (name.to_owned(), there))
        .collect()
}
