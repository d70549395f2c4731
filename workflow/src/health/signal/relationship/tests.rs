//! Who was in touch, who wasn't, and who decides.

use super::*;
use crate::health::by_hand::{TODAY, nothing};
use crate::health::observed::Profile;
use crate::health::signal::testing::{ago, brief, source, told};

fn touch(days: i32, kind: TouchKind) -> Touch<'static> {
    Touch {
        date: ago(days),
        kind,
        with_sponsor: false,
        is_support: false,
        source: None,
    }
}

fn met(days: i32) -> Touch<'static> {
    touch(days, TouchKind::Met)
}

fn unanswered(days: i32) -> Touch<'static> {
    touch(days, TouchKind::Unanswered)
}

fn observed(touches: Vec<Touch<'_>>, has_sponsor: bool) -> Observed<'_> {
    Observed {
        touches,
        profile: Profile {
            has_sponsor,
            ..Profile::default()
        },
        ..nothing()
    }
}

fn signal(touches: Vec<Touch<'_>>) -> Signal<'_> {
    read(&observed(touches, true), &HealthPolicy::default())
}

#[test]
fn without_touches_nothing_is_known() {
    insta::assert_snapshot!(told(&signal(Vec::new())), @r"
    unknown -, newest -
      because there is no evidence of it
      note: no meeting, call or mail with somebody of the customer's is on record, support aside
      note: nobody who can sponsor has ever been met
    ");
}

#[test]
fn an_account_that_stopped_answering_is_red_and_says_which_attempts() {
    let records = ["crm:1", "crm:2", "crm:3", "crm:4", "crm:5"].map(|id| source(id, "a touch"));
    let touches = [
        Touch {
            with_sponsor: true,
            ..met(120)
        },
        touch(50, TouchKind::Heard),
        unanswered(40),
        unanswered(10),
        unanswered(3),
    ];
    let touches = std::iter::zip(touches, &records).map(|(touch, record)| Touch {
        source: Some(record),
        ..touch
    });
    insta::assert_snapshot!(told(&signal(touches.collect())), @r"
    red 0, newest 2026-06-27
      unanswered 3 attempts: red 0 [2026-06-27 crm:5; 2026-06-20 crm:4; 2026-05-21 crm:3]
      days_since_contact 50 days: amber 66.7 [2026-05-11 crm:2]
      sponsor_days 120 days: amber 66.7 [2026-03-02 crm:1]
    ");
}

#[test]
fn days_at_a_limit_have_the_level_of_the_limit() {
    let contact = |days: i32| brief(&signal(vec![met(days)]), "days_since_contact");
    assert_eq!(
        [0, 30, 31, 60, 89, 90].map(contact),
        [
            "0 green 100",
            "30 green 100",
            "31 amber 98.3",
            "60 amber 50",
            "89 amber 1.7",
            "90 red 0"
        ]
    );
    let sponsor = |days: i32| {
        let with_sponsor = Touch {
            with_sponsor: true,
            ..met(days)
        };
        brief(&signal(vec![with_sponsor, met(1)]), "sponsor_days")
    };
    assert_eq!(
        [90, 91, 135, 179, 180].map(sponsor),
        [
            "90 green 100",
            "91 amber 98.9",
            "135 amber 50",
            "179 amber 1.1",
            "180 red 0"
        ]
    );
}

#[test]
fn attempts_after_the_last_contact_are_counted() {
    let count = |days: &[i32]| {
        let touches = days.iter().map(|days| unanswered(*days)).chain([met(50)]);
        brief(&signal(touches.collect()), "unanswered")
    };
    assert_eq!(count(&[]), "0 green 100");
    assert_eq!(count(&[5]), "1 green 100");
    assert_eq!(count(&[5, 6]), "2 amber 50");
    assert_eq!(count(&[5, 6, 49]), "3 red 0");
    // Before the contact, or on its day, they were answered by it.
    assert_eq!(count(&[50, 51, 59]), "0 green 100");
}

#[test]
fn attempts_of_sixty_days_are_counted() {
    let touches = vec![met(80), unanswered(59), unanswered(60)];
    assert_eq!(brief(&signal(touches), "unanswered"), "1 green 100");
}

#[test]
fn support_is_no_reply_and_no_attempt() {
    let support = |touch: Touch<'static>| Touch {
        is_support: true,
        with_sponsor: true,
        ..touch
    };
    let touches = vec![
        support(touch(1, TouchKind::Heard)),
        support(unanswered(2)),
        unanswered(4),
        unanswered(8),
        met(70),
    ];
    insta::assert_snapshot!(told(&signal(touches)), @r"
    amber 33.3, newest 2026-06-26
      days_since_contact 70 days: amber 33.3 [2026-04-21]
      unanswered 2 attempts: amber 50 [2026-06-26; 2026-06-22]
      note: nobody who can sponsor has ever been met
    ");
    let alone = signal(vec![support(met(1))]);
    assert_eq!((alone.level.word(), alone.newest), ("unknown", None));
}

#[test]
fn trying_alone_is_no_good_news() {
    insta::assert_snapshot!(told(&signal(vec![touch(2, TouchKind::Tried)])), @r"
    unknown -, newest 2026-06-28
      because there is too little evidence to compare
      note: no meeting, call or mail with somebody of the customer's is on record, support aside
      note: nobody who can sponsor has ever been met
    ");
    assert_eq!(brief(&signal(vec![unanswered(2)]), "unanswered"), "1 green 100");
}

#[test]
fn a_sponsor_who_was_only_tried_was_not_met() {
    let tried = Touch {
        with_sponsor: true,
        ..unanswered(5)
    };
    assert_eq!(brief(&signal(vec![met(9), tried]), "sponsor_days"), "none");
}

#[test]
fn without_a_sponsor_on_record_no_days_are_counted() {
    let with_sponsor = Touch {
        with_sponsor: true,
        ..met(200)
    };
    let observed = observed(vec![with_sponsor, met(3)], false);
    insta::assert_snapshot!(told(&read(&observed, &HealthPolicy::default())), @r"
    green 100, newest 2026-06-27
      days_since_contact 3 days: green 100 [2026-06-27]
      unanswered 0 attempts: green 100 [2026-06-27]
      note: nobody who can sponsor is on record
    ");
}

#[test]
fn what_is_to_come_is_no_contact() {
    let signal = signal(vec![met(-3), met(12)]);
    assert_eq!(signal.newest, Some(ago(12)));
    assert_eq!(brief(&signal, "days_since_contact"), "12 green 100");
    assert!(ago(-3) > TODAY);
}

#[test]
fn silence_of_more_than_ninety_days_is_stale_unless_somebody_tried() {
    let level = |touches| {
        let signal = signal(touches);
        (signal.level.word(), signal.is_stale)
    };
    assert_eq!(level(vec![met(90)]), ("red", false));
    assert_eq!(level(vec![met(91)]), ("unknown", true));
    assert_eq!(level(vec![met(91), touch(7, TouchKind::Tried)]), ("red", false));
}
