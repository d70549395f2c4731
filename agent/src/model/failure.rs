//! What went wrong where no reply came, and whether it may pass.

use std::time::Duration;

use async_openai::error::OpenAIError;
use jiff::Timestamp;
use reqwest::header::HeaderMap;
use serde_json::Value;

use super::TransportError;
use super::pause::retry_after;
use super::text::{chain, excerpt};

/// One attempt that brought no reply.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Failure {
    #[error("{what}")]
    NoConnection { what: String, may_pass: bool },
    #[error("{0}")]
    NotRecorded(String),
    #[error("no whole reply within {} s", .0.as_secs_f32())]
    Timeout(Duration),
    #[error("HTTP {}: {}", .0.status, .0.message)]
    Complaint(Complaint),
    #[error("it redirects to `{to}`")]
    Redirect { status: u16, to: String },
    #[error("the reply is not JSON: {why}")]
    NotJson { why: String, excerpt: String },
    /// Not the attempt's fault: there was no time left for it.
    #[error("the time is over")]
    Deadline {
        last: Option<String>,
        pause: Option<Duration>,
    },
}

/// What a server says instead of a reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Complaint {
    /// The HTTP status; for an error sent with status 200, the status it should have had.
    pub(super) status: u16,
    /// The error's code and type, where it has them, for machines.
    pub(super) code: String,
    /// What it says, for people, shortened.
    pub(super) message: String,
    /// All that it says, in lower case, to look for words in.
    words: String,
    /// The pause it asks for.
    pub(super) retry_after: Option<Duration>,
}

impl Failure {
    /// Whether another try may go better.
    pub(crate) fn may_pass(&self) -> bool {
        match self {
            Self::NoConnection { may_pass, .. } => *may_pass,
            Self::Timeout(_) => true,
            Self::Complaint(complaint) => complaint.may_pass(),
            Self::NotRecorded(_) | Self::Redirect { .. } | Self::NotJson { .. } | Self::Deadline { .. } => false,
        }
    }

    /// The pause a server asks for before the next try.
    pub(super) fn retry_after(&self) -> Option<Duration> {
        if let Self::Complaint(complaint) = self {
            complaint.retry_after
        } else {
            None
        }
    }

    /// A name for logs, which must not repeat what a server says.
    pub(super) fn kind(&self) -> String {
        match self {
            Self::NoConnection { .. } => "no connection".to_owned(),
            Self::NotRecorded(_) => "not recorded".to_owned(),
            Self::Timeout(_) => "timeout".to_owned(),
            Self::Complaint(complaint) => format!("http {}", complaint.status),
            Self::Redirect { .. } => "redirect".to_owned(),
            Self::NotJson { .. } => "not json".to_owned(),
            Self::Deadline { .. } => "deadline".to_owned(),
        }
    }
}

impl From<OpenAIError> for Failure {
    fn from(error: OpenAIError) -> Self {
        match error {
            OpenAIError::Boxed(inner) => match inner.downcast::<Failure>() {
                Ok(failure) => *failure,
                Err(other) => match other.downcast_ref() {
                    Some(TransportError::NotRecorded(why)) => Self::NotRecorded(why.clone()),
                    Some(TransportError::BrokenOff { why, may_pass }) => Self::NoConnection {
                        what: why.clone(),
                        may_pass: *may_pass,
                    },
                    None => Self::NoConnection {
                        what: chain(&*other),
                        may_pass: false,
                    },
                },
            },
            OpenAIError::Reqwest(error) => error.into(),
            // The length of the others is not known, and they may repeat the reply.
            other => Self::NoConnection {
                what: excerpt(&other.to_string()),
                may_pass: false,
            },
        }
    }
}

impl From<reqwest::Error> for Failure {
    fn from(error: reqwest::Error) -> Self {
        let is_ours = error.is_builder();
        let what = chain(&error.without_url());
        // An unknown authority stays unknown however often it is asked.
        let may_pass = !is_ours && !what.contains("certificate");
        Self::NoConnection { what, may_pass }
    }
}

impl From<Failure> for OpenAIError {
    fn from(failure: Failure) -> Self {
        Self::Boxed(Box::new(failure))
    }
}

