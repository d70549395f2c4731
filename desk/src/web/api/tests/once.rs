//! What is asked for under a key is done once.

use axum::http::{Method, StatusCode};
use serde_json::Value;

use super::{Answered, Desk};

const JSON: (&str, &str) = ("content-type", "application/json");
const NEW: &str = r#"{"account": "alder-mill"}"#;

async fn begin(desk: &Desk, who: usize, key: &str, body: &str) -> Answered {
    let headers = [JSON, ("idempotency-key", key)];
    desk.ask_as(who, Method::POST, "/api/v1/scorecards", &headers, body)
        .await
}

async fn how_many(desk: &Desk) -> usize {
    let listed = desk.ask(Method::GET, "/api/v1/scorecards", &[], "").await;
    listed.body["items"].as_array().unwrap().len()
}

#[tokio::test]
async fn the_same_under_the_same_key_is_done_once_and_answered_as_before() {
    let desk = Desk::new().await;
    let first = begin(&desk, 0, "k", NEW).await;
    assert_eq!(first.status, StatusCode::CREATED);
    let id = first.body["id"].as_str().unwrap();
    assert_eq!(first.location, Some(format!("/api/v1/scorecards/{id}")));
    assert_eq!(begin(&desk, 0, "k", NEW).await, first);
    assert_eq!(how_many(&desk).await, 1);
}

#[tokio::test]
async fn two_at_once_make_one() {
    let desk = Desk::new().await;
    let (left, right) = tokio::join!(begin(&desk, 0, "k", NEW), begin(&desk, 0, "k", NEW));
    assert_eq!((left.status, &left), (StatusCode::CREATED, &right));
    assert_eq!(how_many(&desk).await, 1);
}

#[tokio::test]
async fn another_request_under_a_key_and_another_person_with_it_are_told_apart() {
    let desk = Desk::new().await;
    begin(&desk, 0, "k", NEW).await;
    let superseding = r#"{"account": "alder-mill", "supersede": true}"#;
    let other = begin(&desk, 0, "k", superseding).await;
    assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY);
    insta::assert_snapshot!(other.body["detail"], @r#""this `Idempotency-Key` was used for another request""#);
    // Somebody else's key of that name is another one.
    assert_eq!(begin(&desk, 1, "k", superseding).await.status, StatusCode::CREATED);
    assert_eq!(how_many(&desk).await, 2);
}

#[tokio::test]
async fn what_was_refused_is_tried_again() {
    let desk = Desk::new().await;
    let of_nobody = r#"{"account": "nobody"}"#;
    let refused = begin(&desk, 0, "k", of_nobody).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
    assert_eq!(begin(&desk, 0, "k", NEW).await.status, StatusCode::CREATED);
}

#[tokio::test]
async fn a_key_is_visible_ascii_of_some_length() {
    let desk = Desk::new().await;
    let long = "k".repeat(201);
    let mut answered = Vec::new();
    for key in ["", "a b", long.as_str()] {
        answered.push(begin(&desk, 0, key, NEW).await);
    }
    let told: Vec<(StatusCode, &Value)> = answered.iter().map(|it| (it.status, &it.body["detail"])).collect();
    let why = Value::from("an `Idempotency-Key` has 1 to 200 visible characters of ASCII");
    assert_eq!(told, [(StatusCode::UNPROCESSABLE_ENTITY, &why); 3]);
    assert_eq!(how_many(&desk).await, 0);
}
