//! A model that fails (CO-3): each failure has its own message, and nothing is half written.

use serde_json::{Value, json};
use wiremock::ResponseTemplate;

use crate::scripted::{Model, ended, said};
use crate::support::{Vouch, exports, list, text};

/// Drafts with a model that always answers so, and returns the reason of the failure.
fn reason(answer: ResponseTemplate) -> String {
    let model = Model::new(answer);
    let vouch = Vouch::with(&exports());
    model.serve(&vouch);
    failed(&vouch).replace(&model.address(), "http://host")
}

fn failed(vouch: &Vouch) -> String {
    let run = vouch.run(["--format", "json", "handoff", "northwind"]);
    let brief = run.json();
    assert_eq!((run.code, text(&brief, "state")), (2, "failed"), "{brief}");
    assert_eq!(text(&brief["model"], "name"), "scripted-1");
    let drafted: Vec<&Value> = list(&brief, "claims")
        .iter()
        .filter(|it| it["origin"] != "records")
        .collect();
    assert_eq!(drafted, Vec::<&Value>::new());
    let reasons = list(&brief, "reasons");
    assert_eq!(reasons.len(), 1);
    format!("{}: {}", text(&reasons[0], "code"), text(&reasons[0], "message"))
}

#[test]
fn prose_is_no_draft() {
    insta::assert_snapshot!(reason(said("Northwind bought because quotations were slow.")), @"model_malformed: the answer of model `scripted-1` at `http://host/v1` cannot be read: it is not one JSON value: expected value at line 1 column 1; it begins `Northwind bought because quotations were slow.`");
}

#[test]
fn half_a_json_is_no_draft() {
    insta::assert_snapshot!(reason(said("{\"claims\": [{\"citations\": [")), @r#"model_malformed: the answer of model `scripted-1` at `http://host/v1` cannot be read: its JSON is incomplete: EOF while parsing a list at line 1 column 27; it begins `{"claims": [{"citations": [`"#);
}

#[test]
fn wrong_types_are_no_draft() {
    insta::assert_snapshot!(reason(said("{\"claims\": \"none\", \"questions\": []}")), @r#"model_malformed: the answer of model `scripted-1` at `http://host/v1` cannot be read: it does not have the shape asked for: invalid type: string "none", expected a sequence at line 1 column 17; it begins `{"claims": "none", "questions": []}`"#);
}

#[test]
fn a_refusal_is_told() {
    let refusal = json!({"role": "assistant", "content": null, "refusal": "I would rather not."});
    insta::assert_snapshot!(reason(ended(&refusal, "stop")), @"model_refused: model `scripted-1` at `http://host/v1` declined to answer: it says `I would rather not.`");
}

#[test]
fn an_answer_that_is_cut_off_is_told() {
    let half = json!({"role": "assistant", "content": "{\"claims\": ["});
    insta::assert_snapshot!(reason(ended(&half, "length")), @"model_cut_off: the answer of model `scripted-1` at `http://host/v1` was cut off after 100 tokens; raise `max_output_tokens` (now 4096), or take a model with a larger window");
}

#[test]
fn a_server_that_breaks_is_told() {
    insta::assert_snapshot!(reason(ResponseTemplate::new(401).set_body_string("who are you?")), @"model_unreachable: model `scripted-1` at `http://host/v1` rejected the request with HTTP 401: who are you?; check `api_key` and what it may use");
}

#[test]
fn an_unreachable_model_is_told() {
    let vouch = Vouch::with(&exports());
    // A port that was free a moment ago and that nobody listens on.
    let port = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    vouch.file(
        "vouch.toml",
        format!("[model]\nbase_url = \"http://127.0.0.1:{port}/v1\"\nname = \"scripted-1\"\ndeadline_seconds = 20\n"),
    );
    insta::assert_snapshot!(failed(&vouch).replace(&port.to_string(), "PORT"), @"model_unreachable: model `scripted-1` at `http://127.0.0.1:PORT/v1` did not answer in 4 tries: error sending request: client error (Connect): tcp connect error: Connection refused (os error 111); check that the server runs and that `base_url` is right");
}

/// The failure of one section fails the brief, also where all others were drafted, and the text
/// says why.
#[test]
fn a_failure_is_told_in_the_text_too() {
    let model = Model::new(said("Sorry."));
    let vouch = Vouch::with(&exports());
    model.serve(&vouch);
    let run = vouch.run(["handoff", "northwind"]);
    assert_eq!(run.code, 2);
    let words: Vec<&str> = run.out.split_whitespace().collect();
    let head = words.join(" ").replace(&model.address(), "http://host");
    let (head, _) = head.split_once("`Sorry.`").unwrap();
    insta::assert_snapshot!(head, @"Handoff · Northwind Labs as of 2026-06-30 failed started by closed won (salesforce:opportunity/0068d00000No1AaAAJ) Why it failed ! The answer of model `scripted-1` at `http://host/v1` cannot be read: it is not one JSON value: expected value at line 1 column 1; it begins");
}
