//! A brief that is being drafted is seen by those who may read its account, and by nobody else.

use axum::http::StatusCode;

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
