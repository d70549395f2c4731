//! Which models an endpoint has.

use std::time::Duration;

use agent::model::{Endpoint, Model, SecretString};
use serde_json::json;
use wiremock::matchers::{header, method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

use super::KEY;

/// Asks a server that answers so for its models.
async fn asked(answer: ResponseTemplate) -> Result<Vec<String>, String> {
    let server = MockServer::start().await;
    let mock = Mock::given(method("GET"))
        .and(path("/v1/models"))
        .and(header("authorization", format!("Bearer {KEY}").as_str()));
    mock.respond_with(answer).expect(1).mount(&server).await;
    let endpoint = Endpoint {
        api_key: Some(SecretString::from(KEY)),
        ..Endpoint::new(format!("{}/v1", server.uri()), "ferry-1")
    };
    let models = Model::connect(endpoint)
        .unwrap()
        .models(Duration::from_millis(500))
        .await;
    models.map_err(|error| error.to_string().replace(&server.uri(), "http://host"))
}

#[tokio::test]
async fn the_models_are_listed_by_name() {
    let list = json!({"object": "list", "data": [{"id": "ferry-2"}, {"id": "ferry-1"}, {"object": "model"}]});
    let models = asked(ResponseTemplate::new(200).set_body_json(list)).await;
    assert_eq!(models, Ok(vec!["ferry-1".to_owned(), "ferry-2".to_owned()]));
}

#[tokio::test]
async fn why_no_list_came_is_told_once() {
    let refused = asked(ResponseTemplate::new(401).set_body_string(format!("{KEY} is wrong"))).await;
    insta::assert_snapshot!(refused.unwrap_err(), @"model `ferry-1` at `http://host/v1` rejected the request with HTTP 401: [key] is wrong; check `api_key` and what it may use");
    let missing = asked(ResponseTemplate::new(404).set_body_string("no such page")).await;
    insta::assert_snapshot!(missing.unwrap_err(), @"model `ferry-1` at `http://host/v1` rejected the request with HTTP 404: no such page; check `model` and `base_url`");
    let page = asked(ResponseTemplate::new(200).set_body_string("<html>")).await;
    insta::assert_snapshot!(page.unwrap_err(), @"the answer of model `ferry-1` at `http://host/v1` cannot be read: the reply is not JSON: expected value at line 1 column 1; check that `base_url` is the root of the API; it begins `<html>`");
    let slow = asked(ResponseTemplate::new(200).set_delay(Duration::from_secs(5))).await;
    insta::assert_snapshot!(slow.unwrap_err(), @"the time allowed for an answer of model `ferry-1` at `http://host/v1` ran out after 1 request");
}
