//! Usage series, invoices and other records, as evidence.

use crate::support::{Vouch, text};
use crate::verify_claims::codes;

const NAMES: &str = "slug,account_name,stripe_customer,email_domain\n\
    larch-mills,Larch Mills,cus_Larch,larch.example\n\
    dune-works,Dune Works,cus_Dune,dune.example\n";
const USAGE: &str = "account,date,metric,value\n\
    larch-mills,2026-01-26,weekly_active_users,80\n\
    Larch Mills,2026-03-30,weekly_active_users,95\n\
    larch-mills,2026-05-25,weekly_active_users,112\n\
    dune-works,2026-05-25,weekly_active_users,7\n";
const INVOICES: &str = r#"{"object": "list", "has_more": false, "data": [
    {"id": "in_1", "object": "invoice", "number": "L-1", "customer": "cus_Larch", "status": "open", "amount_due": 1240000,
     "currency": "eur", "created": 1776000000, "due_date": 1778000000, "livemode": true},
    {"id": "in_2", "object": "invoice", "number": "T-1", "customer": "cus_Larch", "status": "paid", "amount_due": 990000,
     "currency": "eur", "created": 1776000000, "due_date": null, "livemode": false}]}"#;
const SERIES: &str = "usage:series/larch-mills/weekly_active_users";

fn vouch() -> Vouch {
    let vouch = Vouch::new();
    vouch.file("in/names.csv", NAMES);
    vouch.file("in/usage.csv", USAGE);
    let folder = vouch.file("in/invoices.json", INVOICES);
    let run = vouch.run(["ingest".as_ref(), folder.parent().unwrap().as_os_str()]);
    assert_eq!(run.code, 0, "{run:?}");
    vouch
}

/// A series is not stored: it is what the records come to on the day of the run.
#[test]
fn a_series_is_shown_as_of_a_day() {
    let vouch = vouch().on("2026-04-30");
    let run = vouch.run(["source", SERIES]);
    insta::assert_snapshot!(run.out, @"
    usage:series/larch-mills/weekly_active_users
    usage series · larch-mills · 2026-03-30 · shareable
    read from 2 records of the account

    metric: weekly_active_users
    unit: 
    points: 2
    first: 80 (2026-01-26)
    last: 95 (2026-03-30)
    change: 15
    change_pct: 18.75 %
    lowest: 80 (2026-01-26)
    highest: 95 (2026-03-30)
    2026-01: 80 (2026-01-26)
    2026-03: 95 (2026-03-30)
    ");
    let run = vouch.on("2026-01-25").run(["source", SERIES]);
    assert_eq!(run.code, 2, "{run:?}");
}

#[test]
fn records_and_their_series_prove_what_they_say_and_no_more() {
    let vouch = vouch();
    let last = "last: 112 (2026-05-25)";
    let cases = [
        (
            "larch-mills",
            "Weekly active users rose to 112 by 25 May 2026.",
            SERIES,
            last,
            &[][..],
        ),
        (
            "larch-mills",
            "Weekly active users rose to 121 by 25 May 2026.",
            SERIES,
            last,
            &["V301"],
        ),
        (
            "dune-works",
            "Weekly active users stood at 112.",
            SERIES,
            last,
            &["V102"],
        ),
        (
            "larch-mills",
            "Invoice L-1 over EUR 12,400.00 is open, and was due on 5 May 2026.",
            "stripe:invoice/in_1",
            "number: L-1\ncustomer: cus_Larch\nstatus: open\namount_due: 1240000 (EUR 12,400.00)\namount_paid: \namount_remaining: \ncurrency: eur\ncreated: 1776000000 (2026-04-12)\ndue_date: 1778000000 (2026-05-05)",
            &[],
        ),
        // The cents are not what anybody was billed.
        (
            "larch-mills",
            "Invoice L-1 is over EUR 1,240,000.",
            "stripe:invoice/in_1",
            "status: open\namount_due: 1240000 (EUR 12,400.00)",
            &["V301"],
        ),
        (
            "larch-mills",
            "Invoice T-1 over EUR 9,900.00 was paid.",
            "stripe:invoice/in_2",
            "status: paid\namount_due: 990000 (EUR 9,900.00)",
            &["V110"],
        ),
    ];
    let answers = vouch.verify(
        cases
            .iter()
            .map(|&(account, text, source, quote, _)| [account, text, source, quote]),
    );
    for ((_, sentence, .., expected), answer) in cases.iter().zip(&answers) {
        assert_eq!(codes(answer), *expected, "{sentence}: {answer}");
        let verdict = if expected.is_empty() { "accepted" } else { "rejected" };
        assert_eq!(text(answer, "verdict"), verdict, "{sentence}");
    }
    assert_eq!(answers.len(), cases.len());
}
