//! The metrics in Prometheus's text exposition format.

use std::fmt::{Display, Write as _};

use super::handoff::HandoffMetrics;
use super::health::HealthMetrics;
use super::metrics::Metrics;
use super::recap::RecapMetrics;
use super::share::{Coverage, Share, Threshold};

/// Prints the metrics for Prometheus. All of them are gauges: an approval can be taken back, and a
/// period can hold less than the one before it. A share without data is left out (VR-62).
pub fn render_prometheus(metrics: &Metrics) -> String {
    let mut page = Page(String::new());
    recaps(&mut page, &metrics.recap);
    handoffs(&mut page, &metrics.handoff);
    health(&mut page, &metrics.health);
    let tests = [
        ("recap", &metrics.recap.value_and_caveats_approved),
        ("handoff", &metrics.handoff.accepted_without_material_return),
    ];
    thresholds(&mut page, &tests);
    let systems = metrics.systems.iter();
    page.family(
        "briefs_citing_system",
        "Briefs that cite a source of the system.",
        systems.map(|it| (vec![("system", it.system.clone())], it.briefs)),
    );
    let feedback = metrics.feedback.iter().flat_map(|it| {
        let labels = |opinion| {
            let section = it.section.clone().unwrap_or_default();
            vec![("kind", it.kind.clone()), ("section", section), ("opinion", opinion)]
        };
        [
            (labels("liked".to_owned()), it.liked),
            (labels("disliked".to_owned()), it.disliked),
        ]
    });
    page.family("feedback", "Opinions on sections of briefs.", feedback);
    page.0
}

fn recaps(page: &mut Page, recap: &RecapMetrics) {
    page.gauge("recaps_created", "Recaps created.", recap.created);
    page.gauge(
        "recap_claims_approved",
        "Claims of approved recaps.",
        recap.claims_approved,
    );
    page.gauge(
        "recap_caveats_added",
        "Findings beside claims of recaps.",
        recap.caveats_added,
    );
    page.gauge(
        "recap_customer_questions",
        "Customers' questions about recaps.",
        recap.customer_questions,
    );
    page.gauge(
        "recap_renewals_supported",
        "Renewals supported by recaps.",
        recap.renewals_supported,
    );
    page.gauge(
        "recap_expansion_actions",
        "Expansions pursued from recaps.",
        recap.expansion_actions,
    );
    page.gauge(
        "recap_decisions_made",
        "Decisions made from recaps.",
        recap.decisions_made,
    );
    page.gauge(
        "recap_customer_decisions",
        "Customers' decisions made from recaps.",
        recap.customer_decisions,
    );
    page.coverage(
        "account_value_evidence_coverage",
        "Share of recaps that have all six parts.",
        &recap.account_value_evidence_coverage,
    );
}

fn health(page: &mut Page, health: &HealthMetrics) {
    let counts = [
        (
            "health_score_changes_reviewed",
            "Score changes that were reviewed.",
            health.score_changes_reviewed,
        ),
        (
            "health_owner_follow_through",
            "Next actions that the owner did.",
            health.owner_follow_through,
        ),
        (
            "health_expansion_signals",
            "Expansions pursued from snapshots.",
            health.expansion_signals,
        ),
        (
            "health_false_positives",
            "Customers who renewed although at risk before.",
            health.false_positives,
        ),
        (
            "health_missed_risks",
            "Customers who left although green before.",
            health.missed_risks,
        ),
        ("customers_renewed", "Customers who renewed.", health.renewed),
        ("customers_churned", "Customers who left.", health.churned),
    ];
    for (name, help, value) in counts {
        page.gauge(name, help, value);
    }
    page.share(
        "health_at_risk_who_left",
        "Share of those at risk who left.",
        &health.at_risk_who_left,
    );
    page.share(
        "health_leavers_at_risk",
        "Share of those who left who were at risk before.",
        &health.leavers_at_risk,
    );
    page.share(
        "health_trend_accuracy",
        "Share of trends that came true.",
        &health.trend_accuracy,
    );
}

