use std::fmt;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_openai::Client;
use async_openai::config::Config as _;
use async_openai::error::OpenAIError;
use async_openai::middleware::{HttpRequestFactory, ReqwestService};
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use tokio::sync::Semaphore;
use tokio::time::Instant;
use tower::ServiceExt as _;
use tower::util::BoxCloneSyncService;
use tracing::Instrument as _;

use super::address::Address;
use super::breaker::Breaker;
use super::dialect::Learned;
use super::kept::Keeping;
use super::text::excerpt;
use super::{Answer, Endpoint, Label, ModelError, Peer, Question, Usage, answer, bounded_schema, http, strict_schema};
use crate::exchange::Cache;

/// What carries one call: a socket, or a record of what was once answered. Retries, fallbacks and
/// deadlines are above it, so that they go the same way on whatever carries the call.
///
/// One that is no socket reports a [`TransportError`] in [`OpenAIError::Boxed`].
pub type Transport = BoxCloneSyncService<Call, reqwest::Response, OpenAIError>;

/// One request on its way to an endpoint.
#[derive(Debug, Clone)]
pub struct Call {
    /// What the question is about.
    pub label: Arc<Label>,
    /// Makes the request.
    pub request: HttpRequestFactory,
}

/// Why a transport that is no socket has no reply.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TransportError {
    /// There was no whole reply when it was recorded, either.
    #[error("{why}")]
    BrokenOff {
        /// What happened.
        why: String,
        /// Whether the request was worth sending again.
        may_pass: bool,
    },
    /// Nobody ever answered this.
    #[error("{0}")]
    NotRecorded(String),
}

/// The transport that sends what it is given.
pub(crate) fn socket(http: reqwest::Client) -> Transport {
    Transport::new(ReqwestService::new(http).map_request(|call: Call| call.request))
}

/// A model behind an endpoint. Clones share its connections, its bound on concurrent questions
/// and what was found out about the endpoint.
#[derive(Clone)]
pub struct Model {
    pub(super) shared: Arc<Shared>,
    pub(super) spent: Arc<Mutex<Usage>>,
    /// The tokens that count against the run's limit, those of questions under way included.
    counted: Arc<Mutex<u64>>,
    pub(super) cache: Option<Cache>,
}

pub(super) struct Shared {
    pub(super) endpoint: Endpoint,
    pub(super) peer: Peer,
    pub(super) client: Client<Address>,
    pub(super) transport: Transport,
    pub(super) permits: Semaphore,
    pub(super) learned: Mutex<Learned>,
    breaker: Mutex<Breaker>,
}

impl Model {
    /// Makes ready to ask, without asking yet: the only place where an HTTP client is made.
    pub fn connect(endpoint: Endpoint) -> Result<Self, ModelError> {
        let http = http::client(&Address::new(&endpoint)?, endpoint.ca_bundle.as_deref())?;
        Self::new(endpoint, http.clone(), socket(http))
    }

    /// The same, with requests carried by the given transport instead of a socket.
    pub fn connect_through(endpoint: Endpoint, transport: Transport) -> Result<Self, ModelError> {
        Self::new(endpoint, http::unsent()?, transport)
    }

    /// The same, with a transport that is made around the socket.
    pub fn connect_around(endpoint: Endpoint, around: impl FnOnce(Transport) -> Transport) -> Result<Self, ModelError> {
        let http = http::client(&Address::new(&endpoint)?, endpoint.ca_bundle.as_deref())?;
        Self::new(endpoint, http.clone(), around(socket(http)))
    }

    fn new(endpoint: Endpoint, http: reqwest::Client, transport: Transport) -> Result<Self, ModelError> {
        if endpoint.model.trim().is_empty() {
            return Err(ModelError::NotConfigured {
                why: "`model` is empty; name one that the endpoint has".to_owned(),
            });
        }
        let address = Address::new(&endpoint)?;
        let peer = Peer {
            model: endpoint.model.clone(),
            url: address.api_base().to_owned(),
        };
        let shared = Shared {
            peer,
            client: Client::build(http, address),
            transport,
            permits: Semaphore::new(endpoint.concurrency.clamp(1, Semaphore::MAX_PERMITS)),
            learned: Mutex::default(),
            breaker: Mutex::default(),
            endpoint,
        };
        Ok(Self {
            shared: Arc::new(shared),
            spent: Arc::default(),
            counted: Arc::default(),
            cache: None,
        })
    }

    /// The same, with answers kept in a folder: what the same model answered before, asked in the
    /// same words and with the same settings, is not asked again. See [`Cache`].
    #[must_use]
    pub fn cached(self, folder: impl Into<PathBuf>) -> Self {
        Self {
            cache: Some(Cache::at(folder)),
            ..self
        }
    }

