//! Writers who get in each other's way, whose clock is wrong, whose disk is full.

use workflow::brief::RunState;
use workflow::log::breaks;

use super::super::samples::{approved, decision, head, said};
use super::super::*;
use crate::{Outgoing, StoredVersion, Version};

#[tokio::test]
async fn who_writes_to_what_has_moved_is_told_so() {
    let (_folder, store) = open().await;
    append(&store, "run/7f", 0, &[said("one")]).await.unwrap();
    let (events, others) = ([said("ours")], [said("of another run")]);
    let batch = |stream, after, events| Batch {
        stream,
        after,
        events,
        alongside: Alongside::default(),
    };
    let other = batch("run/8a", 0, &others[..]);
    let stale = store
        .append(ANA, at("12:00:00"), &[other, batch("run/7f", 0, &events)])
        .await;
    let error = stale.unwrap_err();
    assert!(
        matches!(
            error,
            StoreError::Moved {
                expected: 0,
                found: 1,
                ..
            }
        ),
        "{error:?}"
    );
    insta::assert_snapshot!(error, @"somebody else changed `run/7f` meanwhile: it has 1 entries, not 0; look at it and try again");
    // The other run's entry is not stored either.
    assert_eq!(whole_log(&store).await.len(), 1);

    let (left, right) = tokio::join!(
        append(&store, "run/7f", 1, &events),
        append(&store, "run/7f", 1, &events),
    );
    let lost = match (left, right) {
        (Ok(_), Err(error)) | (Err(error), Ok(_)) => error,
        both => panic!("one wins: {both:?}"),
    };
    assert!(
        matches!(
            lost,
            StoreError::Moved {
                expected: 1,
                found: 2,
                ..
            }
        ),
        "{lost:?}"
    );
    assert_eq!(breaks(&whole_log(&store).await), []);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_writers_make_one_chain() {
    let (folder, store) = open().await;
    let other = Store::open(&folder.path().join("data")).await.unwrap();
    let handles = [store, other];
    let tasks: Vec<_> = (0..8)
        .map(|task: usize| {
            let store = handles[task % 2].clone();
            tokio::spawn(async move {
                for after in 0..5 {
                    append(&store, &format!("run/{task}"), after, &[said("so")])
                        .await
                        .unwrap();
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    let log = whole_log(&handles[0]).await;
    assert_eq!((log.len(), breaks(&log)), (40, Vec::new()));
    for task in 0..8 {
        let entries = handles[1].entries(&format!("run/{task}")).await.unwrap();
        let steps: Vec<u32> = entries.iter().map(|entry| entry.step).collect();
        assert_eq!(steps, [1, 2, 3, 4, 5]);
    }
}

#[tokio::test]
async fn a_clock_that_runs_backwards_is_refused_unless_by_a_little() {
    let (_folder, store) = open().await;
    append(&store, "run/7f", 0, &[said("noon")]).await.unwrap();
    let batch = |after, events| Batch {
        stream: "run/7f",
        after,
        events,
        alongside: Alongside::default(),
    };
    let events = [said("earlier")];
    let error = store
        .append(ANA, at("11:00:00"), &[batch(1, &events)])
        .await
        .unwrap_err();
    assert!(matches!(error, StoreError::Clock { .. }), "{error:?}");
    insta::assert_snapshot!(error, @"this machine's clock says `2026-06-30T11:00:00Z`, but the last entry of the log was made at `2026-06-30T12:00:00Z`; set the clock right and run the same command again");
    assert_eq!(whole_log(&store).await.len(), 1);

    let entries = store.append(ANA, at("11:59:59"), &[batch(1, &events)]).await.unwrap();
    assert_eq!(entries[0].signed.at, at("12:00:00"));
    assert_eq!(breaks(&whole_log(&store).await), []);
}

#[tokio::test]
async fn an_approval_on_a_full_disk_leaves_nothing_half_done() {
    let (_folder, store) = open().await;
    append(&store, "run/7f", 0, &[said("one")]).await.unwrap();
    let before = whole_log(&store).await;
    let head = head("7f", "larch", 1, RunState::Approved);
    // Each part needs room of its own.
    let words = "words ".repeat(2_000);
    let source = decision("larch", &words);
    let outgoing = [Outgoing {
        key: "7f/account".to_owned(),
        target: "account:salesforce:account/1".to_owned(),
        body: words.clone(),
    }];
    let batch = Batch {
        stream: "run/7f",
        after: 1,
        events: &[approved("sha256:7f"), said(&words)],
        alongside: Alongside {
            version: Some(Version {
                run: "7f",
                number: 1,
                digest: "sha256:7f",
                brief: &words,
            }),
            head: Some(&head),
            decision: Some(&source),
            snapshot: None,
            outgoing: &outgoing,
        },
    };

    // The disk has a page more each time, until all of it fits.
    let pages: i64 = sqlx::query_scalar("PRAGMA page_count")
        .fetch_one(&store.reader)
        .await
        .unwrap();
    let mut refused = 0;
    for room in 0.. {
        let limit = format!("PRAGMA max_page_count = {}", pages + room);
        let limit = sqlx::query(sqlx::AssertSqlSafe(limit));
        limit.execute(&store.writer).await.unwrap();
        match store.append(ANA, at("12:00:00"), &[batch]).await {
            Err(StoreError::Full { .. }) => refused += 1,
            Err(error) => panic!("{error:?}"),
            Ok(_) => break,
        }
        assert_eq!(whole_log(&store).await, before);
        assert_eq!(store.head("7f").await.unwrap(), None);
        assert_eq!(store.version("7f", 1).await.unwrap(), None);
        assert_eq!(store.source(&source.id).await.unwrap(), None);
        assert_eq!(store.outgoing(false).await.unwrap(), []);
        assert_eq!(store.evidence_revision().await.unwrap(), 0);
    }
    assert!(refused >= 10, "{refused}");

    let version = StoredVersion {
        digest: "sha256:7f".to_owned(),
        brief: words,
    };
    assert_eq!(store.version("7f", 1).await.unwrap(), Some(version));
    assert_eq!(store.head("7f").await.unwrap(), Some(head));
    assert_eq!(store.outgoing(true).await.unwrap().len(), 1);
    assert_eq!(store.evidence_revision().await.unwrap(), 1);
    let log = whole_log(&store).await;
    assert_eq!((log.len(), breaks(&log)), (3, Vec::new()));
}
