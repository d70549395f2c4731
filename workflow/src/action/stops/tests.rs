use super::*;
use crate::definition::{Holds, definition};

fn names(text: &str, kind: ActionKind) -> Vec<&'static str> {
    stops(text, kind).into_iter().map(|stop| stop.name).collect()
}

/// Each sentence, with the stops that it trips where its kind trips none.
fn check(cases: &[(&str, &[&str])]) {
    let found: Vec<(&str, Vec<&str>)> = cases
        .iter()
        .map(|(text, _)| (*text, names(text, ActionKind::ForecastChange)))
        .collect();
    let expected: Vec<(&str, Vec<&str>)> = cases.iter().map(|(text, names)| (*text, names.to_vec())).collect();
    assert_eq!(found, expected);
}

#[test]
fn the_scope_is_what_is_added_taken_out_or_swapped() {
    check(&[
        ("Throw in a second sandbox for the Porto plant.", &["changes_scope"]),
        (
            "Tell them that the invoicing module is covered from now on.",
            &["changes_scope"],
        ),
        (
            "Take twelve licences out and put the warehouse workshop in.",
            &["changes_scope"],
        ),
        (
            "Up to ninety users may sign in without a new order.",
            &["changes_scope"],
        ),
        (
            "Build the adapter to their dispatch system as well.",
            &["changes_scope"],
        ),
        ("We file this as a change request.", &["changes_scope"]),
        ("Thank the users for their patience.", &[]),
        ("The module is popular with the night shift.", &[]),
        ("Our records show that 41 of 60 seats were used last month.", &[]),
    ]);
}

#[test]
fn the_timing_is_when_a_project_gets_where() {
    check(&[
        (
            "Move the rollout in Gdansk from March to the end of May 2027.",
            &["changes_timing"],
        ),
        (
            "Tell Ottilie that the training phase slips by a fortnight.",
            &["changes_timing"],
        ),
        (
            "The finished ledgers are handed over within six weeks.",
            &["changes_timing"],
        ),
        ("Bring the kickoff forward.", &["changes_timing"]),
        ("The rollout has been a pleasure.", &[]),
        (
            "Could we meet next Tuesday at ten to look at the numbers of the Antwerp depot?",
            &[],
        ),
        (
            "I noticed your team has not opened the planning board since 3 May 2027.",
            &[],
        ),
    ]);
}

#[test]
fn a_severity_is_named_or_a_ticket_is_ranked() {
    check(&[
        ("Put the label export ticket down as severity 3.", &["changes_severity"]),
        ("Bump the login bug to the front of the queue.", &["changes_severity"]),
        ("Reclassify the case as minor.", &["changes_severity"]),
        ("Raise the incident to urgent.", &["changes_severity"]),
        ("The bug was fun to find.", &[]),
        ("Ask whether the ticket helped.", &[]),
        ("She raised the issue on the call.", &[]),
    ]);
}

#[test]
fn the_roadmap_is_what_will_be_built_or_retired() {
    check(&[
        ("Say that the roadmap has room for offline work.", &["changes_roadmap"]),
        (
            "Engineering will build a barcode button for them next quarter.",
            &["changes_roadmap"],
        ),
        (
            "Tell them that the old calendar feature is being retired.",
            &["changes_roadmap"],
        ),
        ("They like the calendar feature best.", &[]),
        ("Ask which screen they open first.", &[]),
    ]);
}

#[test]
fn a_refund_is_money_that_goes_back() {
    check(&[
        ("Reimburse the courier costs of the failed test.", &["changes_refund"]),
        ("Credit two months for the days without service.", &["changes_refund"]),
        ("Give them the deposit back.", &["changes_refund"]),
        ("Waive the March invoice.", &["changes_refund", "discounts"]),
        ("Credit goes to Milan for the clean data.", &[]),
        ("They return to the topic every month.", &[]),
    ]);
}

#[test]
fn expectations_are_what_the_customer_is_led_to_count_on() {
    check(&[
        ("Assure the board that nothing will be lost.", &["changes_expectations"]),
        ("We'll have the sync repaired for you.", &["changes_expectations"]),
        ("They can expect an answer within the hour.", &["changes_expectations"]),
        ("Let them count on weekend staff.", &["changes_expectations"]),
        ("I'll send you the slides.", &[]),
        ("They told us about their summer party.", &[]),
    ]);
}

#[test]
fn a_public_proof_shows_a_customer_to_others() {
    check(&[
        ("Turn their year into a case study.", &["public_proof"]),
        ("Put the mark and the name on a page of our site.", &["public_proof"]),
        ("Read the figures out at the trade fair.", &["public_proof"]),
        ("May we quote you in the brochure?", &["public_proof"]),
        ("Write down the figures for the file.", &[]),
        ("The website of the customer was down.", &[]),
    ]);
}

#[test]
fn a_customer_ask_wants_something_of_the_customer() {
    check(&[
        ("Ask Farida to take a reference call with a brewery.", &["customer_ask"]),
        ("Would you be willing to talk to a prospect of ours?", &["customer_ask"]),
        (
            "Could you introduce us to the head of logistics at your sister company?",
            &["customer_ask"],
        ),
        ("Offer them ten more seats.", &["changes_scope", "customer_ask"]),
        ("Ask Farida how the week went.", &[]),
        ("Offer them a coffee.", &[]),
    ]);
}

#[test]
fn the_relationship_is_touched_by_feelings_and_by_going_over_heads() {
    check(&[
        ("Apologise for the missed call.", &["relationship_sensitive"]),
        ("Escalate this to their managing director.", &["relationship_sensitive"]),
        (
            "Their planner is frustrated, and we let them down.",
            &["relationship_sensitive"],
        ),
        ("Copy the list for their planner.", &[]),
        ("Their managing director likes tea.", &[]),
    ]);
}

