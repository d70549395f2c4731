//! The numbers of recaps.

use workflow::measure::RecapMetrics;

use super::{Row, count, coverage, part, threshold};

/// The baseline metric of recaps, with its parts.
pub(in crate::web::measurement) fn evidence_coverage(recap: &RecapMetrics) -> Vec<Row> {
    let means = "Of the recaps created, those that have all six parts. The baseline metric.";
    coverage(
        "account_value_evidence_coverage",
        &recap.account_value_evidence_coverage,
        means,
        |word| match word {
            "outcome_evidence" => "An outcome is proven by a source.",
            "usage_signal" => "Usage was measured.",
            "milestone_summary" => "A milestone is on record.",
            "support_context" => "The state of support is told.",
            "risk_caveats" => "What limits the claims of value is said.",
            "owner_approval" => "The account's owner approved.",
            _ => "",
        },
    )
}

/// What is counted of recaps.
pub(super) fn recaps(it: &RecapMetrics) -> Vec<Row> {
    let mut rows = vec![
        count("Created", it.created, "Recaps that came to a brief."),
        count(
            "Claims approved",
            it.claims_approved,
            "Claims that may be said in approved recaps.",
        ),
        count(
            "Caveats added",
            it.caveats_added,
            "Findings that stand beside claims of recaps.",
        ),
        count(
            "Customer questions",
            it.customer_questions,
            "Questions that customers asked about a recap.",
        ),
        count(
            "Renewals supported",
            it.renewals_supported,
            "Renewals that a recap supported.",
        ),
        count(
            "Expansion actions",
            it.expansion_actions,
            "Expansions pursued from a recap.",
        ),
        count(
            "Decisions made",
            it.decisions_made,
            "Decisions made from a recap, ours and the customers'.",
        ),
        part(count(
            "the customers'",
            it.customer_decisions,
            "Those that customers made.",
        )),
        threshold(
            "Value evidence and risk caveats, approved",
            &it.value_and_caveats_approved,
            "Of those created, the ones with outcome evidence and risk caveats that the owner approved. The pilot's test.",
        ),
    ];
    rows.extend(evidence_coverage(it));
    rows
}
