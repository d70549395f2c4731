//! Signing in, staying signed in, and no longer being so.

use axum::http::StatusCode;
use jiff::{SignedDuration, Timestamp};
use store::PeopleChange;

use super::asked::{Answer, Ask};
use super::world::{PASSWORD, TODAY, World, settings};
use crate::settings::Settings;
use crate::web::cookie::Held;

fn encrypted() -> Settings {
    let mut settings = settings();
    settings.serve.public_url = Some("https://desk.example.com".to_owned());
    settings
}

/// A sign-in from a page that was opened before.
async fn sign_in(world: &World, fields: &str) -> Answer {
    let held = Held::new().unwrap();
    world.ask(Ask::form("/sign-in", fields).sent_from_page_of(&held)).await
}

async fn sign_in_with_password(world: &World, login: &str, password: &str) -> Answer {
    let fields = format!("login={login}&secret={}", password.replace(' ', "+"));
    sign_in(world, &fields).await
}

/// The cookie of an answer, as a browser sends it back.
fn cookie(answer: &Answer) -> String {
    answer.header("set-cookie").split(';').next().unwrap().to_owned()
}

async fn is_let_in(world: &World, cookie: &str) -> bool {
    let answer = world.ask(Ask::get("/work").with("cookie", cookie)).await;
    assert!(
        answer.status == StatusCode::OK || answer.asks_to_sign_in(),
        "{answer:?}"
    );
    answer.status == StatusCode::OK
}

#[tokio::test]
async fn a_password_or_a_token_lets_one_in_under_a_new_name() {
    let world = World::new().await;
    let opened = world.ask(Ask::get("/sign-in")).await;
    let before = cookie(&opened);
    assert!(!is_let_in(&world, &before).await);
    let by_password = sign_in_with_password(&world, "csm", PASSWORD).await;
    assert_eq!(
        (by_password.status, by_password.header("location")),
        (StatusCode::SEE_OTHER, "/")
    );
    assert_ne!(cookie(&by_password), before, "a cookie from before is never let in");
    assert!(is_let_in(&world, &cookie(&by_password)).await);
    let by_token = sign_in(&world, &format!("secret={}", world.name("reader-token"))).await;
    assert!(is_let_in(&world, &cookie(&by_token)).await);
}

#[tokio::test]
async fn what_lets_nobody_in_says_no_more_than_it_must() {
    let world = World::new().await;
    let wrong = sign_in_with_password(&world, "csm", "not the password").await;
    let unknown = sign_in_with_password(&world, "nobody-of-that-name", "not the password").await;
    let without = sign_in_with_password(&world, "owner", "not the password").await;
    let gone = sign_in(&world, &format!("secret={}", world.name("gone-token"))).await;
    for answer in [&wrong, &unknown, &without, &gone] {
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
        assert!(!is_let_in(&world, &cookie(answer)).await);
    }
    // Whether there is such a login is not told.
    let told = "The login and the password do not go together.";
    let refused = [&wrong, &unknown, &without].map(|answer| answer.text.contains(told));
    assert_eq!(refused, [true; 3]);
    // What was typed as the secret does not come back.
    assert!(!wrong.text.contains("not the password"));
}

/// A cookie goes nowhere but to the desk, and no script reads it; with a public address it travels
/// encrypted alone, under a name that browsers keep to this host.
#[tokio::test]
async fn cookies_have_their_flags() {
    let flags = |answer: &Answer| {
        let header = answer.header("set-cookie").to_owned();
        let (name, rest) = header.split_once('=').unwrap();
        format!("{name}; {}", rest.split_once("; ").unwrap().1)
    };
    let world = World::new().await;
    let entered = sign_in(&world, &format!("secret={}", world.name("reader-token"))).await;
    insta::assert_snapshot!(flags(&entered), @"vouch; HttpOnly; SameSite=Lax; Path=/");

    let world = World::with(encrypted()).await;
    let held = Held::new().unwrap();
    let pair = held.header(true);
    let pair = pair.to_str().unwrap().split(';').next().unwrap();
    let fields = format!("secret={}", world.name("reader-token"));
    let ask = Ask::form("/sign-in", &fields)
        .with("host", "desk.example.com")
        .with("cookie", pair)
        .with("x-vouch-form", &held.form());
    let entered = world.ask(ask).await;
    insta::assert_snapshot!(flags(&entered), @"__Host-vouch; HttpOnly; SameSite=Lax; Secure; Path=/");
    assert_eq!(entered.header("strict-transport-security"), "max-age=31536000");
    // The name without the prefix, which others could set, is not looked at.
    let plain = cookie(&entered).replace("__Host-vouch", "vouch");
    assert!(!is_let_in(&world, &plain).await);
    assert!(is_let_in(&world, &cookie(&entered)).await);
}

