//! What every request goes through before and after it is answered.

use std::error::Error;
use std::iter;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody as _, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use http_body_util::LengthLimitError;
use tokio::time::timeout;

use super::app::App;
use super::cookie::Held;
use super::fault::{self, Fault, Told};
use super::origin::Origin;
use super::visitor;

/// The most that anybody may send, in bytes.
pub(crate) const MOST_BYTES: usize = 1024 * 1024;

/// So long may all of what somebody sends take to arrive.
const ARRIVES_WITHIN: Duration = Duration::from_secs(30);

/// The field of a form that shows that a page of ours was asked for by whoever sends it.
const FIELD: &str = "_form";
/// The header that shows the same.
const HEADER: &str = "x-vouch-form";

/// What a page may load and who may show it: nothing but our own files, nobody.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; \
    connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Answers only to the desk's own names, and only changes something for a page of the desk or for
/// a program that shows a token.
pub(crate) async fn guard(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let headers = request.headers().clone();
    let is_api = request.uri().path().starts_with("/api/");
    let response = match checked(&app, request).await {
        Ok(request) => next.run(request).await,
        Err(fault) => fault.into_response(),
    };
    let response = match response.extensions().get::<Told>() {
        Some(Told(fault)) if is_api => fault.for_program(),
        Some(Told(fault)) => fault.answer(&headers),
        None if response.status() == StatusCode::SEE_OTHER && fault::is_script(&headers) => left_to(&response),
        None => response,
    };
    with_headers(response, &app)
}

/// Where a script of ours is to go. A redirect it would follow by itself, load the page twice and
/// not learn which part of it is meant.
fn left_to(response: &Response) -> Response {
    let mut told = StatusCode::NO_CONTENT.into_response();
    *told.headers_mut() = response.headers().clone();
    told
}

async fn checked(app: &App, request: Request) -> Result<Request, Fault> {
    let headers = request.headers();
    if !app.origin.is_named_by(headers) {
        let hint = "name the address that the desk is served under as `public_url` under `[serve]`";
        return Err(Fault::new(
            StatusCode::MISDIRECTED_REQUEST,
            "the desk does not go by this name",
            hint,
        ));
    }
    if matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS) {
        return Ok(request);
    }
    if !Origin::is_sent_by_us(headers) {
        return Err(foreign());
    }
    // No browser sends a token of itself, so whoever shows one means what they send.
    if visitor::bearer(headers).is_some() {
        return whole(request).await;
    }
    let Some(held) = Held::of(headers, app.origin.is_encrypted()) else {
        return if request.uri().path().starts_with("/api/") {
            Err(Fault::unnamed(None))
        } else {
            Err(foreign())
        };
    };
    if let Some(shown) = headers.get(HEADER) {
        return if is_same(shown.as_bytes(), &held) {
            whole(request).await
        } else {
            Err(foreign())
        };
    }
    if !is_form(headers) {
        return Err(foreign());
    }
    let (parts, body) = request.into_parts();
    let body = read(body).await?;
    let mut fields = form_urlencoded::parse(&body);
    let shown = fields.find(|(name, _)| name == FIELD);
    if !shown.is_some_and(|(_, value)| is_same(value.as_bytes(), &held)) {
        return Err(foreign());
    }
    Ok(Request::from_parts(parts, Body::from(body)))
}

/// The request with all of its body, so that whatever is wrong with it on the way is told in one
/// form, whichever handler it goes to.
async fn whole(request: Request) -> Result<Request, Fault> {
    let (parts, body) = request.into_parts();
    Ok(Request::from_parts(parts, Body::from(read(body).await?)))
}

async fn read(body: Body) -> Result<Bytes, Fault> {
    if body.size_hint().lower() > MOST_BYTES as u64 {
        return Err(too_large());
    }
    let unfinished = || {
        let message = "what was sent did not come to its end";
        Fault::new(StatusCode::REQUEST_TIMEOUT, message, "send it again")
    };
    let read = timeout(ARRIVES_WITHIN, to_bytes(body, MOST_BYTES)).await;
    read.map_err(|_| unfinished())?.map_err(|error| {
        let mut causes = iter::successors(Some(&error as &(dyn Error + 'static)), |it| (*it).source());
        if causes.any(<dyn Error>::is::<LengthLimitError>) {
            too_large()
        } else {
            unfinished()
        }
    })
}

fn is_form(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded"))
}

/// Compared without telling by the time it takes how much of it is right.
fn is_same(shown: &[u8], held: &Held) -> bool {
    let wanted = held.form();
    let differing = shown
        .iter()
        .zip(wanted.as_bytes())
        .fold(0, |sum, (left, right)| sum | (left ^ right));
    shown.len() == wanted.len() && differing == 0
}

fn foreign() -> Fault {
    let hint = "open the page again and send it from there";
    Fault::new(StatusCode::FORBIDDEN, "this was not sent from a page of the desk", hint)
}

/// Somebody sends more than anybody needs to.
pub(crate) fn too_large() -> Fault {
    let message = format!("that is more than {MOST_BYTES} bytes");
    Fault::new(StatusCode::PAYLOAD_TOO_LARGE, message, "send less at a time")
}

fn with_headers(mut response: Response, app: &App) -> Response {
    let headers = response.headers_mut();
    let mut set = |name: HeaderName, value: &'static str| {
        headers.insert(name, HeaderValue::from_static(value));
    };
    set(header::CONTENT_SECURITY_POLICY, POLICY);
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::X_FRAME_OPTIONS, "DENY");
    set(header::REFERRER_POLICY, "same-origin");
    set(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    set(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    set(
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    );
    if app.origin.is_encrypted() {
        set(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000");
    }
    // What customers said is not left behind in a browser's cache; files of ours say otherwise.
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}
