//! Requests that are too large, too odd, or for something that is not there.

use axum::http::{Method, StatusCode};

use super::asked::Ask;
use super::rows::all;
use super::world::World;
use crate::web::guard::MOST_BYTES;

/// More than anybody needs to send is refused, announced or not.
#[tokio::test]
async fn what_is_too_large_is_refused() {
    let world = World::new().await;
    let held = world.held("owner");
    let address = format!("/runs/{}/comment", world.name("handoff"));
    let fields = format!("_form={}&text={}", held.form(), "x".repeat(MOST_BYTES));
    let announced = Ask::form(&address, &fields)
        .holding(held)
        .with("content-length", &fields.len().to_string());
    let asks = [
        Ask::form(&address, &fields).holding(held),
        Ask::form(&address, &fields).sent_from_page_of(held),
        Ask::form(&address, &fields).bearing(world.name("csm-token")),
        Ask::form("/sign-in", &fields).holding(held),
        announced,
    ];
    let mut statuses = Vec::new();
    for ask in asks {
        statuses.push(world.ask(ask).await.status.as_u16());
    }
    assert_eq!(statuses, [413; 5]);
    let page = world.page("owner", &format!("/runs/{}", world.name("handoff"))).await;
    assert!(!page.text.contains("xxxx"), "nothing of it was kept");
}

/// What a route is not for is told as such, by whatever route.
#[tokio::test]
async fn other_methods_are_not_allowed() {
    let world = World::new().await;
    for row in all() {
        for method in [Method::PUT, Method::DELETE, Method::PATCH, Method::TRACE] {
            let ask = Ask::of(method.clone(), &row.address(&world)).sent_from_page_of(world.held("owner"));
            let status = world.ask(ask).await.status;
            let is_route = all().any(|other| other.route == row.route && other.method == method);
            assert!(
                is_route || status == StatusCode::METHOD_NOT_ALLOWED,
                "{method} {row:?}: {status}"
            );
        }
    }
}

/// A request for the head alone has the head of the page, and no body.
#[tokio::test]
async fn a_head_is_a_page_without_its_body() {
    let world = World::new().await;
    for row in all().filter(|row| !row.is_unsafe()) {
        let address = row.address(&world);
        let head = Ask::of(Method::HEAD, &address).holding(world.held("owner"));
        let head = world.ask(head).await;
        let whole = world.begin(Ask::get(&address).holding(world.held("owner"))).await;
        assert_eq!((head.status, head.text.as_str()), (whole.status(), ""), "{row:?}");
        assert_eq!(
            head.headers.get("content-type"),
            whole.headers().get("content-type"),
            "{row:?}"
        );
    }
}

/// Files are known by name; no path leads out of them.
#[tokio::test]
async fn no_path_leads_out_of_the_files_of_the_desk() {
    let world = World::new().await;
    let paths = [
        "/assets/../Cargo.toml",
        "/assets/..%2f..%2fCargo.toml",
        "/assets/%2e%2e/%2e%2e/etc/passwd",
        "/assets/..%5c..%5cCargo.toml",
        "/assets//etc/passwd",
        "/assets/desk.css",
        "/assets/desk.css%00",
        "/assets/",
        "/assets",
        "/.git/config",
        "/sources/../../etc/passwd",
        "/runs/..%2f..%2fetc%2fpasswd",
        "/accounts/%00",
        "/accounts/%ff%fe",
        "/runs/%ff",
    ];
    for path in paths {
        let answer = world.page("owner", path).await;
        assert!(
            matches!(answer.status, StatusCode::NOT_FOUND | StatusCode::BAD_REQUEST),
            "{path}: {}",
            answer.status
        );
        assert!(
            !answer.text.contains("[package]") && !answer.text.contains("root:"),
            "{path}"
        );
    }
    let style = world.ask(Ask::get(&world.filled("/assets/{style}"))).await;
    assert_eq!(
        (
            style.status,
            style.header("content-type"),
            style.header("cache-control")
        ),
        (
            StatusCode::OK,
            "text/css; charset=utf-8",
            "public, max-age=31536000, immutable"
        )
    );
}

/// Whatever is sent where something else was expected, nothing breaks inside, and nothing is told of
/// the machine.
#[tokio::test]
async fn odd_values_break_nothing() {
    let world = World::new().await;
    let odd = [
        "",
        "%00",
        "%F0%9F%92%A9",
        "'+OR+1%3D1--",
        "%7B%7B7*7%7D%7D",
        "-1",
        "99999999999999999999",
        "a%0d%0ab",
    ];
    for row in all().filter(|row| !row.is_unsafe()) {
        for value in odd {
            let query = format!(
                "?claim={value}&done={value}&from={value}&to={value}&kind={value}&text={value}&page={value}&after={value}&sort={value}&account={value}"
            );
            let address = row.address(&world);
            let address = address.split('?').next().unwrap();
            let response = world
                .begin(Ask::get(&format!("{address}{query}")).holding(world.held("owner")))
                .await;
            assert!(
                response.status().as_u16() < 500,
                "{address}{query}: {}",
                response.status()
            );
        }
    }
    for row in all().filter(|row| row.is_unsafe()) {
        let ask = Ask::form(
            &row.address(&world),
            "role=%00&digest=&item=%ff&to=yesterday&kind=&holds=-1&claim=%00",
        )
        .sent_from_page_of(world.held("owner"));
        let answer = world.ask(ask).await;
        assert!(answer.status.as_u16() < 500, "{row:?}: {}", answer.status);
        assert!(!answer.text.contains("/src/"), "{row:?}");
    }
}
