//! The metrics as rows of a table, each with what it counts.

use workflow::measure::{
    Coverage, Feedback, HandoffMetrics, HealthMetrics, Metrics, RecapMetrics, Share, SystemUse, Threshold,
};

/// The numbers of one kind.
pub(super) struct Group {
    /// What they are about.
    pub(super) title: &'static str,
    /// The numbers.
    pub(super) rows: Vec<Row>,
}

/// A number.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// What it is called.
    pub(super) name: String,
    /// Whether it is a part of the number above it.
    pub(super) is_part: bool,
    /// How much it is: `12`, `9 of 10 (90 %)`, `no data`.
    pub(super) value: String,
    /// Whether a share is what is wanted: the class that has its color, the sign and the words.
    pub(super) verdict: Option<(&'static str, &'static str, String)>,
    /// What is counted.
    pub(super) means: String,
}

/// Everything that is counted.
pub(super) fn groups(metrics: &Metrics) -> Vec<Group> {
    let mut groups = vec![
        group("Handoffs", handoffs(&metrics.handoff)),
        group("Recaps", recaps(&metrics.recap)),
        group("Customer health", health(&metrics.health)),
    ];
    if !metrics.systems.is_empty() {
        groups.push(group("Systems cited", metrics.systems.iter().map(system).collect()));
    }
    if !metrics.feedback.is_empty() {
        groups.push(group(
            "Feedback on briefs",
            metrics.feedback.iter().map(feedback).collect(),
        ));
    }
    groups
}

fn group(title: &'static str, rows: Vec<Row>) -> Group {
    Group { title, rows }
}

fn count(name: &str, value: u32, means: &str) -> Row {
    Row {
        name: name.to_owned(),
        is_part: false,
        value: value.to_string(),
        verdict: None,
        means: means.to_owned(),
    }
}

fn share(name: &str, value: &Share, means: &str) -> Row {
    Row {
        value: value.to_string(),
        ..count(name, 0, means)
    }
}

fn part(row: Row) -> Row {
    Row { is_part: true, ..row }
}

/// A share that is held against the one that is wanted.
pub(super) fn threshold(name: &str, it: &Threshold, means: &str) -> Row {
    let wanted = it.wanted_percent();
    let verdict = match it.met {
        Some(true) => ("proven", "\u{2714}", format!("met: {wanted} wanted")),
        Some(false) => ("review", "!", format!("not met: {wanted} wanted")),
        None => ("plain", "\u{b7}", format!("{wanted} wanted")),
    };
    Row {
        verdict: Some(verdict),
        ..share(name, &it.share, means)
    }
}

/// A baseline metric with its parts.
pub(super) fn coverage(name: &str, it: &Coverage, means: &str, has: fn(&str) -> &'static str) -> Vec<Row> {
    let parts = it.components.iter().map(|component| {
        let name = component.name.replace('_', " ");
        part(share(&name, &component.share, has(&component.name)))
    });
    std::iter::once(share(name, &it.share, means)).chain(parts).collect()
}

/// The baseline metric of handoffs, with its parts.
pub(super) fn acceptance_rate(handoff: &HandoffMetrics) -> Vec<Row> {
    let means = "Of the handoffs started, those accepted with all six parts. The baseline metric.";
    coverage(
        "cs_handoff_acceptance_rate",
        &handoff.cs_handoff_acceptance_rate,
        means,
        |word| match word {
            "success_criteria" => "Every goal can be measured, and first value is explicit.",
            "stakeholders" => "There is a contact at the customer.",
            "promised_scope" => "There is an order form, and no promise contradicts it.",
            "risks" => "A risk is named, and each open one has an owner.",
            "timeline" => "The kickoff has a date.",
            "owner_notes" => "There are deal notes.",
            _ => "",
        },
    )
}

/// The baseline metric of recaps, with its parts.
pub(super) fn evidence_coverage(recap: &RecapMetrics) -> Vec<Row> {
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

fn handoffs(it: &HandoffMetrics) -> Vec<Row> {
    let mut rows = vec![
        count(
            "Started",
            it.started,
            "Handoffs that came to a brief, however many runs they took.",
        ),
        count(
            "Completed",
            it.completed,
            "Those that came to their end, every gate passed.",
        ),
        count(
            "Accepted",
            it.accepted,
            "Of those started, the ones that the AE and the CSM approved.",
        ),
        count(
            "Sent back for missing context",
            it.missing_context,
            "Times that a brief was returned.",
        ),
        part(count(
            "material",
            it.material_missing_context,
            "The work can't begin without what was missing.",
        )),
        count(
            "Missing fields",
            it.missing_fields.values().sum(),
            "Inputs that the records lacked when a run began, counted apart from what people missed.",
        ),
    ];
    let fields = it.missing_fields.iter();
    rows.extend(
        fields.map(|(field, number)| part(count(&field.replace('_', " "), *number, "Handoffs that lacked it."))),
    );
    rows.extend([
        count(
            "Kickoffs held",
            it.kickoffs_held,
            "The first kickoff of each handoff that took place.",
        ),
        part(count(
            "later than planned",
            it.kickoffs_delayed,
            "Later than the records said when the handoff began.",
        )),
        part(count(
            "days in all",
            it.kickoff_delay_days,
            "By how many days they were later.",
        )),
        share(
            "Kickoff readiness",
            &it.kickoff_readiness,
            "Of the kickoffs held, those whose gate was open by that day.",
        ),
        count(
            "First value reached",
            it.first_value_reached,
            "As somebody recorded it.",
        ),
        count(
            "First value missed",
            it.first_value_missed,
            "Days for first value that passed without it.",
        ),
        count(
            "Onboarding escalations",
            it.onboarding_escalations,
            "Escalations while the customer was onboarding.",
        ),
        count(
            "Risks found by kickoff",
            it.early_risks,
            "Risks that showed themselves up to the day of the kickoff.",
        ),
        count(
            "Risks found late",
            it.late_risks,
            "Risks that showed themselves after it.",
        ),
    ]);
    rows.push(threshold(
        "Accepted without a material return",
        &it.accepted_without_material_return,
        "Of those started, the ones accepted and never sent back for something material. The pilot's test.",
    ));
    rows.extend(acceptance_rate(it));
    rows
}

fn recaps(it: &RecapMetrics) -> Vec<Row> {
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

fn health(it: &HealthMetrics) -> Vec<Row> {
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

fn system(it: &SystemUse) -> Row {
    count(&it.system, it.briefs, "Briefs that cite a source of it.")
}

fn feedback(it: &Feedback) -> Row {
    let section = it.section.as_deref().unwrap_or("the whole brief").replace('_', " ");
    Row {
        value: format!("{} liked, {} not", it.liked, it.disliked),
        ..count(&format!("{}: {section}", it.kind), 0, "Opinions that people recorded.")
    }
}

#[cfg(test)]
mod tests {
    use workflow::measure::metrics;

    use super::*;

    #[test]
    fn nothing_on_record_is_no_data_and_never_a_share() {
        let groups = groups(&metrics(&[], &[], None));
        let lines: Vec<String> = groups
            .iter()
            .flat_map(|group| {
                let rows = group.rows.iter().map(|row| {
                    let indent = if row.is_part { "    " } else { "  " };
                    let verdict = row
                        .verdict
                        .as_ref()
                        .map_or_else(String::new, |(_, _, words)| format!(" ({words})"));
                    format!("{indent}{}: {}{verdict}", row.name, row.value)
                });
                std::iter::once(group.title.to_owned()).chain(rows)
            })
            .collect();
        insta::assert_snapshot!(lines.join("\n"), @"");
    }
}
