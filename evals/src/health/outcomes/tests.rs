use jiff::civil::date;

use super::*;

/// Reads a file of that text; the name of its folder is taken out of what is told.
fn read_text(text: &str) -> Result<Vec<Labelled>, String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("outcomes.csv");
    std::fs::write(&path, text).unwrap();
    read(&path, date(2026, 6, 30))
        .map_err(|error| error.to_string().replace(&format!("{}/", folder.path().display()), ""))
}

#[test]
fn columns_stand_in_any_order_and_an_account_may_have_two_outcomes() {
    let rows = read_text(
        "\u{feff}Date,Account,note,OUTCOME\n2025-03-31, Morrow Dental ,\"first, year\",Renewed\n\
         2026-03-31,Morrow Dental,,CHURNED\n",
    );
    let row = |outcome: Outcome, date: Date, line: u64| Labelled {
        account: "Morrow Dental".to_owned(),
        outcome,
        date,
        line,
    };
    assert_eq!(
        rows,
        Ok(vec![
            row(Outcome::Renewed, date(2025, 3, 31), 2),
            row(Outcome::Churned, date(2026, 3, 31), 3),
        ])
    );
}

#[test]
fn every_row_that_cannot_be_used_is_named() {
    let refused = read_text(
        "account,outcome,date\nfine,renewed,2026-03-31\n,renewed,2026-03-31\ngone,cancelled,2026-03-31\n\
         late,churned,31.03.2026\nshort\n\
         soon,renewed,2026-07-01\n",
    );
    insta::assert_snapshot!(refused.unwrap_err(), @r"
    5 rows of the outcomes can't be used:
    outcomes.csv:3: `account` is empty
    outcomes.csv:4: `outcome` is `cancelled`; it must be `renewed` or `churned`
    outcomes.csv:5: `date` is `31.03.2026`; it must be a day such as `2026-06-30`
    outcomes.csv:6: `outcome` is ``; it must be `renewed` or `churned`
    outcomes.csv:7: `date` is 2026-07-01, later than 2026-06-30
    ");
    assert_eq!(
        read_text("account,result,date\na,renewed,2026-03-31\n").unwrap_err(),
        "`outcomes.csv` has no column `outcome`; its columns must be `account,outcome,date`"
    );
    assert_eq!(
        read_text("account,outcome,date\n").unwrap_err(),
        "`outcomes.csv` has no row; it needs one for each outcome: `account,renewed,2026-06-30`"
    );
}