#[test]
fn the_price_is_named_or_a_sum_stands_beside_what_it_buys() {
    check(&[
        ("Set the list price back to what it was.", &["pricing"]),
        ("Ask EUR 42 per seat.", &["pricing"]),
        ("The uplift falls away.", &["pricing"]),
        ("They spent EUR 42,000 on fuel.", &[]),
        ("Ask how many drivers they have.", &[]),
    ]);
}

#[test]
fn contract_terms_are_what_was_signed_beside_the_price() {
    check(&[
        ("Cut the notice period to one month.", &["contract_terms"]),
        ("Sign the contract for three years instead of one.", &["contract_terms"]),
        ("Send an addendum on the service level.", &["contract_terms"]),
        ("Allow them to pay within 60 days.", &["contract_terms"]),
        ("Read the contract before the call.", &[]),
        ("They have a good agreement among themselves.", &[]),
    ]);
}

#[test]
fn a_discount_takes_something_off() {
    check(&[
        ("Take 15 % off.", &["discounts"]),
        ("Give them two months free.", &["discounts"]),
        ("Lower the fee until the harvest is in.", &["pricing", "discounts"]),
        ("Match the competitor's offer.", &["discounts"]),
        ("Their stock fell 15 %.", &[]),
        ("Lower the noise in the hall.", &[]),
    ]);
}

#[test]
fn a_renewal_is_named_or_a_contract_runs_out() {
    check(&[
        ("Talk about the renewal with the buyer first.", &["renewal_strategy"]),
        ("Let the subscription lapse and begin again.", &["renewal_strategy"]),
        ("Ask them to renew early.", &["renewal_strategy"]),
        ("Talk to the buyer about forklifts.", &[]),
        ("The subscription suits them.", &[]),
    ]);
}

#[test]
fn a_cancellation_is_a_customer_who_goes() {
    check(&[
        ("Treat the account as lost: they will terminate.", &["cancellation"]),
        ("They are going to switch to a competitor.", &["cancellation"]),
        ("Shut the service down when the harvest is in.", &["cancellation"]),
        ("They left us once before.", &["cancellation"]),
        ("They never stop asking good questions.", &[]),
        ("Their competitor has opened a shop.", &[]),
    ]);
}

#[test]
fn sensitive_details_are_private_legal_of_security_or_told_in_confidence() {
    check(&[
        ("Mention the data breach of last spring.", &["sensitive_details"]),
        ("Ring Farida on +44 113 496 0412.", &["sensitive_details"]),
        ("Their foreman is on sick leave.", &["sensitive_details"]),
        ("Keep this confidential.", &["sensitive_details"]),
        ("They told us of the layoffs under NDA.", &["sensitive_details"]),
        ("Mention the weather of last spring.", &[]),
        ("Ring Farida after lunch.", &[]),
    ]);
}

#[test]
fn what_stands_in_two_sentences_is_not_read_as_one() {
    check(&[
        ("Move the rollout to 3 May 2027.", &["changes_timing"]),
        ("The rollout was a joy. See you on 3 May 2027.", &[]),
    ]);
}

#[test]
fn an_everyday_message_trips_nothing_but_its_kind() {
    let text = "Hi Ines,\n\nwe noticed that logins in Lyon fell over the last three weeks.\n\
                Could we talk on Thursday about what would help the night shift?\n\nRegards\nPer";
    assert_eq!(names(text, ActionKind::Outreach), ["relationship_sensitive"]);
}

#[test]
fn some_kinds_trip_a_stop_whatever_they_say() {
    let found = ActionKind::ALL.map(|kind| (kind.word(), names("Go ahead.", kind)));
    assert_eq!(
        found,
        [
            ("outreach", vec!["relationship_sensitive"]),
            ("save_offer", vec!["relationship_sensitive", "cancellation"]),
            ("expansion_ask", vec!["customer_ask"]),
            ("forecast_change", vec![]),
            ("public_proof", vec!["public_proof"]),
            ("reference_ask", vec!["customer_ask"]),
            (
                "cancellation_assumption",
                vec!["relationship_sensitive", "cancellation"]
            ),
            ("downgrade", vec!["changes_scope", "relationship_sensitive"]),
            ("executive_escalation", vec!["relationship_sensitive"]),
            ("renewal_strategy", vec!["renewal_strategy"]),
        ]
    );
}

#[test]
fn a_stop_is_found_by_its_name() {
    for stop in &ACTION_STOPS {
        assert_eq!(action_stop(stop.name), Some(stop));
    }
    assert_eq!(action_stop("mood"), None);
}

#[test]
fn every_change_that_a_handoff_stops_for_stops_an_action_too() {
    let handoff = definition("handoff").unwrap();
    let changes = handoff
        .stops
        .iter()
        .filter(|it| it.holds == Holds::Leaving && it.name.starts_with("changes_"));
    let told: Vec<(&str, &str, &str)> = changes
        .map(|it| (it.name, it.row, action_stop(it.name).map_or("", |stop| stop.row)))
        .collect();
    assert_eq!(
        told,
        [
            ("changes_scope", "HO-23", "HO-23"),
            ("changes_timing", "HO-23", "HO-23"),
            ("changes_severity", "HO-23", "HO-23"),
            ("changes_roadmap", "HO-23", "HO-23"),
            ("changes_refund", "HO-23", "HO-23"),
            ("changes_expectations", "HO-23", "HO-23"),
        ]
    );
}
