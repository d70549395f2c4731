//! Signing in where a company's people sign in anyway, by OpenID Connect: the authorization code
//! flow with PKCE (OpenID Connect Core 1.0, section 3.1; RFC 7636).
//!
//! Whoever the provider names by a verified mail address comes in as the person here who has that
//! address. Nobody is added by it, and what they may do is what the desk's own roles say.

mod provider;

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use serde::Deserialize;

use super::app::App;
use super::cookie::Held;
use super::fault::Fault;
use super::routes::Routes;
use super::sign_in::{Back, admit, form};
use crate::session::proof;
use provider::SsoError;

pub(crate) use provider::Sso;

/// The routes of signing in elsewhere.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/sign-in/sso", leave)
        .get("/sign-in/sso/back", come_back)
}

/// Sends a browser to where its person signs in.
async fn leave(State(app): State<Arc<App>>, Query(back): Query<Back>, headers: HeaderMap) -> Result<Response, Fault> {
    let Some(sso) = &app.sso else {
        return Err(Fault::missing("this page"));
    };
    let encrypted = app.origin.is_encrypted();
    // Only the browser that left comes back.
    let held = match Held::of(&headers, encrypted) {
        Some(held) => held,
        None => Held::new()?,
    };
    match sso.begin(held.visit(), back.address()).await {
        Ok(address) => {
            let mut response = Redirect::to(&address).into_response();
            response
                .headers_mut()
                .insert(header::SET_COOKIE, held.header(encrypted));
            Ok(response)
        }
        Err(error) => refuse(&app, &headers, &error).await,
    }
}

/// What the provider sends a browser back with.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Returned {
    code: String,
    state: String,
    /// Why it let nobody in, as one of its words.
    error: String,
}

async fn come_back(
    State(app): State<Arc<App>>,
    Query(returned): Query<Returned>,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let Some(sso) = &app.sso else {
        return Err(Fault::missing("this page"));
    };
    let Some(held) = Held::of(&headers, app.origin.is_encrypted()) else {
        return refuse(&app, &headers, &SsoError::NotBegun).await;
    };
    let proven = sso
        .finish(&held.visit(), &returned.state, &returned.code, &returned.error)
        .await;
    let (email, back) = match proven {
        Ok(proven) => proven,
        Err(error) => return refuse(&app, &headers, &error).await,
    };
    match proof::email(&app.workspace.store, &email).await? {
        Ok(person) => admit(&app, person.login, None, &back).await,
        Err(_) => refuse(&app, &headers, &SsoError::Unknown(email)).await,
    }
}

async fn refuse(app: &App, headers: &HeaderMap, error: &SsoError) -> Result<Response, Fault> {
    tracing::info!("somebody could not be signed in elsewhere: {error:#}");
    let mut response = form(app, headers, "/", "", error.told()).await?;
    *response.status_mut() = StatusCode::UNAUTHORIZED;
    Ok(response)
}
