//! What somebody is told when something could not be done: a page, or for programs and scripts a
//! problem as RFC 9457 has it.

use askama::Template;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use serde::Serialize;

use crate::failure::{Hinted, Kind};

/// Why something could not be done.
#[derive(Debug)]
pub(crate) struct Fault {
    status: StatusCode,
    message: String,
    hints: Vec<String>,
    /// Where to sign in and come back from, where that is what is missing.
    sign_in: Option<String>,
}

/// A problem as RFC 9457 has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub(crate) struct Problem {
    /// `about:blank`: the status says what kind of problem it is.
    #[serde(rename = "type")]
    kind: &'static str,
    /// The status in words.
    title: String,
    /// The HTTP status.
    status: u16,
    /// What went wrong here.
    detail: String,
    /// What to do about it.
    hints: Vec<String>,
}

#[derive(Template)]
#[template(path = "web/fault.html")]
struct Page<'a> {
    title: &'a str,
    message: &'a str,
    hints: &'a [String],
    style: &'static str,
    icon: &'static str,
}

impl Fault {
    /// A fault of a status, with what to do about it.
    pub(crate) fn new(status: StatusCode, message: impl Into<String>, hint: &str) -> Self {
        Self {
            status,
            message: message.into(),
            hints: (!hint.is_empty()).then(|| hint.to_owned()).into_iter().collect(),
            sign_in: None,
        }
    }

    /// There is no such page.
    pub(crate) fn missing(what: &str) -> Self {
        let hint = "look for it from the list of accounts";
        Self::new(StatusCode::NOT_FOUND, format!("{what} is not here"), hint)
    }

    /// Nobody has signed in; a browser is sent to where one does, and back to the page afterwards.
    pub(crate) fn unnamed(page: Option<&str>) -> Self {
        Self {
            sign_in: page.map(super::sign_in::address),
            ..Self::new(
                StatusCode::UNAUTHORIZED,
                "nobody has signed in",
                "sign in and try again",
            )
        }
    }

    /// The status that is answered.
    #[cfg(test)]
    pub(crate) fn status(&self) -> StatusCode {
        self.status
    }

    /// What went wrong, in one sentence.
    pub(crate) fn message(&self) -> &str {
        &self.message
    }

    /// What to do about it.
    pub(crate) fn hints(&self) -> &[String] {
        &self.hints
    }

    /// The fault as a problem.
    pub(crate) fn problem(&self) -> Problem {
        Problem {
            kind: "about:blank",
            title: self.status.canonical_reason().unwrap_or("problem").to_owned(),
            status: self.status.as_u16(),
            detail: self.message.clone(),
            hints: self.hints.clone(),
        }
    }

    /// The fault as an answer to a program.
    pub(crate) fn for_program(&self) -> Response {
        let body = serde_json::to_string(&self.problem()).unwrap_or_default();
        let kind = [(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/problem+json"),
        )];
        let mut response = (self.status, kind, body).into_response();
        if self.status == StatusCode::UNAUTHORIZED {
            let scheme = HeaderValue::from_static("Bearer");
            response.headers_mut().insert(header::WWW_AUTHENTICATE, scheme);
        }
        response
    }

    /// The fault as a page, or as whatever the request can take.
    fn for_person(&self) -> Response {
        if let Some(address) = &self.sign_in {
            return axum::response::Redirect::to(address).into_response();
        }
        let page = Page {
            title: self.status.canonical_reason().unwrap_or("Problem"),
            message: &self.message,
            hints: &self.hints,
            style: super::assets::style(),
            icon: super::assets::icon(),
        };
        let body = page.render().unwrap_or_else(|_| self.message.clone());
        (self.status, Html(body)).into_response()
    }

    /// The answer to a request with these headers.
    pub(crate) fn answer(&self, headers: &HeaderMap) -> Response {
        let accepts = accepted(headers);
        if is_script(headers) || (accepts.contains("json") && !accepts.contains("text/html")) {
            self.for_program()
        } else {
            self.for_person()
        }
    }
}

/// Whether a script of a page of ours asks: browsers never ask for problems by themselves.
pub(super) fn is_script(headers: &HeaderMap) -> bool {
    accepted(headers).contains("application/problem+json")
}

fn accepted(headers: &HeaderMap) -> &str {
    let accepted = headers.get(header::ACCEPT).and_then(|it| it.to_str().ok());
    accepted.unwrap_or_default()
}

/// What was told, carried with the response until the request's headers say in which form.
#[derive(Debug, Clone)]
pub(super) struct Told(pub(super) std::sync::Arc<Fault>);

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(Told(std::sync::Arc::new(self)));
        response
    }
}

impl From<anyhow::Error> for Fault {
    fn from(error: anyhow::Error) -> Self {
        let told = error.chain().find_map(|it| it.downcast_ref::<Hinted>());
        let Some(hinted) = told else {
            // What broke inside is nothing that a visitor can mend, and may speak of the machine.
            tracing::error!("{error:#}");
            let hint = "try again in a moment; whoever keeps the desk finds more in its log";
            return Self::new(StatusCode::INTERNAL_SERVER_ERROR, "something went wrong here", hint);
        };
        let status = match hinted.kind() {
            Kind::Invalid => StatusCode::UNPROCESSABLE_ENTITY,
            Kind::Missing => StatusCode::NOT_FOUND,
            Kind::Unnamed => StatusCode::UNAUTHORIZED,
            Kind::Denied => StatusCode::FORBIDDEN,
            Kind::Refused => StatusCode::CONFLICT,
        };
        // Advice that names commands is for whoever sits at a terminal.
        let for_pages = |hint: &&String| !hint.contains("`vouch ") && !hint.contains("`--");
        Self {
            status,
            message: in_one_sentence(&error, hinted),
            hints: hinted.hints().iter().filter(for_pages).cloned().collect(),
            sign_in: None,
        }
    }
}

/// What was being done and what was wrong with it; what lies beneath that may speak of the machine.
fn in_one_sentence(error: &anyhow::Error, hinted: &Hinted) -> String {
    let why = hinted.to_string();
    let mut told: Vec<String> = Vec::new();
    for cause in error.chain().map(ToString::to_string) {
        let is_why = cause == why;
        if told.iter().all(|it| !it.contains(&cause)) {
            told.push(cause);
        }
        if is_why {
            break;
        }
    }
    told.join(": ")
}

impl From<askama::Error> for Fault {
    fn from(error: askama::Error) -> Self {
        anyhow::Error::new(error).context("a page can't be written").into()
    }
}
