//! A file as an answer.

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

use crate::service::export::Exported;

/// A file that a browser keeps and doesn't show.
pub(crate) struct Attached(pub(crate) Exported);

impl IntoResponse for Attached {
    fn into_response(self) -> Response {
        let Self(exported) = self;
        let headers = [
            (header::CONTENT_TYPE, HeaderValue::from_static(exported.media_type)),
            (header::CONTENT_DISPOSITION, disposition(&exported.file_name)),
        ];
        (headers, exported.bytes).into_response()
    }
}

/// The name of a file, in letters that every browser reads, and then whole as RFC 8187 has it.
fn disposition(name: &str) -> HeaderValue {
    let is_safe = |it: char| it.is_ascii_alphanumeric() || it == '-' || it == '.';
    let plain: String = name.chars().map(|it| if is_safe(it) { it } else { '-' }).collect();
    let whole: String = name
        .bytes()
        .map(|byte| match char::from(byte) {
            it if is_safe(it) => it.to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect();
    let text = format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{whole}");
    HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static("attachment"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_can_break_out_of_no_header() {
        let told = [
            "mill-handoff-2026-06-30.bundle.json",
            "m\u{fc}hle.md",
            "a\"; x=\r\n\"b.md",
        ];
        let told = told.map(|name| disposition(name).to_str().unwrap().to_owned());
        insta::assert_snapshot!(told.join("\n"), @r#"
        attachment; filename="mill-handoff-2026-06-30.bundle.json"; filename*=UTF-8''mill-handoff-2026-06-30.bundle.json
        attachment; filename="m-hle.md"; filename*=UTF-8''m%C3%BChle.md
        attachment; filename="a---x----b.md"; filename*=UTF-8''a%22%3B%20x%3D%0D%0A%22b.md
        "#);
    }
}
