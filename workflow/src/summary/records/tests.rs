use grounding::InvoiceStatus;
use jiff::civil::date;

use super::*;
use crate::summary::facts::fixture::{
    against, contact, dairy, goal, invoice, kpi, ledger, measured_kpi, milestone, owned_by, project, request, texts,
    ticket,
};

fn drafts(ledger: &grounding::Ledger) -> Vec<SectionDraft> {
    let request = request();
    records(&Facts::read(ledger, &request), &request)
}

/// Every claim that is computed from records is one that the verifier accepts.
#[test]
fn the_verifier_accepts_every_claim() {
    let ledger = dairy();
    let drafts = drafts(&ledger);
    let sizes: Vec<(&str, usize)> = drafts.iter().map(|draft| (draft.section, draft.claims.len())).collect();
    assert_eq!(against(&ledger, &drafts), Vec::<String>::new(), "{sizes:?}");
    assert_eq!(
        sizes,
        [
            ("highlights", 4),
            ("stakeholders", 5),
            ("key_achievements", 2),
            ("kpi_progress", 2),
            ("relational_health", 1),
            ("risks", 11),
            ("achievements", 6),
            ("immediate_actions", 7),
        ]
    );
}

/// AS-3, PG-8: both sides, each exactly as `Name (Role)`; Olaf Renner was on a call and is in no
/// record, Paz Lindqvist is a user who has no part in the account.
#[test]
fn stakeholders_are_of_both_sides_and_on_record() {
    insta::assert_snapshot!(texts(&drafts(&dairy()), "stakeholders"), @"
    Runa Bexley (Sponsor)
    Mika Sorrel (contact)
    Teo Vance (Plant Engineer)
    Ivo Marchetti (Account Executive)
    Senna Oduya (Customer Success Manager)
    ");
}

/// AS-3: an owner whom the CRM names without having a record of them.
#[test]
fn an_owner_may_be_a_name() {
    let ledger = ledger(vec![
        owned_by("Senna Oduya", "Food"),
        contact("1", "Runa Bexley", "Director", None),
    ]);
    let drafts = drafts(&ledger);
    assert_eq!(
        texts(&drafts, "stakeholders"),
        "Runa Bexley (Director)\nSenna Oduya (account owner)"
    );
    assert_eq!(against(&ledger, &drafts), Vec::<String>::new());
}

/// AS-7: what has happened and what may happen are marked apart. PG-11: the goal that is off track
/// is among them.
#[test]
fn risks_are_current_or_possible() {
    insta::assert_snapshot!(texts(&drafts(&dairy()), "risks"), @"
    The ticket `Tank alarm arrives late` is open (priority urgent) (current).
    The goal `Get every driver to log in` is off track (current).
    Drivers logging in weekly rose from 12 drivers (December 2025) to 20 drivers (31 May 2026); the target is 80 drivers, and the KPI is off track (current).
    Sour batches per quarter rose from 8 batches (December 2025) to 9 batches (31 May 2026), against a target of 2 batches (current).
    An open ticket (priority normal): “Export is missing a column” (current).
    The goal “Answer the plant within a shift” is blocked (current).
    The project “Cheese plant pilot” has the status At risk (current).
    The milestone “Pilot report agreed” was due on 10 June 2026 and is still open (current).
    The invoice “BD-0007” was due on 1 May 2026 and is still open (current).
    Runa Bexley retires in September, severity High (possible).
    The tank supplier may change its sensors, severity low (possible).
    ");
}

/// AS-9, the third block: what was got through within the last six months, the newest first.
#[test]
fn lifecycle_achievements_come_from_records() {
    insta::assert_snapshot!(texts(&drafts(&dairy()), "achievements"), @"
    Cleaning time fell from 90 min (December 2025) to 55 min (31 May 2026), past the target of 60 min.
    Milk loss per month fell from 14 hl (December 2025) to 9 hl (31 May 2026); the target is 6 hl; Runa Bexley says so too.
    The milestone “Pilot sensors mounted” of “Cheese plant pilot” was reached on 18 May 2026.
    The project “Tank rollout” was completed on 3 April 2026 with the milestone “All tanks connected”.
    The milestone “First tanks connected” of “Tank rollout” was reached on 28 January 2026.
    The goal “Clean tanks faster” is completed.
    ");
}

/// What says when a milestone was reached is cited, also where it was reached on the day it was due;
/// a project that is red by its status was not completed.
#[test]
fn a_milestone_is_cited_with_the_day_it_was_reached() {
    let day = date(2026, 3, 12);
    let account = |health: &str| {
        let ledger = ledger(vec![
            project("1", "Tank rollout", health),
            milestone("1", "1", "First tanks connected", day, Some(day)),
        ]);
        drafts(&ledger)
            .into_iter()
            .find(|it| it.section == "achievements")
            .unwrap()
    };
    let quotes = |health: &str| -> Vec<String> {
        let claims = account(health).claims.into_iter();
        claims.flat_map(|claim| claim.citations).map(|it| it.quote).collect()
    };
    let reached = ["Milestone: First tanks connected", "Done on: 2026-03-12"];
    assert_eq!(quotes("Green"), ["Name: Tank rollout", reached[0], reached[1]]);
    assert_eq!(quotes("Red"), [reached[0], reached[1], "Name: Tank rollout"]);
}

/// PG-7: the window is six months, to the day.
#[test]
fn what_is_older_than_six_months_is_out() {
    let account = |day| {
        ledger(vec![
            project("1", "Tank rollout", "Green"),
            milestone("1", "1", "First tanks connected", day, Some(day)),
            goal("1", "Lose less milk", "On Track", date(2026, 9, 30)),
            measured_kpi("1", "milk loss", "hl", ["14", "6", "9"], "On Track", day),
        ])
    };
    let told = |day| {
        let drafts = drafts(&account(day));
        (texts(&drafts, "achievements"), texts(&drafts, "kpi_progress"))
    };
    let (done, moved) = told(date(2025, 12, 30));
    assert_eq!(
        done,
        "The project \u{201C}Tank rollout\u{201D} was completed on 30 December 2025 with the milestone \u{201C}First tanks connected\u{201D}."
    );
    assert_eq!(moved, "");
    assert_eq!(told(date(2025, 12, 29)), (String::new(), String::new()));
}

/// An account that has nothing to tell has no claim, not even an empty one.
#[test]
fn a_quiet_account_has_no_claims() {
    let quiet = ledger(vec![
        ticket("1", "Slow", false, true),
        invoice("1", "BD-1", InvoiceStatus::Open, date(2026, 7, 1)),
        goal("1", "Lose less milk", "On Track", date(2026, 9, 30)),
        kpi("1", "milk loss", "hl", ["14", "6", "14"], "On Track"),
    ]);
    let claims: usize = drafts(&quiet).iter().map(|draft| draft.claims.len()).sum();
    assert_eq!(claims, 0);
}
