//! One exchange, as its file has it.

use std::collections::BTreeMap;

use async_openai::error::OpenAIError;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::model::{Call, Label};

/// One question to a model and all that came back: the file `<section>.json` of a recording.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exchange {
    /// The id of the section that was drafted.
    pub section: String,
    /// 0 for the first draft, then the number of the revision.
    pub round: u32,
    /// The prompts that the question was made of, each with its digest.
    pub prompts: BTreeMap<String, String>,
    /// Each form in which it was put: most endpoints understand the first.
    pub sent: Vec<Sent>,
}

/// A request, and what it was answered with each time that it was sent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sent {
    /// The body of the request.
    pub request: Value,
    /// The replies, in turn.
    pub replies: Vec<Reply>,
}

/// What came back. Of its headers only the one is kept that a client heeds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reply {
    /// How long it took, in milliseconds.
    pub millis: u64,
    /// The HTTP status; none where no whole reply came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// The header `Retry-After`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<String>,
    /// The body; as a string where it is not JSON.
    #[serde(default, skip_serializing_if = "Value::is_null")]
    pub body: Value,
    /// Why no whole reply came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub broken_off: Option<BrokenOff>,
}

/// Why no whole reply came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BrokenOff {
    /// What happened.
    pub why: String,
    /// Whether the request was worth sending again.
    pub may_pass: bool,
}

impl Exchange {
    /// An exchange in which nothing was sent yet.
    pub(super) fn new(label: &Label) -> Self {
        Self {
            section: label.section.clone(),
            round: label.round,
            prompts: label.prompts.clone(),
            sent: Vec::new(),
        }
    }

    /// Adds what a request was answered with.
    pub(super) fn add(&mut self, request: Value, reply: Reply) {
        match self.sent.iter_mut().find(|it| it.request == request) {
            Some(sent) => sent.replies.push(reply),
            None => self.sent.push(Sent {
                request,
                replies: vec![reply],
            }),
        }
    }

    /// The names of the prompts that are no longer what they were.
    pub fn changed_prompts(&self, now: &BTreeMap<String, String>) -> Vec<&str> {
        self.prompts
            .iter()
            .filter(|(name, digest)| now.get(*name) != Some(digest))
            .map(|(name, _)| name.as_str())
            .collect()
    }
}

/// The body of the request that a call makes.
pub(super) async fn request(call: &Call) -> Result<Value, OpenAIError> {
    let sent = call.request.build().await?;
    let body = sent.body().and_then(reqwest::Body::as_bytes).unwrap_or_default();
    Ok(serde_json::from_slice(body).unwrap_or_default())
}

/// The text of the messages of a request, one after the other.
pub(super) fn messages(request: &Value) -> String {
    let messages = request.get("messages").and_then(Value::as_array);
    let texts = messages
        .into_iter()
        .flatten()
        .filter_map(|it| it.get("content").and_then(Value::as_str));
    texts.collect::<Vec<_>>().join("\n\n")
}
