//! What went wrong on the way to a handler or back, for programs.

use axum::extract::Request;
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;

use crate::web::fault::Fault;
use crate::web::guard;

/// Whatever fails around the handlers (a limit of time or of size, a panic) is a problem too where a
/// program asked.
pub(crate) async fn only_problems(request: Request, next: Next) -> Response {
    let is_api = request.uri().path().starts_with("/api/");
    let response = next.run(request).await;
    let status = response.status();
    let is_failure = status.is_client_error() || status.is_server_error();
    if !is_api || !is_failure || is_problem(response.headers()) {
        return response;
    }
    let mut answer = fault(status).for_program();
    for (name, value) in response.headers() {
        // What the body was is no longer true of it.
        if ![header::CONTENT_TYPE, header::CONTENT_LENGTH, header::CONTENT_ENCODING].contains(name) {
            answer.headers_mut().insert(name, value.clone());
        }
    }
    answer
}

fn is_problem(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("application/problem+json"))
}

fn fault(status: StatusCode) -> Fault {
    match status {
        StatusCode::PAYLOAD_TOO_LARGE => guard::too_large(),
        StatusCode::REQUEST_TIMEOUT | StatusCode::GATEWAY_TIMEOUT => {
            let hint = "ask again; what was begun may have come to its end meanwhile";
            Fault::new(status, "that took too long", hint)
        }
        status => {
            let hint = "whoever keeps the desk finds more in its log";
            Fault::new(status, "that could not be answered", hint)
        }
    }
}