#[tokio::test]
async fn a_forged_or_ended_cookie_opens_nothing() {
    let world = World::new().await;
    let hour = SignedDuration::from_hours(1);
    let ended = world.visit("csm", -hour, None).await;
    let open = world.visit("csm", hour, None).await;
    let pair = |held: &Held| {
        held.header(false)
            .to_str()
            .unwrap()
            .split(';')
            .next()
            .unwrap()
            .to_owned()
    };
    let flipped = pair(&open).replace(|it: char| it.is_ascii_digit(), "0");
    // What the store knows a visit by is no cookie.
    let by_id = format!("vouch={}", open.visit());
    let forged = [
        pair(&ended),
        pair(&Held::new().unwrap()),
        flipped,
        by_id,
        "vouch=".to_owned(),
        "vouch=admin".to_owned(),
    ];
    for cookie in forged {
        assert!(!is_let_in(&world, &cookie).await, "{cookie}");
    }
    assert!(is_let_in(&world, &pair(&open)).await);
    let left = world.ask(Ask::form("/sign-out", "").sent_from_page_of(&open)).await;
    assert_eq!(left.header("clear-site-data"), "\"cache\", \"storage\"");
    assert!(!is_let_in(&world, &pair(&open)).await, "a visit that was ended");
}

#[tokio::test]
async fn a_token_that_is_revoked_ends_what_was_begun_with_it() {
    let world = World::new().await;
    let token = world.name("reader-token-id").to_owned();
    let held = world.visit("reader", SignedDuration::from_hours(1), Some(&token)).await;
    let page = async || world.ask(Ask::get("/work").holding(&held)).await;
    let by_program = async || world.ask(Ask::get("/work").bearing(world.name("reader-token"))).await;
    assert_eq!(
        (page().await.status, by_program().await.status),
        (StatusCode::OK, StatusCode::OK)
    );
    let author = store::Author {
        login: Some("admin"),
        name: "Ada Admin",
        day: TODAY,
    };
    let change = [PeopleChange::RevokeToken { id: &token }];
    let store = &world.app.workspace.store;
    store.change_people(author, Timestamp::now(), &change).await.unwrap();
    assert!(page().await.asks_to_sign_in());
    assert_eq!(by_program().await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn whoever_tries_too_often_must_wait() {
    let world = World::new().await;
    let mut statuses = Vec::new();
    for _ in 0..7 {
        // No such login; what is counted is the same, and it is quick to say no to a token.
        statuses.push(sign_in(&world, "secret=vouch_0_0").await.status.as_u16());
    }
    assert_eq!(statuses, [401, 401, 401, 401, 401, 429, 429]);
    // Also with what is right, until the pause is over.
    let right = sign_in(&world, &format!("secret={}", world.name("reader-token"))).await;
    assert_eq!(right.status, StatusCode::TOO_MANY_REQUESTS);
    // Programs that guess are counted too, each token by itself and all by where they come from.
    let mut statuses = Vec::new();
    for at in 0..20 {
        let token = format!("vouch_{at:08x}_{:064x}", 7);
        statuses.push(world.ask(Ask::get("/work").bearing(&token)).await.status.as_u16());
    }
    assert_eq!(statuses.last(), Some(&429), "{statuses:?}");
}

/// After signing in one comes to a page of the desk, whatever the address said.
#[tokio::test]
async fn no_address_leads_elsewhere_after_signing_in() {
    let world = World::new().await;
    let elsewhere = [
        "//evil.example",
        "///evil.example",
        "https://evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/%09/evil.example",
        "/%0a/evil.example",
        "/%0d%0aset-cookie:x=y",
        "/%01",
        "javascript:alert(1)",
        "evil.example",
        "",
    ];
    for back in elsewhere {
        let answer = world
            .ask(Ask::get(&format!("/sign-in?back={back}")).holding(world.held("reader")))
            .await;
        assert_eq!(
            (answer.status, answer.header("location")),
            (StatusCode::SEE_OTHER, "/"),
            "{back}"
        );
    }
    let here = world
        .ask(Ask::get("/sign-in?back=/runs/x%3Fclaim%3Dc1").holding(world.held("reader")))
        .await;
    assert_eq!(here.header("location"), "/runs/x?claim=c1");
    // Whoever is sent to sign in comes back to what they asked for.
    let sent = world.ask(Ask::get("/work?mine=1&x=%2F%2Fevil.example")).await;
    insta::assert_snapshot!(sent.header("location"), @"/sign-in?back=%2Fwork%3Fmine%3D1%26x%3D%252F%252Fevil.example");
}
