//! What is no backup, and what can't be made one.

use sqlx::ConnectOptions as _;
use sqlx::sqlite::SqliteConnectOptions;

use super::*;
use crate::backup::{PASSING, TABLES};

/// A backup of a store with something in every table, to which something was done since.
async fn backup_after(sql: &'static str) -> (TempDir, std::path::PathBuf) {
    let (folder, store) = full().await;
    let to = folder.path().join("backup");
    store.backup(&to).await.unwrap();
    let mut connection = SqliteConnectOptions::new().filename(&to).connect().await.unwrap();
    sqlx::raw_sql(sql).execute(&mut connection).await.unwrap();
    sqlx::Connection::close(connection).await.unwrap();
    (folder, to)
}

/// Asserts that a store refuses the file and stays as it is, and returns why.
async fn refusal(file: &Path) -> StoreError {
    let (_folder, store) = full().await;
    let before = (
        held(&store).await,
        whole_log(&store).await,
        store.evidence_revision().await.unwrap(),
    );
    let error = store.restore(file, ANA, at("12:00:00")).await.unwrap_err();
    let after = (
        held(&store).await,
        whole_log(&store).await,
        store.evidence_revision().await.unwrap(),
    );
    assert_eq!(after, before, "{error}");
    behind_its_back(&store, "DELETE FROM event").await.unwrap_err();
    append(&store, "run/7f", 2, &[said("on we go")]).await.unwrap();
    error
}

#[tokio::test]
async fn what_is_no_sound_store_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let error = refusal(&folder.path().join("none")).await;
    assert!(matches!(error, StoreError::Backup { .. }), "{error:?}");

    let file = folder.path().join("strange");
    std::fs::write(&file, "these are not the bytes of a database ".repeat(200)).unwrap();
    let error = refusal(&file).await;
    assert!(
        matches!(error, StoreError::Damaged { ref path, .. } if *path == file),
        "{error:?}"
    );

    std::fs::write(&file, "").unwrap();
    let error = refusal(&file).await;
    assert!(
        matches!(error, StoreError::Damaged { ref path, .. } if *path == file),
        "{error:?}"
    );

    let (_folder, other) = backup_after("DROP TABLE _sqlx_migrations").await;
    let error = refusal(&other).await;
    assert!(matches!(error, StoreError::Damaged { .. }), "{error:?}");

    // A page in the middle of a sound backup.
    let (_folder, damaged) = backup_after("").await;
    let mut bytes = std::fs::read(&damaged).unwrap();
    bytes[8 * 4096..12 * 4096].fill(0x5a);
    std::fs::write(&damaged, bytes).unwrap();
    let error = refusal(&damaged).await;
    assert!(
        matches!(error, StoreError::Damaged { ref path, .. } if *path == damaged),
        "{error:?}"
    );
}

#[tokio::test]
async fn a_backup_of_another_layout_changes_nothing() {
    let newer = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
        VALUES (99, 'later', 1, x'00', 0)";
    let (_folder, backup) = backup_after(newer).await;
    let error = refusal(&backup).await;
    assert!(matches!(error, StoreError::Newer { layout: 99, .. }), "{error:?}");

    let (_folder, backup) = backup_after("DELETE FROM _sqlx_migrations WHERE version > 1").await;
    let error = refusal(&backup).await;
    assert!(
        matches!(
            error,
            StoreError::Older {
                layout: 1,
                wanted: 3,
                ..
            }
        ),
        "{error:?}"
    );
    let message = error.to_string().replace(&*backup.to_string_lossy(), "BACKUP");
    insta::assert_snapshot!(message, @"`BACKUP` was made by an older version (its layout is 1, not 3); put it into a folder of its own as `evidence.sqlite`, open that with this version, and restore a backup of it");

    let (_folder, backup) = backup_after("UPDATE _sqlx_migrations SET checksum = x'00' WHERE version = 2").await;
    let error = refusal(&backup).await;
    assert!(matches!(error, StoreError::Damaged { .. }), "{error:?}");
}

#[tokio::test]
async fn a_restore_that_breaks_off_changes_nothing() {
    // The last table that is copied.
    let (_folder, backup) = backup_after("DROP TABLE outgoing").await;
    let error = refusal(&backup).await;
    assert!(matches!(error, StoreError::Database { .. }), "{error:?}");

    // Its log ends later than the clock says, which is noticed when all is copied.
    let (folder, store) = full().await;
    let batch = Batch {
        stream: "run/7f",
        after: 2,
        events: &[said("tomorrow")],
        alongside: Alongside::default(),
    };
    store.append(ANA, at("23:00:00"), &[batch]).await.unwrap();
    let to = folder.path().join("backup");
    store.backup(&to).await.unwrap();
    let error = refusal(&to).await;
    assert!(matches!(error, StoreError::Clock { .. }), "{error:?}");
}

#[tokio::test]
async fn a_backup_takes_nothing_elses_place() {
    let (folder, store) = full().await;
    let to = folder.path().join("taken");
    std::fs::write(&to, "somebody's letter").unwrap();
    let error = store.backup(&to).await.unwrap_err();
    let message = error.to_string().replace(&*to.to_string_lossy(), "FILE");
    insta::assert_snapshot!(message, @"cannot use `FILE` for a backup; check that it and its folder are there, or name another file: entity already exists");
    assert_eq!(std::fs::read_to_string(&to).unwrap(), "somebody's letter");

    let error = store.backup(&folder.path().join("none/backup")).await.unwrap_err();
    assert!(matches!(error, StoreError::Backup { .. }), "{error:?}");
    assert_eq!(names(folder.path()), ["data", "taken"]);

    // What an earlier backup left when it was cut short is in nobody's way.
    std::fs::write(folder.path().join("new.1.partial"), "half of it").unwrap();
    store.backup(&folder.path().join("new")).await.unwrap();
    assert_eq!(names(folder.path()), ["data", "new", "new.1.partial", "taken"]);
}

#[tokio::test]
async fn every_table_is_restored_or_emptied() {
    let (_folder, store) = open().await;
    let tables = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name";
    let found: Vec<String> = sqlx::query_scalar(tables).fetch_all(&store.reader).await.unwrap();
    let mut expected = TABLES.to_vec();
    expected.extend(PASSING);
    expected.extend(["_sqlx_migrations", "restoring"]);
    expected.sort_unstable();
    assert_eq!(found, expected);
}
