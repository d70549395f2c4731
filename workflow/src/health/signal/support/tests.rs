//! Tickets that wait, and tickets that come.

use super::*;
use crate::health::by_hand::nothing;
use crate::health::signal::testing::{ago, brief, source, told};

fn ticket(opened: i32, is_open: Option<bool>) -> TicketSeen<'static> {
    TicketSeen {
        opened: ago(opened),
        is_open,
        is_escalated: false,
        source: None,
    }
}

fn escalated(opened: i32, is_open: Option<bool>) -> TicketSeen<'static> {
    TicketSeen {
        is_escalated: true,
        ..ticket(opened, is_open)
    }
}

fn signal(tickets: Vec<TicketSeen<'_>>) -> Signal<'_> {
    let observed = Observed { tickets, ..nothing() };
    read(&observed, &HealthPolicy::default())
}

#[test]
fn without_tickets_nothing_is_known() {
    insta::assert_snapshot!(told(&signal(Vec::new())), @r"
    unknown -, newest -
      because there is no evidence of it
      note: no ticket is on record, which says neither that nothing waits nor that something does
    ");
}

#[test]
fn the_worst_reading_gives_the_level_and_names_its_tickets() {
    let records = ["desk:1", "desk:2", "desk:3"].map(|id| source(id, "a ticket"));
    let tickets = [
        escalated(3, Some(true)),
        ticket(37, Some(true)),
        ticket(50, Some(false)),
    ];
    let tickets = std::iter::zip(tickets, &records).map(|(ticket, record)| TicketSeen {
        source: Some(record),
        ..ticket
    });
    // 37 days are half of the way from 14 to 60, and one escalation is half of the way to two.
    insta::assert_snapshot!(told(&signal(tickets.collect())), @r"
    amber 50, newest 2026-06-30
      open_escalations 1 tickets: amber 50 [2026-06-27 desk:1]
      oldest_ticket 37 days: amber 50 [2026-05-24 desk:2; 2026-06-27 desk:1]
    ");
}

#[test]
fn escalations_that_are_open_are_counted() {
    let count = |open: usize| {
        let tickets = (0..open).map(|_| escalated(1, Some(true)));
        let closed = [escalated(1, Some(false)), ticket(1, Some(true))];
        brief(&signal(tickets.chain(closed).collect()), "open_escalations")
    };
    assert_eq!(
        [0, 1, 2, 3].map(count),
        ["0 green 100", "1 amber 50", "2 red 0", "3 red 0"]
    );
}

#[test]
fn a_ticket_at_a_limit_has_the_level_of_the_limit() {
    let age = |days: i32| brief(&signal(vec![ticket(days, Some(true))]), "oldest_ticket");
    assert_eq!(
        [0, 14, 15, 59, 60].map(age),
        [
            "0 green 100",
            "14 green 100",
            "15 amber 97.8",
            "59 amber 2.2",
            "60 red 0"
        ]
    );
    assert_eq!(brief(&signal(vec![ticket(99, Some(false))]), "oldest_ticket"), "none");
}

#[test]
fn new_tickets_are_compared_with_those_of_three_months() {
    // The newest of the earlier ones, and the oldest that still counts.
    let change = |recent: usize, earlier: usize| {
        let recent = (0..recent).map(|_| ticket(29, Some(false)));
        let edges = [ticket(30, Some(false)), ticket(119, Some(false))].into_iter().cycle();
        let older = std::iter::once(ticket(120, Some(false)));
        let tickets = recent.chain(edges.take(earlier)).chain(older).collect();
        brief(&signal(tickets), "ticket_change")
    };
    // Two a month make 3 half as many again, 1.33 a month make it 125 % more, one makes it three times.
    assert_eq!(change(3, 6), "50 green 100");
    assert_eq!(change(3, 4), "125 amber 50");
    assert_eq!(change(3, 3), "200 red 0");
    assert_eq!(change(3, 9), "0 green 100");
    // Two are chance, and with none there is nothing to compare.
    assert_eq!(change(2, 1), "none");
    assert_eq!(change(3, 0), "none");
}

#[test]
fn what_has_no_past_is_told() {
    let tickets = [1, 2, 3].map(|days| ticket(days, Some(false)));
    insta::assert_snapshot!(told(&signal(tickets.to_vec())), @r"
    green 100, newest 2026-06-29
      open_escalations 0 tickets: green 100 [2026-06-29; 2026-06-28; 2026-06-27]
      note: 3 tickets were opened in 30 days and none in the 90 days before, so there is nothing to compare them with
    ");
}

#[test]
fn tickets_that_nobody_can_say_are_closed_are_no_good_news() {
    insta::assert_snapshot!(told(&signal(vec![ticket(5, None), ticket(9, Some(false))])), @r"
    unknown -, newest 2026-06-25
      because there is too little evidence to compare
      note: whether it is open is unknown for 1 of 2 tickets
    ");
    let fresh = signal(vec![ticket(5, None), ticket(9, Some(true))]);
    assert_eq!(brief(&fresh, "oldest_ticket"), "none");
}

#[test]
fn tickets_that_are_open_for_certain_stay_bad_news() {
    let signal = signal(vec![escalated(5, None), escalated(40, Some(true))]);
    assert_eq!(brief(&signal, "open_escalations"), "1 amber 50");
    assert_eq!(brief(&signal, "oldest_ticket"), "40 amber 43.5");
}

#[test]
fn an_open_ticket_is_never_stale_and_a_closed_one_is_after_ninety_days() {
    let level = |tickets| {
        let signal = signal(tickets);
        (signal.level.word(), signal.is_stale)
    };
    assert_eq!(level(vec![ticket(90, Some(false))]), ("green", false));
    assert_eq!(level(vec![ticket(91, Some(false))]), ("unknown", true));
    assert_eq!(level(vec![ticket(91, Some(true))]), ("red", false));
}
