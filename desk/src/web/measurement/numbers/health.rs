//! The numbers of customer health.

use workflow::measure::HealthMetrics;

use super::{Row, count, part, share};

/// What is counted of customer health.
pub(super) fn health(it: &HealthMetrics) -> Vec<Row> {
    vec![
        count(
            "Score changes reviewed",
            it.score_changes_reviewed,
            "Changes of a score that somebody reviewed.",
        ),
        count(
            "Owner follow-through",
            it.owner_follow_through,
            "Recommended next actions that the owner did.",
        ),
        count(
            "Expansion signals",
            it.expansion_signals,
            "Expansions pursued from a snapshot.",
        ),
        count("Customers renewed", it.renewed, "Each account and day once."),
        part(count(
            "at risk before",
            it.false_positives,
            "False positives: the last snapshot was amber or red.",
        )),
        count("Customers churned", it.churned, "Each account and day once."),
        part(count(
            "green before",
            it.missed_risks,
            "Missed risks: the last snapshot was green.",
        )),
        share(
            "At risk, and left",
            &it.at_risk_who_left,
            "Of those amber or red before an outcome, the ones that left.",
        ),
        share(
            "Left, and at risk before",
            &it.leavers_at_risk,
            "Of those that left, the ones amber or red before.",
        ),
        share(
            "Went the way the trend said",
            &it.trend_accuracy,
            "Of those improving or declining before an outcome, the ones that renewed or left accordingly.",
        ),
    ]
}
