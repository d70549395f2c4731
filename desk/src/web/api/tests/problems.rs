//! Whatever goes wrong is told as a problem.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, StatusCode};
use axum::middleware::from_fn;
use axum::routing::get;
use tower::ServiceExt as _;

use super::super::only_problems;
use super::{Answered, Desk};
use crate::web::guard::MOST_BYTES;

fn told(answered: &Answered) -> String {
    let detail = answered.body["detail"].as_str().unwrap_or_default();
    format!("{} {}: {detail}", answered.status.as_u16(), answered.kind)
}

#[tokio::test]
async fn no_fault_leaves_as_anything_but_a_problem() {
    let desk = Desk::new().await;
    let json = [("content-type", "application/json")];
    let cards = "/api/v1/scorecards";
    let too_long = " ".repeat(MOST_BYTES + 1);
    let length = too_long.len().to_string();
    let answered = [
        desk.ask_with(Method::GET, cards, &[], "").await,
        desk.ask_with(Method::GET, cards, &[("authorization", "Bearer vouch_1_2")], "")
            .await,
        desk.ask_with(Method::GET, cards, &[("host", "elsewhere.example")], "")
            .await,
        desk.ask(Method::GET, "/api/v1/nothing", &[], "").await,
        desk.ask(Method::GET, "/api/v1/scorecards/%FF", &[], "").await,
        desk.ask(Method::GET, "/api/v1/runs/abcd/versions/one", &[], "").await,
        desk.ask(Method::PUT, cards, &[], "").await,
        desk.ask(Method::GET, "/api/v1/scorecards?color=red", &[], "").await,
        desk.ask(Method::GET, "/api/v1/scorecards?limit=201", &[], "").await,
        desk.ask(Method::GET, "/api/v1/scorecards?after=zz", &[], "").await,
        desk.ask(Method::POST, cards, &[], "{}").await,
        desk.ask(Method::POST, cards, &json, "{").await,
        desk.ask(
            Method::POST,
            cards,
            &json,
            r#"{"account": "alder-mill", "color": "red"}"#,
        )
        .await,
        desk.ask(Method::POST, cards, &json, r#"{"account": 7}"#).await,
        desk.ask(Method::POST, cards, &json, &too_long).await,
        desk.ask(Method::POST, cards, &[json[0], ("content-length", &length)], &too_long)
            .await,
        desk.ask(
            Method::POST,
            "/api/v1/people",
            &json,
            r#"{"login": "eve", "name": "Eve"}"#,
        )
        .await,
    ];
    insta::assert_snapshot!(answered.iter().map(told).collect::<Vec<_>>().join("\n"), @"
    401 application/problem+json: nobody has signed in
    401 application/problem+json: the token is no token of this program
    421 application/problem+json: the desk does not go by this name
    404 application/problem+json: this page is not here
    404 application/problem+json: what the address names is not here
    404 application/problem+json: what the address names is not here
    405 application/problem+json: that can't be done here
    422 application/problem+json: what stands after the `?` can't be read: color: unknown field `color`, expected one of `account`, `limit`, `after`
    422 application/problem+json: what stands after the `?` can't be read: limit: `limit` is a number from 1 to 200
    422 application/problem+json: `after` is no place in this list
    415 application/problem+json: the body is not said to be JSON
    400 application/problem+json: the body can't be read: EOF while parsing an object at line 1 column 1
    422 application/problem+json: the body can't be read: color: unknown field `color`, expected one of `account`, `template`, `due`, `supersede` at line 1 column 33
    422 application/problem+json: the body can't be read: account: invalid type: integer `7`, expected a string at line 1 column 13
    413 application/problem+json: that is more than 1048576 bytes
    413 application/problem+json: that is more than 1048576 bytes
    403 application/problem+json: `cleo` may not do that: to manage people takes the role `admin`
    ");
}

#[tokio::test]
async fn what_fails_around_the_handlers_is_told_as_a_problem_to_programs_only() {
    async fn too_slow() -> (StatusCode, &'static str) {
        (StatusCode::GATEWAY_TIMEOUT, "slow")
    }
    let router = Router::new()
        .route("/api/v1/slow", get(too_slow))
        .route("/slow", get(too_slow))
        .layer(from_fn(only_problems));
    let mut told = Vec::new();
    for path in ["/api/v1/slow", "/slow"] {
        let request = Request::get(path).body(Body::empty()).unwrap();
        let response = router.clone().oneshot(request).await.unwrap();
        let kind = response.headers()["content-type"].to_str().unwrap().to_owned();
        let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        told.push(format!("{kind}: {}", String::from_utf8_lossy(&body)));
    }
    insta::assert_snapshot!(told.join("\n"), @r#"
    application/problem+json: {"type":"about:blank","title":"Gateway Timeout","status":504,"detail":"that took too long","hints":["ask again; what was begun may have come to its end meanwhile"]}
    text/plain; charset=utf-8: slow
    "#);
}

#[tokio::test]
async fn the_document_and_the_health_of_the_desk_take_no_signing_in() {
    let desk = Desk::new().await;
    let ready = desk.ask_with(Method::GET, "/api/v1/ready", &[], "").await;
    assert_eq!(
        (ready.status.as_u16(), ready.body),
        (200, serde_json::json!({ "ready": true }))
    );
    let document = desk.ask_with(Method::GET, "/api/v1/openapi.json", &[], "").await;
    assert_eq!(
        (document.status.as_u16(), &document.body["openapi"]),
        (200, &"3.1.0".into())
    );
}
