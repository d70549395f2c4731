//! Which copy of a source counts.

use super::*;

/// The text that counts, and the evidence revision.
async fn counts(store: &Store, id: &Source) -> (String, i64) {
    let source = store.source(&id.id).await.unwrap().unwrap();
    (source.text, store.evidence_revision().await.unwrap())
}

#[tokio::test]
async fn the_same_bytes_twice_change_nothing() {
    let (_folder, store) = open().await;
    let (one, two) = (note("1", "larch", "one"), note("2", "larch", "two"));
    let records = [(&one, Some("2026-03-01")), (&two, None)];
    assert_eq!(put(&store, "a", &records).await, (2, 0));
    let before = store.stats().await.unwrap();

    // Where and as which revision it was read is no part of what it says.
    let moved = Source {
        revision: 7,
        origin: Place {
            path: "b".into(),
            at: "line 3".into(),
        },
        ..one.clone()
    };
    assert_eq!(put(&store, "a", &records).await, (0, 2));
    assert_eq!(put(&store, "b", &[(&moved, None)]).await, (0, 1));
    assert_eq!(store.stats().await.unwrap(), before);
    assert_eq!((before.evidence_revision, before.revisions), (1, 2));
}

#[tokio::test]
async fn a_changed_file_supersedes_and_a_reverted_one_counts_again() {
    let (_folder, store) = open().await;
    let (first, second) = (note("1", "larch", "first"), note("1", "larch", "second"));
    let other = note("2", "larch", "other");
    put(&store, "a", &[(&first, None), (&other, None)]).await;
    assert_eq!(put(&store, "a", &[(&second, None), (&other, None)]).await, (1, 1));
    assert_eq!(counts(&store, &first).await, ("second".into(), 2));
    assert_eq!(changed_since(&store, 1).await, std::slice::from_ref(&first.id));
    assert_eq!(store.raw(&first.id, 1).await.unwrap().unwrap(), b"first");

    assert_eq!(put(&store, "a", &[(&first, None), (&other, None)]).await, (1, 1));
    assert_eq!(counts(&store, &first).await, ("first".into(), 3));
    assert_eq!(store.stats().await.unwrap().revisions, 3);
    assert_eq!(store.raw(&first.id, 3).await.unwrap(), None);

    // A source that moves to another account has changed.
    let moved = note("1", "alder", "first");
    assert_eq!(put(&store, "a", &[(&moved, None)]).await, (1, 0));
    assert_eq!(
        store.source(&first.id).await.unwrap().unwrap(),
        stored(&moved, 3, State::Live)
    );
}

#[tokio::test]
async fn the_later_stamp_counts_whatever_the_order() {
    let copies = [
        (note("1", "larch", "old"), "2026-03-01T09:00:00Z"),
        (note("1", "larch", "new"), "2026-03-01T11:00:00+01:00"),
        (note("1", "larch", "newest"), "2026-03-02"),
    ];
    for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0], [2, 0, 1]] {
        let (_folder, store) = open().await;
        for index in order {
            let (copy, stamp) = &copies[index];
            assert_eq!(put(&store, stamp, &[(copy, Some(stamp))]).await, (1, 0));
        }
        let (text, revision) = counts(&store, &copies[0].0).await;
        assert_eq!(text, "newest", "{order:?}");
        // Each is kept once, and none of them comes to count by being read again.
        for (copy, stamp) in &copies {
            assert_eq!(put(&store, stamp, &[(copy, Some(stamp))]).await, (0, 1));
        }
        assert_eq!(counts(&store, &copies[0].0).await, (text, revision));
        let records: Vec<_> = copies.iter().rev().map(|(copy, stamp)| (copy, Some(*stamp))).collect();
        assert_eq!(put(&store, "all", &records).await, (0, 3));
        assert_eq!(counts(&store, &copies[0].0).await, ("newest".into(), revision));
    }
}

#[tokio::test]
async fn a_content_counts_from_its_latest_stamp() {
    let (_folder, store) = open().await;
    let (held, other) = (note("1", "larch", "held"), note("1", "larch", "other"));
    put(&store, "a", &[(&held, Some("2026-03-01"))]).await;
    put(&store, "b", &[(&held, Some("2026-03-09"))]).await;
    put(&store, "c", &[(&other, Some("2026-03-05"))]).await;
    assert_eq!(counts(&store, &held).await.0, "held");
    put(&store, "c", &[(&other, Some("2026-03-10"))]).await;
    assert_eq!(counts(&store, &held).await.0, "other");
}

#[tokio::test]
async fn copies_without_stamps_do_not_flip() {
    let (_folder, store) = open().await;
    let (first, second) = (note("1", "larch", "first"), note("1", "larch", "second"));
    let twice = [(&first, None), (&second, None)];
    assert_eq!(put(&store, "a", &twice).await, (2, 0));
    assert_eq!(put(&store, "a", &twice).await, (0, 2));
    assert_eq!(counts(&store, &first).await, ("second".into(), 1));

    // Another file's arrival is later; reading both again is no arrival of either.
    assert_eq!(put(&store, "b", &[(&first, None)]).await, (1, 0));
    for path in ["a", "b", "a"] {
        let records = if path == "a" { &twice[..] } else { &twice[..1] };
        assert_eq!(put(&store, path, records).await.0, 0);
    }
    assert_eq!(counts(&store, &first).await, ("first".into(), 2));
}
