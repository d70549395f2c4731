//! A brief that is being drafted is seen by those who may read its account, and by nobody else.

use std::time::Duration;

use axum::http::{Method, StatusCode};

use super::asked::{Answer, Ask};
use super::world::World;

/// A job that the CSM has begun: its address.
async fn begun(world: &World) -> String {
    let address = world.filled("/accounts/{account}/generate");
    let ask = Ask::form(&address, "kind=summary&reason=The+board+meets").sent_from_page_of(world.held("csm"));
    let answer = world.ask(ask).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    let location = answer.header("location").split('?').next().unwrap().to_owned();
    assert!(location.starts_with("/jobs/"), "{location}");
    location
}

#[tokio::test]
async fn a_job_is_seen_by_those_of_its_account_alone() {
    let world = World::new().await;
    // It must not be over before everybody has asked.
    let _waiting = world.app.jobs.hold().await;
    let job = begun(&world).await;
    let mut told = Vec::new();
    for login in ["csm", "reader", "admin", "stranger", "gone"] {
        let page = world.page(login, &job).await;
        let events = world
            .begin(Ask::get(&format!("{job}/events")).holding(world.held(login)))
            .await;
        let cancel = Ask::form(&format!("{job}/cancel"), "").sent_from_page_of(world.held(login));
        // The one who began it is asked last, since there is nothing to break off afterwards.
        let cancel = if login == "csm" {
            None
        } else {
            Some(world.ask(cancel).await)
        };
        let word = |answer: &Answer| match answer {
            answer if answer.asks_to_sign_in() => "in".to_owned(),
            answer => answer.status.as_u16().to_string(),
        };
        let cancel = cancel.as_ref().map_or_else(|| "-".to_owned(), word);
        told.push(format!(
            "{login}: {} {} {cancel}",
            word(&page),
            events.status().as_u16()
        ));
        if login == "stranger" || login == "gone" {
            assert!(!page.text.contains("Northwind"), "{login}");
        }
    }
    insta::assert_snapshot!(told.join("\n"), @"
    csm: 200 200 -
    reader: 200 200 403
    admin: 200 200 403
    stranger: 404 404 404
    gone: in 303 in
    ");
}

/// A program begins a job, learns how far it is, and at the end which run it became.
#[tokio::test]
async fn a_program_learns_what_a_job_has_come_to() {
    let world = World::new().await;
    let json = |text: &str| -> serde_json::Value { serde_json::from_str(text).unwrap() };
    let address = world.filled("/api/v1/accounts/{account}/jobs");
    let begin = |body: &str| {
        let ask = Ask::of(Method::POST, &address).sending("application/json", body);
        world.ask(ask.bearing(world.name("csm-token")))
    };
    let begun = begin(r#"{"kind": "summary", "trigger": "manual:the board meets"}"#).await;
    assert_eq!(begun.status, StatusCode::ACCEPTED, "{begun:?}");
    let job = begun.header("location").to_owned();
    assert_eq!(
        job,
        format!("/api/v1/jobs/{}", json(&begun.text)["id"].as_str().unwrap())
    );
    let ended = loop {
        let shown = world.ask(Ask::get(&job).bearing(world.name("csm-token"))).await;
        let shown = json(&shown.text);
        if shown["stage"] == "done" {
            break shown;
        }
        assert!(
            ["waiting", "drafting", "revising", "verifying"].contains(&shown["stage"].as_str().unwrap()),
            "{shown}"
        );
        tokio::time::sleep(Duration::from_millis(20)).await;
    };
    let run = format!("/api/v1/runs/{}", ended["run"].as_str().unwrap());
    let run = world.ask(Ask::get(&run).bearing(world.name("csm-token"))).await;
    assert_eq!(run.status, StatusCode::OK, "{run:?}");
    let sections = ended["sections"].as_array().unwrap();
    assert!(sections.iter().all(|section| section["state"] == "drafted"), "{ended}");
    // To others it is not there, and there is nothing left to break off.
    assert_eq!(world.page("stranger", &job).await.status, StatusCode::NOT_FOUND);
    let cancel = Ask::of(Method::POST, &format!("{job}/cancel")).bearing(world.name("csm-token"));
    assert_eq!(json(&world.ask(cancel).await.text), ended);
    let customer = begin(r#"{"kind": "summary", "audience": "customer"}"#).await;
    assert_eq!(customer.status, StatusCode::UNPROCESSABLE_ENTITY, "{customer:?}");
}
