//! Whatever goes wrong is told as a problem.

use axum::http::Method;

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
    insta::assert_snapshot!(answered.iter().map(told).collect::<Vec<_>>().join("\n"), @"");
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
