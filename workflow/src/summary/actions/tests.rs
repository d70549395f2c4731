use super::*;
use crate::definition::SectionDraft;
use crate::summary::facts::fixture::{AS_OF, against, dairy, ledger, request, risk, ticket};

fn told(ledger: &grounding::Ledger) -> Vec<Claim> {
    let request = request();
    actions(&Facts::read(ledger, &request))
}

/// AS-11: each is tied to an open ticket, risk, invoice, milestone or task, the most urgent first.
#[test]
fn actions_name_what_asks_for_them() {
    let claims = told(&dairy());
    let texts: Vec<&str> = claims.iter().map(|claim| claim.text.as_str()).collect();
    insta::assert_snapshot!(texts.join("\n"), @"
    Resolve the escalated ticket “Tank alarm arrives late” (urgent).
    Name an owner of the open risk “Runa Bexley retires in September” (severity High).
    Collect the open invoice “BD-0007”, due 1 May 2026: EUR 16,000 remaining.
    Reach the overdue milestone “Pilot report agreed” of “Cheese plant pilot” (due 10 June 2026, owner Senna Oduya).
    Act on the open risk “The tank supplier may change its sensors” (severity low, owner Senna Oduya).
    Follow up on the CRM activity “Send the tank map” (due 12 June 2026, owner Senna Oduya).
    Follow up on the open ticket “Export is missing a column” (normal).
    ");
    let cited: Vec<&str> = claims
        .iter()
        .map(|claim| claim.citations[0].source_id.as_str())
        .collect();
    assert_eq!(
        cited,
        [
            "helpdesk:ticket/7",
            "plan:risk/2",
            "billing:invoice/1",
            "work:milestone/22",
            "plan:risk/1",
            "crm:task/1",
            "helpdesk:ticket/8",
        ]
    );
}

/// AS-11: the list ends after eight, escalated tickets before risks.
#[test]
fn there_are_eight_at_most() {
    let tickets = (1..=6).map(|at| ticket(&at.to_string(), &format!("Pump {at} stands still"), true, true));
    let risks = (1..=6).map(|at| risk(&at.to_string(), &format!("Valve {at} may leak"), "high", None));
    let ledger = ledger(tickets.chain(risks).collect());
    assert_eq!(ledger.view.as_of, AS_OF);
    let claims = told(&ledger);
    let kinds: Vec<&str> = claims
        .iter()
        .map(|claim| claim.text.split(' ').next().unwrap())
        .collect();
    assert_eq!(
        kinds,
        [
            "Resolve", "Resolve", "Resolve", "Resolve", "Resolve", "Resolve", "Name", "Name"
        ]
    );
    let drafts = [SectionDraft {
        section: "immediate_actions",
        claims,
    }];
    assert_eq!(against(&ledger, &drafts), Vec::<String>::new());
}

/// A subject with a link in it, which no claim may hold, is told by its ticket's number.
#[test]
fn a_subject_with_a_link_is_told_by_its_number() {
    let ledger = ledger(vec![ticket(
        "41",
        "See https://evil.example/now about pumps",
        true,
        true,
    )]);
    let claims = told(&ledger);
    assert_eq!(claims[0].text, "Resolve the escalated ticket ticket 41 (urgent).");
}
