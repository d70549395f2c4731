//! A request, sent again where that may help.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use async_openai::error::OpenAIError;
use async_openai::middleware::HttpRequestFactory;
use futures::future::BoxFuture;
use reqwest::Response;
use serde_json::Value;
use tokio::time::Instant;
use tower::{Service, ServiceExt as _};

use super::address::Address;
use super::failure::{Complaint, Failure};
use super::text::excerpt;
use super::{Call, Label, RetryPolicy};

/// Sends a request until a reply comes, a failure that cannot pass, or the end of tries or time.
///
/// What leaves it is either a reply whose body is JSON and no error, or a [`Failure`]. So
/// async-openai never reads a body that it cannot read: it would log it.
#[derive(Clone)]
pub(super) struct Persistent<S> {
    pub(super) inner: S,
    pub(super) address: Address,
    pub(super) policy: RetryPolicy,
    pub(super) request_timeout: Duration,
    pub(super) deadline: Instant,
    pub(super) label: Arc<Label>,
    /// Counts the requests sent.
    pub(super) sent: Arc<AtomicU32>,
}

impl<S> Service<HttpRequestFactory> for Persistent<S>
where
    S: Service<Call, Response = Response, Error = OpenAIError> + Clone + Send + Sync + 'static,
    S::Future: Send,
{
    type Response = Response;
    type Error = Failure;
    type Future = BoxFuture<'static, Result<Response, Failure>>;

    fn poll_ready(&mut self, _context: &mut Context<'_>) -> Poll<Result<(), Failure>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: HttpRequestFactory) -> Self::Future {
        let this = self.clone();
        Box::pin(async move { this.send(request).await })
    }
}

impl<S> Persistent<S>
where
    S: Service<Call, Response = Response, Error = OpenAIError> + Clone + Send + Sync + 'static,
    S::Future: Send,
{
    async fn send(&self, request: HttpRequestFactory) -> Result<Response, Failure> {
        let mut last = None;
        let mut tries = 0;
        loop {
            tries += 1;
            let failure = match self.try_once(request.clone()).await {
                Ok(reply) => return Ok(reply),
                Err(Failure::Deadline { .. }) => return Err(Failure::Deadline { last, pause: None }),
                Err(failure) => failure,
            };
            if !failure.may_pass() || tries >= self.policy.tries {
                return Err(failure);
            }
            let pause = self.policy.pause(tries, failure.retry_after(), rand::random());
            tracing::warn!(
                failure = failure.kind(),
                tries,
                pause_ms = pause.as_millis(),
                "asking the model again"
            );
            last = Some(failure.to_string());
            // Sleeping until the deadline would only bring the same news later.
            let is_in_time = Instant::now()
                .checked_add(pause)
                .is_some_and(|then| then < self.deadline);
            if !is_in_time {
                return Err(Failure::Deadline {
                    last,
                    pause: Some(pause),
                });
            }
            tokio::time::sleep(pause).await;
        }
    }

    async fn try_once(&self, request: HttpRequestFactory) -> Result<Response, Failure> {
        let now = Instant::now();
        if now >= self.deadline {
            return Err(Failure::Deadline {
                last: None,
                pause: None,
            });
        }
        let until = now
            .checked_add(self.request_timeout)
            .map_or(self.deadline, |until| until.min(self.deadline));
        self.sent.fetch_add(1, Ordering::Relaxed);
        let call = Call {
            label: Arc::clone(&self.label),
            request,
        };
        let reply = async { read(self.inner.clone().oneshot(call).await?, &self.address).await };
        match tokio::time::timeout_at(until, reply).await {
            Ok(reply) => reply,
            Err(_elapsed) if until == self.deadline => Err(Failure::Deadline {
                last: None,
                pause: None,
            }),
            Err(_elapsed) => Err(Failure::Timeout(self.request_timeout)),
        }
    }
}

async fn read(response: Response, address: &Address) -> Result<Response, Failure> {
    let status = response.status();
    let headers = response.headers().clone();
    let body = body(response).await?;
    let text = address.without_key(&String::from_utf8_lossy(&body));
    if status.is_redirection() {
        let to = headers
            .get(reqwest::header::LOCATION)
            .map(|to| excerpt(&address.without_key(&String::from_utf8_lossy(to.as_bytes()))));
        return Err(Failure::Redirect {
            status: status.as_u16(),
            to: to.unwrap_or_default(),
        });
    }
    if !status.is_success() {
        return Err(Failure::Complaint(Complaint::of(status.as_u16(), &headers, &text)));
    }
    let reply: Value = serde_json::from_str(&text).map_err(|error| Failure::NotJson {
        why: error.to_string(),
        excerpt: excerpt(&text),
    })?;
    match Complaint::within(&reply) {
        Some(complaint) => Err(Failure::Complaint(complaint)),
        None => Ok(http::Response::new(text).into()),
    }
}

/// Reads a body to its end, unless that is too far off.
pub(crate) async fn body(mut response: Response) -> Result<Vec<u8>, Failure> {
    // Far more than any answer; a server gone wild must not fill the memory.
    const LONGEST: usize = 16 << 20;
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await? {
        body.extend_from_slice(&chunk);
        if body.len() > LONGEST {
            return Err(Failure::NotJson {
                why: "it is longer than 16 MiB".to_owned(),
                excerpt: String::new(),
            });
        }
    }
    Ok(body)
}
