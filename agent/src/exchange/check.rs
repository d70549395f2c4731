//! What must not be kept in a recording.

use std::collections::BTreeMap;

use grounding::find_private;
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::Value;

use super::{Exchange, ExchangeError};

/// Looks through every text of the exchanges for keys, secrets and personal data.
///
/// Evidence enters a request without them, and headers are never kept. What is found here was
/// written by the model, or stands in a prompt.
pub(super) fn check(
    exchanges: &BTreeMap<String, Exchange>,
    api_key: Option<&SecretString>,
) -> Result<(), ExchangeError> {
    let key = api_key
        .map(|key| key.expose_secret().trim())
        .filter(|key| !key.is_empty());
    for (name, exchange) in exchanges {
        let forbidden = |what: String| ExchangeError::Forbidden {
            exchange: name.clone(),
            what,
        };
        let broken_off = exchange.sent.iter().flat_map(|sent| &sent.replies);
        let mut broken_off = broken_off.filter_map(|reply| reply.broken_off.as_ref());
        if let Some(found) = broken_off.find_map(|it| what(&it.why, key)) {
            return Err(forbidden(found));
        }
        for sent in &exchange.sent {
            let replies = sent.replies.iter().map(|reply| &reply.body);
            for value in std::iter::once(&sent.request).chain(replies) {
                let mut found = None;
                each_text(value, &mut |text| found = found.take().or_else(|| what(text, key)));
                if let Some(found) = found {
                    return Err(forbidden(found));
                }
            }
        }
    }
    Ok(())
}

/// What must not be kept of a text, in words that don't repeat it.
fn what(text: &str, key: Option<&str>) -> Option<String> {
    if key.is_some_and(|key| text.contains(key)) {
        return Some("the key of the endpoint".to_owned());
    }
    if text.contains("Bearer ") {
        return Some("a bearer token".to_owned());
    }
    find_private(text).first().map(|it| format!("a {}", it.kind.noun()))
}

fn each_text(value: &Value, look: &mut impl FnMut(&str)) {
    match value {
        Value::String(text) => look(text),
        Value::Array(values) => values.iter().for_each(|it| each_text(it, look)),
        Value::Object(fields) => fields.iter().for_each(|(name, it)| {
            look(name);
            each_text(it, look);
        }),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
