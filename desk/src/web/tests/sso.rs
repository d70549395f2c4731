//! Signing in at a provider of our own making, on loopback.

use std::time::{SystemTime, UNIX_EPOCH};

use axum::http::StatusCode;
use openidconnect::core::{
    CoreEdDsaPrivateSigningKey, CoreIdToken, CoreIdTokenClaims, CoreJsonWebKeySet, CoreJwsSigningAlgorithm,
};
use openidconnect::{JsonWebKeyId, PrivateSigningKey as _};
use rcgen::{KeyPair, PKCS_ED25519};
use serde_json::json;
use wiremock::matchers::{body_string_contains, method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

use super::asked::{Answer, Ask};
use super::world::{World, settings};
use crate::settings::{Settings, SsoSettings};
use crate::web::cookie::Held;

const CLIENT: &str = "vouch-desk";

/// A provider that signs with one key and publishes another where it is not to be trusted.
struct Provider {
    server: MockServer,
    key: CoreEdDsaPrivateSigningKey,
}

/// What its token says.
struct Says<'a> {
    email: &'a str,
    verified: bool,
    audience: &'a str,
    nonce: &'a str,
    /// Seconds until it is good for nothing.
    good_for: i64,
}

fn key() -> CoreEdDsaPrivateSigningKey {
    let pem = KeyPair::generate_for(&PKCS_ED25519).unwrap().serialize_pem();
    CoreEdDsaPrivateSigningKey::from_ed25519_pem(&pem, Some(JsonWebKeyId::new("k1".to_owned()))).unwrap()
}

impl Provider {
    async fn new() -> Self {
        // Another test of this process may have been first.
        drop(rustls::crypto::ring::default_provider().install_default());
        let (server, key) = (MockServer::start().await, key());
        let issuer = server.uri();
        let described = json!({
            "issuer": issuer,
            "authorization_endpoint": format!("{issuer}/authorize"),
            "token_endpoint": format!("{issuer}/token"),
            "jwks_uri": format!("{issuer}/keys"),
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["EdDSA"],
        });
        let keys = CoreJsonWebKeySet::new(vec![key.as_verification_key()]);
        for (at, body) in [
            ("/.well-known/openid-configuration", described),
            ("/keys", serde_json::to_value(keys).unwrap()),
        ] {
            Mock::given(method("GET"))
                .and(path(at))
                .respond_with(ResponseTemplate::new(200).set_body_json(body))
                .mount(&server)
                .await;
        }
        Self { server, key }
    }

    fn settings(&self) -> Settings {
        let mut settings = settings();
        settings.serve.sso = Some(SsoSettings {
            issuer: self.server.uri(),
            client_id: CLIENT.to_owned(),
            name: "Quillhaven".to_owned(),
        });
        settings
    }

    /// Answers the code `good` with a token, where the browser's own secret is shown too.
    async fn answers(&self, key: &CoreEdDsaPrivateSigningKey, says: &Says<'_>) {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
        let claims: CoreIdTokenClaims = serde_json::from_value(json!({
            "iss": self.server.uri(),
            "aud": says.audience,
            "sub": "248289761001",
            "iat": now,
            "exp": now.saturating_add_signed(says.good_for),
            "nonce": says.nonce,
            "email": says.email,
            "email_verified": says.verified,
        }))
        .unwrap();
        let token = CoreIdToken::new(claims, key, CoreJwsSigningAlgorithm::EdDsa, None, None).unwrap();
        let body = json!({ "access_token": "a", "token_type": "Bearer", "id_token": token });
        Mock::given(method("POST"))
            .and(path("/token"))
            .and(body_string_contains("code=good"))
            .and(body_string_contains("code_verifier="))
            .respond_with(ResponseTemplate::new(200).set_body_json(body))
            .mount(&self.server)
            .await;
    }
}

/// What a browser is sent to the provider with.
struct Sent {
    state: String,
    nonce: String,
    /// The rest of it, by name.
    rest: Vec<(String, String)>,
}

async fn leave(world: &World, held: &Held) -> Sent {
    let answer = world.ask(Ask::get("/sign-in/sso?back=/work").holding(held)).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{answer:?}");
    let (_, query) = answer.header("location").split_once('?').unwrap();
    let mut rest: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    let mut take = |name: &str| {
        let at = rest.iter().position(|(it, _)| it == name).unwrap();
        rest.remove(at).1
    };
    let (state, nonce) = (take("state"), take("nonce"));
    assert_eq!(take("code_challenge").len(), 43);
    Sent { state, nonce, rest }
}

async fn come_back(world: &World, held: &Held, state: &str) -> Answer {
    let address = format!("/sign-in/sso/back?code=good&state={state}");
    world.ask(Ask::get(&address).holding(held)).await
}

fn says<'a>(email: &'a str, nonce: &'a str) -> Says<'a> {
    Says {
        email,
        verified: true,
        audience: CLIENT,
        nonce,
        good_for: 600,
    }
}

/// The sentence that whoever was not let in reads.
fn refused(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{answer:?}");
    let (_, told) = answer.text.split_once("id=\"refused\">").unwrap();
    told.split_once("</p>").unwrap().0.to_owned()
}