    /// Asks one question, again where that may help, and returns an answer of the type asked for.
    ///
    /// Neither waiting for a turn nor a pause between tries goes past the deadline.
    pub async fn ask<T: DeserializeOwned + JsonSchema>(
        &self,
        question: &Question,
        deadline: Instant,
    ) -> Result<Answer<T>, ModelError> {
        let peer = &self.shared.peer;
        let span = tracing::info_span!(
            "ask",
            question = question.name,
            model = peer.model,
            url = peer.url,
            requests = tracing::field::Empty,
            input_tokens = tracing::field::Empty,
            output_tokens = tracing::field::Empty,
            outcome = tracing::field::Empty,
        );
        let schema = if self.shared.endpoint.bounded_schema {
            bounded_schema::<T>()
        } else {
            strict_schema::<T>()
        };
        let keeping = Keeping::of(self, question, &schema);
        let mut notes = Vec::new();
        match keeping.as_ref().map(Keeping::recall::<T>) {
            Some(Ok(Some(known))) => {
                *locked(&self.spent) += known.usage;
                span.record("outcome", "kept");
                return Ok(known);
            }
            Some(Err(damaged)) => notes.push(damaged),
            Some(Ok(None)) | None => {}
        }
        let begun = Instant::now();
        let mut usage = Usage::default();
        let wanted = question.estimated_tokens(&schema);
        let said = match self.may_ask(wanted) {
            Ok(()) => {
                let asking = self.converse(question, &schema, deadline, &mut usage);
                let said = asking.instrument(span.clone()).await;
                self.note(wanted, usage, said.as_ref().err());
                said
            }
            Err(error) => Err(error),
        };
        let read = said.and_then(|said| {
            let value = answer::read(&said.json).map_err(|why| self.malformed(why, excerpt(&said.json)))?;
            notes.splice(0..0, said.notes);
            if let Some(keeping) = keeping {
                notes.extend(keeping.keep(said.reply, begun.elapsed()));
            }
            Ok(Answer { value, usage, notes })
        });
        span.record("requests", usage.requests);
        span.record("input_tokens", usage.input_tokens);
        span.record("output_tokens", usage.output_tokens);
        span.record(
            "outcome",
            read.as_ref().map_or_else(ModelError::code, |_answer| "answered"),
        );
        read
    }

    /// Whether a question may be sent at all: the run has something left to spend, and the endpoint
    /// is not being left alone. What it will take counts from now on, since others are under way.
    fn may_ask(&self, wanted: u64) -> Result<(), ModelError> {
        let Shared { endpoint, peer, .. } = &*self.shared;
        let mut counted = locked(&self.counted);
        let after = counted.saturating_add(wanted);
        if let Some(limit) = endpoint.spend_limit_tokens.filter(|limit| after > *limit) {
            return Err(ModelError::SpendLimit {
                peer: peer.clone(),
                spent: *counted,
                wanted,
                limit,
            });
        }
        if let Some(pause) = locked(&self.shared.breaker).closed_for(endpoint.breaker, Instant::now()) {
            return Err(ModelError::LeftAlone {
                peer: peer.clone(),
                questions: endpoint.breaker.questions.max(1),
                pause,
            });
        }
        *counted = after;
        Ok(())
    }

    /// Takes note of what a question took and how it went. An endpoint that does not say what it
    /// took is held to the estimate.
    fn note(&self, wanted: u64, usage: Usage, error: Option<&ModelError>) {
        let told = usage.input_tokens.saturating_add(usage.output_tokens);
        let is_unread = told == 0
            && matches!(
                error,
                Some(ModelError::Unreachable { .. } | ModelError::Rejected { .. })
            );
        let mut counted = locked(&self.counted);
        *counted = if is_unread {
            counted.saturating_sub(wanted)
        } else {
            counted.saturating_add(told.saturating_sub(wanted))
        };
        drop(counted);
        locked(&self.shared.breaker).note(self.shared.endpoint.breaker, error, Instant::now());
    }

    /// Returns the same model with its own account of what it spends, for one run.
    #[must_use]
    pub fn metered(&self) -> Self {
        Self {
            shared: Arc::clone(&self.shared),
            spent: Arc::default(),
            counted: Arc::default(),
            cache: self.cache.clone(),
        }
    }

    /// Returns what was spent since [`Model::metered`], failed questions included.
    pub fn spent(&self) -> Usage {
        *locked(&self.spent)
    }

    /// Returns which model is asked, and where.
    pub fn peer(&self) -> &Peer {
        &self.shared.peer
    }
}

impl fmt::Debug for Model {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Model")
            .field("endpoint", &self.shared.endpoint)
            .finish_non_exhaustive()
    }
}

/// A thread that panicked while it held one of these locks left whole values behind.
pub(super) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
