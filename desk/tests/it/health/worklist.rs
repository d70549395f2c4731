//! The work list over all accounts (HS-33).

use super::customer::{Customer, ago, ahead};
use super::written::write;
use crate::support::{Vouch, list, text};

/// Four accounts in four conditions, in an order that is none of urgency.
fn four() -> Vec<Customer> {
    let well = Customer::healthy().named("alder-tools", "Alder Tools", "A1");
    let unknown = Customer::healthy()
        .named("birch-print", "Birch Print", "B1")
        .with(|it| it.usage.clear());
    let capped = Customer::healthy()
        .named("cedar-foods", "Cedar Foods", "C1")
        .with(|it| it.invoices[0] = ("CF-2026-1", ago(75), false));
    let failing = Customer::healthy()
        .named("dune-travel", "Dune Travel", "D1")
        .with(|it| {
            it.renewal = ahead(20);
            for (metric, day, value) in &mut it.usage {
                if *day > ago(28) {
                    *value /= if *metric == "sessions" { 4 } else { 5 };
                }
            }
            it.milestones[0].2 = None;
            it.milestones[1].2 = None;
            it.invoices[0] = ("DT-2026-1", ago(90), false);
            it.tickets = vec![
                ("Booking fails", ago(70), "open", "urgent"),
                ("No invoices", ago(66), "open", "urgent"),
            ];
            it.answers = vec![(ago(5), 1, "Terrible, we hate it.")];
            it.mails = vec![
                (ago(4), "We are very disappointed. This is a disaster."),
                (ago(3), "It is awful."),
            ];
            it.calls.clear();
        });
    vec![well, unknown, capped, failing]
}

/// HS-33: a batch over all accounts ends in a list, the most urgent first.
#[test]
fn all_accounts_make_a_sorted_list() {
    let vouch = Vouch::with(write(&four()).path());
    let run = vouch.run(["health", "--all", "-q"]);
    assert_eq!(run.code, 0, "{run:?}");
    insta::assert_snapshot!(run.out, @"
    4 accounts: 1 red, 1 amber, 1 unknown, 1 green
      ! Dune Travel  red       26  no prior  ▃  renewal in 20 days
          - Outcome at risk: milestones are red (milestones that are past their due
            date and not reached: 2 milestones) → Tobias Renn, by 3 July 2026
      ~ Cedar Foods  amber     90  no prior  ▇
          - Red signal: billing is red (how long the oldest unpaid invoice is past
            its due date: 75 days) → Tobias Renn, by 3 July 2026
      ? Birch Print  unknown       no prior
          - No score: neither usage nor adoption is known. → Tobias Renn, by 2 July
            2026
      ✔ Alder Tools  green    100  no prior  █
          - Every signal that is known is green → Tobias Renn, by 28 July 2026
    ");
    let briefs = vouch.json(0, ["health", "--all"]);
    let order: Vec<(&str, &str)> = briefs
        .as_array()
        .unwrap()
        .iter()
        .map(|it| (text(it, "account_id"), text(&it["health"], "level")))
        .collect();
    assert_eq!(
        order,
        [
            ("dune-travel", "red"),
            ("cedar-foods", "amber"),
            ("birch-print", "unknown"),
            ("alder-tools", "green"),
        ]
    );
    let owners = briefs
        .as_array()
        .unwrap()
        .iter()
        .map(|it| text(&it["health"]["next_action"], "owner"));
    assert!(owners.into_iter().all(|it| it == "Tobias Renn"));
    assert!(
        briefs
            .as_array()
            .unwrap()
            .iter()
            .all(|it| !list(it, "tasks").is_empty())
    );
}
