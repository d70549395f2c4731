//! Health across accounts.

use serde_json::json;

use super::*;
use crate::customers::{GARRICK, LUMEN, MORROW, TIDEWATER};

/// SC-6: the newest scorecards of three accounts, the lowest first, with the counts of each level,
/// and the account that has none.
#[test]
fn three_accounts_make_a_portfolio() {
    let desk = desk();
    insta::assert_snapshot!(desk.out("", 0, &["scorecard", "portfolio"]), @"no scorecard was approved yet; `vouch scorecard new ACCOUNT` begins one");
    approved(&desk, MORROW, "2026-06-30", &[]);
    approved(
        &desk,
        GARRICK,
        "2026-06-30",
        &[
            ("business_value", "none"),
            ("performance", "no"),
            ("renewal_outlook", "leaving"),
            ("sponsor", "never"),
        ],
    );
    approved(
        &desk,
        TIDEWATER,
        "2026-06-30",
        &[("business_value", "less"), ("advocacy", "no")],
    );
    let portfolio = desk.json("", 0, &["scorecard", "portfolio"]);
    let [one] = portfolio.as_array().unwrap().as_slice() else {
        panic!("{portfolio}")
    };
    let accounts: Vec<&str> = list(one, "accounts").iter().map(|it| text(it, "account_id")).collect();
    assert_eq!(accounts, [GARRICK, TIDEWATER, MORROW]);
    assert_eq!(one["without"], json!([LUMEN]));
    let sum = ["green", "amber", "red", "unknown"].map(|level| one["levels"][level].as_u64().unwrap());
    assert_eq!(sum.iter().sum::<u64>(), 3);
    insta::assert_snapshot!(desk.out("", 0, &["scorecard", "portfolio"]), @"
    Account health scorecard                                      as of 30 June 2026
    3 accounts, mean 64.4; 1 red, 1 amber, 1 green

    Accounts
      ! Garrick Foods: red in Business value, Experience, Performance    33    red
        and adoption, Support, Delivery, Revenue, Relationship and
        advocacy; assessed again on 2026-09-30
      ~ Tidewater Agency: red in Business value; assessed again on       74.5  amber
        2026-09-30
      ✔ Morrow Dental; assessed again on 2026-09-30                      85.6  green

    Dimensions
      ~ Objectives and progress: 1 amber, 2 green
      ! Business value: 2 red, 1 green
      ! Experience: 1 red, 2 green
      ! Performance and adoption: 1 red, 2 green
      ! Support: 1 red, 2 green
      ! Delivery: 1 red, 2 green
      ! Revenue: 1 red, 2 green
      ! Relationship and advocacy: 1 red, 1 amber, 1 green
      ✔ Cost to serve: 3 green

    Without a scorecard
      · lumen-press
    ");
    // A day on which one of them should have been assessed again.
    let later = desk.json("", 0, &["scorecard", "portfolio", "--as-of", "2026-10-15"]);
    let overdue: Vec<&Value> = list(&later[0], "accounts").iter().map(|it| &it["overdue"]).collect();
    assert_eq!(overdue, [&json!(true), &json!(true), &json!(true)]);
}
