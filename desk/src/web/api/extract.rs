//! What a request says: in its path, after the `?`, in its body. What can't be read is a problem that
//! names what is wrong.

use std::error::Error;
use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{FromRequest, FromRequestParts, Path, Query, Request};
use axum::http::StatusCode;
use axum::http::request::Parts;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use utoipa::IntoParams;
use utoipa::openapi::path::{Parameter, ParameterIn};

use super::schemas;
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::guard;

/// What the path names. What can't be a name names nothing.
pub(super) struct Named<T>(pub(super) T);

impl<T: DeserializeOwned + Send> FromRequestParts<Arc<App>> for Named<T> {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Fault> {
        let path = Path::from_request_parts(parts, app).await;
        path.map(|Path(named)| Self(named))
            .map_err(|_| Fault::missing("what the address names"))
    }
}

/// What stands after the `?`.
pub(super) struct Asked<T>(pub(super) T);

impl<T: DeserializeOwned + Send> FromRequestParts<Arc<App>> for Asked<T> {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Fault> {
        let query = Query::from_request_parts(parts, app).await;
        query.map(|Query(asked)| Self(asked)).map_err(|rejection| {
            let why = innermost(&rejection);
            unreadable(StatusCode::UNPROCESSABLE_ENTITY, "what stands after the `?`", &why)
        })
    }
}

impl<T: JsonSchema> IntoParams for Asked<T> {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        schemas::parameters::<T>()
    }
}

/// What the body says.
pub(super) struct Sent<T>(pub(super) T);

impl<T: DeserializeOwned> FromRequest<Arc<App>> for Sent<T> {
    type Rejection = Fault;

    async fn from_request(request: Request, app: &Arc<App>) -> Result<Self, Fault> {
        let body = Json::from_request(request, app).await;
        body.map(|Json(sent)| Self(sent)).map_err(|it| unread(&it))
    }
}

/// Why a body was not taken.
pub(super) fn unread(rejection: &JsonRejection) -> Fault {
    match rejection {
        JsonRejection::MissingJsonContentType(_) => Fault::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "the body is not said to be JSON",
            "send it with `content-type: application/json`",
        ),
        JsonRejection::JsonDataError(error) => {
            unreadable(StatusCode::UNPROCESSABLE_ENTITY, "the body", &innermost(error))
        }
        rejection if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE => guard::too_large(),
        rejection => unreadable(StatusCode::BAD_REQUEST, "the body", &innermost(rejection)),
    }
}

fn unreadable(status: StatusCode, what: &str, why: &str) -> Fault {
    let hint = "`/api/v1/openapi.json` says what may be sent";
    Fault::new(status, format!("{what} can't be read: {why}"), hint)
}

/// What is at the bottom of an error, which alone says what is wrong.
fn innermost(error: &dyn Error) -> String {
    let mut innermost = error;
    // The error beneath the place in the text would not say the place.
    while let Some(cause) = innermost.source().filter(|cause| !cause.to_string().is_empty()) {
        innermost = cause;
    }
    innermost.to_string()
}
