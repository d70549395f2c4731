//! Questions that were answered before, where answers are kept.

use std::time::Duration;

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::dialect::Learned;
use super::request::Body;
use super::{Answer, Endpoint, Label, Model, Question, Usage, answer, reply};
use crate::exchange::Cache;

/// The place where the answer to a question is kept.
pub(super) struct Keeping<'a> {
    cache: &'a Cache,
    endpoint: &'a Endpoint,
    label: &'a Label,
    /// The question as an endpoint is asked that understands everything: in whatever form it came
    /// to be put, it is the same question.
    request: Value,
}

impl<'a> Keeping<'a> {
    /// The place for a question; none where no answers are kept.
    pub(super) fn of(model: &'a Model, question: &'a Question, schema: &Value) -> Option<Self> {
        let endpoint = &model.shared.endpoint;
        let cache = model.cache.as_ref()?;
        let body = Body::new(endpoint, question, schema, Learned::default().dialect);
        Some(Self {
            cache,
            endpoint,
            label: &question.label,
            request: serde_json::to_value(body).ok()?,
        })
    }

    /// The answer, if it was kept; else, in words for the reader of the run, that it is damaged.
    pub(super) fn recall<T: DeserializeOwned>(&self) -> Result<Option<Answer<T>>, String> {
        let found = self.cache.find(&self.request).map_err(|_| self.damaged())?;
        let Some(kept) = found else { return Ok(None) };
        let text = reply::text(&kept).map_err(|_| self.damaged())?;
        let value = answer::read(&text.json).map_err(|_| self.damaged())?;
        Ok(Some(Answer {
            value,
            usage: Usage {
                cached: 1,
                ..Usage::default()
            },
            notes: text.note().into_iter().collect(),
        }))
    }

    /// Keeps a reply that was read as an answer. Where it can't be kept, the run goes on and its
    /// reader is told so.
    pub(super) fn keep(self, reply: Value, took: Duration) -> Option<String> {
        let millis = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
        let key = self.endpoint.api_key.as_ref();
        let error = self.cache.keep(self.label, self.request, reply, millis, key).err()?;
        let name = self.label.name();
        tracing::warn!(%error, question = name, "an answer is not kept");
        Some(format!("the answer to `{name}` could not be kept for another time"))
    }

    /// Why it can't be read is not told: that would repeat words of it.
    fn damaged(&self) -> String {
        let name = self.label.name();
        tracing::warn!(question = name, "a kept answer is damaged");
        format!("the answer that was kept for `{name}` is damaged, so it was asked for again")
    }
}
