//! Invoices that are paid, and those that aren't.

use super::*;
use crate::health::by_hand::nothing;
use crate::health::signal::testing::{ago, brief, source, told};

/// An invoice that was made a month before it is due; days to come are negative.
fn invoice(due: i32, is_unpaid: Option<bool>) -> Billed<'static> {
    Billed {
        created: ago(due + 30),
        due: Some(ago(due)),
        is_unpaid,
        source: None,
    }
}

fn undated(is_unpaid: Option<bool>) -> Billed<'static> {
    Billed {
        due: None,
        ..invoice(-10, is_unpaid)
    }
}

fn signal(invoices: Vec<Billed<'_>>) -> Signal<'_> {
    let observed = Observed { invoices, ..nothing() };
    read(&observed, &HealthPolicy::default())
}

fn days(invoices: &[Billed<'static>]) -> String {
    brief(&signal(invoices.to_vec()), "days_overdue")
}

#[test]
fn without_invoices_nothing_is_known() {
    insta::assert_snapshot!(told(&signal(Vec::new())), @r"
    unknown -, newest -
      because there is no evidence of it
      note: no invoice is on record, which doesn't say that all are paid
    ");
}

#[test]
fn an_invoice_is_overdue_from_the_day_after_it_is_due() {
    let unpaid = |due: i32| days(&[invoice(due, Some(true))]);
    assert_eq!(
        [-1, 0, 1, 30, 59, 60, 61].map(unpaid),
        [
            "0 green 100",
            "0 green 100",
            "1 amber 98.3",
            "30 amber 50",
            "59 amber 1.7",
            "60 red 0",
            "61 red 0"
        ]
    );
}

#[test]
fn the_invoice_that_is_overdue_longest_counts() {
    let records = ["bill:1", "bill:2", "bill:3"].map(|id| source(id, "an invoice"));
    let invoices = [
        invoice(12, Some(true)),
        invoice(45, Some(true)),
        invoice(80, Some(false)),
    ];
    let invoices = std::iter::zip(invoices, &records).map(|(invoice, record)| Billed {
        source: Some(record),
        ..invoice
    });
    insta::assert_snapshot!(told(&signal(invoices.collect())), @r"
    amber 25, newest 2026-06-30
      days_overdue 45 days: amber 25 [2026-05-16 bill:2]
      note: the oldest is one of 2 invoices that are past their due date
    ");
}

#[test]
fn invoices_that_are_paid_void_or_drafts_are_not_overdue() {
    insta::assert_snapshot!(told(&signal(vec![invoice(100, Some(false)), invoice(70, Some(false))])), @r"
    green 100, newest 2026-03-22
      days_overdue 0 days: green 100 [2026-03-22]
    ");
    // Nobody waits for what is paid, whenever it was due.
    assert_eq!(days(&[undated(Some(false))]), "0 green 100");
}

#[test]
fn what_may_be_overdue_is_no_good_news() {
    insta::assert_snapshot!(told(&signal(vec![undated(Some(true)), invoice(20, None), invoice(50, Some(false))])), @r"
    unknown -, newest 2026-06-30
      because there is too little evidence to compare
      note: whether it is paid is unknown for 1 of 3 invoices
      note: when it is due is unknown for 1 of 1 unpaid invoices
    ");
    assert_eq!(days(&[invoice(20, None)]), "none");
    assert_eq!(days(&[undated(None)]), "none");
}

#[test]
fn what_cannot_be_overdue_yet_is_not() {
    assert_eq!(days(&[invoice(0, None)]), "0 green 100");
}

#[test]
fn what_is_overdue_for_certain_stays_bad_news() {
    assert_eq!(days(&[invoice(20, None), invoice(6, Some(true))]), "6 amber 90");
}

#[test]
fn an_unpaid_invoice_is_never_stale_and_a_paid_one_is_after_a_year() {
    let level = |invoice: Billed<'static>| {
        let signal = signal(vec![invoice]);
        (signal.level.word(), signal.is_stale)
    };
    assert_eq!(level(invoice(335, Some(false))), ("green", false));
    assert_eq!(level(invoice(336, Some(false))), ("unknown", true));
    assert_eq!(level(invoice(336, Some(true))), ("red", false));
}
