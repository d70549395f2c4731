//! That scores depend on nothing but the account, and what becomes of the index on disk.

use std::fs;
use std::path::Path;

use tantivy::{IndexWriter, TantivyDocument};

use super::super::{IndexError, Rebuild};
use super::*;

const QUESTIONS: [&str; 4] = [
    "adoption in Lyon",
    "slow dashboards and exports",
    "topic7",
    "who owns the renewal",
];

fn tenant(account: &str, count: usize) -> Vec<Source> {
    let text = |index: usize| match index % 4 {
        0 => format!(
            "The Lyon team likes the dashboards. topic{} and topic{}",
            index % 9,
            index % 5
        ),
        1 => format!(
            "Exports are slow, {} said, and adoption in Lyon suffers from topic{}",
            account,
            index % 9
        ),
        2 => format!("{} renewal {}", words(index % 50), "dashboard ".repeat(index % 3)),
        _ => words(20 + index % 30),
    };
    // Every fifth is a call of several passages, which lend each other of their scores.
    let text = |index: usize| match index % 5 {
        0 => (0..5)
            .map(|turn| format!("Ana: {} {}", text(index + turn), words(70)))
            .collect::<Vec<_>>()
            .join("\n"),
        3 => format!(
            "Die Nutzung der Dashboards ist in Lyon nicht so, wie wir sie wollen. {}",
            text(index)
        ),
        _ => text(index),
    };
    let kind = |index: usize| {
        if index.is_multiple_of(5) {
            SourceKind::Call
        } else {
            SourceKind::Note
        }
    };
    let source = |index: usize| Source {
        kind: kind(index),
        title: format!("Adoption {}", index % 7),
        occurred_at: (!index.is_multiple_of(6)).then(|| date(2026, 1 + i8::try_from(index % 6).unwrap(), 3)),
        ..source(&format!("{account}-{index}"), account, &text(index))
    };
    (0..count).map(source).collect()
}

fn answers(index: &Index) -> Vec<Vec<Hit>> {
    QUESTIONS
        .iter()
        .map(|question| search(index, "larch", question))
        .collect()
}

/// Merges all segments into one, which purges deleted passages.
fn merge(index: &Index) {
    let engine = &index.generation().unwrap().engine;
    let mut writer: IndexWriter<TantivyDocument> = engine.writer_with_num_threads(1, 20_000_000).unwrap();
    let segments = engine.searchable_segment_ids().unwrap();
    writer.merge(&segments).wait().unwrap();
    writer.wait_merging_threads().unwrap();
}

fn segments(index: &Index) -> usize {
    index
        .generation()
        .unwrap()
        .engine
        .searchable_segment_ids()
        .unwrap()
        .len()
}

#[test]
fn an_accounts_scores_are_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let larch = tenant("larch", 60);
    let mut twin = tenant("alder", 300);
    for source in &mut twin {
        source.text = source.text.replace("alder", "larch");
    }
    let alone = Index::rebuild(&folder.path().join("alone"), arcs(&larch), 1).unwrap();
    let expected = answers(&alone);
    assert!(expected.iter().all(|hits| hits.len() > 1));

    // Beside a twin, in one go.
    let both = [larch.clone(), twin.clone()].concat();
    let index = Index::rebuild(&folder.path().join("both"), arcs(&both), 1).unwrap();
    assert_eq!(answers(&index), expected);

    // Bit by bit, with much that is deleted or replaced and not yet purged.
    let index = Index::create(&folder.path().join("bits")).unwrap();
    index.apply(&puts(&twin), 1).unwrap();
    for chunk in larch.chunks(12) {
        let drafts: Vec<Source> = chunk
            .iter()
            .map(|source| Source {
                text: "a draft on adoption in Lyon".to_owned(),
                ..source.clone()
            })
            .collect();
        index.apply(&puts(&drafts), 2).unwrap();
        index.apply(&puts(chunk), 3).unwrap();
    }
    index
        .apply(&puts(&[source("late", "larch", "adoption in Lyon, topic7")]), 4)
        .unwrap();
    assert_ne!(answers(&index), expected);
    index
        .apply(&[Change::Remove(SourceId::raw("note:file/late"))], 5)
        .unwrap();
    assert!(segments(&index) > 1);
    assert_eq!(answers(&index), expected);
    merge(&index);
    assert_eq!(segments(&index), 1);
    assert_eq!(answers(&index), expected);

    // Without the twin again.
    let gone: Vec<Change> = twin.iter().map(|source| Change::Remove(source.id.clone())).collect();
    index.apply(&gone, 6).unwrap();
    assert_eq!(answers(&index), expected);
    assert_eq!(index.stats().unwrap().passages, alone.stats().unwrap().passages);
}

