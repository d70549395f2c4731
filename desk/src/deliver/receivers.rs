//! The subscribers of the settings, ready to be delivered to; and why some are not.

use std::collections::BTreeMap;
use std::path::PathBuf;

use agent::model::chain;
use reqwest::Url;
use store::StoredOutgoing;

use super::folder;
use super::retry::Failure;
use super::webhook::{Signer, Webhook, is_loopback};
use crate::settings::Subscriber;

/// Why nothing is delivered to a target, whatever the message: it waits until that is put right.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Held {
    /// The settings have changed since the message came.
    #[error("no subscriber of the settings has this name any more")]
    Gone,
    /// There is nowhere to deliver to.
    #[error("its `url` can't be used: {0}")]
    Address(String),
    /// Anybody on the way could read the message, and change what isn't signed.
    #[error("its `url` must begin with `https://`: only what stays on this machine goes unencrypted")]
    Unencrypted,
    /// Messages without their signature would look like anybody's.
    #[error("`{0}`, which `secret_env` names, is not set in the environment: nothing goes out unsigned")]
    Secret(String),
}

/// Where a subscriber's messages go.
pub(super) enum Receiver {
    Folder(PathBuf),
    Webhook(Box<Webhook>),
}

impl Receiver {
    fn open(subscriber: &Subscriber) -> Result<Self, Held> {
        let url = match place(subscriber)? {
            Place::Folder(folder) => return Ok(Self::Folder(folder)),
            Place::Address(url) => url,
        };
        let signer = match &subscriber.secret_env {
            Some(variable) => Some(signer(variable)?),
            None => None,
        };
        let webhook = Webhook::new(url, signer)
            .map_err(|error| Held::Address(format!("no HTTP client can be made: {}", chain(&error))))?;
        Ok(Self::Webhook(Box::new(webhook)))
    }

    /// Delivers the message.
    pub(super) async fn deliver(&self, message: &StoredOutgoing) -> Result<(), Failure> {
        match self {
            Self::Folder(folder) => folder::deliver(folder, message),
            Self::Webhook(webhook) => webhook.deliver(message).await,
        }
    }
}

/// The subscribers by name.
pub(crate) struct Receivers(BTreeMap<String, Result<Receiver, Held>>);

impl Receivers {
    /// Opens each with its secret from the environment. Of two with the same name the first
    /// counts.
    pub(crate) fn open(subscribers: &[Subscriber]) -> Self {
        let mut receivers = BTreeMap::new();
        for subscriber in subscribers {
            receivers
                .entry(subscriber.name.clone())
                .or_insert_with(|| Receiver::open(subscriber));
        }
        Self(receivers)
    }

    /// Why nothing is delivered to this target; none where something is.
    pub(crate) fn held(&self, target: &str) -> Option<Held> {
        match self.0.get(target) {
            Some(receiver) => receiver.as_ref().err().cloned(),
            None => Some(Held::Gone),
        }
    }

    /// The target's receiver, unless it is held.
    pub(super) fn get(&self, target: &str) -> Option<&Receiver> {
        self.0.get(target)?.as_ref().ok()
    }
}

/// Why nothing is delivered to this target, as far as the settings tell. Whether its secret is set
/// only matters to, and is only known by, whoever delivers.
pub(crate) fn held(subscribers: &[Subscriber], target: &str) -> Option<Held> {
    match subscribers.iter().find(|subscriber| subscriber.name == target) {
        Some(subscriber) => place(subscriber).err(),
        None => Some(Held::Gone),
    }
}

/// Where a subscriber's messages go, by its settings.
enum Place {
    Folder(PathBuf),
    Address(Url),
}

fn place(subscriber: &Subscriber) -> Result<Place, Held> {
    if let Some(folder) = &subscriber.folder {
        return Ok(Place::Folder(folder.clone()));
    }
    // What can't be parsed is not repeated: a secret may stand in it.
    let text = subscriber.url.as_deref().unwrap_or_default();
    let url: Url = text.parse().map_err(|error| Held::Address(format!("{error}")))?;
    match url.scheme() {
        "https" => Ok(Place::Address(url)),
        "http" if is_loopback(&url) => Ok(Place::Address(url)),
        "http" => Err(Held::Unencrypted),
        other => Err(Held::Address(format!("it begins with `{other}:`, not with `https://`"))),
    }
}

fn signer(variable: &str) -> Result<Signer, Held> {
    let secret = std::env::var_os(variable).unwrap_or_default();
    Signer::new(secret.as_encoded_bytes()).ok_or_else(|| Held::Secret(variable.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn subscriber(url: &str) -> Subscriber {
        Subscriber {
            name: "crm".to_owned(),
            folder: None,
            url: Some(url.to_owned()),
            secret_env: None,
            events: Vec::new(),
        }
    }

    #[test]
    fn only_what_is_encrypted_leaves_this_machine() {
        let held = |url: &str| held(&[subscriber(url)], "crm");
        assert_eq!(
            ["https://example.com/in", "http://127.0.0.1:9/in", "http://localhost/in"].map(held),
            [None, None, None]
        );
        assert_eq!(held("http://example.com/in"), Some(Held::Unencrypted));
    }

    #[test]
    fn an_address_that_cannot_be_used_is_not_repeated() {
        let told = ["hooks/s3cret", "ftp://example.com/s3cret", "https://"]
            .map(|url| held(&[subscriber(url)], "crm").map(|held| held.to_string()).unwrap());
        insta::assert_snapshot!(told.join("\n"), @"
        its `url` can't be used: relative URL without a base
        its `url` can't be used: it begins with `ftp:`, not with `https://`
        its `url` can't be used: empty host
        ");
    }

    #[test]
    fn a_target_without_a_subscriber_is_held() {
        assert_eq!(held(&[], "crm"), Some(Held::Gone));
        assert_eq!(Receivers::open(&[]).held("crm"), Some(Held::Gone));
        assert!(Receivers::open(&[]).get("crm").is_none());
    }
}
