//! Answers that a person wrote, for tests and suites.

use std::sync::Arc;

use serde::Deserialize;
use serde_json::{Value, json};

use super::file::{messages, request};
use crate::model::{Call, Transport};

/// The scripted answers for one section of a brief.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Script {
    /// Always true: nobody shall take it for a model's.
    #[serde(rename = "scripted")]
    _scripted: True,
    /// The title of the section.
    section: String,
    /// The first answer, then that to each revision.
    answers: Vec<Answer>,
}

/// `true`, and nothing else.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "bool")]
struct True;

impl TryFrom<bool> for True {
    type Error = &'static str;

    fn try_from(value: bool) -> Result<Self, Self::Error> {
        if value {
            Ok(Self)
        } else {
            Err("`scripted` must be true: a model's answers are recorded, not written")
        }
    }
}

/// One scripted answer.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
enum Answer {
    /// The text of the answer, whatever it is.
    Text(String),
    /// The model declines.
    Refusal { refusal: String },
    /// The text up to where its length ended it.
    CutOff { cut_off: String },
    /// An answer of the form asked for, in a Markdown code fence.
    Fenced { fenced: Value },
    /// A filter stopped it.
    Filtered { filtered: True },
    /// An answer of the form asked for, in which each `passage`, or each of `from` in a section that
    /// is drawn from others, holds words of the passage.
    Claims(Value),
}

/// A transport that answers each section, and each of its revisions, with the answer written for
/// it; with no claims where there is none.
pub(super) fn transport(scripts: Arc<Vec<Script>>) -> Transport {
    Transport::new(tower::service_fn(move |call: Call| {
        let scripts = Arc::clone(&scripts);
        async move {
            let request = request(&call).await?;
            let round = usize::try_from(call.label.round).unwrap_or(usize::MAX);
            let script = scripts.iter().find(|it| it.section == call.label.title);
            let answer = script.and_then(|script| script.answers.get(round));
            let reply = reply(answer, &messages(&request), &request["model"]);
            Ok(http::Response::new(reply.to_string()).into())
        }
    }))
}

fn reply(answer: Option<&Answer>, prompt: &str, model: &Value) -> Value {
    let said = |content: &str| json!({ "role": "assistant", "content": content });
    let (message, reason) = match answer {
        None => (said(r#"{"claims": [], "questions": []}"#), "stop"),
        Some(Answer::Text(text)) => (said(text), "stop"),
        Some(Answer::Refusal { refusal }) => {
            let message = json!({ "role": "assistant", "content": null, "refusal": refusal });
            (message, "stop")
        }
        Some(Answer::CutOff { cut_off }) => (said(cut_off), "length"),
        Some(Answer::Filtered { filtered: True }) => (said(""), "content_filter"),
        Some(Answer::Fenced { fenced }) => {
            let answer = numbered(fenced, prompt);
            (said(&format!("```json\n{answer}\n```")), "stop")
        }
        Some(Answer::Claims(answer)) => (said(&numbered(answer, prompt).to_string()), "stop"),
    };
    // About four characters are a token; the same text always has the same number.
    let tokens = |text: &str| text.len().div_ceil(4);
    json!({
        "id": "scripted", "object": "chat.completion", "created": 0, "model": model,
        "choices": [{ "index": 0, "message": message, "finish_reason": reason }],
        "usage": {
            "prompt_tokens": tokens(prompt),
            "completion_tokens": tokens(message["content"].as_str().unwrap_or_default()),
        },
    })
}

/// The answer with the number of a passage in the place of words that stand in it.
fn numbered(answer: &Value, prompt: &str) -> Value {
    let mut answer = answer.clone();
    let claims = answer.get_mut("claims").and_then(Value::as_array_mut);
    for claim in claims.into_iter().flatten() {
        let from = claim.get_mut("from").and_then(Value::as_array_mut);
        for number in from.into_iter().flatten() {
            if let Some(words) = number.as_str() {
                *number = passage(prompt, words).into();
            }
        }
        let citations = claim.get_mut("citations").and_then(Value::as_array_mut);
        for citation in citations.into_iter().flatten() {
            if let Some(words) = citation["passage"].as_str() {
                citation["passage"] = passage(prompt, words).into();
            }
        }
    }
    answer
}

/// The number of the passage that holds those words; one that no passage has where none does.
fn passage(prompt: &str, words: &str) -> u64 {
    const NONE: u64 = 999;
    const HEAD: &str = "<<<passage ";
    let number = || {
        let head = prompt[..prompt.find(words)?].rfind(HEAD)? + HEAD.len();
        let digits = prompt[head..].split(|it: char| !it.is_ascii_digit()).next()?;
        digits.parse().ok()
    };
    number().unwrap_or(NONE)
}
