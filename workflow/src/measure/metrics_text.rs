//! The metrics as a terminal shows them.

use grounding::text::one_line;

use super::handoff::HandoffMetrics;
use super::health::{Feedback, HealthMetrics};
use super::lines::Lines;
use super::metrics::Metrics;
use super::recap::RecapMetrics;
use super::share::{Coverage, Threshold};
use super::systems::SystemUse;

/// Prints the metrics, in so many columns (40 to 100).
pub fn render_text(metrics: &Metrics, width: usize) -> String {
    let mut lines = Lines::new(width);
    lines.line(&match metrics.period {
        Some(period) => format!("Measured from {} to {}", period.from, period.to),
        None => "Measured over the whole log".to_owned(),
    });
    recaps(&mut lines, &metrics.recap);
    handoffs(&mut lines, &metrics.handoff);
    health(&mut lines, &metrics.health);
    systems(&mut lines, &metrics.systems);
    feedback(&mut lines, &metrics.feedback);
    lines.finish()
}

fn recaps(lines: &mut Lines, recap: &RecapMetrics) {
    lines.title("Recaps");
    counts(
        lines,
        &[
            ("created", recap.created),
            ("claims approved", recap.claims_approved),
            ("caveats added", recap.caveats_added),
            ("customer questions", recap.customer_questions),
            ("renewals supported", recap.renewals_supported),
            ("expansion actions", recap.expansion_actions),
            ("decisions made", recap.decisions_made),
            ("  of them the customer's", recap.customer_decisions),
        ],
    );
    coverage(
        lines,
        "account_value_evidence_coverage",
        &recap.account_value_evidence_coverage,
    );
    threshold(
        lines,
        "value evidence and risk caveats, approved",
        &recap.value_and_caveats_approved,
    );
}

fn handoffs(lines: &mut Lines, handoff: &HandoffMetrics) {
    lines.title("Handoffs");
    counts(
        lines,
        &[
            ("started", handoff.started),
            ("completed", handoff.completed),
            ("accepted", handoff.accepted),
            ("sent back for missing context", handoff.missing_context),
            ("  of them material", handoff.material_missing_context),
            ("missing fields", handoff.missing_fields.values().sum()),
        ],
    );
    for (field, count) in &handoff.missing_fields {
        lines.row(&format!("    {}", spoken(field)), &count.to_string());
    }
    counts(
        lines,
        &[
            ("kickoffs held", handoff.kickoffs_held),
            ("  of them later than planned", handoff.kickoffs_delayed),
            ("  by days in all", handoff.kickoff_delay_days),
        ],
    );
    lines.row("  kickoff readiness", &handoff.kickoff_readiness.to_string());
    counts(
        lines,
        &[
            ("first value reached", handoff.first_value_reached),
            ("first value missed", handoff.first_value_missed),
            ("onboarding escalations", handoff.onboarding_escalations),
            ("risks found by kickoff", handoff.early_risks),
            ("risks found after it (late)", handoff.late_risks),
        ],
    );
    coverage(lines, "cs_handoff_acceptance_rate", &handoff.cs_handoff_acceptance_rate);
    threshold(
        lines,
        "accepted without a material return",
        &handoff.accepted_without_material_return,
    );
}

fn health(lines: &mut Lines, health: &HealthMetrics) {
    lines.title("Health");
    counts(
        lines,
        &[
            ("score changes reviewed", health.score_changes_reviewed),
            ("owner follow-through", health.owner_follow_through),
            ("expansion signals pursued", health.expansion_signals),
            ("customers renewed", health.renewed),
            ("  of them at risk before (false positives)", health.false_positives),
            ("customers churned", health.churned),
            ("  of them green before (missed risks)", health.missed_risks),
        ],
    );
    let shares = [
        ("at risk, and left", &health.at_risk_who_left),
        ("left, and at risk before", &health.leavers_at_risk),
        ("went the way the trend said", &health.trend_accuracy),
    ];
    for (label, share) in shares {
        lines.row(&format!("  {label}"), &share.to_string());
    }
}

fn systems(lines: &mut Lines, systems: &[SystemUse]) {
    if systems.is_empty() {
        return;
    }
    lines.title("Systems cited");
    for it in systems {
        lines.row(&format!("  {}", it.system), &it.briefs.to_string());
    }
}

fn feedback(lines: &mut Lines, feedback: &[Feedback]) {
    if feedback.is_empty() {
        return;
    }
    lines.title("Feedback");
    for it in feedback {
        let section = it
            .section
            .as_deref()
            .map_or_else(|| "the whole brief".to_owned(), one_line);
        let value = format!("{} liked, {} not", it.liked, it.disliked);
        lines.row(&format!("  {}: {section}", it.kind), &value);
    }
}

fn counts(lines: &mut Lines, counts: &[(&str, u32)]) {
    for (label, count) in counts {
        lines.row(&format!("  {label}"), &count.to_string());
    }
}

fn coverage(lines: &mut Lines, name: &str, coverage: &Coverage) {
    lines.row(&format!("  {name}"), &coverage.share.to_string());
    for component in &coverage.components {
        lines.row(
            &format!("    {}", spoken(&component.name)),
            &component.share.to_string(),
        );
    }
}

/// A share, and below it whether it is what is wanted.
pub(super) fn threshold(lines: &mut Lines, label: &str, threshold: &Threshold) {
    lines.row(&format!("  {label}"), &threshold.share.to_string());
    lines.row(
        &format!("    {} wanted", threshold.wanted_percent()),
        threshold.verdict(),
    );
}

fn spoken(word: &str) -> String {
    word.replace('_', " ")
}
