//! What comes back with status 200.

use serde_json::{Value, json};

use super::{Port, ask, choice, ended, error, korsnes, reply, server, status, usage};

#[tokio::test]
async fn a_fence_around_the_answer_is_taken_off_and_noted() {
    let server = server([reply("```json\n{\"name\": \"Korsnes\", \"berths\": 4}\n```")]).await;
    let answer = ask(&server).await.unwrap();
    assert_eq!(
        (answer.value, answer.usage, answer.notes),
        (
            korsnes(),
            usage(1, 1),
            vec!["the answer came in a Markdown code fence, which was taken off".to_owned()]
        )
    );
}

#[tokio::test]
async fn usage_may_be_missing_and_content_may_come_in_parts() {
    let parts =
        json!([{"type": "text", "text": "{\"name\": \"Kors"}, {"type": "text", "text": "nes\", \"berths\": 4}"}]);
    let body = json!({"choices": [{"message": {"content": parts}, "finish_reason": "stop"}]});
    let answer = ask(&server([status(200, body)]).await).await.unwrap();
    assert_eq!((answer.value, answer.usage), (korsnes(), usage(1, 0)));
}

#[tokio::test]
async fn refusals_are_told_from_answers() {
    let refusal =
        json!({"message": {"content": null, "refusal": "I can't help with\u{7} that."}, "finish_reason": "stop"});
    let azure = json!({"error": {"message": "The prompt was filtered.", "type": null, "code": "content_filter"}});
    let errors = [
        error([choice(refusal)]).await,
        error([ended("{\"name\": \"Kor", json!("content_filter"))]).await,
        error([status(400, azure)]).await,
    ];
    insta::assert_debug_snapshot!(errors, @r#"
    [
        "model_refused: model `ferry-1` at `http://host/v1` declined to answer: it says `I can't help with\\u{7} that.` [1]",
        "model_refused: model `ferry-1` at `http://host/v1` declined to answer: its content filter stopped it [1]",
        "model_refused: model `ferry-1` at `http://host/v1` declined to answer: The prompt was filtered. [1]",
    ]
    "#);
}

#[tokio::test]
async fn an_answer_at_the_length_limit_is_cut_off_even_if_it_can_be_read() {
    let whole = "{\"name\": \"Korsnes\", \"berths\": 4}";
    let at_limit = json!({
        "choices": [{"message": {"content": whole}, "finish_reason": "length"}],
        "usage": {"prompt_tokens": 40, "completion_tokens": 4096},
    });
    insta::assert_snapshot!(error([status(200, at_limit)]).await, @"model_cut_off: the answer of model `ferry-1` at `http://host/v1` was cut off after 4096 tokens; raise `max_output_tokens` (now 4096), or take a model with a larger window [1]");
}

#[tokio::test]
async fn what_is_not_an_answer_is_malformed() {
    let whole = "{\"name\": \"Korsnes\", \"berths\": 4}";
    let errors = [
        error([status(200, json!({"choices": []}))]).await,
        error([status(200, json!({"object": "chat.completion"}))]).await,
        error([choice(json!({"message": {"content": whole}}))]).await,
        error([ended(whole, Value::Null)]).await,
        error([ended(whole, json!("eos"))]).await,
        error([reply(" ")]).await,
        error([reply("Korsnes\u{1b}[2J has four berths.")]).await,
        error([reply("{\"name\": \"Korsnes\",\n \"ber")]).await,
        error([reply(&format!("{whole} {whole}"))]).await,
        error([reply("{\"name\": \"Korsnes\",\n \"berths\": \"four\"}")]).await,
        error([reply("{\"name\": \"Korsnes\", \"berths\": 4, \"quays\": 1}")]).await,
        error([reply(&format!("\"{}\"", "é".repeat(300)))]).await,
    ];
    insta::assert_debug_snapshot!(errors, @r#"
    [
        "model_malformed: the answer of model `ferry-1` at `http://host/v1` cannot be read: there is no choice in it; it begins `{\"choices\":[]}` [1]",
        "model_malformed: the answer of model `ferry-1` at `http://host/v1` cannot be read: there is no choice in it; it begins `{\"object\":\"chat.completion\"}` [1]",
        "model_malformed: the answer of model `ferry-1` at `http://host/v1` cannot be read: it does not say why it ended; it begins `{\"name\": \"Korsnes\", \"berths\": 4}` [1]",
        "model_malformed: the answer of model `ferry-1` at `http://host/v1` cannot be read: it does not say why it ended; it begins `{\"name\": \"Korsnes\", \"berths\": 4}` [1]",
        "model_malformed: the answer of model `ferry-1` at `http://host/v1` cannot be read: it ended for an unknown reason, `eos`; it begins `{\"name\": \"Korsnes\", \"berths\": 4}` [1]",
        "model_malformed: the answer of model `ferry-1` at `http://host/v1` cannot be read: it is empty [1]",
        "model_malformed: the answer of model `ferry-1` at `http://host/v1` cannot be read: it is not one JSON value: expected value at line 1 column 1; it begins `Korsnes\\u{1b}[2J has four berths.` [2]",
        "model_malformed: the answer of model `ferry-1` at `http://host/v1` cannot be read: its JSON is incomplete: EOF while parsing a string at line 2 column 5; it begins `{\"name\": \"Korsnes\",\\n \"ber` [2]",
        "model_malformed: the answer of model `ferry-1` at `http://host/v1` cannot be read: it is not one JSON value: trailing characters at line 1 column 34; it begins `{\"name\": \"Korsnes\", \"berths\": 4} {\"name\": \"Korsnes\", \"berths\": 4}` [2]",
        "model_malformed: the answer of model `ferry-1` at `http://host/v1` cannot be read: it does not have the shape asked for: invalid type: string \"four\", expected u32 at line 2 column 17; it begins `{\"name\": \"Korsnes\",\\n \"berths\": \"four\"}` [1]",
        "model_malformed: the answer of model `ferry-1` at `http://host/v1` cannot be read: it does not have the shape asked for: unknown field `quays`, expected `name` or `berths` at line 1 column 40; it begins `{\"name\": \"Korsnes\", \"berths\": 4, \"quays\": 1}` [1]",
        "model_malformed: the answer of model `ferry-1` at `http://host/v1` cannot be read: it does not have the shape asked for: invalid type: string \"éééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé… at line 1 column 602; it begins `\"ééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé…` [1]",
    ]
    "#);
}

#[tokio::test]
async fn a_reply_that_is_not_json_is_malformed() {
    let page = wiremock::ResponseTemplate::new(200).set_body_raw("<!doctype html><p>Sign in", "text/html");
    let broken = wiremock::ResponseTemplate::new(200).set_body_raw("{\"choices\": [{", "application/json");
    insta::assert_debug_snapshot!([error([page]).await, error([broken]).await], @r#"
    [
        "model_malformed: the answer of model `ferry-1` at `http://host/v1` cannot be read: the reply is not JSON: expected value at line 1 column 1; check that `base_url` is the root of the API; it begins `<!doctype html><p>Sign in` [1]",
        "model_malformed: the answer of model `ferry-1` at `http://host/v1` cannot be read: the reply is not JSON: EOF while parsing an object at line 1 column 14; it begins `{\"choices\": [{` [1]",
    ]
    "#);
}

#[tokio::test]
async fn an_error_with_status_200_is_the_error_it_is() {
    let errors = [
        error([status(200, json!({"error": {"code": 401, "message": "no such user"}}))]).await,
        error([status(
            200,
            json!({"error": {"code": "context_length_exceeded", "message": "too long"}}),
        )])
        .await,
        error([status(
            200,
            json!({"error": {"message": "backend gone"}, "choices": []}),
        )])
        .await,
        error([choice(
            json!({"error": {"code": 502, "message": "provider gone"}, "finish_reason": "error"}),
        )])
        .await,
    ];
    insta::assert_debug_snapshot!(errors, @r#"
    [
        "model_unreachable: model `ferry-1` at `http://host/v1` rejected the request with HTTP 401: no such user; check `api_key` and what it may use [1]",
        "model_unreachable: model `ferry-1` at `http://host/v1` rejected the request with HTTP 400: too long; ask with less evidence, or take a model with a larger window [1]",
        "model_unreachable: model `ferry-1` at `http://host/v1` did not answer in 3 tries: HTTP 500: backend gone; see the server's own log [5]",
        "model_unreachable: model `ferry-1` at `http://host/v1` did not answer in 3 tries: HTTP 502: provider gone; see the server's own log [3]",
    ]
    "#);

    let limited = status(
        200,
        json!({"error": {"code": "rate_limit_exceeded", "message": "slow down"}}),
    );
    let answer = ask(&server([limited, super::good()]).await).await.unwrap();
    assert_eq!((answer.value, answer.usage), (Port { ..korsnes() }, usage(2, 1)));
}
