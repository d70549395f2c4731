//! Signing in with a password or a token, and signing out.

use std::net::IpAddr;
use std::sync::Arc;

use askama::Template;
use axum::Form;
use axum::extract::{Query, State};
use axum::http::{Extensions, HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use store::Visit;

use super::app::App;
use super::assets;
use super::cookie::Held;
use super::fault::Fault;
use super::frame::page;
use super::limits::Limits;
use super::routes::Routes;
use super::visitor::Visitor;
use crate::session::{Unproven, proof};

/// The routes of signing in and out.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/sign-in", show)
        .post("/sign-in", enter)
        .post("/sign-out", leave)
}

/// Where one signs in and comes back from.
pub(crate) fn address(back: &str) -> String {
    if back == "/" {
        return "/sign-in".to_owned();
    }
    let query: String = form_urlencoded::Serializer::new(String::new())
        .append_pair("back", back)
        .finish();
    format!("/sign-in?{query}")
}

/// Somebody tries too often.
pub(crate) fn too_often() -> Fault {
    let hint = format!("wait {} seconds and try again", Limits::pause_seconds());
    Fault::new(StatusCode::TOO_MANY_REQUESTS, "there were too many tries", &hint)
}

/// Where to go afterwards.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Back {
    #[serde(default)]
    back: String,
}

impl Back {
    /// A page of the desk and of nowhere else, whatever the address says.
    pub(super) fn address(&self) -> &str {
        // A browser leaves out control characters before it looks where an address leads.
        let is_here = self.back.starts_with('/')
            && !self.back.starts_with("//")
            && !self.back.contains(|it: char| it == '\\' || it.is_control());
        if is_here { &self.back } else { "/" }
    }
}

#[derive(Debug, Deserialize)]
struct Entry {
    #[serde(default)]
    login: String,
    #[serde(default)]
    secret: String,
    #[serde(flatten)]
    back: Back,
}

#[derive(Template)]
#[template(path = "web/sign_in.html")]
struct Page<'a> {
    style: &'static str,
    icon: &'static str,
    form: String,
    back: &'a str,
    login: &'a str,
    /// Why it did not work; empty on the first look.
    refused: String,
    /// Whether the store knows nobody yet.
    nobody: bool,
    /// What the place is called where one signs in with one's company; empty where there is none.
    elsewhere: &'a str,
    /// The page to come back to, as it is written within an address.
    elsewhere_back: String,
}

async fn show(
    State(app): State<Arc<App>>,
    visitor: Option<Visitor>,
    Query(back): Query<Back>,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    if visitor.is_some() {
        return Ok(Redirect::to(back.address()).into_response());
    }
    form(&app, &headers, back.address(), "", String::new()).await
}

/// The page, with a cookie that ties its form to this browser.
pub(super) async fn form(
    app: &App,
    headers: &HeaderMap,
    back: &str,
    login: &str,
    refused: String,
) -> Result<Response, Fault> {
    let encrypted = app.origin.is_encrypted();
    let held = match Held::of(headers, encrypted) {
        Some(held) => held,
        None => Held::new()?,
    };
    let people = app.workspace.store.people().await.map_err(anyhow::Error::from)?;
    let mut response = page(&Page {
        style: assets::style(),
        icon: assets::icon(),
        form: held.form(),
        back,
        login,
        nobody: people.is_empty(),
        refused,
        elsewhere: app.sso_name().unwrap_or_default(),
        elsewhere_back: form_urlencoded::byte_serialize(back.as_bytes()).collect(),
    })?;
    response
        .headers_mut()
        .insert(header::SET_COOKIE, held.header(encrypted));
    Ok(response)
}

async fn enter(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    extensions: Extensions,
    Form(entry): Form<Entry>,
) -> Result<Response, Fault> {
    let login = entry.login.trim().to_lowercase();
    let secret = entry.secret.trim();
    let counted = if login.is_empty() { "by token" } else { &login };
    if !app.limits.may_try(counted, super::address(&app, &headers, &extensions)) {
        return Err(too_often());
    }
    let store = &app.workspace.store;
    let proven = if login.is_empty() {
        let proven = proof::token(store, secret, app.today()).await?;
        proven.map(|(person, token)| (person, Some(token)))
    } else {
        let proven = proof::password(store, &login, entry.secret.clone()).await?;
        proven.map(|person| (person, None))
    };
    match proven {
        Ok((person, token)) => admit(&app, person.login, token, entry.back.address()).await,
        Err(unproven) => {
            let mut response = form(&app, &headers, entry.back.address(), &login, refused(&unproven)).await?;
            *response.status_mut() = StatusCode::UNAUTHORIZED;
            Ok(response)
        }
    }
}

fn refused(unproven: &Unproven) -> String {
    match unproven {
        Unproven::Mismatch => "The login and the password do not go together.".to_owned(),
        Unproven::Inactive { .. } => "You may no longer sign in; an administrator can let you in again.".to_owned(),
        _ => format!("The token {unproven}."),
    }
}

/// Begins a visit, under a name that nobody knew before.
pub(super) async fn admit(app: &App, login: String, token: Option<String>, back: &str) -> Result<Response, Fault> {
    let held = Held::new()?;
    let now = Timestamp::now();
    let visit = Visit {
        id: held.visit(),
        login,
        token,
        made_at: now,
        expires: now + SignedDuration::from_hours(app.settings.serve.session_hours.into()),
    };
    app.workspace
        .store
        .begin_visit(&visit)
        .await
        .map_err(anyhow::Error::from)?;
    let mut response = Redirect::to(back).into_response();
    response
        .headers_mut()
        .insert(header::SET_COOKIE, held.header(app.origin.is_encrypted()));
    Ok(response)
}

async fn leave(State(app): State<Arc<App>>, visitor: Option<Visitor>) -> Result<Response, Fault> {
    if let Some(visit) = visitor.and_then(|visitor| visitor.visit) {
        app.workspace
            .store
            .end_visit(&visit)
            .await
            .map_err(anyhow::Error::from)?;
    }
    let mut response = Redirect::to("/sign-in").into_response();
    let headers = response.headers_mut();
    headers.insert(header::SET_COOKIE, Held::cleared(app.origin.is_encrypted()));
    // Nothing that was shown is found again by going back.
    headers.insert("clear-site-data", HeaderValue::from_static("\"cache\", \"storage\""));
    Ok(response)
}

/// The address that a request came from. Where something on this machine stands in front of the
/// desk, it is the one that this names last in `x-forwarded-for`: what stands before it there,
/// whoever asks may have written themselves.
pub(super) fn peer(app: &App, headers: &HeaderMap, extensions: &Extensions) -> IpAddr {
    let peer = extensions
        .get::<super::server::Peer>()
        .map_or(IpAddr::from([0, 0, 0, 0]), |peer| peer.0);
    if !(peer.is_loopback() && app.origin.is_encrypted()) {
        return peer;
    }
    let forwarded = headers.get_all("x-forwarded-for").iter().next_back();
    let last = forwarded.and_then(|it| it.to_str().ok()?.rsplit(',').next()?.trim().parse().ok());
    last.unwrap_or(peer)
}
