//! Delivering what waits to go out, to the subscribers of the settings (VR-84, VR-85).
//!
//! A message is delivered first and noted as delivered afterwards. Where the program stops in
//! between, it is delivered again, under the same key, by which whoever gets it knows it again.
//! The other way round it would be lost.

mod entry;
mod folder;
mod receivers;
mod report;
mod retry;
mod webhook;

use std::collections::BTreeMap;
use std::fs::{File, TryLockError};
use std::path::Path;

use anyhow::Context as _;
use jiff::Timestamp;
use store::{Store, StoredOutgoing};

pub(crate) use entry::Entry;
pub(crate) use receivers::{Receivers, held};
pub(crate) use report::{Report, table};

/// After so many failures in a row that may pass, a subscriber is left alone until the next round:
/// each message more would only wait for the same timeout.
const PATIENCE: u32 = 3;

/// The right to deliver, which one process has at a time: two would deliver everything twice.
pub(crate) struct Turn {
    /// Holds the lock for as long as it is open.
    _lock: File,
}

impl Turn {
    /// Takes the turn; none where another process has it. It ends when it is dropped, or when the
    /// process does.
    pub(crate) fn take(data: &Path) -> anyhow::Result<Option<Self>> {
        let path = data.join("outbox.lock");
        let failed = || format!("cannot lock `{}`", path.display());
        let file = File::create(&path).with_context(failed)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Self { _lock: file })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error).with_context(failed),
        }
    }
}

/// Tries what is due by then, what has waited longest first, and returns what was tried, as it
/// stands afterwards. By [`Timestamp::MAX`] everything is due that is not delivered, also what was
/// given up.
///
/// What is held is not tried, and neither is what goes to a subscriber that has just failed
/// [`PATIENCE`] times. `show` is told how far it is.
///
/// # Errors
///
/// Those of the store. That a delivery fails is none: it is noted with its message.
pub(crate) async fn round(
    store: &Store,
    receivers: &Receivers,
    due_by: Timestamp,
    show: &dyn Fn(String),
) -> anyhow::Result<Vec<StoredOutgoing>> {
    let due = store.due_outgoing(due_by, u32::MAX).await?;
    let total = due.len();
    let mut failed_in_a_row: BTreeMap<String, u32> = BTreeMap::new();
    let mut tried = Vec::new();
    for (at, mut message) in due.into_iter().enumerate() {
        let Some(receiver) = receivers.get(&message.target) else {
            continue;
        };
        let failed_before = failed_in_a_row.entry(message.target.clone()).or_default();
        if *failed_before >= PATIENCE {
            continue;
        }
        show(format!("delivering {} of {total} to {}", at + 1, message.target));
        let outcome = receiver.deliver(&message).await;
        let now = Timestamp::now();
        message.attempts = message.attempts.saturating_add(1);
        match outcome {
            Ok(()) => {
                store.mark_delivered(message.id, now).await?;
                message.delivered_at = Some(now);
                *failed_before = 0;
            }
            Err(failure) => {
                message.next_at = failure.next_at(message.attempts, now, rand::random());
                store.mark_failed(message.id, failure.why(), message.next_at).await?;
                message.last_error = Some(failure.why().to_owned());
                *failed_before = if failure.may_pass() { *failed_before + 1 } else { 0 };
            }
        }
        tried.push(message);
    }
    Ok(tried)
}
