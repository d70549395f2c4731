//! The metrics as Prometheus reads them.

use super::both;
use crate::measure::{metrics, render_prometheus};
use crate::run::Run;

/// The page in two parts: what is told of recaps, and the rest from handoffs on.
fn parts() -> (String, String) {
    let page = render_prometheus(&both());
    let at = page.find("# HELP vouch_handoffs_started").unwrap();
    (page[..at].to_owned(), page[at..].to_owned())
}

#[test]
fn prometheus_reads_recaps() {
    insta::assert_snapshot!(parts().0, @r#"
    # HELP vouch_recaps_created Recaps created.
    # TYPE vouch_recaps_created gauge
    vouch_recaps_created 2
    # HELP vouch_recap_claims_approved Claims of approved recaps.
    # TYPE vouch_recap_claims_approved gauge
    vouch_recap_claims_approved 0
    # HELP vouch_recap_caveats_added Findings beside claims of recaps.
    # TYPE vouch_recap_caveats_added gauge
    vouch_recap_caveats_added 0
    # HELP vouch_recap_customer_questions Customers' questions about recaps.
    # TYPE vouch_recap_customer_questions gauge
    vouch_recap_customer_questions 0
    # HELP vouch_recap_renewals_supported Renewals supported by recaps.
    # TYPE vouch_recap_renewals_supported gauge
    vouch_recap_renewals_supported 0
    # HELP vouch_recap_expansion_actions Expansions pursued from recaps.
    # TYPE vouch_recap_expansion_actions gauge
    vouch_recap_expansion_actions 0
    # HELP vouch_recap_decisions_made Decisions made from recaps.
    # TYPE vouch_recap_decisions_made gauge
    vouch_recap_decisions_made 1
    # HELP vouch_recap_customer_decisions Customers' decisions made from recaps.
    # TYPE vouch_recap_customer_decisions gauge
    vouch_recap_customer_decisions 1
    # HELP vouch_account_value_evidence_coverage Share of recaps that have all six parts.
    # TYPE vouch_account_value_evidence_coverage gauge
    vouch_account_value_evidence_coverage 0.5
    # HELP vouch_account_value_evidence_coverage_component Share that has the part.
    # TYPE vouch_account_value_evidence_coverage_component gauge
    vouch_account_value_evidence_coverage_component{component="outcome_evidence"} 1
    vouch_account_value_evidence_coverage_component{component="usage_signal"} 1
    vouch_account_value_evidence_coverage_component{component="milestone_summary"} 1
    vouch_account_value_evidence_coverage_component{component="support_context"} 1
    vouch_account_value_evidence_coverage_component{component="risk_caveats"} 0.5
    vouch_account_value_evidence_coverage_component{component="owner_approval"} 1
    "#);
}

#[test]
fn prometheus_reads_handoffs_health_thresholds_systems_and_feedback() {
    insta::assert_snapshot!(parts().1, @r#"
    # HELP vouch_handoffs_started Handoffs started.
    # TYPE vouch_handoffs_started gauge
    vouch_handoffs_started 1
    # HELP vouch_handoffs_completed Handoffs completed.
    # TYPE vouch_handoffs_completed gauge
    vouch_handoffs_completed 0
    # HELP vouch_handoffs_accepted Handoffs accepted.
    # TYPE vouch_handoffs_accepted gauge
    vouch_handoffs_accepted 0
    # HELP vouch_handoff_missing_context Returns for missing context.
    # TYPE vouch_handoff_missing_context gauge
    vouch_handoff_missing_context{material="true"} 0
    vouch_handoff_missing_context{material="false"} 1
    # HELP vouch_handoff_missing_fields Handoffs whose records lacked an input.
    # TYPE vouch_handoff_missing_fields gauge
    vouch_handoff_missing_fields{field="deal_notes"} 1
    # HELP vouch_handoff_kickoffs_held Kickoffs held.
    # TYPE vouch_handoff_kickoffs_held gauge
    vouch_handoff_kickoffs_held 1
    # HELP vouch_handoff_kickoffs_delayed Kickoffs held later than planned.
    # TYPE vouch_handoff_kickoffs_delayed gauge
    vouch_handoff_kickoffs_delayed 1
    # HELP vouch_handoff_kickoff_delay_days Days by which they were later.
    # TYPE vouch_handoff_kickoff_delay_days gauge
    vouch_handoff_kickoff_delay_days 29
    # HELP vouch_handoff_kickoff_readiness Share of kickoffs whose gate was open.
    # TYPE vouch_handoff_kickoff_readiness gauge
    vouch_handoff_kickoff_readiness 0
    # HELP vouch_handoff_first_value_reached Customers who reached first value.
    # TYPE vouch_handoff_first_value_reached gauge
    vouch_handoff_first_value_reached 0
    # HELP vouch_handoff_first_value_missed Days for first value missed.
    # TYPE vouch_handoff_first_value_missed gauge
    vouch_handoff_first_value_missed 0
    # HELP vouch_handoff_onboarding_escalations Escalations in onboarding.
    # TYPE vouch_handoff_onboarding_escalations gauge
    vouch_handoff_onboarding_escalations 0
    # HELP vouch_handoff_risks_found Risks found up to the kickoff, and after it.
    # TYPE vouch_handoff_risks_found gauge
    vouch_handoff_risks_found{when="early"} 0
    vouch_handoff_risks_found{when="late"} 0
    # HELP vouch_cs_handoff_acceptance_rate Share of handoffs accepted with all six parts.
    # TYPE vouch_cs_handoff_acceptance_rate gauge
    vouch_cs_handoff_acceptance_rate 0
    # HELP vouch_cs_handoff_acceptance_rate_component Share that has the part.
    # TYPE vouch_cs_handoff_acceptance_rate_component gauge
    vouch_cs_handoff_acceptance_rate_component{component="success_criteria"} 1
    vouch_cs_handoff_acceptance_rate_component{component="stakeholders"} 1
    vouch_cs_handoff_acceptance_rate_component{component="promised_scope"} 1
    vouch_cs_handoff_acceptance_rate_component{component="risks"} 1
    vouch_cs_handoff_acceptance_rate_component{component="timeline"} 1
    vouch_cs_handoff_acceptance_rate_component{component="owner_notes"} 1
    # HELP vouch_health_score_changes_reviewed Score changes that were reviewed.
    # TYPE vouch_health_score_changes_reviewed gauge
    vouch_health_score_changes_reviewed 0
    # HELP vouch_health_owner_follow_through Next actions that the owner did.
    # TYPE vouch_health_owner_follow_through gauge
    vouch_health_owner_follow_through 0
    # HELP vouch_health_expansion_signals Expansions pursued from snapshots.
    # TYPE vouch_health_expansion_signals gauge
    vouch_health_expansion_signals 0
    # HELP vouch_health_false_positives Customers who renewed although at risk before.
    # TYPE vouch_health_false_positives gauge
    vouch_health_false_positives 0
    # HELP vouch_health_missed_risks Customers who left although green before.
    # TYPE vouch_health_missed_risks gauge
    vouch_health_missed_risks 0
    # HELP vouch_customers_renewed Customers who renewed.
    # TYPE vouch_customers_renewed gauge
    vouch_customers_renewed 1
    # HELP vouch_customers_churned Customers who left.
    # TYPE vouch_customers_churned gauge
    vouch_customers_churned 0
    # HELP vouch_threshold_share Share that a pilot's threshold looks at.
    # TYPE vouch_threshold_share gauge
    vouch_threshold_share{test="recap"} 0.5
    vouch_threshold_share{test="handoff"} 0
    # HELP vouch_threshold_wanted Least share that meets the threshold.
    # TYPE vouch_threshold_wanted gauge
    vouch_threshold_wanted{test="recap"} 0.9
    vouch_threshold_wanted{test="handoff"} 0.9
    # HELP vouch_threshold_met Whether the threshold is met.
    # TYPE vouch_threshold_met gauge
    vouch_threshold_met{test="recap"} 0
    vouch_threshold_met{test="handoff"} 0
    # HELP vouch_briefs_citing_system Briefs that cite a source of the system.
    # TYPE vouch_briefs_citing_system gauge
    vouch_briefs_citing_system{system="gong"} 1
    vouch_briefs_citing_system{system="salesforce"} 2
    # HELP vouch_feedback Opinions on sections of briefs.
    # TYPE vouch_feedback gauge
    vouch_feedback{kind="recap",section="a \"section\" \\ of\ntwo lines",opinion="liked"} 1
    vouch_feedback{kind="recap",section="a \"section\" \\ of\ntwo lines",opinion="disliked"} 0
    "#);
}

/// VR-62.
#[test]
fn prometheus_reads_no_share_without_data() {
    let none: [Run; 0] = [];
    let page = render_prometheus(&metrics(&none, &[], None));
    let words = ["coverage", "rate", "readiness", "threshold"];
    let shares: Vec<&str> = page
        .lines()
        .filter(|line| words.iter().any(|word| line.contains(word)))
        .collect();
    insta::assert_snapshot!(shares.join("\n"), @r#"
    # HELP vouch_threshold_wanted Least share that meets the threshold.
    # TYPE vouch_threshold_wanted gauge
    vouch_threshold_wanted{test="recap"} 0.9
    vouch_threshold_wanted{test="handoff"} 0.9
    "#);
}
