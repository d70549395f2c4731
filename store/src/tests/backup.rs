//! Backing up and restoring, while others have the store open.

mod fixture;
mod refused;

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use workflow::log::{StoreEvent, breaks};

use super::samples::said;
use super::*;
use crate::{BackupReport, RestoreReport};
use fixture::{change_much, full, held};

/// The names of what is in a folder, sorted.
fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[tokio::test]
async fn everything_is_put_back_while_others_have_it_open() {
    let (folder, store) = full().await;
    let (before, log) = (held(&store).await, whole_log(&store).await);
    let to = folder.path().join("100% of it?.backup#1");
    let report = store.backup(&to).await.unwrap();
    let bytes = std::fs::metadata(&to).unwrap().len();
    let expected = BackupReport {
        events: 6,
        sources: 2,
        bytes,
    };
    assert_eq!(report, expected);
    assert_eq!(names(folder.path()), ["100% of it?.backup#1", "data"]);

    change_much(&store).await;
    let left = whole_log(&store).await.pop().unwrap().digest;
    let revision = store.evidence_revision().await.unwrap();
    let other = Store::open(&folder.path().join("data")).await.unwrap();
    let report = other.restore(&to, ANA, at("13:00:00")).await.unwrap();
    let expected = RestoreReport {
        events: 6,
        sources: 2,
        left: left.clone(),
    };
    assert_eq!(report, expected);
    assert_eq!(held(&store).await, before);

    // The log goes on from the backup's last entry with one that tells of this.
    let mut now = whole_log(&store).await;
    assert_eq!(breaks(&now), []);
    let last = now.pop().unwrap();
    assert_eq!(now, log);
    let restored = StoreEvent::Restored {
        from: "100% of it?.backup#1".to_owned(),
        left,
    };
    assert_eq!((last.event, last.stream.as_str()), (Event::Store(restored), "store"));
    assert_eq!(
        (last.signed.at, last.signed.by.as_deref()),
        (at("13:00:00"), Some("ana"))
    );

    // Whoever follows the evidence hears of all of it.
    assert_eq!(store.evidence_revision().await.unwrap(), revision + 1);
    assert_eq!(changed_since(&store, revision).await.len(), 2);

    // The log is kept as before.
    for change in ["DELETE FROM event", "UPDATE event SET day = ''"] {
        behind_its_back(&store, change).await.unwrap_err();
    }
    append(&store, "run/7f", 2, &[said("on we go")]).await.unwrap_err();
    let batch = Batch {
        stream: "run/7f",
        after: 2,
        events: &[said("on we go")],
        alongside: Alongside::default(),
    };
    store.append(ANA, at("13:00:00"), &[batch]).await.unwrap();
    assert_eq!(breaks(&whole_log(&store).await), []);
}

#[tokio::test]
async fn a_new_store_takes_a_copy_of_a_closed_one() {
    let (folder, store) = full().await;
    let (before, log) = (held(&store).await, whole_log(&store).await);
    let (path, copy) = (store.path().to_owned(), folder.path().join("copy"));
    store.close().await;
    std::fs::copy(path, &copy).unwrap();

    let store = Store::open(&folder.path().join("new")).await.unwrap();
    let report = store.restore(&copy, ANA, at("12:00:00")).await.unwrap();
    assert_eq!(report.left, "");
    assert_eq!(held(&store).await, before);
    let now = whole_log(&store).await;
    assert_eq!((&now[..6], now.len(), breaks(&now)), (&log[..], 7, Vec::new()));
    assert_eq!(store.evidence_revision().await.unwrap(), 5);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_is_made_while_others_write() {
    let (folder, store) = full().await;
    let done = Arc::new(AtomicBool::new(false));
    let writing = {
        let (store, done) = (store.clone(), Arc::clone(&done));
        tokio::spawn(async move {
            let mut written: u32 = 0;
            while written < 20 || !done.load(Ordering::Relaxed) {
                let source = note(&format!("w{written}"), "larch", "written meanwhile");
                put(&store, &format!("w{written}"), &[(&source, None)]).await;
                append(&store, "run/8a", written, &[said("meanwhile")]).await.unwrap();
                written += 1;
            }
            i64::from(written)
        })
    };
    let mut reports = Vec::new();
    for number in 0..3 {
        let to = folder.path().join(format!("{number}.backup"));
        reports.push((store.backup(&to).await.unwrap(), to));
    }
    done.store(true, Ordering::Relaxed);
    let written = writing.await.unwrap();
    assert_eq!(whole_log(&store).await.len(), usize::try_from(6 + written).unwrap());

    for (report, to) in reports {
        let data = to.with_extension("data");
        std::fs::create_dir(&data).unwrap();
        std::fs::rename(&to, data.join("evidence.sqlite")).unwrap();
        let backup = Store::open(&data).await.unwrap();
        let log = whole_log(&backup).await;
        assert_eq!(breaks(&log), []);
        assert_eq!(i64::try_from(log.len()).unwrap(), report.events);
        // Each entry came after its source.
        assert!([6, 5].contains(&(report.events - report.sources + 2)), "{report:?}");
    }
}
