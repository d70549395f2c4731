//! Recording what goes over the wire.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use async_openai::error::OpenAIError;
use reqwest::Response;
use reqwest::header::{CONTENT_TYPE, RETRY_AFTER};
use serde_json::Value;
use tower::ServiceExt as _;

use super::file::{Exchange, Reply};
use crate::model::{Call, Transport};

/// Keeps what went over the wire in memory, until somebody takes it.
#[derive(Debug, Clone, Default)]
pub struct Recorder {
    exchanges: Arc<Mutex<BTreeMap<String, Exchange>>>,
}

impl Recorder {
    /// A transport that carries calls as `inner` does and takes note of them.
    pub fn around(&self, inner: Transport) -> Transport {
        let recorder = self.clone();
        Transport::new(tower::service_fn(move |call: Call| {
            let (recorder, inner) = (recorder.clone(), inner.clone());
            async move { recorder.carry(inner, call).await }
        }))
    }

    /// Returns what was recorded, by name, and begins anew.
    pub fn take(&self) -> BTreeMap<String, Exchange> {
        std::mem::take(&mut *self.exchanges.lock().unwrap_or_else(PoisonError::into_inner))
    }

    async fn carry(&self, inner: Transport, call: Call) -> Result<Response, OpenAIError> {
        let sent = call.request.build().await?;
        let body = sent.body().and_then(reqwest::Body::as_bytes).unwrap_or_default();
        let request: Value = serde_json::from_slice(body).unwrap_or_default();
        let label = Arc::clone(&call.label);
        let begun = Instant::now();
        let whole = whole(inner.oneshot(call)).await;
        let millis = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
        let reply = match &whole {
            Ok(reply) => Reply {
                millis,
                status: Some(reply.status().as_u16()),
                retry_after: reply
                    .headers()
                    .get(RETRY_AFTER)
                    .and_then(|it| it.to_str().ok())
                    .map(str::to_owned),
                body: serde_json::from_slice(reply.body())
                    .unwrap_or_else(|_| String::from_utf8_lossy(reply.body()).into()),
                broken_off: None,
            },
            Err(error) => Reply {
                millis,
                status: None,
                retry_after: None,
                body: Value::Null,
                broken_off: Some(error.to_string()),
            },
        };
        let mut exchanges = self.exchanges.lock().unwrap_or_else(PoisonError::into_inner);
        exchanges
            .entry(label.name())
            .or_insert_with(|| Exchange::new(&label))
            .add(request, reply);
        drop(exchanges);
        whole.map(Response::from)
    }
}

/// Waits for the whole of a reply, without the headers that nobody heeds.
async fn whole(
    reply: impl Future<Output = Result<Response, OpenAIError>>,
) -> Result<http::Response<Vec<u8>>, OpenAIError> {
    let reply = reply.await?;
    let mut kept = http::Response::new(Vec::new());
    *kept.status_mut() = reply.status();
    for name in [CONTENT_TYPE, RETRY_AFTER] {
        if let Some(value) = reply.headers().get(&name) {
            kept.headers_mut().insert(name, value.clone());
        }
    }
    *kept.body_mut() = reply.bytes().await.map_err(OpenAIError::Reqwest)?.to_vec();
    Ok(kept)
}
