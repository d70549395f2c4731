//! The log.

mod writers;

use workflow::log::{ChainBreak, GENESIS, breaks};

use super::samples::{said, streams};
use super::*;

#[tokio::test]
async fn entries_come_back_as_they_were_added() {
    let (_folder, store) = open().await;
    let streams = streams();
    let batches: Vec<Batch<'_>> = streams
        .iter()
        .map(|(stream, events)| Batch {
            stream,
            after: 0,
            events,
            alongside: Alongside::default(),
        })
        .collect();
    let now = at("12:00:00.123456789");
    let mut added = store.append(ANA, now, &batches).await.unwrap();
    let program = Author { login: None, ..ANA };
    let later = Batch {
        stream: "run/7f",
        after: 5,
        events: &[said("later")],
        alongside: Alongside::default(),
    };
    // Two entries may well have the same time.
    added.extend(store.append(program, now, &[later]).await.unwrap());

    let told: Vec<(i64, &str, u32)> = added
        .iter()
        .map(|entry| (entry.number, entry.stream.as_str(), entry.step))
        .collect();
    let expected = [
        (1, "run/7f", 1),
        (2, "run/7f", 2),
        (3, "run/7f", 3),
        (4, "run/7f", 4),
        (5, "run/7f", 5),
        (6, "action/a1", 1),
        (7, "action/a1", 2),
        (8, "pilot/first", 1),
        (9, "people", 1),
        (10, "store", 1),
        (11, "run/7f", 6),
    ];
    assert_eq!(told, expected);
    assert_eq!(added[0].previous, GENESIS);
    assert_eq!((added[9].signed.at, added[10].signed.at), (now, now));
    assert_eq!(
        (added[9].signed.by.as_deref(), added[10].signed.by.as_deref()),
        (Some("ana"), None)
    );

    let folder = store.path().parent().unwrap().to_owned();
    store.close().await;
    let store = Store::open(&folder).await.unwrap();
    assert_eq!(whole_log(&store).await, added);
    assert_eq!(breaks(&added), []);
    assert_eq!(store.log_page(5, 2).await.unwrap(), added[5..7]);
    let back: Vec<_> = added[4..6].iter().rev().cloned().collect();
    assert_eq!(store.log_back(Some(7), 2).await.unwrap(), back);
    assert_eq!(store.log_back(None, 1).await.unwrap(), added[added.len() - 1..]);
    assert_eq!(store.entries("action/a1").await.unwrap(), added[5..7]);
    assert_eq!(store.entries("action").await.unwrap(), []);
    let runs = store.entries_under("run/").await.unwrap();
    assert_eq!(runs, [&added[..5], &added[10..]].concat());
}

#[tokio::test]
async fn a_row_that_was_changed_or_taken_out_is_found() {
    let changes = [
        "UPDATE event SET body = replace(body, 'two', '2') WHERE number = 2",
        "UPDATE event SET by_name = 'Ben Okoye' WHERE number = 2",
        "UPDATE event SET at = '2026-06-30T12:00:01Z' WHERE number = 2",
        "UPDATE event SET step = -1 WHERE number = 2",
    ];
    let changed = ChainBreak::Changed {
        number: 2,
        stream: "run/7f".to_owned(),
    };
    for change in changes {
        let (_folder, store) = open().await;
        append(&store, "run/7f", 0, &["one", "two", "three"].map(said))
            .await
            .unwrap();
        behind_its_back(&store, "DROP TRIGGER event_stays_as_it_is")
            .await
            .unwrap();
        behind_its_back(&store, change).await.unwrap();
        assert_eq!(
            breaks(&whole_log(&store).await),
            std::slice::from_ref(&changed),
            "{change}"
        );
    }

    let (_folder, store) = open().await;
    append(&store, "run/7f", 0, &["one", "two", "three"].map(said))
        .await
        .unwrap();
    let delete = "DROP TRIGGER event_stays; DELETE FROM event WHERE number = 2";
    behind_its_back(&store, delete).await.unwrap();
    let expected = [
        ChainBreak::Gap { expected: 2, found: 3 },
        ChainBreak::Unlinked {
            number: 3,
            stream: "run/7f".to_owned(),
        },
    ];
    assert_eq!(breaks(&whole_log(&store).await), expected);
}

#[tokio::test]
async fn the_database_itself_keeps_the_log() {
    let (_folder, store) = open().await;
    append(&store, "run/7f", 0, &["one", "two"].map(said)).await.unwrap();
    let before = whole_log(&store).await;
    let copy = "number, stream, step, by_login, by_name, at, day, body, previous, digest FROM event";
    let changes = [
        ("UPDATE event SET day = '2026-07-01'".to_owned(), "never changed"),
        ("DELETE FROM event".to_owned(), "never taken out"),
        ("DELETE FROM event WHERE number = 2".to_owned(), "never taken out"),
        (
            format!("REPLACE INTO event SELECT {copy} WHERE number = 2"),
            "after all others",
        ),
        (
            format!(
                "REPLACE INTO event SELECT {} WHERE number = 2",
                copy.replacen("number", "3", 1)
            ),
            "after all others",
        ),
        (
            format!(
                "INSERT INTO event SELECT {}",
                copy.replacen("number, stream", "number + 8, 'x'", 1)
            ),
            "after all others",
        ),
    ];
    for (change, refusal) in changes {
        let statement = sqlx::query(sqlx::AssertSqlSafe(change.clone()));
        let error = statement.execute(&store.writer).await.unwrap_err();
        assert!(error.to_string().ends_with(refusal), "{change}: {error}");
    }
    assert_eq!(whole_log(&store).await, before);
}
