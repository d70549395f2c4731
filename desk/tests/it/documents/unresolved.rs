//! An issue of the customer's that is open.

use super::{approved, asked, events, exported};
use crate::desk::{AE, CSM, Desk, OTHER_CSM};
use crate::exports::Exports;

/// VR-42: while a ticket of theirs is open and escalated, the customer gets nothing; the account's
/// owner alone may let it go, and the log has why. Inside, the ticket stands among the risks.
#[test]
fn an_open_escalated_ticket_keeps_the_copy_back() {
    let exports = Exports::copy().edit(
        "zendesk/tickets.json",
        "\"priority\": \"high\"",
        "\"priority\": \"urgent\"",
    );
    let desk = Desk::with(exports.path());
    let id = approved(&desk, &[]);
    let ticket = "The ticket `Sign-on with our identity provider` is open";
    let internal = String::from_utf8(exported(&desk, &id, "json", "internal")).unwrap();
    assert!(internal.contains(ticket), "{internal}");

    let customer = asked(&id, "md", "customer");
    insta::assert_snapshot!(desk.refused(CSM, &customer), @"
    error: an issue of the customer's is unresolved, so nothing goes to them
    hint: `zendesk:ticket/3327` is open and escalated: Sign-on with our identity provider
    hint: the account's owner may let it go with `--despite REASON`
    ");
    let empty = [&customer[..], &["--despite", " "]].concat();
    assert_eq!(desk.refused(CSM, &empty), desk.refused(CSM, &customer));
    let because = "Ruth Adeyemi knows, and waits for our answer.";
    let despite = [&customer[..], &["--despite", because]].concat();
    insta::assert_snapshot!(desk.refused(AE, &despite), @"
    error: `dana` may not do that: to approve as the account owner takes the role `account_owner` for `northwind-labs`
    hint: an administrator grants roles with `vouch user grant`
    ");
    let other = desk.refused(OTHER_CSM, &despite);
    assert!(
        other.starts_with("error: `cleo` may not do that: to approve as the account owner"),
        "{other}"
    );
    assert_eq!(despites(&desk, &id), []);

    let copy = desk.out(CSM, 0, &despite);
    assert!(
        !copy.contains("identity provider` is open") && copy.contains("Single sign-on has to go"),
        "{copy}"
    );
    assert_eq!(despites(&desk, &id), [Some(because.to_owned())]);
}

/// Of each document that left for the customer, the reason why it did all the same, as the log has
/// it; none where there was no need for one.
fn despites(desk: &Desk, run: &str) -> Vec<Option<String>> {
    let events = events(desk, run);
    let customer = events
        .iter()
        .filter(|it| it["event"] == "exported" && it["audience"] == "customer");
    customer.map(|it| it["despite"].as_str().map(str::to_owned)).collect()
}

/// VR-42: an escalated ticket that is solved, or an open one that is not escalated, is in nobody's
/// way, and nothing is on record as let go in spite of it.
#[test]
fn a_ticket_that_is_solved_or_not_escalated_is_in_nobodys_way() {
    let exports = Exports::copy().edit(
        "zendesk/tickets.json",
        "\"priority\": \"normal\"",
        "\"priority\": \"urgent\"",
    );
    let desk = Desk::with(exports.path());
    let id = approved(&desk, &[]);
    let despite = [&asked(&id, "md", "customer")[..], &["--despite", "They asked for it."]].concat();
    assert!(desk.out(AE, 0, &despite).starts_with("# Handoff"));
    assert_eq!(despites(&desk, &id), [None]);
}
