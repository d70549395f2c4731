//! The metrics as people and other programs read them (VR-60, VR-62, VR-65, HO-30).

use serde_json::json;

use super::both;
use crate::measure::{metrics, render_text};
use crate::run::Run;

#[test]
fn people_read_counts_shares_and_thresholds() {
    insta::assert_snapshot!(render_text(&both(), 80), @r#"
    Measured from 2026-04-01 to 2026-04-30

    Recaps
      created                                                 2
      claims approved                                         0
      caveats added                                           0
      customer questions                                      0
      renewals supported                                      0
      expansion actions                                       0
      decisions made                                          1
        of them the customer's                                1
      account_value_evidence_coverage                         1 of 2 (50 %)
        outcome evidence                                      2 of 2 (100 %)
        usage signal                                          2 of 2 (100 %)
        milestone summary                                     2 of 2 (100 %)
        support context                                       2 of 2 (100 %)
        risk caveats                                          1 of 2 (50 %)
        owner approval                                        2 of 2 (100 %)
      value evidence and risk caveats, approved               1 of 2 (50 %)
        90 % wanted                                           not met

    Handoffs
      started                                                 1
      completed                                               0
      accepted                                                0
      sent back for missing context                           1
        of them material                                      0
      missing fields                                          1
        deal notes                                            1
      kickoffs held                                           1
        of them later than planned                            1
        by days in all                                        29
      kickoff readiness                                       0 of 1 (0 %)
      first value reached                                     0
      first value missed                                      0
      onboarding escalations                                  0
      risks found by kickoff                                  0
      risks found after it (late)                             0
      cs_handoff_acceptance_rate                              0 of 1 (0 %)
        success criteria                                      1 of 1 (100 %)
        stakeholders                                          1 of 1 (100 %)
        promised scope                                        1 of 1 (100 %)
        risks                                                 1 of 1 (100 %)
        timeline                                              1 of 1 (100 %)
        owner notes                                           1 of 1 (100 %)
      accepted without a material return                      0 of 1 (0 %)
        90 % wanted                                           not met

    Health
      score changes reviewed                                  0
      owner follow-through                                    0
      expansion signals pursued                               0
      customers renewed                                       1
        of them at risk before (false positives)              0
      customers churned                                       0
        of them green before (missed risks)                   0
      at risk, and left                                       no data
      left, and at risk before                                no data
      went the way the trend said                             no data

    Systems cited
      gong                                                    1
      salesforce                                              2

    Feedback
      recap: a "section" \ of two lines                       1 liked, 0 not
    "#);
}

/// VR-62: where there is nothing, no share is printed as one.
#[test]
fn people_read_that_there_is_no_data() {
    let none: [Run; 0] = [];
    let text = render_text(&metrics(&none, &[], None), 80);
    let shares: Vec<&str> = text.lines().filter(|line| line.contains('%')).collect();
    insta::assert_snapshot!(shares.join("\n"), @"
        90 % wanted                                           no data
        90 % wanted                                           no data
    ");
    assert!(text.starts_with("Measured over the whole log\n"), "{text}");
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
}

#[test]
fn metrics_are_data_as_well() {
    let value = serde_json::to_value(both()).unwrap();
    assert_eq!(value["period"], json!({"from": "2026-04-01", "to": "2026-04-30"}));
    assert_eq!(
        value["recap"]["value_and_caveats_approved"],
        json!({"share": {"of": 2, "passed": 1, "value": "0.5"}, "wanted": "0.9", "met": false})
    );
    assert_eq!(
        value["systems"],
        json!([{"system": "gong", "briefs": 1}, {"system": "salesforce", "briefs": 2}])
    );
}
