//! What must happen before a recap is said to anyone (VR-30, VR-31, VR-40 to VR-44).

use std::collections::BTreeMap;

use grounding::Standing;

use crate::brief::{Brief, InputStatus};
use crate::definition::{Holds, StopRule};
use crate::people::Role;
use crate::run::Plan;

/// Why a recap stops. One holds the draft up, four hold up what leaves the house.
pub(super) static STOPS: [StopRule; 5] = [
    stop(
        "permission_missing",
        "permission to use somebody's words or proof is missing",
        "VR-40",
        Holds::Leaving,
    ),
    stop(
        "claims_unsupported",
        "no claim of value is borne out",
        "VR-41",
        Holds::Draft,
    ),
    stop(
        "customer_issues_unresolved",
        "an escalated issue of the customer's is open",
        "VR-42",
        Holds::Leaving,
    ),
    stop(
        "sensitive_details",
        "something private, confidential, legal or of security is involved",
        "VR-43",
        Holds::Leaving,
    ),
    stop(
        "public_or_sensitive_action",
        "the next action would be a public proof, a customer ask or a message that touches the relationship",
        "VR-44",
        Holds::Leaving,
    ),
];

const fn stop(name: &'static str, text: &'static str, row: &'static str, holds: Holds) -> StopRule {
    StopRule { name, text, row, holds }
}

/// The account's owner, for the five checks (VR-30) and the six items (VR-31).
pub(super) fn plan() -> Plan {
    Plan::new(
        &[&[Role::AccountOwner]],
        &[
            ("evidence", "the evidence bears out what is said"),
            ("timing", "this is the time for it"),
            ("tone", "the tone is right"),
            (
                "commercial_terms",
                "what touches commercial terms is right, or left out",
            ),
            ("relationship_risk", "the relationship can bear it"),
            (
                "value_claims",
                "each claim of value is true and serves a goal of the customer's",
            ),
            ("roi_language", "no return and no saving is told that nobody measured"),
            ("metric_caveats", "each figure stands beside what limits it"),
            ("renewal_implications", "what it means for the renewal is intended"),
            ("next_recommendations", "the next step is the one to recommend"),
            ("customer_story", "the customer may be told the story as it stands"),
        ],
    )
}

/// The five parts of `account_value_evidence_coverage` that a draft can have (VR-61), and whether
/// the brief has them. The sixth, the owner's approval, comes from the run.
pub(super) fn components(brief: &Brief) -> BTreeMap<String, bool> {
    let has = |input: &str| {
        let mut inputs = brief.inputs.iter();
        inputs.any(|it| it.name == input && it.status != InputStatus::Missing)
    };
    let proven = |standing: Standing| standing == Standing::ProvenOutcome;
    let proof = &brief.parts.proof;
    let parts = [
        (
            "outcome_evidence",
            has("outcome_evidence") && brief.claims.iter().any(|claim| proven(claim.standing())),
        ),
        ("usage_signal", has("usage_or_performance")),
        ("milestone_summary", has("completed_work")),
        ("support_context", has("open_risks")),
        (
            "risk_caveats",
            !proof.is_empty() && proof.iter().all(|row| !row.caveats.is_empty()),
        ),
    ];
    parts
        .into_iter()
        .map(|(name, there)| (name.to_owned(), there))
        .collect()
}

#[cfg(test)]
mod tests;
