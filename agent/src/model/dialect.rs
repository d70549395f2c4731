//! What an endpoint understands.
//!
//! A question is first put the way the current API has it. Where the endpoint does not
//! understand that, it is put more simply, and the endpoint's [`Model`](super::Model) remembers.
//!
//! The two names of the length limit are never sent together, since the endpoints that know
//! both reject that: `max_completion_tokens` goes first; `max_tokens` follows where the other is
//! rejected, or is ignored in favour of a shorter limit of the server's own.

use super::failure::Failure;
use super::reply::Unusable;

/// How a question is put.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dialect {
    pub(super) form: Form,
    pub(super) limit: Limit,
    pub(super) takes_temperature: bool,
}

/// How the shape of the answer is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// By a strict JSON schema.
    Schema,
    /// By JSON mode, with the schema in the prompt.
    JsonObject,
    /// By the schema in the prompt alone.
    Prompt,
}

/// By which name the longest answer is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Limit {
    MaxCompletionTokens,
    MaxTokens,
}

/// What was found out about an endpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Learned {
    pub(super) dialect: Dialect,
    /// It once answered by a schema, so a later failure has another reason.
    pub(super) keeps_schema: bool,
    /// The limit's other name was tried and made no difference.
    pub(super) limit_settled: bool,
}

/// Why a question got no answer in a dialect.
#[derive(Debug)]
pub(super) enum Trouble {
    /// No reply came.
    Failed(Failure),
    /// A reply came that is no answer; how many tokens it had.
    Unusable(Unusable, u64),
}

impl Default for Learned {
    fn default() -> Self {
        let dialect = Dialect {
            form: Form::Schema,
            limit: Limit::MaxCompletionTokens,
            takes_temperature: true,
        };
        Self {
            dialect,
            keeps_schema: false,
            limit_settled: false,
        }
    }
}

impl Dialect {
    /// Returns the next simpler dialect, where it might help against the trouble.
    pub(super) fn simpler(self, trouble: &Trouble, learned: Learned, max_output_tokens: u32) -> Option<Self> {
        match trouble {
            Trouble::Failed(Failure::Complaint(complaint)) => {
                if complaint.says_unsupported("max_completion_tokens") {
                    return self.with_older_limit();
                }
                if self.takes_temperature && complaint.says_unsupported("temperature") {
                    return Some(Self {
                        takes_temperature: false,
                        ..self
                    });
                }
                let is_about_form = complaint.is_about_form() || self.may_choke_on_form(trouble, learned);
                is_about_form.then(|| self.with_simpler_form()).flatten()
            }
            // A server that keeps to a schema cannot produce this: it ignores schemas.
            Trouble::Unusable(Unusable::NotJson { .. }, _) if self.form == Form::Schema && !learned.keeps_schema => {
                self.with_simpler_form()
            }
            // Cut off long before the limit asked for: another limit is in force.
            Trouble::Unusable(Unusable::CutOff, tokens)
                if *tokens > 0 && *tokens < u64::from(max_output_tokens) && !learned.limit_settled =>
            {
                self.with_older_limit()
            }
            _ => None,
        }
    }

    /// Whether the trouble may come of the form though the server does not say so: some answer a
    /// schema they cannot read with a bare HTTP 500.
    pub(super) fn may_choke_on_form(self, trouble: &Trouble, learned: Learned) -> bool {
        let is_bare_500 = matches!(trouble, Trouble::Failed(Failure::Complaint(complaint)) if complaint.status == 500);
        is_bare_500 && self.form != Form::Prompt && !learned.keeps_schema
    }

    /// Says what this dialect lacks.
    pub(super) fn notes(self) -> Vec<String> {
        let form = match self.form {
            Form::Schema => None,
            Form::JsonObject => Some("the endpoint does not take a JSON schema; it was put into the prompt"),
            Form::Prompt => {
                Some("the endpoint takes neither a JSON schema nor JSON mode; the schema was put into the prompt")
            }
        };
        let limit = (self.limit == Limit::MaxTokens)
            .then_some("the endpoint does not heed `max_completion_tokens`; `max_tokens` was sent");
        let temperature =
            (!self.takes_temperature).then_some("the endpoint does not take this `temperature`; its own was used");
        [form, limit, temperature]
            .into_iter()
            .flatten()
            .map(str::to_owned)
            .collect()
    }

    fn with_simpler_form(self) -> Option<Self> {
        let form = match self.form {
            Form::Schema => Form::JsonObject,
            Form::JsonObject => Form::Prompt,
            Form::Prompt => return None,
        };
        Some(Self { form, ..self })
    }

    fn with_older_limit(self) -> Option<Self> {
        (self.limit == Limit::MaxCompletionTokens).then_some(Self {
            limit: Limit::MaxTokens,
            ..self
        })
    }
}
