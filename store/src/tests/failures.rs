//! Several at once, cut short, out of room, made by another version.

use std::time::Duration;

use super::*;

fn many(count: usize) -> Vec<Source> {
    let text = "nothing but words, and many of them ".repeat(20);
    (0..count)
        .map(|index| note(&index.to_string(), "larch", &text))
        .collect()
}

fn without_stamps(sources: &[Source]) -> Vec<(&Source, Option<&str>)> {
    sources.iter().map(|source| (source, None)).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_handles_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let (left, right) = tokio::join!(Store::open(folder.path()), Store::open(folder.path()));
    let handles = [left.unwrap(), right.unwrap()];
    let tasks: Vec<_> = (0..20)
        .map(|index: usize| {
            let store = handles[index % 2].clone();
            tokio::spawn(async move {
                let source = note(&index.to_string(), "larch", "text");
                put(&store, &index.to_string(), &[(&source, None)]).await
            })
        })
        .collect();
    for task in tasks {
        assert_eq!(task.await.unwrap(), (1, 0));
    }
    for store in handles {
        assert_eq!(store.evidence_revision().await.unwrap(), 20);
        assert_eq!(changed_since(&store, 0).await.len(), 20);
    }
}

#[tokio::test]
async fn a_piece_is_stored_whole_or_not_at_all() {
    let (_folder, store) = open().await;
    let sources = many(200);
    let mut was_cut = false;
    let mut wait = Duration::from_micros(50);
    loop {
        let piece = piece("a", &without_stamps(&sources));
        let storing = store.put(std::slice::from_ref(&piece));
        let done = tokio::time::timeout(wait, storing).await;
        let stats = store.stats().await.unwrap();
        let held = (stats.live, stats.revisions, stats.evidence_revision);
        if let Ok(stored) = done {
            stored.unwrap();
            assert_eq!(held, (200, 200, 1));
            break;
        }
        // The commit itself may have been under way.
        assert!([(0, 0, 0), (200, 200, 1)].contains(&held), "{held:?}");
        was_cut = true;
        wait *= 2;
    }
    assert!(was_cut);

    // What another handle sees after the first was closed is what was reported.
    let folder = store.path().parent().unwrap().to_owned();
    store.close().await;
    let store = Store::open(&folder).await.unwrap();
    assert_eq!(put(&store, "a", &without_stamps(&sources)).await, (0, 200));
}

#[tokio::test]
async fn a_full_disk_says_so_and_loses_nothing() {
    let (_folder, store) = open().await;
    let sources = many(400);
    put(&store, "a", &without_stamps(&sources[..10])).await;
    let before = store.stats().await.unwrap();
    sqlx::query("PRAGMA max_page_count = 60")
        .execute(&store.writer)
        .await
        .unwrap();

    let error = store.put(&[piece("b", &without_stamps(&sources))]).await.unwrap_err();
    assert!(matches!(error, StoreError::Full { .. }), "{error:?}");
    let message = error.to_string();
    assert!(message.starts_with("the disk is full"), "{message}");
    assert!(
        message.ends_with("free some space and run the same command again"),
        "{message}"
    );
    assert_eq!(store.stats().await.unwrap(), before);

    sqlx::query("PRAGMA max_page_count = 100000")
        .execute(&store.writer)
        .await
        .unwrap();
    assert_eq!(put(&store, "b", &without_stamps(&sources)).await, (390, 10));
}

#[tokio::test]
async fn a_newer_or_strange_database_is_refused() {
    let (folder, store) = open().await;
    let newer = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
        VALUES (99, 'later', 1, x'00', 0)";
    sqlx::query(newer).execute(&store.writer).await.unwrap();
    store.close().await;
    let error = Store::open(&folder.path().join("data")).await.unwrap_err();
    assert!(matches!(error, StoreError::Newer { layout: 99, .. }), "{error:?}");

    let strange = folder.path().join("strange");
    std::fs::create_dir(&strange).unwrap();
    std::fs::write(
        strange.join("evidence.sqlite"),
        "these are not the bytes of a database ".repeat(200),
    )
    .unwrap();
    let error = Store::open(&strange).await.unwrap_err();
    assert!(matches!(error, StoreError::Damaged { .. }), "{error:?}");

    let file = folder.path().join("file");
    std::fs::write(&file, "").unwrap();
    let error = Store::open(&file).await.unwrap_err();
    assert!(matches!(error, StoreError::Folder { .. }), "{error:?}");
}
