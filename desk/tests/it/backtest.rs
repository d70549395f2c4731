//! `vouch backtest` and `vouch fit`, through the command line.
//!
//! The tables of `fixtures/backtest/` are of twelve accounts whose outcome came on 29 March 2026, 90 days after
//! 29 December 2025. Their weekly events, and their tickets where they matter:
//!
//! | account | what it did | 90 days before |
//! |---|---|---|
//! | `alder` | falls by 8 % a week from July on, and leaves | red, 0 |
//! | `birch` | falls by a fifth a week from December on, and leaves | red, 0 |
//! | `cedar` | falls by half a week in February, and leaves | green, 100 |
//! | `dogwood` | stays the same, and leaves | green, 100 |
//! | `elder` | was last seen in August, and leaves | unknown |
//! | `fir` | stays the same; twice the tickets in December | green, 86 |
//! | `gorse` | stays the same; eight urgent tickets in January | green, 100 |
//! | `hazel` | grows | green, 100 |
//! | `ivy` | stays the same | green, 100 |
//! | `juniper` | falls from 70 to 30 in December alone | red, 0 |
//! | `larch` | falls from 80 to 60 in December alone | amber, 50 |
//! | `maple` | has no usage | unknown |

mod weights;

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::support::{Vouch, each, list};

/// A file of the fixtures.
fn fixture(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../fixtures/backtest")
        .join(name);
    path.to_str().unwrap().to_owned()
}

/// The mapping that the documentation gives for such tables.
fn mapping() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/mappings/backtest.toml");
    fs::read_to_string(path).unwrap()
}

/// A store of the three tables, and settings that score them by their own policy.
fn tables() -> Vouch {
    let vouch = Vouch::new();
    vouch.file(
        "vouch.toml",
        format!("[health]\npolicy = \"{}\"\n\n{}", fixture("policy.toml"), mapping()),
    );
    let files = ["accounts.csv", "usage_weekly.csv", "tickets.csv"].map(fixture);
    let run = vouch.run(["ingest"].into_iter().chain(files.iter().map(String::as_str)));
    assert_eq!(run.code, 0, "{run:?}");
    vouch
}

/// A back-test of the tables with these options.
fn backtest(vouch: &Vouch, more: &[&str]) -> Value {
    let outcomes = fixture("outcomes.csv");
    let args = ["--format", "json", "backtest", "--outcomes", &outcomes];
    let run = vouch.run(args.iter().chain(more));
    assert_eq!(run.code, 0, "{run:?}");
    run.json()
}

fn share(passed: u32, of: u32, value: &str) -> Value {
    json!({"of": of, "passed": passed, "value": value})
}

/// HS-31, HS-32: a back-test on known outcomes has the precision and the recall that one reckons by hand, and names
/// who was wrongly worried about and who was missed.
#[test]
fn a_back_test_has_the_figures_that_one_reckons_by_hand() {
    let vouch = tables();
    let report = backtest(&vouch, &["--without-caps"]);
    assert_eq!(
        [
            &report["policy"],
            &report["cases"],
            &report["known"],
            &report["churned"],
            &report["lead_days"]
        ],
        [&json!("two tables"), &json!(12), &json!(10), &json!(4), &json!(90)]
    );
    // At risk were alder, birch, juniper and larch, of whom the first two left; cedar and dogwood left too.
    assert_eq!(report["precision"], share(2, 4, "0.5"));
    assert_eq!(report["recall"], share(2, 4, "0.5"));
    assert_eq!(report["f1"], 0.5);
    // Of 24 pairs: alder and birch stand before five of those who stayed and beside juniper; cedar and dogwood
    // stand beside three.
    assert_eq!(report["auc"]["value"], 0.5833);
    assert_eq!(each(&report, "false_positives", "account"), ["juniper", "larch"]);
    assert_eq!(each(&report, "missed_risks", "account"), ["cedar", "dogwood"]);
    assert_eq!(each(&report, "unknown", "account"), ["elder", "maple"]);
    let scores: Vec<&Value> = list(&report, "false_positives").iter().map(|it| &it["score"]).collect();
    assert_eq!(scores, [0, 50]);
    assert_eq!(report["segments"]["growth"]["precision"], share(2, 3, "0.6666"));
    assert_eq!(report["segments"]["enterprise"]["recall"], share(0, 2, "0"));
    let days: Vec<&Value> = list(&report["lead_time"], "accounts")
        .iter()
        .map(|it| &it["days"])
        .collect();
    assert_eq!(days, [&json!(180), &json!(90), &json!(30), &Value::Null, &Value::Null]);
    assert_eq!(report["lead_time"]["middle_days"], 90);
    let bands: Vec<[&Value; 2]> = list(&report, "calibration")
        .iter()
        .map(|it| [&it["cases"], &it["churned"]])
        .collect();
    assert_eq!(bands, [[3, 2], [0, 0], [1, 0], [0, 0], [6, 2]]);
    assert_eq!((list(&report, "leaks").len(), &report["leaks"]), (0, &json!([])));
    // The weeks that end after 29 December 2025 of ten accounts, and nine tickets.
    assert_eq!(report["later_records"], 139);
}