fn handoffs(page: &mut Page, handoff: &HandoffMetrics) {
    page.gauge("handoffs_started", "Handoffs started.", handoff.started);
    page.gauge("handoffs_completed", "Handoffs completed.", handoff.completed);
    page.gauge("handoffs_accepted", "Handoffs accepted.", handoff.accepted);
    let slight = handoff.missing_context.saturating_sub(handoff.material_missing_context);
    let returns = [("true", handoff.material_missing_context), ("false", slight)];
    page.family(
        "handoff_missing_context",
        "Returns for missing context.",
        returns.map(|(material, count)| (vec![("material", material.to_owned())], count)),
    );
    let fields = handoff.missing_fields.iter();
    page.family(
        "handoff_missing_fields",
        "Handoffs whose records lacked an input.",
        fields.map(|(field, count)| (vec![("field", field.clone())], count)),
    );
    page.gauge("handoff_kickoffs_held", "Kickoffs held.", handoff.kickoffs_held);
    page.gauge(
        "handoff_kickoffs_delayed",
        "Kickoffs held later than planned.",
        handoff.kickoffs_delayed,
    );
    page.gauge(
        "handoff_kickoff_delay_days",
        "Days by which they were later.",
        handoff.kickoff_delay_days,
    );
    page.share(
        "handoff_kickoff_readiness",
        "Share of kickoffs whose gate was open.",
        &handoff.kickoff_readiness,
    );
    page.gauge(
        "handoff_first_value_reached",
        "Customers who reached first value.",
        handoff.first_value_reached,
    );
    page.gauge(
        "handoff_first_value_missed",
        "Days for first value missed.",
        handoff.first_value_missed,
    );
    page.gauge(
        "handoff_onboarding_escalations",
        "Escalations in onboarding.",
        handoff.onboarding_escalations,
    );
    let risks = [("early", handoff.early_risks), ("late", handoff.late_risks)];
    page.family(
        "handoff_risks_found",
        "Risks found up to the kickoff, and after it.",
        risks.map(|(when, count)| (vec![("when", when.to_owned())], count)),
    );
    page.coverage(
        "cs_handoff_acceptance_rate",
        "Share of handoffs accepted with all six parts.",
        &handoff.cs_handoff_acceptance_rate,
    );
}

fn thresholds(page: &mut Page, tests: &[(&'static str, &Threshold)]) {
    let labels = |test: &str| vec![("test", test.to_owned())];
    let shares = tests
        .iter()
        .filter_map(|(test, it)| Some((labels(test), it.share.value.clone()?)));
    page.family("threshold_share", "Share that a pilot's threshold looks at.", shares);
    let wanted = tests.iter().map(|(test, it)| (labels(test), &it.wanted));
    page.family("threshold_wanted", "Least share that meets the threshold.", wanted);
    let met = tests
        .iter()
        .filter_map(|(test, it)| Some((labels(test), u8::from(it.met?))));
    page.family("threshold_met", "Whether the threshold is met.", met);
}

type Labels = Vec<(&'static str, String)>;

/// A page of metrics in the making.
struct Page(String);

impl Page {
    fn gauge(&mut self, name: &str, help: &str, value: u32) {
        self.family(name, help, [(Vec::new(), value)]);
    }

    fn share(&mut self, name: &str, help: &str, share: &Share) {
        self.family(name, help, share.value.iter().map(|value| (Vec::new(), value)));
    }

    fn coverage(&mut self, name: &str, help: &str, coverage: &Coverage) {
        self.share(name, help, &coverage.share);
        let parts = coverage.components.iter();
        let samples =
            parts.filter_map(|part| Some((vec![("component", part.name.clone())], part.share.value.clone()?)));
        self.family(&format!("{name}_component"), "Share that has the part.", samples);
    }

    /// One metric with all its samples; nothing where there are none.
    fn family<V: Display>(&mut self, name: &str, help: &str, samples: impl IntoIterator<Item = (Labels, V)>) {
        let mut samples = samples.into_iter().peekable();
        if samples.peek().is_some() {
            // Writing to a string can't fail, here and below.
            let _ = write!(self.0, "# HELP vouch_{name} {help}\n# TYPE vouch_{name} gauge\n");
        }
        for (labels, value) in samples {
            let labels: Vec<String> = labels
                .iter()
                .map(|(label, value)| format!("{label}=\"{}\"", escaped(value)))
                .collect();
            let labels = match labels.as_slice() {
                [] => String::new(),
                labels => format!("{{{}}}", labels.join(",")),
            };
            let _ = writeln!(self.0, "vouch_{name}{labels} {value}");
        }
    }
}

/// A label's value as the format wants it.
fn escaped(value: &str) -> String {
    value.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n")
}
