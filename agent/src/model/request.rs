//! What is sent.

use std::collections::BTreeMap;

use async_openai::types::chat::{ResponseFormat, ResponseFormatJsonSchema};
use serde::Serialize;
use serde_json::Value;

use super::Endpoint;
use super::dialect::{Dialect, Form, Limit};

/// What a model is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Who the model is to be and by which rules it answers.
    pub system: String,
    /// What it is asked, and the evidence for it.
    pub user: String,
    /// The name of the answer's schema: letters, digits, `_` and `-`.
    pub name: &'static str,
    /// What it is about, for whoever keeps a record of it; never sent.
    pub label: Label,
}

impl Question {
    /// About how many tokens sending it takes, for limits: four bytes are one.
    pub(super) fn estimated_tokens(&self, schema: &Value) -> u64 {
        let bytes = self.system.len() + self.user.len() + schema.to_string().len();
        u64::try_from(bytes.div_ceil(4)).unwrap_or(u64::MAX)
    }
}

/// What a question is about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Label {
    /// The id of the section that is drafted.
    pub section: String,
    /// Its title.
    pub title: String,
    /// 0 for the first draft, then the number of the revision.
    pub round: u32,
    /// The prompts that it was made of, each with its digest, by name.
    pub prompts: BTreeMap<String, String>,
}

impl Label {
    /// A name for it that stays the same from run to run: `why`, `why.revision-1`.
    pub fn name(&self) -> String {
        match self.round {
            0 => self.section.clone(),
            round => format!("{}.revision-{round}", self.section),
        }
    }
}

/// The body of a request.
///
/// Not async-openai's own type, where `max_tokens` is deprecated: some servers know no other.
#[derive(Debug, Serialize)]
pub(super) struct Body<'a> {
    model: &'a str,
    messages: [Message<'a>; 2],
    #[serde(skip_serializing_if = "Option::is_none")]
    response_format: Option<ResponseFormat>,
    #[serde(skip_serializing_if = "Option::is_none")]
    max_completion_tokens: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    max_tokens: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    temperature: Option<f32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    frequency_penalty: Option<f32>,
    stream: bool,
}

#[derive(Debug, Serialize)]
struct Message<'a> {
    role: &'static str,
    content: std::borrow::Cow<'a, str>,
}

impl<'a> Body<'a> {
    pub(super) fn new(endpoint: &'a Endpoint, question: &'a Question, schema: &Value, dialect: Dialect) -> Self {
        let system = match dialect.form {
            Form::Schema => question.system.as_str().into(),
            Form::JsonObject | Form::Prompt => with_schema(&question.system, schema).into(),
        };
        let response_format = match dialect.form {
            Form::Schema => Some(ResponseFormat::JsonSchema {
                json_schema: ResponseFormatJsonSchema {
                    description: None,
                    name: question.name.to_owned(),
                    schema: schema.clone(),
                    strict: Some(true),
                },
            }),
            Form::JsonObject => Some(ResponseFormat::JsonObject),
            Form::Prompt => None,
        };
        let limit = endpoint.max_output_tokens;
        Self {
            model: &endpoint.model,
            messages: [
                Message {
                    role: "system",
                    content: system,
                },
                Message {
                    role: "user",
                    content: question.user.as_str().into(),
                },
            ],
            response_format,
            max_completion_tokens: (dialect.limit == Limit::MaxCompletionTokens).then_some(limit),
            max_tokens: (dialect.limit == Limit::MaxTokens).then_some(limit),
            temperature: dialect.takes_temperature.then_some(endpoint.temperature),
            frequency_penalty: endpoint.frequency_penalty,
            stream: false,
        }
    }
}

fn with_schema(system: &str, schema: &Value) -> String {
    format!(
        "{system}\n\nAnswer with one JSON object and nothing else: no Markdown, no explanation before or after it. \
         It must satisfy this JSON schema:\n{schema}"
    )
}
