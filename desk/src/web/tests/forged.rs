//! What changes something is taken from a page of the desk alone.

use axum::http::StatusCode;

use super::asked::{Ask, HOST};
use super::rows::all;
use super::world::World;

/// A form with everything but what shows that a page of the desk was asked for by whoever sends it,
/// and in which ways others might send it.
fn forgeries(world: &World, ask: impl Fn() -> Ask) -> Vec<(&'static str, Ask)> {
    let (held, others) = (world.held("owner"), world.held("ae"));
    let ours = || ask().sent_from_page_of(held);
    vec![
        ("no token", ask().holding(held)),
        (
            "another's token",
            ask().holding(held).with("x-vouch-form", &others.form()),
        ),
        (
            "half a token",
            ask().holding(held).with("x-vouch-form", &held.form()[..32]),
        ),
        ("no cookie", ask().with("x-vouch-form", &held.form())),
        ("another page", ours().with("sec-fetch-site", "cross-site")),
        ("another name of the site", ours().with("sec-fetch-site", "same-site")),
        ("another origin", ours().with("origin", "http://evil.example")),
        ("a page without an origin", ours().with("origin", "null")),
        ("another port", ours().with("origin", "http://127.0.0.1:9999")),
        (
            "JSON",
            ask().holding(held).sending("application/json", r#"{"_form":"x"}"#),
        ),
        (
            "text",
            ask()
                .holding(held)
                .sending("text/plain", format!("_form={}", held.form())),
        ),
        (
            "many parts",
            ask().holding(held).sending("multipart/form-data; boundary=x", "--x--"),
        ),
    ]
}

/// Every route that changes something, by every forgery, changes nothing.
#[tokio::test]
async fn what_another_page_sends_changes_nothing() {
    let world = World::new().await;
    let before = world.app.workspace.store.log_digest().await.unwrap();
    let mut asked = 0;
    for row in all().filter(|row| row.is_unsafe()) {
        for (name, ask) in forgeries(&world, || row.ask(&world)) {
            asked += 1;
            let status = world.ask(ask).await.status;
            assert!(
                matches!(status, StatusCode::FORBIDDEN | StatusCode::UNAUTHORIZED),
                "{name}: {row:?}: {status}"
            );
        }
    }
    assert!(asked > 200, "{asked}");
    assert_eq!(world.app.workspace.store.log_digest().await.unwrap(), before);
}

/// The same forms from a page of the desk do what they say, by the field as by the header.
#[tokio::test]
async fn what_a_page_of_the_desk_sends_is_done() {
    let world = World::new().await;
    let held = world.held("owner");
    let address = format!("/runs/{}/comment", world.name("handoff"));
    let asks = [
        Ask::form(&address, &format!("text=One&_form={}", held.form())).holding(held),
        Ask::form(&address, "text=Two").sent_from_page_of(held),
        Ask::form(&address, "text=Three")
            .sent_from_page_of(held)
            .with("sec-fetch-site", "same-origin")
            .with("origin", &format!("http://{HOST}")),
    ];
    for ask in asks {
        let answer = world.ask(ask).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    }
    let page = world.page("owner", &format!("/runs/{}", world.name("handoff"))).await;
    let comments = ["One", "Two", "Three"].map(|text| page.text.contains(&format!("<br>{text}</p>")));
    assert_eq!(comments, [true; 3]);
}

/// A program shows its token and has no cookie that a page could make a browser send; a header that
/// only looks like a token opens no way for a cookie.
#[tokio::test]
async fn a_header_that_is_no_token_opens_no_way_for_a_cookie() {
    let world = World::new().await;
    let address = format!("/runs/{}/comment", world.name("handoff"));
    let by_program = Ask::form(&address, "text=Seen").bearing(world.name("csm-token"));
    assert_eq!(world.ask(by_program).await.status, StatusCode::SEE_OTHER);
    for header in ["Basic b3duZXI6cGFzc3dvcmQ=", "Bearer", "Bearer ", "bearer: x"] {
        let ask = Ask::form(&address, "text=Forged")
            .holding(world.held("owner"))
            .with("authorization", header);
        let status = world.ask(ask).await.status;
        assert!(
            matches!(status, StatusCode::FORBIDDEN | StatusCode::UNAUTHORIZED),
            "{header}: {status}"
        );
    }
}

/// A page of another name that leads to this machine reaches nothing.
#[tokio::test]
async fn other_names_of_this_machine_reach_nothing() {
    let world = World::new().await;
    for host in [
        "evil.example",
        "127.0.0.1.evil.example",
        "127.0.0.1:7878@evil.example",
        "",
    ] {
        for row in all() {
            let answer = world
                .ask(
                    row.ask(&world)
                        .sent_from_page_of(world.held("owner"))
                        .with("host", host),
                )
                .await;
            assert_eq!(answer.status, StatusCode::MISDIRECTED_REQUEST, "`{host}`: {row:?}");
            assert!(!answer.text.contains("Northwind"), "`{host}`: {row:?}");
        }
    }
    let unnamed = world
        .ask(Ask::get("/").holding(world.held("owner")).without("host"))
        .await;
    assert_eq!(unnamed.status, StatusCode::MISDIRECTED_REQUEST);
}