impl Complaint {
    /// Reads the body of an HTTP error, which may be anything.
    pub(super) fn of(status: u16, headers: &HeaderMap, body: &str) -> Self {
        let retry_after = retry_after(headers, Timestamp::now());
        let json = serde_json::from_str::<Value>(body).ok();
        let (code, mut message) = json.as_ref().map(told).unwrap_or_default();
        if message.is_empty() {
            body.trim().clone_into(&mut message);
        }
        Self::new(status, (code, message), retry_after)
    }

    /// Finds the error in a reply whose status claims success.
    pub(super) fn within(reply: &Value) -> Option<Self> {
        let places = [reply.get("error"), reply.pointer("/choices/0/error")];
        let error = places.into_iter().flatten().find(|error| !error.is_null())?;
        let told = told(error);
        let code = &told.0;
        let number = error
            .get("code")
            .and_then(|code| code.as_u64().or_else(|| code.as_str()?.parse().ok()));
        let status = number
            .and_then(|number| u16::try_from(number).ok())
            .filter(|number| (400..600).contains(number));
        let has = |words: &[&str]| words.iter().any(|word| code.contains(word));
        let status = status.unwrap_or_else(|| {
            if has(&["rate_limit", "quota", "too_many"]) {
                429
            } else if has(&["api_key", "authentication", "permission"]) {
                401
            } else if has(&["invalid_request", "context_length", "not_found", "content_filter"]) {
                400
            } else {
                500
            }
        });
        Some(Self::new(status, told, None))
    }

    fn new(status: u16, (code, message): (String, String), retry_after: Option<Duration>) -> Self {
        let words = message.to_lowercase();
        let message = if message.is_empty() {
            "it gives no reason".to_owned()
        } else {
            excerpt(&message)
        };
        Self {
            status,
            code,
            message,
            words,
            retry_after,
        }
    }

    fn may_pass(&self) -> bool {
        match self.status {
            429 => !self.is_about_money(),
            408 => true,
            500.. => !self.is_about_form(),
            _ => false,
        }
    }

    /// Whether the account has nothing left to spend: waiting does not help.
    pub(super) fn is_about_money(&self) -> bool {
        self.status == 402 || self.code.contains("insufficient_quota") || self.code.contains("billing")
    }

    /// Whether a filter for content stopped the question.
    pub(super) fn is_about_content(&self) -> bool {
        self.code.contains("content_filter") || self.code.contains("content_policy")
    }

    /// Whether the server does not take the form in which the answer was asked for.
    pub(super) fn is_about_form(&self) -> bool {
        let is_about_request = matches!(self.status, 400 | 404 | 415 | 422 | 500..);
        // The page of a gateway may hold any word.
        let is_page = self.words.trim_start().starts_with('<');
        is_about_request
            && !is_page
            && ["response_format", "schema", "json_object", "grammar", "structured"]
                .iter()
                .any(|word| self.mentions(word))
    }

    /// Whether the server rejects a field of the request.
    pub(super) fn says_unsupported(&self, field: &str) -> bool {
        matches!(self.status, 400 | 422) && self.mentions(field)
    }

    fn mentions(&self, word: &str) -> bool {
        self.words.contains(word) || self.code.contains(word)
    }
}

/// The code, type and field of an error object, joined, and its message, out of the shapes in
/// use: `{"error": {…}}`, `{"error": "…"}`, `{"message": "…"}` and `{"detail": …}`.
fn told(json: &Value) -> (String, String) {
    let error = json.get("error").unwrap_or(json);
    let code = ["code", "type", "param"]
        .iter()
        .filter_map(|key| plain(error.get(key)?))
        .collect::<Vec<_>>();
    let message = match error {
        Value::String(text) => text.clone(),
        _ => ["message", "detail", "msg"]
            .iter()
            .find_map(|key| plain(error.get(key)?))
            .unwrap_or_default(),
    };
    // A gateway's own message says little; what the server behind it said follows.
    let message = match error.pointer("/metadata/raw").and_then(Value::as_str) {
        Some(raw) => format!("{message}: {raw}"),
        None => message,
    };
    (code.join(" ").to_lowercase(), message)
}

fn plain(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        // One entry for each field that is wrong; some servers add all of the request to each.
        Value::Array(details) => {
            let detail = |detail: &Value| Some(format!("{} {}", detail.get("loc")?, detail.get("msg")?.as_str()?));
            Some(details.iter().filter_map(detail).collect::<Vec<_>>().join(", "))
        }
        // llama.cpp sends the code as a number.
        other => Some(other.to_string()),
    }
}
