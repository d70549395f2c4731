//! Receivers that fail, refuse or don't answer.

use std::time::Duration;

use serde_json::{Value, json};

use super::{ARCHIVE, Hook, answer, drafted, pause};
use crate::support::{each, list, text};

#[test]
fn a_refusal_is_listed_with_what_the_receiver_said_and_tried_again_in_an_hour() {
    let hook = Hook::new([answer(400).set_body_string("no such\n\u{1b}[31mdeal")]);
    let vouch = drafted(&hook.subscriber(""));
    let refused = vouch.json(1, ["outbox", "deliver"]);
    let message = &list(&refused, "messages")[0];
    assert_eq!(
        (text(message, "state"), &message["attempts"], text(message, "error")),
        ("failing", &json!(1), "HTTP 400: no such [31mdeal")
    );
    assert!((3_540..=3_600).contains(&pause(&refused)), "{refused}");
}

#[test]
fn a_refusal_is_given_up_after_twenty_tries_and_tried_again_when_asked_for() {
    let hook = Hook::new([answer(410)]);
    let vouch = drafted(&hook.subscriber(""));
    for _ in 0..20 {
        vouch.json(1, ["outbox", "deliver", "--now"]);
    }
    let listed = vouch.json(0, ["outbox", "list", "--waiting"]);
    assert_eq!(
        (text(&listed[0], "state"), &listed[0]["attempts"], &listed[0]["next_at"]),
        ("given_up", &json!(20), &Value::Null)
    );
    vouch.json(1, ["outbox", "deliver"]);
    assert_eq!(hook.requests().len(), 20);
    vouch.json(1, ["outbox", "deliver", "--now"]);
    assert_eq!(hook.requests().len(), 21);
}

#[test]
fn a_redirect_is_not_followed() {
    let hook = Hook::new([answer(307).insert_header("location", "/elsewhere"), answer(200)]);
    let vouch = drafted(&hook.subscriber(""));
    let refused = vouch.json(1, ["outbox", "deliver"]);
    assert_eq!(
        each(&refused, "messages", "error"),
        ["HTTP 307: it redirects, which is not followed"]
    );
    assert_eq!(hook.requests().len(), 1);
}

#[test]
fn a_receiver_that_does_not_answer_is_tried_again() {
    let hook = Hook::new([answer(200).set_delay(Duration::from_mins(1))]);
    let closed = "[[outbox]]\nname = \"closed\"\nurl = \"http://127.0.0.1:1/s3cret\"\n";
    let vouch = drafted(&format!("{}{closed}", hook.subscriber("")));
    let failed = vouch.json(1, ["outbox", "deliver"]);
    assert_eq!(each(&failed, "messages", "state"), ["failing", "failing"]);
    let errors = each(&failed, "messages", "error");
    assert_eq!(errors[0], "no answer within 10 s");
    assert!(
        errors[1].contains("Connection refused") && !errors[1].contains("s3cret"),
        "{errors:?}"
    );
}

/// After three failures in a row, a receiver is left alone; the others are not.
#[test]
fn a_receiver_that_is_down_keeps_nobody_waiting() {
    let hook = Hook::new([answer(502)]);
    let vouch = drafted(&format!("{}{ARCHIVE}", hook.subscriber("")));
    vouch.json(1, ["handoff", "halden"]);
    // Another trigger makes another run.
    vouch.json(
        0,
        [
            "handoff",
            "northwind",
            "--model",
            "extractive",
            "--trigger",
            "manual:asked for",
        ],
    );
    vouch.json(1, ["handoff", "halden", "--trigger", "manual:asked for"]);
    let report = vouch.json(1, ["outbox", "deliver"]);
    let states = list(&report, "messages")
        .iter()
        .map(|it| (text(it, "target"), text(it, "state")));
    let (arrived, failing) = (("archive", "delivered"), ("crm", "failing"));
    assert_eq!(
        states.collect::<Vec<_>>(),
        [
            failing,
            arrived,
            failing,
            arrived,
            failing,
            arrived,
            ("crm", "waiting"),
            arrived
        ]
    );
    assert_eq!(hook.requests().len(), 3);
}
