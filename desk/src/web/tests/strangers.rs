//! Whoever has no part in an account learns nothing of it, by whatever address they try.

use axum::http::StatusCode;

use super::asked::Ask;
use super::rows::{Row, all};
use super::world::World;

/// Words of the account that nobody but its people may read: its name, its people, what was said.
const WORDS: [&str; 7] = [
    "Northwind Labs",
    "northwind-labs",
    "Callum",
    "Helena",
    "Leeds",
    "Aire Valley",
    "working days",
];

fn told(text: &str) -> Vec<&'static str> {
    // Why they may not names what they asked for as they named it, no more.
    let text = text
        .replace("for `northwind-labs`", "")
        .replace("is called `northwind-labs`", "")
        .replace("is called `Northwind Labs`", "");
    WORDS.into_iter().filter(|word| text.contains(word)).collect()
}

/// A CSM of one account asks for everything of another.
#[tokio::test]
async fn a_csm_of_another_account_is_told_nothing() {
    let world = World::new().await;
    let mut asked = 0;
    // Whoever has signed out is told nothing anyway, and the document of the API is for everybody.
    let others = |row: &&Row| !row.route.starts_with("/sign-") && !row.route.ends_with("openapi.json");
    for row in all().filter(others) {
        let answer = world
            .ask(row.ask(&world).sent_from_page_of(world.held("stranger")))
            .await;
        assert_eq!(told(&answer.text), [""; 0], "{row:?}");
        if row.is_of_account() {
            asked += 1;
            assert!(
                matches!(answer.status, StatusCode::FORBIDDEN | StatusCode::NOT_FOUND),
                "{row:?}: {} {}",
                answer.status,
                answer.header("location")
            );
        }
    }
    assert!(asked > 20, "{asked}");
}

/// The same, by what one may name instead: the account's name leads to its newest run.
#[tokio::test]
async fn no_other_name_of_a_run_leads_to_it() {
    let world = World::new().await;
    for name in ["northwind-labs", "Northwind%20Labs", "0018d00000Nw7LaAAJ"] {
        let answer = world.page("stranger", &format!("/runs/{name}")).await;
        assert!(
            matches!(answer.status, StatusCode::FORBIDDEN | StatusCode::NOT_FOUND),
            "{name}: {}",
            answer.status
        );
        assert_eq!(told(&answer.text), [""; 0], "{name}");
    }
}

/// What is not there is answered without the names that are near, for those may be other accounts.
#[tokio::test]
async fn no_near_name_is_told() {
    let world = World::new().await;
    let addresses = [
        "/accounts/northwind",
        "/accounts/northwind-lab",
        "/accounts/nrthwind-labs/goals",
        "/accounts/northwind-lab/generate",
        "/runs/northwind-lab",
        "/actions/new?account=northwind-lab",
        "/scorecards/new?account=northwind-lab",
        "/scorecards?account=northwind-lab",
        "/saved?account=northwind-lab",
        "/api/v1/accounts/northwind-lab",
        "/api/v1/runs?account=northwind-lab",
        "/api/v1/runs/northwind-labs",
        "/api/v1/scorecards?account=northwind-lab",
    ];
    let mut telling = Vec::new();
    for address in addresses {
        let answer = world.page("stranger", address).await;
        if !told(&answer.text).is_empty() {
            telling.push((address, answer.status.as_u16()));
        }
    }
    assert_eq!(telling, []);
}

/// Their own account is open to them, so that what they are refused above is not all there is.
#[tokio::test]
async fn their_own_account_is_open_to_them() {
    let world = World::new().await;
    for name in ["paused", "other-summary"] {
        let answer = world.page("stranger", &format!("/runs/{}", world.name(name))).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert!(answer.text.contains("Halden Freight"), "{name}");
    }
}

/// Whoever was put out is nobody: their cookie and their token open nothing.
#[tokio::test]
async fn whoever_was_put_out_is_told_nothing() {
    let world = World::new().await;
    for row in all().filter(|row| row.is_of_account()) {
        let by_browser = world.ask(row.ask(&world).sent_from_page_of(world.held("gone"))).await;
        assert!(
            by_browser.asks_to_sign_in() || by_browser.status == StatusCode::UNAUTHORIZED,
            "{row:?}: {}",
            by_browser.status
        );
        assert_eq!(told(&by_browser.text), [""; 0], "{row:?}");
    }
    let ask = Ask::get(&format!("/runs/{}", world.name("handoff"))).bearing(world.name("gone-token"));
    assert_eq!(world.ask(ask).await.status, StatusCode::UNAUTHORIZED);
}
