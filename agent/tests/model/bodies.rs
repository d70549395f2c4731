//! Bodies that are not quite what the API promises, and the pauses that servers ask for.

use std::time::Duration;

use agent::model::{Endpoint, Model, RetryPolicy};
use serde_json::{Value, json};
use tokio::time::Instant;
use wiremock::ResponseTemplate;

use super::{GOOD, KEY, Port, answer, ask, endpoint, error, good, question, reply, server, soon, status, usage};

#[tokio::test]
async fn json_of_another_shape_is_malformed_and_not_asked_again() {
    let errors = [
        error([reply("{\"name\": \"a\", \"name\": \"b\", \"berths\": 4}")]).await,
        error([reply("{\"name\": \"Korsnes\"}")]).await,
        error([reply("{\"name\": null, \"berths\": 4}")]).await,
        error([reply("{\"name\": \"Korsnes\", \"berths\": -4}")]).await,
    ];
    insta::assert_debug_snapshot!(errors, @r#"
    [
        "model_malformed: the answer of model `ferry-1` at `http://host/v1` cannot be read: it does not have the shape asked for: duplicate field `name` at line 1 column 20; it begins `{\"name\": \"a\", \"name\": \"b\", \"berths\": 4}` [1]",
        "model_malformed: the answer of model `ferry-1` at `http://host/v1` cannot be read: it does not have the shape asked for: missing field `berths` at line 1 column 19; it begins `{\"name\": \"Korsnes\"}` [1]",
        "model_malformed: the answer of model `ferry-1` at `http://host/v1` cannot be read: it does not have the shape asked for: invalid type: null, expected a string at line 1 column 13; it begins `{\"name\": null, \"berths\": 4}` [1]",
        "model_malformed: the answer of model `ferry-1` at `http://host/v1` cannot be read: it does not have the shape asked for: invalid value: integer `-4`, expected u32 at line 1 column 32; it begins `{\"name\": \"Korsnes\", \"berths\": -4}` [1]",
    ]
    "#);
}

#[tokio::test]
async fn json_within_prose_is_malformed_wherever_the_prose_stands() {
    let errors = [
        error([reply(&format!("Here is the answer: {GOOD}"))]).await,
        error([reply(&format!("{GOOD}\n\nI hope this helps."))]).await,
        error([reply(&format!("Here:\n```json\n{GOOD}\n```"))]).await,
    ];
    // Each time one request more: the schema goes into the prompt.
    insta::assert_debug_snapshot!(errors, @r#"
    [
        "model_malformed: the answer of model `ferry-1` at `http://host/v1` cannot be read: it is not one JSON value: expected value at line 1 column 1; it begins `Here is the answer: {\"name\": \"Korsnes\", \"berths\": 4}` [2]",
        "model_malformed: the answer of model `ferry-1` at `http://host/v1` cannot be read: it is not one JSON value: trailing characters at line 3 column 1; it begins `{\"name\": \"Korsnes\", \"berths\": 4}\\n\\nI hope this helps.` [2]",
        "model_malformed: the answer of model `ferry-1` at `http://host/v1` cannot be read: it is not one JSON value: expected value at line 1 column 1; it begins `Here:\\n```json\\n{\"name\": \"Korsnes\", \"berths\": 4}\\n```` [2]",
    ]
    "#);
}

#[tokio::test]
async fn what_stands_around_the_answer_is_passed_over() {
    let told = json!({
        "prompt_tokens": 40, "completion_tokens": 7, "prompt_tokens_details": {"cached_tokens": 8}, "queue_time": 0.1,
    });
    // The last three say nothing of what it took, each in its own way.
    let usages = [
        (told, usage(1, 1)),
        (Value::Null, usage(1, 0)),
        (json!([40, 7]), usage(1, 0)),
        (json!({"prompt_tokens": "40", "completion_tokens": -7}), usage(1, 0)),
    ];
    for (told, cost) in usages {
        let message = json!({
            "role": "assistant", "content": GOOD, "refusal": null, "annotations": [], "tool_calls": [],
            "reasoning_content": "Korsnes has four, Vik has two.",
        });
        let choice = json!({
            "index": 0, "logprobs": null, "finish_reason": "stop", "message": message,
            "content_filter_results": {"hate": {"filtered": false, "severity": "safe"}},
        });
        let body = json!({
            "id": "c1", "object": "chat.completion", "system_fingerprint": null, "service_tier": "default",
            "error": null, "choices": [choice], "usage": told, "timings": {"predicted_ms": 12.5},
        });
        assert_eq!(ask(&server([status(200, body)]).await).await, Ok(answer(cost)));
    }
}

#[tokio::test]
async fn pages_of_a_gateway_are_met_with_patience_and_told_without_the_key() {
    let page =
        |title: &str| format!("<html>\r\n<title>{title}</title>\r\n<p>authorization: Bearer {KEY}\r\n</html>\r\n");
    let html = |status: u16, page: &str| ResponseTemplate::new(status).set_body_raw(page, "text/html");
    let gateway = html(502, &page("502 Bad Gateway"));

    let answered = ask(&server([gateway.clone(), good()]).await).await;

    assert_eq!(answered, Ok(answer(usage(2, 1))));
    let errors = [
        error([gateway]).await,
        error([html(429, &page("Too many requests"))]).await,
        error([html(504, &format!("<html>{}</html>", " ".repeat(300)))]).await,
    ];
    insta::assert_debug_snapshot!(errors.map(|error| error.replace(&" ".repeat(194), "[194 blanks]")), @r#"
    [
        "model_unreachable: model `ferry-1` at `http://host/v1` did not answer in 3 tries: HTTP 502: <html>\\r\\n<title>502 Bad Gateway</title>\\r\\n<p>authorization: Bearer [key]\\r\\n</html>; see the server's own log [3]",
        "model_unreachable: model `ferry-1` at `http://host/v1` did not answer in 3 tries: HTTP 429: <html>\\r\\n<title>Too many requests</title>\\r\\n<p>authorization: Bearer [key]\\r\\n</html>; wait, or lower `concurrency` [3]",
        "model_unreachable: model `ferry-1` at `http://host/v1` did not answer in 3 tries: HTTP 504: <html>[194 blanks]…; see the server's own log [3]",
    ]
    "#);
}

#[tokio::test]
async fn a_long_pause_that_is_asked_for_ends_at_the_cap() {
    const CAP: Duration = Duration::from_millis(80);
    for asked_for in ["86400", "Wed, 21 Oct 2099 07:28:00 GMT"] {
        let busy = status(429, json!({"error": "slow down"})).insert_header("retry-after", asked_for);
        let server = server([busy, good()]).await;
        let endpoint = endpoint(&server);
        let retry = RetryPolicy {
            retry_after_cap: CAP,
            ..endpoint.retry
        };
        let model = Model::connect(Endpoint { retry, ..endpoint }).unwrap();
        let start = Instant::now();

        let answered = model.ask::<Port>(&question(), soon()).await;

        assert_eq!(answered, Ok(answer(usage(2, 1))), "{asked_for}");
        // Without it the pause would be 4 ms at most.
        assert!(start.elapsed() >= CAP, "{asked_for}");
    }
}

#[tokio::test]
async fn a_pause_that_makes_no_sense_is_not_kept() {
    // The cap is a minute here, and the deadline three seconds.
    for asked_for in ["1e300", "inf", "-1", "soon", "", "Thu, 01 Jan 1970 00:00:00 GMT"] {
        let busy = status(429, json!({"error": "slow down"})).insert_header("retry-after", asked_for);
        let answered = ask(&server([busy, good()]).await).await;
        assert_eq!(answered, Ok(answer(usage(2, 1))), "{asked_for}");
    }
}
