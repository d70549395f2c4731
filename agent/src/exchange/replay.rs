//! Answering from a record, without a socket.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use async_openai::error::OpenAIError;
use reqwest::Response;
use reqwest::header::RETRY_AFTER;
use serde_json::Value;

use super::file::{Exchange, Reply, messages, request};
use crate::model::{Call, Label, Transport, TransportError};

/// A transport that answers each request as it was answered when it was recorded: the first time
/// with the first reply, and so on.
pub(super) fn transport(exchanges: Arc<BTreeMap<String, Exchange>>) -> Transport {
    let turns: Arc<Mutex<BTreeMap<(String, usize), usize>>> = Arc::default();
    Transport::new(tower::service_fn(move |call: Call| {
        let (exchanges, turns) = (Arc::clone(&exchanges), Arc::clone(&turns));
        async move {
            let request = request(&call).await?;
            let recorded = exchanges.get_key_value(&call.label.name());
            let same = recorded
                .into_iter()
                .chain(exchanges.iter())
                .flat_map(|(name, exchange)| exchange.sent.iter().enumerate().map(move |(at, it)| ((name, at), it)))
                .find(|(_, it)| it.request == request);
            let Some(((name, at), sent)) = same else {
                let recorded = recorded.map(|(_, exchange)| exchange);
                return Err(failed(TransportError::NotRecorded(why(
                    &call.label,
                    &request,
                    recorded,
                ))));
            };
            let turn = {
                let mut turns = turns.lock().unwrap_or_else(PoisonError::into_inner);
                let turn = turns.entry((name.clone(), at)).or_default();
                *turn += 1;
                *turn - 1
            };
            if let Some(reply) = sent.replies.get(turn) {
                return answer(reply);
            }
            let replies = sent.replies.len();
            let times = if replies == 1 { "time" } else { "times" };
            let why = format!(
                "`{}` was asked {replies} {times} when it was recorded, and now once more",
                call.label.name()
            );
            Err(failed(TransportError::NotRecorded(why)))
        }
    }))
}

fn answer(reply: &Reply) -> Result<Response, OpenAIError> {
    let Some(status) = reply.status else {
        let broken_off = reply.broken_off.as_ref();
        return Err(failed(TransportError::BrokenOff {
            why: broken_off.map(|it| it.why.clone()).unwrap_or_default(),
            may_pass: broken_off.is_some_and(|it| it.may_pass),
        }));
    };
    let body = match &reply.body {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let mut response = http::Response::new(body);
    *response.status_mut() = http::StatusCode::from_u16(status).unwrap_or_default();
    if let Some(pause) = reply.retry_after.as_deref().and_then(|it| it.parse().ok()) {
        response.headers_mut().insert(RETRY_AFTER, pause);
    }
    Ok(response.into())
}

fn failed(error: TransportError) -> OpenAIError {
    OpenAIError::Boxed(Box::new(error))
}

/// Why the record does not answer a request.
fn why(label: &Label, request: &Value, recorded: Option<&Exchange>) -> String {
    const AGAIN: &str = "record it again with `vouch evals record`";
    let name = label.name();
    let Some(recorded) = recorded else {
        return format!("nothing was recorded for `{name}`; {AGAIN}");
    };
    let changed = recorded.changed_prompts(&label.prompts);
    if !changed.is_empty() {
        return format!(
            "since `{name}` was recorded, the prompt `{}` was changed; {AGAIN}",
            changed.join("`, `")
        );
    }
    let before = recorded
        .sent
        .first()
        .map(|it| messages(&it.request))
        .unwrap_or_default();
    let now = messages(request);
    let differing = before.lines().zip(now.lines()).find(|(before, now)| before != now);
    let differing = differing.or_else(|| {
        // One of them goes on where the other ends.
        let common = before.lines().count().min(now.lines().count());
        let rest = (
            before.lines().nth(common).unwrap_or_default(),
            now.lines().nth(common).unwrap_or_default(),
        );
        (rest.0 != rest.1).then_some(rest)
    });
    match differing {
        Some((before, now)) => format!(
            "since `{name}` was recorded, the question changed: it had `{}` where there is now `{}`; {AGAIN}",
            short(before, now),
            short(now, before)
        ),
        None => format!("since `{name}` was recorded, the settings of the request changed; {AGAIN}"),
    }
}

/// A line from shortly before where it differs from the other.
fn short(line: &str, other: &str) -> String {
    const BEFORE: usize = 30;
    const LONGEST: usize = 100;
    let same = line
        .chars()
        .zip(other.chars())
        .take_while(|(one, other)| one == other)
        .count();
    let from = same.saturating_sub(BEFORE);
    let shown: String = line.chars().skip(from).take(LONGEST).collect();
    let before = if from > 0 { "…" } else { "" };
    let after = if line.chars().count() > from + LONGEST {
        "…"
    } else {
        ""
    };
    format!("{before}{shown}{after}")
}
