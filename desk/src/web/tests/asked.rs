//! What a test asks of the desk, and what it is answered.

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, HeaderName, Method, Request, StatusCode, header};
use axum::response::Response;
use tower::ServiceExt as _;

use super::world::World;
use crate::web::cookie::Held;

/// The name by which the desk of the tests is called.
pub(super) const HOST: &str = "127.0.0.1:7878";
/// Answers are shorter than this.
const MOST: usize = 16 * 1024 * 1024;

/// A request.
pub(super) struct Ask {
    method: Method,
    address: String,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Ask {
    /// A request that asks for something to look at.
    pub(super) fn get(address: &str) -> Self {
        Self::of(Method::GET, address)
    }

    /// A request of any method.
    pub(super) fn of(method: Method, address: &str) -> Self {
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, HOST.parse().unwrap());
        Self {
            method,
            address: address.to_owned(),
            headers,
            body: Vec::new(),
        }
    }

    /// A form as a page of the desk sends it, with its fields as they are written in an address.
    pub(super) fn form(address: &str, fields: &str) -> Self {
        Self::of(Method::POST, address).sending("application/x-www-form-urlencoded", fields)
    }

    /// With a body.
    pub(super) fn sending(self, kind: &str, body: impl Into<Vec<u8>>) -> Self {
        Self {
            body: body.into(),
            ..self.with("content-type", kind)
        }
    }

    /// With a header in place of what it was before.
    pub(super) fn with(mut self, name: &str, value: &str) -> Self {
        let name: HeaderName = name.parse().unwrap();
        self.headers.insert(name, value.parse().unwrap());
        self
    }

    /// Without a header.
    pub(super) fn without(mut self, name: &str) -> Self {
        self.headers.remove(name);
        self
    }

    /// From a browser that holds this.
    pub(super) fn holding(self, held: &Held) -> Self {
        let cookie = held.header(false);
        let pair = cookie.to_str().unwrap().split(';').next().unwrap().to_owned();
        self.with("cookie", &pair)
    }

    /// From a browser that holds this, and from a page that was made for it.
    pub(super) fn sent_from_page_of(self, held: &Held) -> Self {
        self.holding(held).with("x-vouch-form", &held.form())
    }

    /// By a program with this token.
    pub(super) fn bearing(self, token: &str) -> Self {
        self.with("authorization", &format!("Bearer {token}"))
    }
}

/// An answer.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) text: String,
}

impl Answer {
    /// The text of a header; empty where there is none.
    pub(super) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// Whether it sends one to where one signs in.
    pub(super) fn asks_to_sign_in(&self) -> bool {
        self.status == StatusCode::SEE_OTHER && self.header("location").starts_with("/sign-in")
    }
}

impl World {
    /// Asks the desk, and reads the whole answer.
    pub(super) async fn ask(&self, ask: Ask) -> Answer {
        let response = self.begin(ask).await;
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, MOST).await.unwrap();
        Answer {
            status: parts.status,
            headers: parts.headers,
            text: String::from_utf8_lossy(&bytes).into_owned(),
        }
    }

    /// Asks the desk, and reads nothing yet of what it answers.
    pub(super) async fn begin(&self, ask: Ask) -> Response {
        let mut request = Request::builder().method(ask.method).uri(&ask.address);
        *request.headers_mut().unwrap() = ask.headers;
        let request = request.body(Body::from(ask.body)).unwrap();
        self.router.clone().oneshot(request).await.unwrap()
    }

    /// A page as somebody sees it.
    pub(super) async fn page(&self, login: &str, address: &str) -> Answer {
        self.ask(Ask::get(address).holding(self.held(login))).await
    }
}
