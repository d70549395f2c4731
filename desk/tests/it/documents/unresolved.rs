//! An issue of the customer's that is open.

use super::{approved, asked, events, exported};
use crate::desk::{AE, CSM, Desk, OTHER_CSM};
use crate::exports::Exports;
use crate::support::text;

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
    let none: Vec<String> = despites(&desk, &id);
    assert_eq!(none, Vec::<String>::new());

    let copy = desk.out(CSM, 0, &despite);
    assert!(
        !copy.contains("identity provider` is open") && copy.contains("Single sign-on has to go"),
        "{copy}"
    );
    assert_eq!(despites(&desk, &id), [because]);
}

/// The reasons for which a document left all the same, as the log has them.
fn despites(desk: &Desk, run: &str) -> Vec<String> {
    let events = events(desk, run);
    let customer = events
        .iter()
        .filter(|it| it["event"] == "exported" && it["audience"] == "customer");
    customer.map(|it| text(it, "despite").to_owned()).collect()
}

/// VR-42: an escalated ticket that is solved, or an open one that is not escalated, is in nobody's
/// way; a reason that nobody needed is on record all the same.
#[test]
fn a_ticket_that_is_solved_or_not_escalated_is_in_nobodys_way() {
    let exports = Exports::copy().edit(
        "zendesk/tickets.json",
        "\"priority\": \"normal\"",
        "\"priority\": \"urgent\"",
    );
    let desk = Desk::with(exports.path());
    let id = approved(&desk, &[]);
    let because = "They asked for it.";
    let args = [&asked(&id, "md", "customer")[..], &["--despite", because]].concat();
    assert!(desk.out(AE, 0, &args).starts_with("# Handoff"));
    assert_eq!(despites(&desk, &id), [because]);
}