/// By red alone fewer are at risk; and without what people say and think, caps leave nobody green.
#[test]
fn the_line_may_be_drawn_elsewhere() {
    let vouch = tables();
    let red = backtest(&vouch, &["--at", "red"]);
    assert_eq!(
        (&red["precision"], &red["recall"]),
        (&share(2, 3, "0.6666"), &share(2, 4, "0.5"))
    );
    let capped = backtest(&vouch, &[]);
    assert_eq!(
        (&capped["precision"], &capped["recall"]),
        (&share(4, 10, "0.4"), &share(4, 4, "1"))
    );
    assert_eq!(capped["by_caps_alone"], 6);
    // At 30 days cedar was falling as well.
    let nearer = backtest(&vouch, &["--without-caps", "--lead", "30"]);
    assert_eq!(
        (&nearer["precision"], &nearer["recall"]),
        (&share(3, 3, "1"), &share(3, 4, "0.75"))
    );
}

#[test]
fn a_back_test_is_printed_for_people() {
    let vouch = tables();
    let run = vouch.run(["backtest", "--outcomes", &fixture("outcomes.csv"), "--without-caps"]);
    assert_eq!(run.code, 0, "{run:?}");
    insta::assert_snapshot!(run.out, @r"
    Back-test of outcomes.csv, 90 days before each outcome
    by the policy `two tables`; at risk from amber on, by the score alone

                cases  known  churned        precision          recall     F1           AUC (95 %)
    all            12     10        4    2 of 4 (50 %)   2 of 4 (50 %)  0.500  0.583 (0.167–1.000)
    enterprise      6      5        2     0 of 1 (0 %)    0 of 2 (0 %)  0.000  0.333 (0.000–0.500)
    growth          6      5        2  2 of 3 (66.6 %)  2 of 2 (100 %)  0.800  0.833 (0.500–1.000)

    before the outcome  cases  known  churned       precision         recall     F1           AUC (95 %)
    30 days                12     10        4  3 of 3 (100 %)  3 of 4 (75 %)  0.857  0.875 (0.600–1.000)
    60 days                12     10        4  2 of 2 (100 %)  2 of 4 (50 %)  0.667  0.750 (0.500–1.000)
    90 days                12     10        4   2 of 4 (50 %)  2 of 4 (50 %)  0.500  0.583 (0.167–1.000)
    120 days               12     10        4  1 of 1 (100 %)  1 of 4 (25 %)  0.400  0.625 (0.500–0.900)
    180 days               12     10        4  1 of 1 (100 %)  1 of 4 (25 %)  0.400  0.625 (0.500–0.900)

    score      cases  churned    share     mean
    0 to 20        3        2   66.7 %      0.0
    20 to 40       0        0  no data  no data
    40 to 60       1        0    0.0 %     50.0
    60 to 80       0        0  no data  no data
    80 to 100      6        2   33.3 %     97.7

    At risk without a break until they left: the middle one for 90 days; 2 of 5 not at all
      alder (2026-03-29): 180 days
      birch (2026-03-29): 90 days
      cedar (2026-03-29): 30 days
      dogwood (2026-03-29): not at all
      elder (2026-03-29): not at all

    False positives: at risk, and stayed (2)
      juniper (2026-03-29): red, score 0; usage, red: weekly product events, change in four weeks: -57.1 %
      larch (2026-03-29): amber, score 50; usage, amber: weekly product events, change in four weeks: -25 %

    Missed risks: well, and left (2)
      cedar (2026-03-29): green, score 100; usage, green: weekly product events, change in four weeks: 0 %
      dogwood (2026-03-29): green, score 100; usage, green: weekly product events, change in four weeks: 0 %

    Unknown: could not be scored, and counts nowhere (2)
      elder (2026-03-29): unknown; neither usage nor adoption is known
      maple (2026-03-29): unknown; neither usage nor adoption is known

    Left out as later than the day of the score: 139 records, and 0 things within others
    Without a day, so known as of today alone, and used so: the segment, the yearly value, who can sponsor
    No leak: nothing that was scored is of a later day
    ");
}

/// What can't be used is refused by name: rows by their line, accounts where none is known.
#[test]
fn outcomes_that_cannot_be_used_are_refused() {
    let vouch = tables();
    let refused = |text: &str| {
        let path = vouch.file("outcomes.csv", text);
        let run = vouch.run(["backtest", "--outcomes", path.to_str().unwrap()]);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{run:?}");
        run.err
    };
    insta::assert_snapshot!(refused("account,outcome,date\nalder,left,2026-03-29\nfir,renewed,soon\n"), @r"
    error: 2 rows of the outcomes can't be used:
    TMP/outcomes.csv:2: `outcome` is `left`; it must be `renewed` or `churned`
    TMP/outcomes.csv:3: `date` is `soon`; it must be a day such as `2026-06-30`
    ");
    insta::assert_snapshot!(refused("account,outcome,date\nnobody,churned,2026-03-29\n"), @r"
    error: no account of `TMP/outcomes.csv` is in the store
    hint: `vouch accounts` lists those that are; the file may name them by any of their ids
    ");
    let path = vouch.file(
        "outcomes.csv",
        "account,outcome,date\nnobody,churned,2026-03-29\nalder,churned,2026-03-29\n",
    );
    let report = vouch.json(0, ["backtest", "--outcomes", path.to_str().unwrap()]);
    assert_eq!(
        (&report["cases"], &report["unknown_accounts"]),
        (&json!(1), &json!(["nobody (line 2)"]))
    );
    let few = vouch.run(["fit", "--outcomes", &fixture("outcomes.csv")]);
    assert_eq!(few.code, 2);
    insta::assert_snapshot!(few.err, @"error: weights need at least 20 known cases, and of either outcome at least 2; there are 4 that churned and 6 that renewed");
}

#[test]
fn options_that_make_no_sense_are_refused() {
    let vouch = Vouch::new();
    for args in [
        ["fit", "--outcomes", "o.csv", "--alpha", "0"],
        ["fit", "--outcomes", "o.csv", "--alpha", "NaN"],
        ["fit", "--outcomes", "o.csv", "--lead", "0"],
        ["backtest", "--outcomes", "o.csv", "--lead", "-3"],
    ] {
        let run = vouch.run(args);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{args:?} {run:?}");
    }
    let none = vouch.run(["fit"]);
    assert!(none.code == 2 && none.err.contains("--outcomes <FILE>"), "{none:?}");
}

/// Customers in the published form, of whom those who pay by the month leave.
#[test]
fn customers_of_a_telephone_company_are_told_by_those_that_were_not_seen() {
    let mut customers = "customerID,SeniorCitizen,tenure,Contract,TotalCharges,Churn\n".to_owned();
    for number in 0..60 {
        let (contract, churn) = if number % 3 == 0 {
            ("Month-to-month", "Yes")
        } else {
            ("Two year", "No")
        };
        let charges = if number == 7 {
            String::new()
        } else {
            (20 * number).to_string()
        };
        customers.push_str(&format!(
            "{number:04}-ABCDE,{},{number},{contract},{charges},{churn}\n",
            number % 2
        ));
    }
    let vouch = Vouch::new();
    let path = vouch.file("telco/customers.csv", customers);
    let folder = path.parent().unwrap().to_str().unwrap();
    let report = vouch.json(0, ["evals", "bench", "telco-churn", "--data", folder]);
    assert_eq!(
        json!([
            report["set"],
            report["rows"],
            report["metric"],
            report["value"],
            report["best feature alone"]
        ]),
        json!(["telco-churn", 60, "auc", 1.0, 1.0])
    );
    assert!(report["brier"].as_f64().unwrap() < 0.05, "{report}");
    assert_eq!(report["brier of the share"], 0.2222);
    let rows: u64 = report["groups"]
        .as_object()
        .unwrap()
        .values()
        .map(|it| it["rows"].as_u64().unwrap())
        .sum();
    assert_eq!(rows, 60);
}
