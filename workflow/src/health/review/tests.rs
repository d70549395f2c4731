//! The five kinds of change that the owner reviews.

use grounding::{Affiliation, Ledger};

use super::super::facts::fixture::{ago, call, finished, ledger, milestone, renewal, said, ticket, well, well_but};
use super::{KINDS, plan};
use crate::definition::{Finished, Request};
use crate::people::Role;

fn told(finished: &Finished) -> String {
    let reviews = &finished.health.as_ref().unwrap().reviews;
    let lines = reviews.iter().map(|it| format!("{}: {}", it.kind, it.why));
    lines.collect::<Vec<_>>().join("\n")
}

fn reviews(ledger: &Ledger) -> String {
    told(&finished(ledger, &Request::default()))
}

/// HS-20: each kind of change is told with why this snapshot is one, and is a task that holds up
/// what follows until the owner has approved.
#[test]
fn each_kind_is_told_with_its_reason() {
    insta::assert_snapshot!(reviews(&ledger(well())), @"
    renewal_risk: 
    executive_escalation: 
    account_plan: 
    customer_outreach: 
    relationship:
    ");
    let troubled = well_but([
        renewal(ago(-60)),
        ticket(2, ago(20), "Ovens do not start", true, true),
        milestone(2, "Second bakery live", ago(30), None),
        milestone(3, "Third bakery live", ago(10), None),
        call(1, ago(80), "We went through the plan for the ovens."),
        said(1, Affiliation::Vendor, ago(30), "No reply from Ines to my mail."),
        said(2, Affiliation::Vendor, ago(20), "Ines has not answered."),
        said(3, Affiliation::Vendor, ago(10), "Still no answer from Ines."),
    ]);
    let finished = finished(&troubled, &Request::default());
    insta::assert_snapshot!(told(&finished), @"
    renewal_risk: the contract renews on 29 August 2026, and the account is amber
    executive_escalation: the ticket “Ovens do not start” is open and escalated
    account_plan: the success plan is red
    customer_outreach: the next action reaches the customer
    relationship: the relationship is red
    ");
    let reviewed = finished.tasks.iter().filter(|it| it.stop).map(|it| it.title.as_str());
    insta::assert_snapshot!(reviewed.collect::<Vec<_>>().join("\n"), @"
    Review this snapshot
    Review the risk to the renewal (the contract renews on 29 August 2026, and the account is amber)
    Review whether it goes to the executives (the ticket “Ovens do not start” is open and escalated)
    Review what changes in the account plan (the success plan is red)
    Review what is said to the customer (the next action reaches the customer)
    Review what touches the relationship (the relationship is red)
    ");
}

/// HS-20: talk of leaving is a risk to the renewal, however far away that is.
#[test]
fn talk_of_leaving_is_a_risk_to_the_renewal() {
    let leaving = said(9, Affiliation::Customer, ago(5), "We may stop using it in autumn.");
    let found = reviews(&well_but([leaving]));
    let first = found.lines().next().unwrap();
    assert_eq!(
        first,
        "renewal_risk: somebody speaks of leaving: \u{201C}We may stop using it in autumn.\u{201D}"
    );
}

/// HS-20: the account's owner answers for all five.
#[test]
fn the_owner_answers_for_all_five() {
    let plan = plan();
    assert_eq!(plan.roles().collect::<Vec<_>>(), [Role::AccountOwner]);
    let items: Vec<&str> = plan.items.iter().map(|item| item.name.as_str()).collect();
    assert_eq!(items, KINDS.iter().map(|kind| kind.name).collect::<Vec<_>>());
}
