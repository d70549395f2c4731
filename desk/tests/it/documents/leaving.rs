//! When nothing leaves for the customer.

use super::{FORMATS, approved, asked, events, exported, ready, target};
use crate::desk::{ADMIN, AE, CSM, Desk, OPERATIONS, OTHER_CSM, READER, SUPERVISOR};
use crate::exports::Exports;
use crate::support::text;

/// Asserts that neither the AE nor the CSM gets a customer's copy of the run, whatever the format,
/// and gives the one reason for all of them.
fn kept_back(desk: &Desk, run: &str) -> String {
    let mut reasons: Vec<String> = Vec::new();
    for form in FORMATS.iter().chain(&["pdf"]) {
        for login in [AE, CSM] {
            let path = target(desk, form, "kept-back");
            let to = ["--out", path.to_str().unwrap()];
            // No other flag opens the way either.
            let despite = ["--despite", "they wait for it"];
            reasons.push(desk.refused(login, &[&asked(run, form, "customer")[..], &to].concat()));
            reasons.push(desk.refused(login, &[&asked(run, form, "customer")[..], &to, &despite].concat()));
            assert!(!path.exists(), "{form} for {login}");
        }
    }
    reasons.dedup();
    assert_eq!(reasons.len(), 1, "{reasons:?}");
    let (reason, _) = reasons[0].split_once("\nhint: ").unwrap();
    reason.to_owned()
}

/// How many documents of a run have left for the customer, as the log has it.
fn left(desk: &Desk, run: &str) -> usize {
    let events = events(desk, run);
    let exports = events.iter().filter(|it| it["event"] == "exported");
    exports.filter(|it| it["audience"] == "customer").count()
}

/// VR-33, HO-22: no format and no flag yields a copy for the customer of a brief that is in
/// review, has one approval of two, or was sent back, taken up again or superseded; what was
/// approved before doesn't count.
#[test]
fn nothing_leaves_until_both_have_approved() {
    let desk = Desk::new();
    let id = ready(&desk, &[]);
    let in_review = "error: this run is in review, so nothing of it goes to the customer";
    assert_eq!(kept_back(&desk, &id), in_review);
    desk.approve(AE, &id);
    assert_eq!(kept_back(&desk, &id), in_review);

    desk.out(CSM, 0, &["review", "return", &id, "--missing", "Who trains the desk?"]);
    insta::assert_snapshot!(kept_back(&desk, &id), @"error: this run was returned, so nothing of it goes to the customer");
    desk.out(AE, 0, &["review", "decide", &id, "m1", "--answer", "Meera Joshi does."]);
    desk.out(CSM, 0, &["review", "reopen", &id, "--reason", "answered"]);
    assert_eq!(kept_back(&desk, &id), in_review);
    assert_eq!(left(&desk, &id), 0);

    desk.approve(AE, &id);
    desk.approve(CSM, &id);
    exported(&desk, &id, "md", "customer");
    assert_eq!(left(&desk, &id), 1);
    desk.out(CSM, 0, &["review", "reopen", &id, "--reason", "the date has moved"]);
    assert_eq!(kept_back(&desk, &id), in_review);
    desk.approve(AE, &id);
    desk.approve(CSM, &id);

    // What was decided is evidence for the next one, which takes its place.
    let next = approved(&desk, &[]);
    assert_ne!(next, id);
    insta::assert_snapshot!(kept_back(&desk, &id), @"error: this run was superseded by a later one, so nothing of it goes to the customer");
    assert_eq!((left(&desk, &id), left(&desk, &next)), (1, 0));
}

/// HO-22: a paused handoff gives the customer nothing.
#[test]
fn nothing_of_a_paused_run_leaves() {
    let desk = Desk::new();
    desk.out("", 1, &["handoff", "halden-freight"]);
    insta::assert_snapshot!(kept_back(&desk, "halden-freight"), @"error: this run is paused, so nothing of it goes to the customer");
    assert_eq!(left(&desk, "halden-freight"), 0);
}

/// VR-33: of an approved brief, the customer's copy goes to those who answer for it, and to nobody
/// else.
#[test]
fn only_those_who_answer_for_it_take_it_out() {
    let desk = Desk::new();
    let id = approved(&desk, &[]);
    let mut refused = String::new();
    for login in ["", ADMIN, READER, OPERATIONS, SUPERVISOR] {
        for form in FORMATS {
            let path = target(&desk, form, "customer");
            let args = [&asked(&id, form, "customer")[..], &["--out", path.to_str().unwrap()]].concat();
            let reason = desk.refused(login, &args);
            assert!(!path.exists(), "{form} for {login}");
            if form == "md" {
                refused.push_str(reason.lines().next().unwrap());
                refused.push('\n');
            }
        }
    }
    insta::assert_snapshot!(refused, @"
    error: nobody has signed in, and to take out what the customer will read takes a name
    error: `rosa` may not do that: to take out what the customer will read takes the role `account_owner` or `csm` or `ae` for `northwind-labs`
    error: `rhea` may not do that: to take out what the customer will read takes the role `account_owner` or `csm` or `ae` for `northwind-labs`
    error: `omar` may not do that: to take out what the customer will read takes the role `account_owner` or `csm` or `ae` for `northwind-labs`
    error: `sven` may not do that: to take out what the customer will read takes the role `account_owner` or `csm` or `ae` for `northwind-labs`
    ");
    assert_eq!(left(&desk, &id), 0);
    for login in [AE, CSM, OTHER_CSM] {
        desk.out(login, 0, &asked(&id, "md", "customer"));
    }
    assert_eq!(left(&desk, &id), 3);
}

/// Whoever may not read the account gets no document of it, for whomever it is.
#[test]
fn another_accounts_csm_gets_no_document() {
    let desk = Desk::new();
    desk.out("", 1, &["handoff", "halden-freight"]);
    for audience in ["internal", "customer"] {
        for form in FORMATS {
            let reason = desk.refused(OTHER_CSM, &asked("halden-freight", form, audience));
            assert!(
                reason.starts_with("error: `cleo` may not do that: to read this takes the role"),
                "{reason}"
            );
        }
    }
}

/// VR-33: evidence that came after the approval and no longer bears a claim out keeps the whole
/// copy back.
#[test]
fn evidence_that_has_changed_keeps_the_copy_back() {
    let exports = Exports::copy();
    let desk = Desk::with(exports.path());
    let id = approved(&desk, &[]);
    let exports = exports.edit(
        "gong/transcripts.json",
        "Single sign-on has to go through our identity provider",
        "Single sign-on can wait",
    );
    desk.out("", 0, &["ingest", exports.path().to_str().unwrap()]);
    insta::assert_snapshot!(desk.refused(AE, &asked(&id, "md", "customer")), @"
    error: the evidence has changed since this brief was approved
    hint: claim `c25` (“Ruth Adeyemi (CRM and Systems Manager) said on 26 May 2026: “Single sign-on has to go through our identity provider, our auditors insist on that.””) no longer stands: `gong:call/88117` no longer says this; an earlier revision did (V110)
    ");
    assert_eq!(left(&desk, &id), 0);
}

/// The customer gets no bundle, which holds what is internal.
#[test]
fn the_customer_gets_no_bundle() {
    let desk = Desk::new();
    let id = approved(&desk, &[]);
    insta::assert_snapshot!(desk.refused(AE, &asked(&id, "bundle", "customer")), @"
    error: the customer gets no bundle
    hint: a bundle holds internal sources; it is for auditors
    ");
    assert_eq!(text(&desk.standing(&id), "state"), "approved");
}
