//! What is sent, and how much of it at once.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use agent::model::{Call, Endpoint, Model, Transport};
use async_openai::error::OpenAIError;
use wiremock::MockServer;

use super::{KEY, Port, bodies, endpoint, good, korsnes, question, server, soon, usage};

#[tokio::test]
async fn the_request_asks_for_the_strict_schema_and_a_bounded_answer() {
    let server = server([good()]).await;
    let model = Model::connect(endpoint(&server)).unwrap();

    let asked = model.clone();
    let task = tokio::spawn(async move { asked.ask::<Port>(&question(), soon()).await });
    let answer = task.await.unwrap().unwrap();

    assert_eq!(
        (answer.value, answer.usage, answer.notes),
        (korsnes(), usage(1, 1), vec![])
    );
    assert_eq!(model.spent(), usage(1, 1));
    let headers = &server.received_requests().await.unwrap()[0].headers;
    assert_eq!(headers["authorization"], format!("Bearer {KEY}"));
    insta::assert_json_snapshot!(bodies(&server).await, @r#"
    [
      {
        "model": "ferry-1",
        "messages": [
          {
            "role": "system",
            "content": "You read timetables."
          },
          {
            "role": "user",
            "content": "Which port has the most berths?"
          }
        ],
        "response_format": {
          "type": "json_schema",
          "json_schema": {
            "name": "port",
            "schema": {
              "type": "object",
              "additionalProperties": false,
              "properties": {
                "name": {
                  "type": "string",
                  "description": "As the timetable has it."
                },
                "berths": {
                  "type": "integer"
                }
              },
              "required": [
                "name",
                "berths"
              ],
              "description": "A port of the ferry line."
            },
            "strict": true
          }
        },
        "max_completion_tokens": 4096,
        "temperature": 0.0,
        "stream": false
      }
    ]
    "#);
}

#[tokio::test]
async fn without_a_key_none_is_sent() {
    let server = server([good()]).await;
    let model = Model::connect(Endpoint {
        api_key: None,
        ..endpoint(&server)
    })
    .unwrap();
    model.ask::<Port>(&question(), soon()).await.unwrap();
    assert!(
        !server.received_requests().await.unwrap()[0]
            .headers
            .contains_key("authorization")
    );
}

#[tokio::test]
async fn the_key_is_not_shown() {
    let server = MockServer::start().await;
    let endpoint = endpoint(&server);
    let model = Model::connect(endpoint.clone()).unwrap();
    let shown = format!("{endpoint:?} {model:?} {:?}", model.peer());
    assert!(!shown.contains(KEY), "{shown}");
    assert!(shown.contains("ferry-1"));
}

#[tokio::test]
async fn no_more_questions_are_under_way_than_allowed() {
    let server = MockServer::start().await;
    let under_way = Arc::new(AtomicUsize::new(0));
    let most = Arc::new(AtomicUsize::new(0));
    let counted = (Arc::clone(&under_way), Arc::clone(&most));
    let transport = Transport::new(tower::service_fn(move |_call: Call| {
        let (under_way, most) = counted.clone();
        async move {
            most.fetch_max(under_way.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            tokio::time::sleep(Duration::from_millis(20)).await;
            under_way.fetch_sub(1, Ordering::SeqCst);
            let content = r#"{"choices": [{"message": {"content": "{\"name\": \"Korsnes\", \"berths\": 4}"}, "finish_reason": "stop"}]}"#;
            Ok::<_, OpenAIError>(reqwest::Response::from(http::Response::new(content)))
        }
    }));
    let model = Model::connect_through(
        Endpoint {
            concurrency: 2,
            ..endpoint(&server)
        },
        transport,
    )
    .unwrap();
    let (one, other) = (model.metered(), model.metered());

    let question = question();
    let asked = (0..7).map(|number| {
        let run = if number < 5 { &one } else { &other };
        run.ask::<Port>(&question, soon())
    });
    let answers = futures::future::join_all(asked).await;

    assert!(answers.into_iter().all(|answer| answer.unwrap().value == korsnes()));
    assert_eq!(most.load(Ordering::SeqCst), 2);
    assert_eq!([&one, &other, &model].map(|run| run.spent().requests), [5, 2, 0]);
}

#[tokio::test]
async fn settings_that_describe_no_endpoint_are_explained() {
    let directory = tempfile::tempdir().unwrap();
    let not_pem = directory.path().join("bundle.pem");
    std::fs::write(&not_pem, "no certificate").unwrap();
    let good = Endpoint::new("http://127.0.0.1:9/v1", "ferry-1");
    let endpoints = [
        Endpoint::new("host/v1", "ferry-1"),
        Endpoint::new("ftp://host/v1", "ferry-1"),
        Endpoint::new(format!("https://user:{KEY}@host/v1"), "ferry-1"),
        Endpoint::new("http://127.0.0.1:9/v1", " "),
        Endpoint {
            api_key: Some(format!("{KEY}\u{1}").into()),
            ..good.clone()
        },
        Endpoint {
            ca_bundle: Some(directory.path().join("missing.pem")),
            ..good.clone()
        },
        Endpoint {
            ca_bundle: Some(not_pem),
            ..good
        },
    ];
    let errors = endpoints.map(|endpoint| {
        let error = Model::connect(endpoint).unwrap_err();
        assert_eq!(error.code(), "model_unreachable");
        error.to_string().replace(directory.path().to_str().unwrap(), "DIR")
    });
    assert!(!errors.concat().contains(KEY));
    insta::assert_debug_snapshot!(errors, @r#"
    [
        "the model endpoint is not configured: `base_url` is not a URL: relative URL without a base; write it like `https://host/v1`",
        "the model endpoint is not configured: `base_url` must begin with `http://` or `https://`, not `ftp:`",
        "the model endpoint is not configured: `base_url` must hold no user, password, query or fragment; give a key as `api_key`",
        "the model endpoint is not configured: `model` is empty; name one that the endpoint has",
        "the model endpoint is not configured: `api_key` holds characters that cannot be sent in a header",
        "the model endpoint is not configured: `ca_bundle` cannot be used: `DIR/missing.pem`: No such file or directory (os error 2)",
        "the model endpoint is not configured: `ca_bundle` cannot be used: `DIR/bundle.pem`: no certificate in it; expected PEM",
    ]
    "#);
}
