//! What the API answers.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use serde::Serialize;

use crate::web::fault::Fault;

/// What a handler gives.
pub(super) type Answer = Result<Response, Fault>;

/// Answers with a value as JSON.
pub(super) fn told(value: &impl Serialize) -> Answer {
    json(StatusCode::OK, value)
}

/// Answers with a value as JSON under a status.
pub(super) fn json(status: StatusCode, value: &impl Serialize) -> Answer {
    let body = serde_json::to_string(value).map_err(anyhow::Error::from)?;
    Ok(written(status, body))
}

/// Answers with JSON that is written already.
pub(super) fn written(status: StatusCode, body: String) -> Response {
    let kind = [(header::CONTENT_TYPE, HeaderValue::from_static("application/json"))];
    (status, kind, body).into_response()
}

/// Answers that it is done, and with nothing else.
pub(super) fn done() -> Response {
    StatusCode::NO_CONTENT.into_response()
}
