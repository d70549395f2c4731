//! What is to be delivered elsewhere.

use super::samples::said;
use super::*;
use crate::{Outgoing, StoredOutgoing};

pub(super) fn outgoing(key: &str, body: &str) -> Outgoing {
    Outgoing {
        key: key.to_owned(),
        target: "webhook:crm".to_owned(),
        body: body.to_owned(),
    }
}

/// As it is kept once it has come at that time.
fn kept(id: i64, outgoing: &Outgoing, made_at: Timestamp) -> StoredOutgoing {
    StoredOutgoing {
        id,
        key: outgoing.key.clone(),
        target: outgoing.target.clone(),
        body: outgoing.body.clone(),
        made_at,
        attempts: 0,
        next_at: made_at,
        last_error: None,
        delivered_at: None,
    }
}

/// Stores what is to be delivered with an entry of a run of its own.
async fn send(store: &Store, run: &str, now: Timestamp, outgoing: &[Outgoing]) {
    let batch = Batch {
        stream: run,
        after: 0,
        events: &[said("so")],
        alongside: Alongside {
            outgoing,
            ..Alongside::default()
        },
    };
    store.append(ANA, now, &[batch]).await.unwrap();
}

#[tokio::test]
async fn a_key_is_stored_once() {
    let (_folder, store) = open().await;
    let (one, two) = (outgoing("7f/account", "{}"), outgoing("7f/project", "{}"));
    send(&store, "run/1", at("12:00:00"), &[one.clone(), two.clone()]).await;
    // VR-85: what was approved once is attached once, whoever asks for it again.
    send(
        &store,
        "run/2",
        at("12:00:01"),
        &[outgoing("7f/account", "again"), outgoing("8a", "")],
    )
    .await;
    let expected = [
        kept(1, &one, at("12:00:00")),
        kept(2, &two, at("12:00:00")),
        kept(3, &outgoing("8a", ""), at("12:00:01")),
    ];
    assert_eq!(store.outgoing(false).await.unwrap(), expected);
    assert_eq!(store.outgoing(true).await.unwrap(), expected);
}

#[tokio::test]
async fn what_is_due_comes_in_the_order_of_time() {
    let (_folder, store) = open().await;
    let (one, two, three) = (outgoing("1", "{}"), outgoing("2", "{}"), outgoing("3", "{}"));
    send(&store, "run/1", at("12:00:00"), &[one, two, three]).await;
    let due = async |now: &str, limit| {
        let due = store.due_outgoing(at(now), limit).await.unwrap();
        due.into_iter().map(|it| it.id).collect::<Vec<i64>>()
    };
    assert_eq!(due("11:59:59.999999999", 9).await, Vec::<i64>::new());
    assert_eq!(due("12:00:00", 2).await, [1, 2]);

    // As text, a whole second would come after any fraction of it.
    store.mark_failed(1, "timed out", at("12:05:00.5")).await.unwrap();
    store.mark_failed(2, "timed out", at("12:05:00")).await.unwrap();
    store.mark_failed(3, "timed out", at("12:04:59.25")).await.unwrap();
    assert_eq!(due("12:04:59", 9).await, Vec::<i64>::new());
    assert_eq!(due("12:05:00", 9).await, [3, 2]);
    assert_eq!(due("12:05:01", 9).await, [3, 2, 1]);
}

#[tokio::test]
async fn what_was_delivered_is_not_tried_again() {
    let (_folder, store) = open().await;
    let (one, two) = (outgoing("1", "{}"), outgoing("2", "{}"));
    send(&store, "run/1", at("12:00:00"), &[one.clone(), two.clone()]).await;
    store.mark_failed(1, "refused", at("12:01:00")).await.unwrap();
    store.mark_delivered(1, at("12:01:02.5")).await.unwrap();
    // Another process, which was slower.
    store.mark_failed(1, "timed out", at("12:09:00")).await.unwrap();
    store.mark_delivered(1, at("12:09:00")).await.unwrap();

    let delivered = StoredOutgoing {
        attempts: 2,
        next_at: at("12:01:00"),
        last_error: Some("refused".to_owned()),
        delivered_at: Some(at("12:01:02.5")),
        ..kept(1, &one, at("12:00:00"))
    };
    let waiting = kept(2, &two, at("12:00:00"));
    assert_eq!(store.outgoing(false).await.unwrap(), [delivered, waiting.clone()]);
    assert_eq!(store.outgoing(true).await.unwrap(), std::slice::from_ref(&waiting));
    assert_eq!(store.due_outgoing(at("13:00:00"), 9).await.unwrap(), [waiting]);
}