#[test]
fn what_comes_later_does_not_change_an_earlier_days_scores() {
    let folder = tempfile::tempdir().unwrap();
    let index = Index::rebuild(folder.path(), arcs(&tenant("larch", 60)), 1).unwrap();
    let expected = answers(&index);
    let mut later = tenant("larch", 90).split_off(60);
    for source in &mut later {
        source.occurred_at = Some(date(2026, 7, 1));
    }
    index.apply(&puts(&later), 2).unwrap();
    assert_eq!(answers(&index), expected);
}

#[test]
fn handles_follow_one_another() {
    let folder = tempfile::tempdir().unwrap();
    let first = Index::create(folder.path()).unwrap();
    let second = Index::open(folder.path()).unwrap();
    first
        .apply(
            &puts(&[source("1", "larch", "orchid"), source("2", "larch", "orchid pot")]),
            7,
        )
        .unwrap();
    assert_eq!(
        (second.revision().unwrap(), found(&search(&second, "larch", "orchid"))),
        (7, vec!["1", "2"])
    );

    let moved = Source {
        revision: 2,
        ..source("1", "alder", "orchid")
    };
    let deleted = Source {
        state: State::Deleted,
        ..source("2", "larch", "orchid")
    };
    let kept = first.account(&AccountId::new("larch")).unwrap();
    second.apply(&puts(&[moved.clone(), deleted]), 8).unwrap();
    assert_eq!(search(&first, "larch", "orchid"), []);
    assert_eq!(search(&first, "alder", "orchid")[0].passage.revision, 2);
    // One run sees one state of things.
    assert_eq!(found(&kept.search(&Query::new("orchid", AS_OF)).unwrap()), ["1", "2"]);

    let third = Index::rebuild(folder.path(), arcs(&[moved]), 9).unwrap();
    first.apply(&puts(&[source("3", "larch", "orchid")]), 10).unwrap();
    assert_eq!(
        (third.revision().unwrap(), found(&search(&third, "larch", "orchid"))),
        (10, vec!["3"])
    );
}

#[test]
fn a_rebuild_that_dies_leaves_the_old_index() {
    let folder = tempfile::tempdir().unwrap();
    let index = Index::rebuild(folder.path(), arcs(&[source("1", "larch", "orchid")]), 1).unwrap();
    let mut rebuild = Rebuild::start(folder.path()).unwrap();
    rebuild.add(&source("2", "larch", "orchid")).unwrap();
    let locked = index.apply(&[], 2).unwrap_err();
    assert!(matches!(locked, IndexError::Locked { .. }), "{locked:?}");
    assert!(!locked.needs_rebuild());
    assert_eq!(found(&search(&index, "larch", "orchid")), ["1"]);
    drop(rebuild);
    assert_eq!(
        found(&search(&Index::open(folder.path()).unwrap(), "larch", "orchid")),
        ["1"]
    );

    let index = Index::rebuild(folder.path(), arcs(&[source("3", "larch", "orchid")]), 3).unwrap();
    assert_eq!(found(&search(&index, "larch", "orchid")), ["3"]);
    let left = fs::read_dir(folder.path())
        .unwrap()
        .filter(|entry| entry.as_ref().unwrap().path().is_dir());
    assert_eq!(left.count(), 1);
}

#[test]
fn a_damaged_index_asks_for_a_rebuild() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("index");
    let needs_rebuild = |root: &Path| Index::open(root).is_err_and(|error| error.needs_rebuild());
    assert!(needs_rebuild(&root));
    let sources = arcs(&tenant("larch", 30));
    drop(Index::rebuild(&root, sources.clone(), 1).unwrap());

    let generation = root.join(fs::read_to_string(root.join("current")).unwrap());
    let mut damaged = 0;
    for entry in fs::read_dir(&generation).unwrap() {
        let file = entry.unwrap().path();
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let bytes = fs::read(&file).unwrap();
        // Locks are empty, and the list of files serves tidying up alone.
        if bytes.is_empty() || name == ".managed.json" {
            continue;
        }
        let mut flipped = bytes.clone();
        flipped[bytes.len() / 3] ^= 0x55;
        for broken in [&bytes[..bytes.len() / 2], &flipped, b""] {
            fs::write(&file, broken).unwrap();
            assert!(needs_rebuild(&root), "{name}");
        }
        fs::write(&file, &bytes).unwrap();
        damaged += 1;
    }
    assert!(damaged > 5);
    assert!(!needs_rebuild(&root));

    let meta = generation.join("meta.json");
    let newer = fs::read_to_string(&meta)
        .unwrap()
        .replace(r#"{\"format\":2"#, r#"{\"format\":999"#);
    fs::write(&meta, newer).unwrap();
    assert!(needs_rebuild(&root));
    fs::write(root.join("current"), b"../elsewhere\xff").unwrap();
    assert!(needs_rebuild(&root));
    assert_eq!(Index::rebuild(&root, sources, 2).unwrap().revision().unwrap(), 2);
}
