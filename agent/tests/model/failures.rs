//! What is not worth a second try.

use agent::model::{Endpoint, Model};
use serde_json::json;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use wiremock::{MockServer, ResponseTemplate};

use super::{KEY, Port, endpoint, error, question, soon, status};

#[tokio::test]
async fn what_cannot_pass_is_sent_once() {
    let quota = json!({"error": {"message": "You exceeded your current quota", "code": "insufficient_quota"}});
    let key = json!({"error": {"message": format!("Incorrect API key provided: {KEY}"), "code": "invalid_api_key"}});
    let model = json!({"error": {"message": "The model `ferry-1` does not exist", "code": "model_not_found"}});
    let length = json!({"error": {"message": "maximum context length is 8192", "code": "context_length_exceeded"}});
    let integer = json!({"error": {"code": 400, "message": "the request exceeds the available context size", "type": "exceed_context_size_error"}});
    let errors = [
        error([status(429, quota)]).await,
        error([status(401, key)]).await,
        error([status(403, json!({"error": "forbidden"}))]).await,
        error([status(404, model)]).await,
        error([status(400, length)]).await,
        error([status(400, integer)]).await,
        error([status(413, json!({"message": "payload too large"}))]).await,
        error([status(
            400,
            json!({"detail": [{"loc": ["body", "messages"], "msg": "bad"}]}),
        )])
        .await,
        error([ResponseTemplate::new(404).set_body_raw("404 page not found\n", "text/plain")]).await,
        error([ResponseTemplate::new(307).insert_header("location", "https://elsewhere.example/v1/chat/completions")])
            .await,
    ];
    insta::assert_debug_snapshot!(errors, @r#"
    [
        "model_unreachable: model `ferry-1` at `http://host/v1` rejected the request with HTTP 429: You exceeded your current quota; check the account's quota and billing [1]",
        "model_unreachable: model `ferry-1` at `http://host/v1` rejected the request with HTTP 401: Incorrect API key provided: [key]; check `api_key` and what it may use [1]",
        "model_unreachable: model `ferry-1` at `http://host/v1` rejected the request with HTTP 403: forbidden; check `api_key` and what it may use [1]",
        "model_unreachable: model `ferry-1` at `http://host/v1` rejected the request with HTTP 404: The model `ferry-1` does not exist; check `model` and `base_url` [1]",
        "model_unreachable: model `ferry-1` at `http://host/v1` rejected the request with HTTP 400: maximum context length is 8192; ask with less evidence, or take a model with a larger window [1]",
        "model_unreachable: model `ferry-1` at `http://host/v1` rejected the request with HTTP 400: the request exceeds the available context size; ask with less evidence, or take a model with a larger window [1]",
        "model_unreachable: model `ferry-1` at `http://host/v1` rejected the request with HTTP 413: payload too large; ask with less evidence, or take a model with a larger window [1]",
        "model_unreachable: model `ferry-1` at `http://host/v1` rejected the request with HTTP 400: [\"body\",\"messages\"] bad; check `model`, `max_output_tokens` and `temperature` [1]",
        "model_unreachable: model `ferry-1` at `http://host/v1` rejected the request with HTTP 404: 404 page not found; check `model` and `base_url` [1]",
        "model_unreachable: model `ferry-1` at `http://host/v1` rejected the request with HTTP 307: it redirects to `https://elsewhere.example/v1/chat/completions`; redirects are not followed; set `base_url` to the final address [1]",
    ]
    "#);
}

#[tokio::test]
async fn a_server_that_does_not_run_is_unreachable() {
    let server = MockServer::start().await;
    let endpoint = Endpoint {
        base_url: "http://127.0.0.1:1/v1".to_owned(),
        ..endpoint(&server)
    };
    let error = Model::connect(endpoint)
        .unwrap()
        .ask::<Port>(&question(), soon())
        .await
        .unwrap_err();
    assert_eq!(error.code(), "model_unreachable");
    insta::assert_snapshot!(error, @"model `ferry-1` at `http://127.0.0.1:1/v1` did not answer in 3 tries: error sending request: client error (Connect): tcp connect error: Connection refused (os error 111); check that the server runs and that `base_url` is right");
}

#[tokio::test]
async fn a_connection_that_is_dropped_is_tried_again() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base_url = format!("http://{}/v1", listener.local_addr().unwrap());
    // Each time the reply ends before the length it promised.
    let accepting = tokio::spawn(async move {
        loop {
            let (mut stream, _peer) = listener.accept().await.unwrap();
            let mut request = [0; 4096];
            let _read = stream.read(&mut request).await.unwrap();
            stream
                .write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{\"choices\": [")
                .await
                .unwrap();
        }
    });
    let server = MockServer::start().await;
    let model = Model::connect(Endpoint {
        base_url: base_url.clone(),
        ..endpoint(&server)
    })
    .unwrap();
    let error = model.ask::<Port>(&question(), soon()).await.unwrap_err();
    accepting.abort();
    assert_eq!((error.code(), model.spent().requests), ("model_unreachable", 3));
    insta::assert_snapshot!(error.to_string().replace(&base_url, "http://host/v1"), @"model `ferry-1` at `http://host/v1` did not answer in 3 tries: error decoding response body: error reading a body from connection: end of file before message length reached; check that the server runs and that `base_url` is right");
}
