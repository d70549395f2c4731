//! Who a request comes from.

use std::sync::Arc;

use axum::extract::{FromRequestParts, OptionalFromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, StatusCode, header};
use jiff::Timestamp;
use workflow::people::Person;

use super::app::App;
use super::cookie::Held;
use super::fault::Fault;
use crate::service::Service;
use crate::session::{Session, Unproven, proof};

/// Somebody who has signed in, with a browser or with every request.
pub(crate) struct Visitor {
    /// Who it is, for the question whether they may.
    pub(crate) session: Session,
    /// The person.
    pub(crate) person: Person,
    /// What their forms carry; empty for a program.
    pub(crate) form: String,
    /// The id of their visit; none for a program.
    pub(crate) visit: Option<String>,
}

impl Visitor {
    /// The desk, with this visitor at it.
    pub(crate) fn service<'a>(&'a self, app: &'a App) -> Service<'a> {
        Service {
            workspace: &app.workspace,
            settings: &app.settings,
            session: &self.session,
            today: app.today(),
        }
    }

    fn new(app: &App, person: Person, held: Option<&Held>) -> Self {
        Self {
            session: Session::of(person.clone(), app.today()),
            person,
            form: held.map(Held::form).unwrap_or_default(),
            visit: held.map(Held::visit),
        }
    }

    /// Whoever the browser's visit is of; none where it has none any more.
    async fn by_cookie(app: &App, held: &Held) -> Result<Option<Self>, Fault> {
        let store = &app.workspace.store;
        let visit = store.visit(&held.visit(), Timestamp::now()).await;
        let Some(visit) = visit.map_err(anyhow::Error::from)? else {
            return Ok(None);
        };
        // A token that was revoked ends what was begun with it.
        let person = match &visit.token {
            Some(token) => proof::still_good(store, token, app.today()).await?,
            None => proof::active(store, &visit.login).await?,
        };
        Ok(person.ok().map(|person| Self::new(app, person, Some(held))))
    }

    async fn by_token(app: &App, parts: &Parts, token: &str) -> Result<Self, Fault> {
        let (id, address) = (
            crate::secrets::Token::id_of(token).unwrap_or("no token"),
            super::address(app, &parts.headers, &parts.extensions),
        );
        match proof::token(&app.workspace.store, token, app.today()).await? {
            Ok((person, _)) => Ok(Self::new(app, person, None)),
            // Only failures count: a program may show its token as often as it likes.
            Err(_) if !app.limits.may_try(id, address) => Err(super::sign_in::too_often()),
            Err(unproven) => Err(refused(&unproven)),
        }
    }
}

/// The token that a program shows.
pub(crate) fn bearer(headers: &HeaderMap) -> Option<&str> {
    let shown = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = shown.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token.trim())
}

fn refused(unproven: &Unproven) -> Fault {
    let hint = "an administrator of the desk makes another";
    Fault::new(StatusCode::UNAUTHORIZED, format!("the token {unproven}"), hint)
}

impl FromRequestParts<Arc<App>> for Visitor {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Fault> {
        if let Some(visitor) = Option::<Self>::from_request_parts(parts, app).await? {
            return Ok(visitor);
        }
        // After signing in, one comes back to what one looked at, not to what one sent.
        let page = (parts.method == Method::GET).then(|| parts.uri.path_and_query().map_or("/", |it| it.as_str()));
        Err(Fault::unnamed(
            Some(page.unwrap_or("/")).filter(|it| !it.starts_with("/api/")),
        ))
    }
}

impl OptionalFromRequestParts<Arc<App>> for Visitor {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Option<Self>, Fault> {
        // Whoever shows a token comes as its person or not at all, whatever cookie is there too.
        if let Some(token) = bearer(&parts.headers) {
            return Self::by_token(app, parts, token).await.map(Some);
        }
        match Held::of(&parts.headers, app.origin.is_encrypted()) {
            Some(held) => Self::by_cookie(app, &held).await,
            None => Ok(None),
        }
    }
}
