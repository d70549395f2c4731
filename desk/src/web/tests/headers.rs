//! What stands in the head of every answer.

use axum::http::Method;

use super::asked::{Answer, Ask};
use super::rows::all;
use super::world::World;

/// The headers that keep other pages out and scripts of others from running.
fn told(answer: &Answer) -> String {
    let names = [
        "content-security-policy",
        "x-content-type-options",
        "x-frame-options",
        "referrer-policy",
        "cross-origin-opener-policy",
        "cross-origin-resource-policy",
        "permissions-policy",
    ];
    let lines = names.map(|name| format!("{name}: {}", answer.header(name)));
    lines.join("\n")
}

#[tokio::test]
async fn every_answer_keeps_others_out() {
    let world = World::new().await;
    let first = world.page("owner", "/work").await;
    insta::assert_snapshot!(told(&first), @r"
    content-security-policy: default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'
    x-content-type-options: nosniff
    x-frame-options: DENY
    referrer-policy: same-origin
    cross-origin-opener-policy: same-origin
    cross-origin-resource-policy: same-origin
    permissions-policy: camera=(), geolocation=(), microphone=(), payment=(), usb=()
    ");
    for row in all() {
        for login in ["owner", "reader", "stranger", "gone"] {
            let ask = row.ask(&world).sent_from_page_of(world.held(login));
            let response = world.begin(ask).await;
            let (parts, _) = response.into_parts();
            let answer = Answer {
                status: parts.status,
                headers: parts.headers,
                text: String::new(),
            };
            assert_eq!(told(&answer), told(&first), "{row:?} for {login}");
            // What customers said is left in no cache.
            let is_file = row.route == "/assets/{name}";
            assert_eq!(answer.header("cache-control").contains("no-store"), !is_file, "{row:?}");
        }
    }
    let faults = [
        Ask::get("/no-such-page").holding(world.held("owner")),
        Ask::get("/assets/no-such-file"),
        Ask::get("/work").with("host", "evil.example"),
        Ask::of(Method::PUT, "/work").sent_from_page_of(world.held("owner")),
        Ask::form("/sign-out", ""),
        Ask::form("/sign-in", "x").sending("text/plain", "x"),
        Ask::form("/sign-in", &"x".repeat(2 * 1024 * 1024)).with("content-length", "2097152"),
    ];
    for ask in faults {
        let answer = world.ask(ask).await;
        assert!(answer.status.as_u16() >= 400, "{answer:?}");
        assert_eq!(told(&answer), told(&first), "{answer:?}");
    }
}

/// A page has no script and no style of its own, or the policy would forbid it.
#[tokio::test]
async fn no_page_has_a_script_or_a_style_within() {
    let world = World::new().await;
    for row in all().filter(|row| !row.is_unsafe()) {
        let answer = world.begin(row.ask(&world).holding(world.held("owner"))).await;
        let is_page = answer
            .headers()
            .get("content-type")
            .is_some_and(|kind| kind.to_str().unwrap().starts_with("text/html"));
        if !is_page {
            continue;
        }
        let page = world.page("owner", &row.address(&world)).await;
        for forbidden in [" style=\"", "<style", " onclick=", " onload=", "javascript:", "<base"] {
            assert!(!page.text.contains(forbidden), "{row:?}: {forbidden}");
        }
        for script in page.text.split("<script").skip(1) {
            assert!(
                script.starts_with(" type=\"module\" src=\"/assets/"),
                "{row:?}: {}",
                &script[..script.len().min(80)]
            );
        }
        for address in page
            .text
            .split("src=\"")
            .skip(1)
            .chain(page.text.split("<link ").skip(1))
        {
            assert!(
                !address.split('"').next().unwrap().contains("//"),
                "{row:?}: nothing is loaded from elsewhere"
            );
        }
    }
}
