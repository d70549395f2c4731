//! What a run may spend, and when an endpoint is left alone.

use std::time::Duration;

use agent::model::{BreakerPolicy, Endpoint, Model, ModelError, RetryPolicy};
use serde_json::{Value, json};
use wiremock::{MockServer, ResponseTemplate};

use super::{
    GOOD, Port, answer, bodies, choice, ended, endpoint, failed, good, question, reply, server, soon, status, usage,
};

/// What the question is estimated to take: its words are 51 bytes and the schema is 226.
const WANTED: u64 = 70;

fn with_limit(server: &MockServer, tokens: u64) -> Model {
    Model::connect(Endpoint {
        spend_limit_tokens: Some(tokens),
        ..endpoint(server)
    })
    .unwrap()
}

/// A model whose endpoint is left alone after two questions, each of which is sent once.
fn with_breaker(server: &MockServer, pause: Duration) -> Model {
    let endpoint = endpoint(server);
    Model::connect(Endpoint {
        breaker: BreakerPolicy { questions: 2, pause },
        retry: RetryPolicy {
            tries: 1,
            ..endpoint.retry
        },
        ..endpoint
    })
    .unwrap()
}

fn unavailable() -> ResponseTemplate {
    ResponseTemplate::new(503)
}

/// How a question goes, in a word.
async fn outcome(model: &Model) -> &'static str {
    match model.ask::<Port>(&question(), soon()).await {
        Ok(_answer) => "answered",
        Err(ModelError::Unreachable { .. }) => "unreachable",
        Err(ModelError::LeftAlone { .. }) => "left alone",
        Err(ModelError::Rejected { .. }) => "rejected",
        Err(error) => error.code(),
    }
}

/// How so many questions go, one after the other.
async fn outcomes(model: &Model, questions: usize) -> Vec<&'static str> {
    let mut outcomes = Vec::new();
    for _question in 0..questions {
        outcomes.push(outcome(model).await);
    }
    outcomes
}

#[tokio::test]
async fn a_question_beyond_the_spend_limit_is_not_sent() {
    let server = server([good()]).await;
    let model = with_limit(&server, WANTED - 1);

    let error = failed(&model).await;

    insta::assert_snapshot!(error, @"budget_spent: model `ferry-1` at `http://host/v1` was not asked: the run has spent 0 tokens, the question takes about 70, and `spend_limit_tokens` is 69 [0]");
    assert_eq!((bodies(&server).await.len(), model.spent()), (0, usage(0, 0)));
}

#[tokio::test]
async fn questions_under_way_count_against_the_spend_limit() {
    let server = server([good().set_delay(Duration::from_millis(30))]).await;
    let model = with_limit(&server, 2 * WANTED);
    let question = question();

    let asked = (0..5).map(|_number| model.ask::<Port>(&question, soon()));
    let answers = futures::future::join_all(asked).await;

    let passed = || Ok(answer(usage(1, 1)));
    let stopped = || {
        Err(ModelError::SpendLimit {
            peer: model.peer().clone(),
            spent: 2 * WANTED,
            wanted: WANTED,
            limit: 2 * WANTED,
        })
    };
    assert_eq!(answers, [passed(), passed(), stopped(), stopped(), stopped()]);
    assert_eq!(bodies(&server).await.len(), 2);
}

#[tokio::test]
async fn what_the_endpoint_says_it_took_counts_and_else_the_estimate() {
    let told = json!({"prompt_tokens": 1000, "completion_tokens": 24});
    for (told, spent) in [(told, 1024), (Value::Null, WANTED)] {
        let body = json!({"choices": [{"message": {"content": GOOD}, "finish_reason": "stop"}], "usage": told});
        let server = server([status(200, body)]).await;
        let model = with_limit(&server, 100);
        assert_eq!(outcome(&model).await, "answered");

        let error = model.ask::<Port>(&question(), soon()).await.unwrap_err();

        let expected = ModelError::SpendLimit {
            peer: model.peer().clone(),
            spent,
            wanted: WANTED,
            limit: 100,
        };
        assert_eq!(error, expected);
    }
}

#[tokio::test]
async fn each_run_has_a_spend_limit_of_its_own() {
    let server = server([good()]).await;
    let model = with_limit(&server, WANTED);
    assert_eq!(outcomes(&model, 2).await, ["answered", "budget_spent"]);

    let next = model.metered();

    assert_eq!(outcomes(&next, 2).await, ["answered", "budget_spent"]);
    assert_eq!(outcome(&model.clone()).await, "budget_spent");
    assert_eq!([model, next].map(|run| run.spent()), [usage(1, 1); 2]);
}

#[tokio::test]
async fn an_endpoint_that_keeps_failing_is_left_alone() {
    let server = server([unavailable()]).await;
    let model = with_breaker(&server, Duration::from_mins(1));
    assert_eq!(outcomes(&model, 3).await, ["unreachable", "unreachable", "left alone"]);

    // Another run meets the same endpoint.
    let error = failed(&model.metered()).await;

    insta::assert_snapshot!(error, @"model_unreachable: model `ferry-1` at `http://host/v1` was not asked: the last 2 questions got no answer; one may try again in 60 s [0]");
    assert_eq!(bodies(&server).await.len(), 2);
}

#[tokio::test]
async fn after_the_pause_one_question_may_try_and_an_answer_ends_the_matter() {
    let slow = good().set_delay(Duration::from_millis(20));
    let server = server([unavailable(), unavailable(), slow]).await;
    let model = with_breaker(&server, Duration::from_millis(50));
    assert_eq!(outcomes(&model, 2).await, ["unreachable", "unreachable"]);
    tokio::time::sleep(Duration::from_millis(60)).await;

    let (first, second) = tokio::join!(outcome(&model), outcome(&model));

    assert_eq!([first, second], ["answered", "left alone"]);
    assert_eq!(outcomes(&model, 2).await, ["answered", "answered"]);
    assert_eq!(bodies(&server).await.len(), 5);
}

#[tokio::test]
async fn a_try_in_vain_after_the_pause_begins_it_anew() {
    let server = server([unavailable()]).await;
    let model = with_breaker(&server, Duration::from_millis(100));
    assert_eq!(outcomes(&model, 2).await, ["unreachable", "unreachable"]);
    tokio::time::sleep(Duration::from_millis(110)).await;
    assert_eq!(outcomes(&model, 2).await, ["unreachable", "left alone"]);
    assert_eq!(bodies(&server).await.len(), 3);
}

#[tokio::test]
async fn what_shows_that_an_endpoint_works_does_not_count_against_it() {
    let refusal = choice(json!({"message": {"content": null, "refusal": "No."}, "finish_reason": "stop"}));
    let server = server([
        unavailable(),
        refusal,
        unavailable(),
        ended(GOOD, Value::Null),
        unavailable(),
        reply("{\"name\": \"Korsnes\"}"),
        unavailable(),
        status(401, json!({"error": "no such user"})),
        unavailable(),
        good(),
    ])
    .await;
    let model = with_breaker(&server, Duration::from_mins(1));

    let expected = [
        "unreachable",
        "model_refused",
        "unreachable",
        "model_malformed",
        "unreachable",
        "model_malformed",
        "unreachable",
        "rejected",
        "unreachable",
        "answered",
    ];
    assert_eq!(outcomes(&model, expected.len()).await, expected);
}
