//! Files in several pieces, cut short between two of them, and read again.

use super::*;
use crate::{Changed, FileState, QuarantinedRecord};

fn nth<'a>(piece: &FilePiece<'a>, number: u64, is_last: bool) -> FilePiece<'a> {
    FilePiece {
        number,
        is_last,
        ..piece.clone()
    }
}

async fn state(store: &Store, path: &str) -> FileState {
    store.files().await.unwrap().remove(path).unwrap()
}

#[tokio::test]
async fn a_reading_that_was_cut_short_goes_on() {
    let (_folder, store) = open().await;
    let (one, two) = (note("1", "larch", "one"), note("2", "larch", "two"));
    put_piece(&store, &nth(&piece("a", &[(&one, None)]), 0, false)).await;
    let begun = FileState {
        version: VERSION.clone(),
        format: Some("notes".to_owned()),
        pieces: 1,
        is_complete: false,
        read: 1,
        records: 1,
        unplaced: 0,
        note: None,
    };
    assert_eq!(state(&store, "a").await, begun);
    assert!(!begun.is_current(&VERSION));

    let taken = store.put(&[nth(&piece("a", &[(&two, None)]), 1, true)]).await.unwrap();
    let changed = Changed {
        record: 0,
        revision: 1,
        is_new: true,
    };
    assert_eq!(
        (taken.before, taken.revision, &taken.pieces[0].changed[..]),
        (1, 2, &[changed][..])
    );
    let ended = FileState {
        pieces: 2,
        is_complete: true,
        read: 2,
        records: 2,
        ..begun
    };
    assert_eq!(state(&store, "a").await, ended);
    assert!(ended.is_current(&VERSION));
    let tomorrow = FileVersion {
        as_of: VERSION.as_of.tomorrow().unwrap(),
        ..VERSION.clone()
    };
    assert!(ended.is_current(&tomorrow));
    assert!(
        !FileState {
            unplaced: 1,
            ..ended.clone()
        }
        .is_current(&tomorrow)
    );
    assert!(!ended.is_current(&FileVersion {
        digest: "other".to_owned(),
        ..VERSION.clone()
    }));
}

#[tokio::test]
async fn two_copies_in_two_pieces_do_not_flip() {
    let (_folder, store) = open().await;
    let (first, second) = (note("1", "larch", "first"), note("1", "larch", "second"));
    let pieces = [
        nth(&piece("a", &[(&first, None)]), 0, false),
        nth(&piece("a", &[(&second, None)]), 1, true),
    ];
    for expected in [2, 0, 0] {
        let taken = store.put(&pieces).await.unwrap();
        assert_eq!(taken.pieces.iter().map(|it| it.stored).sum::<usize>(), expected);
        assert_eq!(store.source(&first.id).await.unwrap().unwrap().text, "second");
    }
    // The file as it was before, with the first copy alone, is an arrival.
    assert_eq!(put(&store, "a", &[(&first, None)]).await, (0, 1));
    assert_eq!(put(&store, "a", &[(&second, None)]).await, (0, 1));
    assert_eq!(put(&store, "a", &[(&first, None)]).await, (1, 0));
    assert_eq!(store.source(&first.id).await.unwrap().unwrap().text, "first");
}

#[tokio::test]
async fn quarantine_is_cleared_at_the_end_of_a_reading() {
    let (_folder, store) = open().await;
    let bad = |at: &'static str, unplaced| QuarantinedRecord {
        at,
        reason: "unknown account `alder`",
        raw: b"raw",
        unplaced,
    };
    let with = |number, is_last, quarantined: &[QuarantinedRecord<'static>]| FilePiece {
        quarantined: quarantined.to_vec(),
        ..nth(&piece("a", &[]), number, is_last)
    };
    let open_at = async || {
        let open = store.quarantine_of("a").await.unwrap();
        open.into_iter().map(|(at, _)| at).collect::<Vec<_>>()
    };
    store
        .put(&[
            with(0, false, &[bad("line 2", true)]),
            with(1, true, &[bad("line 900", false)]),
        ])
        .await
        .unwrap();
    assert_eq!(open_at().await, ["line 2", "line 900"]);
    assert_eq!(store.unplaced().await.unwrap(), ["a"]);
    assert_eq!(state(&store, "a").await.unplaced, 1);

    // A reading that has not come to the end yet says nothing of what follows.
    store.put(&[with(0, false, &[])]).await.unwrap();
    assert_eq!(open_at().await, ["line 2", "line 900"]);
    store.put(&[with(1, true, &[bad("line 900", false)])]).await.unwrap();
    assert_eq!(open_at().await, ["line 900"]);
    assert_eq!(store.unplaced().await.unwrap(), Vec::<String>::new());
}

#[tokio::test]
async fn announcements_are_kept_by_file() {
    let (_folder, store) = open().await;
    let told = |path: &str, facts: &str| (path.to_owned(), facts.as_bytes().to_vec());
    store
        .put_announcements(&[told("b", "2"), told("a", "1")])
        .await
        .unwrap();
    store
        .put_announcements(&[told("b", ""), told("a", "3"), told("c", "4")])
        .await
        .unwrap();
    assert_eq!(store.announcements().await.unwrap(), [told("a", "3"), told("c", "4")]);
}
