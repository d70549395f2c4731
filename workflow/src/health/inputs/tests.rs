//! The inputs of a snapshot and the questions about their gaps.

use grounding::Ledger;

use super::super::facts::Facts;
use super::super::facts::fixture::{ago, call, decision, ledger, measure, well, well_but};
use super::{inputs, questions};
use crate::definition::Request;

/// The table as lines.
fn table(ledger: &Ledger) -> String {
    let request = Request::default();
    let rows = inputs(&Facts::read(ledger, &request));
    let lines = rows.into_iter().map(|row| {
        let newest = row.newest.map(|day| format!(" {day}")).unwrap_or_default();
        let status = format!("{:?}", row.status).to_lowercase();
        let line = format!("{} {status} {}{newest} {}", row.name, row.sources, row.note);
        line.trim_end().to_owned()
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn line(ledger: &Ledger, name: &str) -> String {
    let table = table(ledger);
    let found = table.lines().find(|line| line.starts_with(name));
    found.unwrap_or_default().to_owned()
}

fn asked(ledger: &Ledger, edition: &'static str) -> String {
    let request = Request {
        edition,
        ..Request::default()
    };
    let facts = Facts::read(ledger, &request);
    let asked = questions(&facts, &inputs(&facts)).into_iter();
    let lines = asked.map(|it| format!("{} {:?} {}: {}", it.id, it.to, it.about, it.text));
    lines.collect::<Vec<_>>().join("\n")
}

/// HS-3: the eight inputs are listed, whatever there is of them.
#[test]
fn the_table_has_all_eight_inputs() {
    insta::assert_snapshot!(table(&ledger(Vec::new())), @"
    usage missing 0 no usage figures and no product events
    adoption missing 0 nothing says how many of the seats and of the features are used
    support_tickets missing 0 no ticket and no support case, open or closed
    sentiment missing 0 no survey answer, and no word of how content the customer is
    billing missing 0 no invoice
    stakeholder_engagement missing 0 no call, meeting or mail with the customer
    success_plan missing 0 no milestone and no open goal
    owner_review_rules present 0 built-in rules
    ");
    insta::assert_snapshot!(table(&ledger(well())), @"
    usage present 20 2026-06-29
    adoption present 20 2026-06-29
    support_tickets present 1 2026-05-21
    sentiment present 1 2026-06-18
    billing present 1 2026-05-16
    stakeholder_engagement present 1 2026-06-21
    success_plan present 2 2026-06-30
    owner_review_rules present 0 built-in rules
    ");
}

/// HS-14: usage is stale the day after its 30, and talks the day after their 90.
#[test]
fn old_inputs_are_stale() {
    let usage = |days: i32| {
        let weeks = (0..20).map(|week| measure("weekly_logins", "", ago(days + 7 * week), 100));
        line(&ledger(weeks.collect()), "usage")
    };
    // With no figure of the last four weeks there is nothing to compare, old or not.
    assert_eq!(
        usage(30),
        "usage missing 20 2026-05-31 there is too little evidence to compare"
    );
    insta::assert_snapshot!(usage(31), @"usage stale 20 2026-05-30 the newest evidence is of 2026-05-30, more than 30 days ago");
    let talks = |days: i32| {
        let talk = call(1, ago(days), "We went through the plan.");
        line(&ledger(vec![talk]), "stakeholder_engagement")
    };
    assert_eq!(talks(90), "stakeholder_engagement present 1 2026-04-01");
    insta::assert_snapshot!(talks(91), @"stakeholder_engagement stale 1 2026-03-31 the newest evidence is of 2026-03-31, more than 90 days ago");
}

/// HS-3: what is missing or too old is asked about, as far as the edition shows its signal, until
/// somebody has answered.
#[test]
fn gaps_are_asked_about() {
    let sparse = || {
        let weeks = (0..20).map(|week| measure("weekly_logins", "", ago(40 + 7 * week), 100));
        weeks.collect::<Vec<_>>()
    };
    insta::assert_snapshot!(asked(&ledger(sparse()), ""), @"
    q1 AccountOwner usage_stale: The newest evidence of usage is of 21 May 2026: what has happened since, or may it be gone by?
    q2 AccountOwner adoption_missing: How many of the seats, and which of the features, does the customer use?
    q3 AccountOwner support_tickets_missing: Which help desk holds what is open for this customer?
    q4 AccountOwner sentiment_missing: What does the customer say about us, in their own words or in a survey?
    q5 AccountOwner billing_missing: Where are this customer's invoices, and are they paid?
    q6 AccountOwner stakeholder_engagement_missing: When was the customer last met or heard of, and by whom?
    q7 AccountOwner success_plan_missing: What has the customer set out to reach, and by when?
    ");
    insta::assert_snapshot!(asked(&ledger(sparse()), "first"), @"
    q1 AccountOwner usage_stale: The newest evidence of usage is of 21 May 2026: what has happened since, or may it be gone by?
    q2 AccountOwner support_tickets_missing: Which help desk holds what is open for this customer?
    q3 AccountOwner sentiment_missing: What does the customer say about us, in their own words or in a survey?
    q4 AccountOwner stakeholder_engagement_missing: When was the customer last met or heard of, and by whom?
    q5 AccountOwner success_plan_missing: What has the customer set out to reach, and by when?
    ");
    assert_eq!(asked(&well_but([]), ""), "");
    let weeks = (0..20).map(|week| measure("weekly_logins", "", ago(30 + 7 * week), 100));
    insta::assert_snapshot!(asked(&ledger(weeks.collect()), "").lines().next().unwrap_or_default(), @"q1 AccountOwner usage_missing: What is on record of usage, the newest of 31 May 2026, is too little to go by: what else is known?");
    let request = Request::default();
    let whole = ledger(sparse());
    let facts = Facts::read(&whole, &request);
    let stale = questions(&facts, &inputs(&facts))
        .into_iter()
        .find(|it| it.about == "usage_stale");
    let mut answered = sparse();
    answered.push(decision("usage_stale", stale.unwrap().citations));
    assert!(!asked(&ledger(answered), "").contains("usage_stale"));
    let mut answered = sparse();
    answered.push(decision("billing_missing", Vec::new()));
    assert!(!asked(&ledger(answered), "").contains("billing_missing"));
}
