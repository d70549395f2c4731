//! What a reply says.

use serde_json::Value;

use super::Usage;
use super::answer::{is_json, unfenced};
use super::text::excerpt;

/// A reply that is no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Unusable {
    /// Declined, in the model's words or by a filter.
    Refused(String),
    /// Ended at a length limit.
    CutOff,
    /// The text is not one JSON value.
    NotJson { text: String },
    /// Not a reply of the API.
    Malformed { why: String, excerpt: String },
}

/// The text of an answer, which is JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Text {
    pub(super) json: String,
    pub(super) was_fenced: bool,
}

impl Text {
    /// What a reader should know about how it came.
    pub(super) fn note(&self) -> Option<String> {
        self.was_fenced
            .then(|| "the answer came in a Markdown code fence, which was taken off".to_owned())
    }
}

/// The tokens that a reply says it took; requests are counted where they are sent.
pub(super) fn usage(reply: &Value) -> Usage {
    let tokens = |path| reply.pointer(path).and_then(Value::as_u64).unwrap_or_default();
    Usage {
        requests: 0,
        input_tokens: tokens("/usage/prompt_tokens"),
        output_tokens: tokens("/usage/completion_tokens"),
        cached: 0,
    }
}

/// The answer's text, if the reply is whole and an answer at all.
pub(super) fn text(reply: &Value) -> Result<Text, Unusable> {
    let malformed = |why: String, excerpt| Err(Unusable::Malformed { why, excerpt });
    let Some(choice) = reply.pointer("/choices/0") else {
        return malformed("there is no choice in it".to_owned(), excerpt(&reply.to_string()));
    };
    let refusal = choice
        .pointer("/message/refusal")
        .and_then(Value::as_str)
        .unwrap_or_default();
    if !refusal.is_empty() {
        return Err(Unusable::Refused(format!("it says `{}`", excerpt(refusal))));
    }
    let content = content(choice);
    match choice.get("finish_reason").and_then(Value::as_str) {
        Some("stop") => {}
        Some("length") => return Err(Unusable::CutOff),
        Some("content_filter") => return Err(Unusable::Refused("its content filter stopped it".to_owned())),
        Some(other) => {
            return malformed(
                format!("it ended for an unknown reason, `{}`", excerpt(other)),
                excerpt(&content),
            );
        }
        // A stream cut short looks like this; what came may be half of the answer.
        None => return malformed("it does not say why it ended".to_owned(), excerpt(&content)),
    }
    if content.trim().is_empty() {
        return malformed("it is empty".to_owned(), String::new());
    }
    if is_json(&content) {
        return Ok(Text {
            json: content,
            was_fenced: false,
        });
    }
    match unfenced(&content) {
        Some(inner) if is_json(inner) => Ok(Text {
            json: inner.to_owned(),
            was_fenced: true,
        }),
        _ => Err(Unusable::NotJson { text: content }),
    }
}

/// The message's content: a string, or by some servers a list of parts.
fn content(choice: &Value) -> String {
    match choice.pointer("/message/content") {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(parts)) => parts
            .iter()
            .filter_map(|part| part.get("text").and_then(Value::as_str))
            .collect::<String>(),
        _ => String::new(),
    }
}
