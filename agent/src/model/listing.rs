//! Which models an endpoint has: whether anybody answers, without a question that costs something.

use std::sync::Arc;
use std::time::Duration;

use async_openai::config::Config as _;
use async_openai::error::OpenAIError;
use async_openai::middleware::HttpRequestFactory;
use reqwest::{Method, Request, Url};
use serde_json::Value;
use tokio::time::Instant;
use tower::ServiceExt as _;

use super::address::Address;
use super::client::Shared;
use super::failure::Failure;
use super::persistent::Persistent;
use super::{Model, ModelError, RetryPolicy};

impl Model {
    /// Asks the endpoint, once and for at most so long, which models it has, and returns their
    /// names, sorted. No token is spent, and no evidence sent.
    ///
    /// # Errors
    ///
    /// Says why no list came, as for a question. Not every server keeps one.
    pub async fn models(&self, limit: Duration) -> Result<Vec<String>, ModelError> {
        let Shared {
            endpoint,
            client,
            transport,
            ..
        } = &*self.shared;
        let now = Instant::now();
        let service = Persistent {
            inner: transport.clone(),
            address: client.config().clone(),
            policy: RetryPolicy {
                tries: 1,
                ..endpoint.retry
            },
            request_timeout: limit,
            deadline: now.checked_add(limit).unwrap_or(now),
            label: Arc::default(),
            sent: Arc::default(),
        };
        let address = client.config().clone();
        let request = HttpRequestFactory::new(move || std::future::ready(list(&address)));
        let read = async {
            let reply = service.oneshot(request).await?;
            Ok::<Value, Failure>(reply.json().await?)
        };
        let reply = read.await.map_err(|failure| self.failure(failure, 1))?;
        Ok(names(&reply))
    }
}

/// The request for the list.
fn list(address: &Address) -> Result<Request, OpenAIError> {
    let url = Url::parse(&address.url("/models")).map_err(|error| OpenAIError::InvalidArgument(error.to_string()))?;
    let mut request = Request::new(Method::GET, url);
    *request.headers_mut() = address.headers();
    Ok(request)
}

/// The ids of the list, which the common shape keeps under `data`.
fn names(reply: &Value) -> Vec<String> {
    let listed = reply.get("data").and_then(Value::as_array);
    let ids = listed
        .into_iter()
        .flatten()
        .filter_map(|model| model.get("id")?.as_str());
    let mut names: Vec<String> = ids.map(ToOwned::to_owned).collect();
    names.sort();
    names
}
