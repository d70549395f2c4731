//! Recording what goes over the wire.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use async_openai::error::OpenAIError;
use reqwest::Response;
use reqwest::header::{CONTENT_TYPE, LOCATION, RETRY_AFTER};
use serde_json::Value;
use tower::ServiceExt as _;

use super::file::{BrokenOff, Exchange, Reply, request};
use crate::model::{Call, Failure, Label, Transport, body};

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
        let request = request(&call).await?;
        // A request that is given up because it takes too long is dropped here.
        let mut note = Note {
            recorder: self,
            label: Arc::clone(&call.label),
            request,
            begun: Instant::now(),
            reply: Some(Reply {
                millis: 0,
                status: None,
                retry_after: None,
                body: Value::Null,
                broken_off: Some(BrokenOff {
                    why: "no whole reply in time".to_owned(),
                    may_pass: true,
                }),
            }),
        };
        let whole = whole(inner.oneshot(call)).await;
        note.reply = Some(reply(&whole));
        drop(note);
        Ok(whole?.into())
    }
}

/// A call that is under way; taken note of when it ends, however it does.
struct Note<'a> {
    recorder: &'a Recorder,
    label: Arc<Label>,
    request: Value,
    begun: Instant,
    reply: Option<Reply>,
}

impl Drop for Note<'_> {
    fn drop(&mut self) {
        let Some(reply) = self.reply.take() else { return };
        let reply = Reply {
            millis: u64::try_from(self.begun.elapsed().as_millis()).unwrap_or(u64::MAX),
            ..reply
        };
        let mut exchanges = self.recorder.exchanges.lock().unwrap_or_else(PoisonError::into_inner);
        exchanges
            .entry(self.label.name())
            .or_insert_with(|| Exchange::new(&self.label))
            .add(std::mem::take(&mut self.request), reply);
    }
}

fn reply(whole: &Result<http::Response<Vec<u8>>, Failure>) -> Reply {
    let kept = Reply {
        millis: 0,
        status: None,
        retry_after: None,
        body: Value::Null,
        broken_off: None,
    };
    match whole {
        Ok(reply) => Reply {
            status: Some(reply.status().as_u16()),
            retry_after: reply
                .headers()
                .get(RETRY_AFTER)
                .and_then(|it| it.to_str().ok())
                .map(str::to_owned),
            body: match serde_json::from_slice(reply.body()) {
                // A string stands for a body that is not JSON.
                Ok(Value::String(_)) | Err(_) => String::from_utf8_lossy(reply.body()).into(),
                Ok(json) => heeded(json),
            },
            ..kept
        },
        Err(failure) => Reply {
            broken_off: Some(BrokenOff {
                why: failure.to_string(),
                may_pass: failure.may_pass(),
            }),
            ..kept
        },
    }
}

/// What a client heeds of a reply: not when it was made, nor by what file of the server's.
pub(super) fn heeded(mut reply: Value) -> Value {
    if let Some(fields) = reply.as_object_mut().filter(|it| it.contains_key("choices")) {
        fields.retain(|name, _| matches!(name.as_str(), "choices" | "usage" | "error"));
    }
    reply
}

/// Waits for the whole of a reply, without the headers that nobody heeds.
async fn whole(reply: impl Future<Output = Result<Response, OpenAIError>>) -> Result<http::Response<Vec<u8>>, Failure> {
    let reply = reply.await?;
    let mut kept = http::Response::new(Vec::new());
    *kept.status_mut() = reply.status();
    for name in [CONTENT_TYPE, LOCATION, RETRY_AFTER] {
        if let Some(value) = reply.headers().get(&name) {
            kept.headers_mut().insert(name, value.clone());
        }
    }
    *kept.body_mut() = body(reply).await?;
    Ok(kept)
}
