//! How an account's scores go over time.

use super::*;
use crate::customers::MORROW;

/// SC-5: three scorecards over time make a series with what has changed from one to the next.
#[test]
fn three_scorecards_are_a_series() {
    let desk = desk();
    approved(&desk, MORROW, "2026-06-30", &[]);
    approved(
        &desk,
        MORROW,
        "2026-09-30",
        &[("performance", "no"), ("business_value", "less")],
    );
    approved(
        &desk,
        MORROW,
        "2026-12-30",
        &[("performance", "mostly"), ("business_value", "more")],
    );
    let history = |day: &str| desk.json("", 0, &["scorecard", "history", "morrow", "--as-of", day]);
    let all = history("2026-12-31");
    let steps: Vec<(String, Value, Value)> = list(&all[0], "assessments")
        .iter()
        .map(|it| {
            (
                text(it, "approved_on").to_owned(),
                it["total"].clone(),
                it["change"].clone(),
            )
        })
        .collect();
    insta::assert_json_snapshot!(steps, @r#"
    [
      [
        "2026-06-30",
        "85.6",
        null
      ],
      [
        "2026-09-30",
        "67.9",
        "-17.7"
      ],
      [
        "2026-12-30",
        "80.7",
        "12.8"
      ]
    ]
    "#);
    assert_eq!(list(&history("2026-10-01")[0], "assessments").len(), 2);
    insta::assert_snapshot!(desk.out("", 0, &["scorecard", "history", "morrow", "--as-of", "2026-12-31"]), @"
    Account health scorecard · Morrow Dental                          account-health

    30 June 2026, number 1
      ✔ total 85.6 green, approved by Sven Aalto (scorecard 7c7b36e9d9e83b22)
      ✔ Measuring customer success 85.9 green
      ✔ Measuring internal business success 85 green
          - Objectives and progress 77.5 green
          - Business value 80 green
          - Experience 75 green
          - Performance and adoption 100 green
          - Support 100 green
          - Delivery 100 green
          - Revenue 86.7 green
          - Relationship and advocacy 85 green
          - Cost to serve 80 green

    30 September 2026, number 2
      ~ total 67.9 amber (-17.7), approved by Sven Aalto (scorecard
        04645d46198c8d07)
      ~ Measuring customer success 60.5 amber (-25.4)
      ✔ Measuring internal business success 85 green (unchanged)
          - Business value 40 red (-40)
          - Performance and adoption 0 red (-100)
          - Delivery 40 red (-60)

    30 December 2026, number 3
      ✔ total 80.7 green (+12.8), approved by Sven Aalto (scorecard
        5fd178bef027064b)
      ✔ Measuring customer success 78.9 green (+18.4)
      ✔ Measuring internal business success 85 green (unchanged)
          - Business value 100 green (+60)
          - Experience not scored
          - Performance and adoption 60 amber (+60)
    ");
}

/// SC-5: an approved scorecard never changes, whoever tries.
#[test]
fn what_is_approved_never_changes() {
    let desk = desk();
    let id = approved(&desk, MORROW, "2026-06-30", &[]);
    let before = shown(&desk, &id);
    let file = desk.vouch.file("figures.csv", "1,2\n");
    let tries: [&[&str]; 8] = [
        &["fill", &id, "business_value=none"],
        &["correct", &id, "survey_score=1", "--reason", "so"],
        &["na", &id, "business_value", "--reason", "so"],
        &["override", &id, "support=1", "--reason", "so"],
        &["attach", &id, file.to_str().unwrap()],
        &["move", &id, "due", "2026-12-01"],
        &["assign", &id, "supervisor", SUPERVISOR],
        &["done", &id, "copy"],
    ];
    for words in tries {
        let told = refused(&desk, CSM, words);
        assert!(
            told.starts_with("error: this scorecard is approved, so "),
            "{words:?}: {told}"
        );
    }
    let told = refused(&desk, SUPERVISOR, &["reject", &id]);
    insta::assert_snapshot!(told, @"
    error: this scorecard is approved, so it can't be rejected
    hint: `vouch scorecard new ACCOUNT` begins the account's next one
    ");
    assert_eq!(shown(&desk, &id), before);
    // Changed behind the program's back, it is found.
    desk.tamper("as_expected", "as_expecteD");
    assert_eq!(desk.run("", &["audit", "verify"]).code, 1);
}
