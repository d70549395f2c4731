//! What the API answers.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use serde::Serialize;

use crate::service::export::Exported;
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
pub(super) fn done() -> Answer {
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Answers with a file to be kept.
pub(super) fn file(exported: Exported) -> Answer {
    let kind = HeaderValue::from_static(exported.media_type);
    let disposition = HeaderValue::from_str(&disposition(&exported.file_name)).map_err(anyhow::Error::from)?;
    let headers = [(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, disposition)];
    Ok((headers, exported.bytes).into_response())
}

/// A file's name for programs that take letters of any language, and for those that don't (RFC 6266).
fn disposition(name: &str) -> String {
    let plain: String = name.chars().map(|it| if is_plain(it) { it } else { '-' }).collect();
    let mut escaped = String::new();
    for byte in name.bytes() {
        if is_plain(char::from(byte)) {
            escaped.push(char::from(byte));
        } else {
            escaped.push_str(&format!("%{byte:02X}"));
        }
    }
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{escaped}")
}

fn is_plain(it: char) -> bool {
    it.is_ascii_alphanumeric() || matches!(it, '.' | '-' | '_')
}

#[cfg(test)]
mod tests {
    use super::disposition;

    #[test]
    fn a_name_in_any_language_is_a_header() {
        insta::assert_snapshot!(disposition("møller-handoff.md"), @r#"attachment; filename="m-ller-handoff.md"; filename*=UTF-8''m%C3%B8ller-handoff.md"#);
    }
}
