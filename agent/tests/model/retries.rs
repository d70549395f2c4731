//! What is sent again, and when.

use std::time::Duration;

use agent::model::{Endpoint, Model, ModelError, RetryPolicy};
use serde_json::json;
use tokio::time::Instant;
use wiremock::ResponseTemplate;

use super::{Port, ask, bodies, endpoint, error, good, korsnes, question, server, soon, status, usage};

fn busy() -> ResponseTemplate {
    status(
        429,
        json!({"error": {"message": "slow down", "type": "requests", "code": "rate_limit_exceeded"}}),
    )
}

#[tokio::test]
async fn a_pause_that_the_server_asks_for_is_kept() {
    let server = server([busy().insert_header("retry-after", "1"), good()]).await;
    let start = Instant::now();
    let answer = ask(&server).await.unwrap();
    assert_eq!((answer.value, answer.usage), (korsnes(), usage(2, 1)));
    assert!(start.elapsed() >= Duration::from_secs(1));
}

#[tokio::test]
async fn a_pause_is_not_longer_than_the_cap() {
    let server = server([busy().insert_header("retry-after", "3600"), good()]).await;
    let endpoint = endpoint(&server);
    let retry = RetryPolicy {
        retry_after_cap: Duration::from_millis(5),
        ..endpoint.retry
    };
    let model = Model::connect(Endpoint { retry, ..endpoint }).unwrap();
    assert_eq!(model.ask::<Port>(&question(), soon()).await.unwrap().usage, usage(2, 1));
}

#[tokio::test]
async fn no_pause_goes_past_the_deadline() {
    let server = server([busy().insert_header("retry-after", "3600"), good()]).await;
    let endpoint = endpoint(&server);
    let retry = RetryPolicy {
        retry_after_cap: Duration::from_hours(2),
        base: Duration::ZERO,
        ..endpoint.retry
    };
    let model = Model::connect(Endpoint { retry, ..endpoint }).unwrap();
    let start = Instant::now();

    let error = model.ask::<Port>(&question(), soon()).await.unwrap_err();

    assert!(start.elapsed() < Duration::from_secs(1));
    assert_eq!(error.code(), "budget_spent");
    let text = error.to_string().replace(&server.uri(), "http://host");
    insta::assert_snapshot!(text, @"the time allowed for an answer of model `ferry-1` at `http://host/v1` ran out after 1 request; before that: HTTP 429: slow down; the next try was due in 3600 s");
    assert_eq!(model.spent(), usage(1, 0));
}

#[tokio::test]
async fn a_slow_answer_is_cut_short_by_the_deadline() {
    let server = server([good().set_delay(Duration::from_secs(5))]).await;
    let model = Model::connect(Endpoint {
        concurrency: 1,
        ..endpoint(&server)
    })
    .unwrap();
    let deadline = Instant::now() + Duration::from_millis(100);
    let question = question();

    // The second one spends its time waiting for its turn.
    let (first, second) = tokio::join!(
        model.ask::<Port>(&question, deadline),
        model.ask::<Port>(&question, deadline)
    );

    let spent = |requests| ModelError::DeadlineSpent {
        peer: model.peer().clone(),
        requests,
        last: None,
        pause: None,
    };
    assert_eq!((first.unwrap_err(), second.unwrap_err()), (spent(1), spent(0)));
    assert!(Instant::now() < deadline + Duration::from_secs(1));
}

#[tokio::test]
async fn what_may_pass_is_sent_again() {
    let passing = [
        ResponseTemplate::new(429).set_body_raw("<html>Too many requests</html>", "text/html"),
        status(
            503,
            json!({"error": {"code": 503, "message": "Loading model", "type": "unavailable_error"}}),
        ),
        ResponseTemplate::new(408),
        ResponseTemplate::new(529).set_body_raw("overloaded", "text/plain"),
    ];
    for template in passing {
        let answer = ask(&server([template.clone(), template, good()]).await).await.unwrap();
        assert_eq!((answer.value, answer.usage), (korsnes(), usage(3, 1)));
    }
}

#[tokio::test]
async fn a_request_that_takes_too_long_is_sent_again() {
    let server = server([good().set_delay(Duration::from_secs(5)), good()]).await;
    let request_timeout = Duration::from_millis(150);
    let model = Model::connect(Endpoint {
        request_timeout,
        ..endpoint(&server)
    })
    .unwrap();
    assert_eq!(model.ask::<Port>(&question(), soon()).await.unwrap().usage, usage(2, 1));
}

#[tokio::test]
async fn after_all_tries_the_last_failure_is_told() {
    let unavailable = ResponseTemplate::new(503).set_body_raw("", "text/plain");
    let integer_code = json!({"error": {"code": 500, "message": "slot unavailable", "type": "server_error"}});
    let errors = [
        error([unavailable]).await,
        error([busy()]).await,
        // Each time two more than the tries: simpler forms are probed after a bare 500.
        error([status(500, integer_code)]).await,
        error([ResponseTemplate::new(500)]).await,
    ];
    insta::assert_debug_snapshot!(errors, @r#"
    [
        "model_unreachable: model `ferry-1` at `http://host/v1` did not answer in 3 tries: HTTP 503: it gives no reason; see the server's own log [3]",
        "model_unreachable: model `ferry-1` at `http://host/v1` did not answer in 3 tries: HTTP 429: slow down; wait, or lower `concurrency` [3]",
        "model_unreachable: model `ferry-1` at `http://host/v1` did not answer in 3 tries: HTTP 500: slot unavailable; see the server's own log [5]",
        "model_unreachable: model `ferry-1` at `http://host/v1` did not answer in 3 tries: HTTP 500: it gives no reason; see the server's own log [5]",
    ]
    "#);

    let server = server([good().set_delay(Duration::from_secs(5))]).await;
    let request_timeout = Duration::from_millis(20);
    let model = Model::connect(Endpoint {
        request_timeout,
        ..endpoint(&server)
    })
    .unwrap();
    let error = model.ask::<Port>(&question(), soon()).await.unwrap_err();
    insta::assert_snapshot!(error.to_string().replace(&server.uri(), "http://host"), @"model `ferry-1` at `http://host/v1` did not answer in 3 tries: no whole reply within 0.02 s; raise `request_timeout`, lower `max_output_tokens`, or take a faster model");
    assert_eq!(bodies(&server).await.len(), 3);
}