#[tokio::test]
async fn whoever_the_provider_vouches_for_comes_in_as_the_person_of_that_address() {
    let provider = Provider::new().await;
    let world = World::with(provider.settings()).await;
    let page = world.ask(Ask::get("/sign-in?back=/work")).await;
    assert!(page.text.contains("Sign in with Quillhaven"), "{}", page.text);
    let held = Held::new().unwrap();
    let sent = leave(&world, &held).await;
    let rest: Vec<String> = sent
        .rest
        .iter()
        .map(|(name, value)| format!("{name} {value}"))
        .collect();
    insta::assert_snapshot!(rest.join("\n"), @"
    response_type code
    client_id vouch-desk
    code_challenge_method S256
    redirect_uri http://127.0.0.1:7878/sign-in/sso/back
    scope openid email
    ");
    // Capitals in an address are nobody else.
    provider
        .answers(&provider.key, &says("Tobias.Renn@quillhaven.example", &sent.nonce))
        .await;
    let answer = come_back(&world, &held, &sent.state).await;
    assert_eq!(
        (answer.status, answer.header("location")),
        (StatusCode::SEE_OTHER, "/work")
    );
    let cookie = answer.header("set-cookie").split(';').next().unwrap().to_owned();
    let page = world.ask(Ask::get("/settings/me").with("cookie", &cookie)).await;
    assert!(page.text.contains("Tobias Renn"), "{}", page.text);
    // What the browser held before is let in no more than it was, and nobody comes in twice.
    assert!(world.ask(Ask::get("/work").holding(&held)).await.asks_to_sign_in());
    let again = come_back(&world, &held, &sent.state).await;
    insta::assert_snapshot!(refused(&again), @"That took too long, or was begun in another browser. Try again.");
}

#[tokio::test]
async fn what_is_not_proven_lets_nobody_in() {
    let told = async |change: fn(&mut Says<'_>), forged: bool| {
        let provider = Provider::new().await;
        let world = World::with(provider.settings()).await;
        let held = Held::new().unwrap();
        let sent = leave(&world, &held).await;
        let mut says = says("tobias.renn@quillhaven.example", &sent.nonce);
        change(&mut says);
        let other = key();
        provider
            .answers(if forged { &other } else { &provider.key }, &says)
            .await;
        refused(&come_back(&world, &held, &sent.state).await)
    };
    let all = [
        ("another key", told(|_| {}, true).await),
        ("another nonce", told(|it| it.nonce = "n", false).await),
        ("another client", told(|it| it.audience = "elsewhere", false).await),
        ("too old", told(|it| it.good_for = -600, false).await),
        ("not verified", told(|it| it.verified = false, false).await),
        (
            "unknown",
            told(|it| it.email = "mallory@quillhaven.example", false).await,
        ),
        ("put out", told(|it| it.email = "gwen@quillhaven.example", false).await),
    ];
    let all: Vec<String> = all.iter().map(|(name, told)| format!("{name}: {told}")).collect();
    insta::assert_snapshot!(all.join("\n"), @"
    another key: The other sign-in does not answer as it should. Whoever keeps the desk finds more in its log.
    another nonce: The other sign-in does not answer as it should. Whoever keeps the desk finds more in its log.
    another client: The other sign-in does not answer as it should. Whoever keeps the desk finds more in its log.
    too old: The other sign-in does not answer as it should. Whoever keeps the desk finds more in its log.
    not verified: The other sign-in does not say that your mail address is yours.
    unknown: Nobody here who may sign in has the address mallory@quillhaven.example. An administrator of the desk adds people.
    put out: Nobody here who may sign in has the address gwen@quillhaven.example. An administrator of the desk adds people.
    ");
}

#[tokio::test]
async fn only_the_browser_that_left_comes_back() {
    let provider = Provider::new().await;
    let world = World::with(provider.settings()).await;
    let (held, other) = (Held::new().unwrap(), Held::new().unwrap());
    let sent = leave(&world, &held).await;
    provider
        .answers(&provider.key, &says("tobias.renn@quillhaven.example", &sent.nonce))
        .await;
    let late = "That took too long, or was begun in another browser. Try again.";
    assert_eq!(refused(&come_back(&world, &other, &sent.state).await), late);
    assert_eq!(refused(&come_back(&world, &held, "forged").await), late);
    // A try with another state spends the one that was begun.
    assert_eq!(refused(&come_back(&world, &held, &sent.state).await), late);
    let nobody = world
        .ask(Ask::get(&format!("/sign-in/sso/back?code=good&state={}", sent.state)))
        .await;
    assert_eq!(refused(&nobody), late);
}

#[tokio::test]
async fn a_provider_that_says_no_or_nothing_lets_nobody_in() {
    let provider = Provider::new().await;
    let world = World::with(provider.settings()).await;
    let held = Held::new().unwrap();
    let sent = leave(&world, &held).await;
    let address = format!("/sign-in/sso/back?error=access_denied&state={}", sent.state);
    let denied = refused(&world.ask(Ask::get(&address).holding(&held)).await);
    // It knows no such code.
    let sent = leave(&world, &held).await;
    let unknown = refused(&come_back(&world, &held, &sent.state).await);
    provider.server.reset().await;
    let silent = refused(&world.ask(Ask::get("/sign-in/sso").holding(&held)).await);
    insta::assert_snapshot!([denied, unknown, silent].join("\n"), @"
    You were not signed in there. Try again, or sign in with a password.
    The other sign-in does not answer as it should. Whoever keeps the desk finds more in its log.
    The other sign-in does not answer as it should. Whoever keeps the desk finds more in its log.
    ");
}

#[tokio::test]
async fn where_no_provider_is_named_there_is_nothing_to_see() {
    let world = World::new().await;
    for address in ["/sign-in/sso", "/sign-in/sso/back?code=good&state=x"] {
        assert_eq!(world.ask(Ask::get(address)).await.status, StatusCode::NOT_FOUND);
    }
    assert!(!world.ask(Ask::get("/sign-in")).await.text.contains("/sign-in/sso"));
}
