//! Whether a handoff can rely on what sales left behind.

use grounding::{Affiliation, Source, SourceKind, Visibility};
use jiff::civil::date;

use super::super::readiness;
use super::{ask, deal, ledger, note, of, order_form, source, told};

/// HO-34: sales notes are reliable where four in five talks have a day and a known author.
#[test]
fn sales_notes_are_reliable_from_four_in_five_on() {
    let before = date(2026, 2, 1);
    let known = |id: &str| note(id, before, ("Rhea", Affiliation::Vendor));
    let unsigned = || source("note:file/x", SourceKind::Note, before, "Talked about the rollout.");
    let notes = |sources: Vec<Source>| told(&ask("sales_notes", sources, &[]));
    let four = || vec![deal(), known("note:file/1"), known("note:file/2"), known("note:file/3")];
    let with = |more: Vec<Source>| notes(four().into_iter().chain(more).collect());
    insta::assert_snapshot!(with(vec![unsigned(), known("note:file/4")]), @"Ready: a date and a known author are on record for 4 of 5 calls, notes and activities around the deal");
    insta::assert_snapshot!(with(vec![unsigned()]), @"NotReady: a date and a known author are on record for only 3 of 4 calls, notes and activities around the deal -> give the notes an `author` and a `date`, export the CRM's users and contacts with them, and read them with `vouch ingest PATH`");
    let undated = Source {
        occurred_at: None,
        ..known("note:file/u")
    };
    let strange = note("note:file/s", before, ("Somebody", Affiliation::Unknown));
    let nameless = note("note:file/n", before, ("crm:user/9", Affiliation::Vendor));
    for unreliable in [undated, strange, nameless] {
        assert!(with(vec![unreliable]).contains("on record for only 3 of 4 calls"));
    }
}

/// HO-34: a won deal that nobody spoke of before it closed has no sales notes.
#[test]
fn a_deal_nobody_spoke_of_has_no_sales_notes() {
    let by = ("Rhea", Affiliation::Vendor);
    let long_before = note("note:file/1", date(2025, 2, 1), by);
    let after = note("note:file/2", date(2026, 3, 2), by);
    let answer = ask("sales_notes", vec![deal(), long_before, after], &[]);
    insta::assert_snapshot!(told(&answer), @"NotReady: no call, note or activity is dated within the year before the deal closed on 2026-03-01 -> export the deal's calls, notes and CRM activities, and read them with `vouch ingest PATH`");
}

/// HO-34: the order form of a won deal must be there, and legible.
#[test]
fn a_won_deal_needs_an_order_form_that_can_be_read() {
    let documents = |sources: Vec<Source>| told(&ask("closed_won_documents", sources, &[]));
    let form = order_form("# Order form\n\n- Term: 12 months\n- Seats: 40\n");
    assert_eq!(
        documents(vec![deal(), form.clone()]),
        "Ready: `contract:order-form/acme`, signed on 2026-03-01"
    );
    insta::assert_snapshot!(documents(vec![deal()]), @"NotReady: the deal `Acme: rollout` was won, and no order form of it may be read -> save the signed order form as text or Markdown under the account's name, and read it with `vouch ingest PATH`");
    let withheld = Source {
        visibility: Visibility::Restricted,
        ..form
    };
    assert!(documents(vec![deal(), withheld]).starts_with("NotReady: the deal `Acme: rollout` was won, and no"));
    let blank = documents(vec![deal(), order_form("# Order form\n")]);
    assert!(
        blank.starts_with("NotReady: not one clause can be read in `contract:order-form/acme`"),
        "{blank}"
    );
}

/// HO-34 asks of a sale only where there is one.
#[test]
fn nothing_is_asked_of_a_sale_that_was_not_made() {
    let answers = readiness(&ledger(Vec::new()), &[]).answers;
    for name in ["sales_notes", "closed_won_documents"] {
        assert_eq!(told(of(&answers, name)), "NotAsked: no deal is on record as won");
    }
}
