//! What people and programs sign in with.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;
use utoipa_axum::routes;

use super::Operation;
use super::answer::{Answer, done, json, told};
use super::extract::{Asked, Named, Sent};
use super::paging::{Page, Paging};
use super::schemas;
use crate::service::people::{ListedToken, MadeToken};
use crate::web::app::App;
use crate::web::visitor::Visitor;

/// The operations.
pub(super) fn operations() -> Vec<Operation> {
    vec![routes!(list), routes!(make), routes!(revoke)]
}

/// The tokens.
///
/// Everybody's for administrators, else one's own. None of them tells the token itself.
#[utoipa::path(get, path = "/api/v1/tokens", operation_id = "listTokens", tag = "people",
    params(Asked<Paging>), responses((status = 200, body = ref(schemas::of::<Page<ListedToken>>()))))]
async fn list(State(app): State<Arc<App>>, visitor: Visitor, Asked(paging): Asked<Paging>) -> Answer {
    let tokens = visitor.service(&app).tokens().await?;
    let id = |token: &ListedToken| token.id.clone();
    told(&Page::cut(tokens, (paging.limit, paging.after.as_ref()), id)?)
}

/// A token to be made.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NewToken {
    /// Whose it is to be; without a login, one's own. Another's takes an administrator.
    #[serde(default)]
    login: Option<String>,
    /// What it is for.
    #[serde(default)]
    label: String,
    /// The last day on which it may be used.
    #[serde(default)]
    expires: Option<Date>,
}

/// Make a token.
///
/// It is told this once, and so is not told again under an `Idempotency-Key`.
#[utoipa::path(post, path = "/api/v1/tokens", operation_id = "makeToken", tag = "people",
    request_body(content = ref(schemas::sent::<NewToken>())),
    responses((status = 201, body = ref(schemas::of::<MadeToken>()))))]
async fn make(State(app): State<Arc<App>>, visitor: Visitor, Sent(new): Sent<NewToken>) -> Answer {
    let service = visitor.service(&app);
    let token = service
        .make_token(new.login.as_deref(), &new.label, new.expires)
        .await?;
    json(StatusCode::CREATED, &token)
}

/// Make a token useless.
///
/// One's own, or anybody's for administrators.
#[utoipa::path(delete, path = "/api/v1/tokens/{token}", operation_id = "revokeToken", tag = "people",
    responses((status = 204)))]
async fn revoke(State(app): State<Arc<App>>, visitor: Visitor, Named(token): Named<String>) -> Answer {
    visitor.service(&app).revoke_token(&token).await?;
    Ok(done())
}
