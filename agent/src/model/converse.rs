//! One question, put until it is understood.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use async_openai::error::OpenAIError;
use serde_json::Value;
use tokio::time::Instant;

use super::client::{Shared, locked};
use super::dialect::{Dialect, Form, Trouble};
use super::failure::Failure;
use super::persistent::Persistent;
use super::reply::{self, Text};
use super::request::Body;
use super::{Model, ModelError, Question, RetryPolicy, Usage};

impl Model {
    /// Puts the question, more simply where the endpoint does not understand it, until its text
    /// is JSON.
    pub(super) async fn converse(
        &self,
        question: &Question,
        schema: &Value,
        deadline: Instant,
        usage: &mut Usage,
    ) -> Result<Said, ModelError> {
        let Shared {
            endpoint,
            permits,
            learned,
            ..
        } = &*self.shared;
        let Ok(Ok(_permit)) = tokio::time::timeout_at(deadline, permits.acquire()).await else {
            return Err(self.failure(
                Failure::Deadline {
                    last: None,
                    pause: None,
                },
                0,
            ));
        };
        let mut dialect = locked(learned).dialect;
        let mut before_probe = None;
        loop {
            // A probe finds out whether the form is to blame for a failure that was already
            // met with every patience.
            let tries = if before_probe.is_some() {
                1
            } else {
                endpoint.retry.tries
            };
            let before = *usage;
            let trouble = match self.exchange(question, schema, dialect, tries, deadline, usage).await {
                Ok((text, reply)) => {
                    self.learn(dialect, &text);
                    return Ok(Said::new(text, reply, dialect));
                }
                Err(trouble) => trouble,
            };
            let known = *locked(learned);
            let simpler = dialect.simpler(&trouble, known, endpoint.max_output_tokens);
            let may_choke = dialect.may_choke_on_form(&trouble, known);
            let error = self.trouble(trouble, usage.requests - before.requests, usage.requests);
            let Some(simpler) = simpler else {
                return Err(before_probe.unwrap_or(error));
            };
            tracing::info!(?simpler, reason = error.code(), "putting the question more simply");
            if may_choke && before_probe.is_none() {
                before_probe = Some(error);
            }
            if simpler.limit != dialect.limit {
                locked(learned).limit_settled = true;
            }
            dialect = simpler;
        }
    }

    /// Sends the question in one dialect.
    async fn exchange(
        &self,
        question: &Question,
        schema: &Value,
        dialect: Dialect,
        tries: u32,
        deadline: Instant,
        usage: &mut Usage,
    ) -> Result<(Text, Value), Trouble> {
        let Shared {
            endpoint,
            client,
            transport,
            ..
        } = &*self.shared;
        let sent = Arc::new(AtomicU32::new(0));
        let service = Persistent {
            inner: transport.clone(),
            address: client.config().clone(),
            policy: RetryPolicy {
                tries,
                ..endpoint.retry
            },
            request_timeout: endpoint.request_timeout,
            deadline,
            label: Arc::new(question.label.clone()),
            sent: Arc::clone(&sent),
        };
        let client = client.clone().with_http_service(service);
        let body = Body::new(endpoint, question, schema, dialect);
        let reply: Result<Value, OpenAIError> = client.chat().create_byot(body).await;

        let mut cost = reply.as_ref().map(reply::usage).unwrap_or_default();
        cost.requests = sent.load(Ordering::Relaxed);
        *usage += cost;
        *locked(&self.spent) += cost;
        let reply = reply.map_err(|error| Trouble::Failed(error.into()))?;
        match reply::text(&reply) {
            Ok(text) => Ok((text, reply)),
            Err(unusable) => Err(Trouble::Unusable(unusable, cost.output_tokens)),
        }
    }

    fn learn(&self, dialect: Dialect, text: &Text) {
        let mut learned = locked(&self.shared.learned);
        learned.dialect = dialect;
        // A server that is held to a schema cannot write a fence.
        learned.keeps_schema |= dialect.form == Form::Schema && !text.was_fenced;
    }
}

/// An answer's text and how it came.
pub(super) struct Said {
    pub(super) json: String,
    /// The reply that it came in.
    pub(super) reply: Value,
    pub(super) notes: Vec<String>,
}

impl Said {
    fn new(text: Text, reply: Value, dialect: Dialect) -> Self {
        let mut notes = dialect.notes();
        notes.extend(text.note());
        Self {
            json: text.json,
            reply,
            notes,
        }
    }
}
