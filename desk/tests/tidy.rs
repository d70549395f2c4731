//! What the compiler and clippy don't see: files that belong to nothing, and marks of unfinished
//! work.

#![expect(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

use std::fs;
use std::path::{Path, PathBuf};

/// The folders that hold what we write.
const OURS: [&str; 11] = [
    "agent",
    "desk",
    "docs",
    "evals",
    "fixtures",
    "grounding",
    "prompts",
    "retrieval",
    "store",
    "workflow",
    ".ci",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// Every file at and below the folders, sorted.
fn files(folders: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open: Vec<PathBuf> = folders.iter().map(|folder| root().join(folder)).collect();
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        } else if path.is_file() {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn has_extension(path: &Path, extension: &str) -> bool {
    path.extension().is_some_and(|it| it == extension)
}

/// A path as a person finds it in the repository.
fn shown(path: &Path) -> String {
    path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/")
}

#[test]
fn no_snapshot_is_pending_or_orphaned() {
    let files = files(&OURS);
    let wrong = files.iter().filter(|path| {
        let name = path.file_name().unwrap().to_string_lossy();
        let is_pending = name.ends_with(".snap.new") || name.ends_with(".pending-snap");
        is_pending || (name.ends_with(".snap") && !has_its_test(path))
    });
    assert_eq!(wrong.map(|path| shown(path)).collect::<Vec<_>>(), Vec::<String>::new());
}

/// Whether the file that a snapshot says it comes from is there and still takes file snapshots.
fn has_its_test(snapshot: &Path) -> bool {
    let text = fs::read_to_string(snapshot).unwrap();
    let source = text.lines().find_map(|line| line.strip_prefix("source: "));
    source.is_some_and(|source| {
        fs::read_to_string(root().join(source.trim_matches('"'))).is_ok_and(|code| code.contains("_snapshot!("))
    })
}

#[test]
fn nothing_is_left_for_later() {
    // Written apart, so that this file holds none of them.
    let marks = [
        concat!("#[", "allow("),
        concat!("#![", "allow("),
        concat!("#[", "ignore"),
        concat!("to", "do!("),
        concat!("unimpl", "emented!("),
        concat!("TO", "DO"),
        concat!("FIX", "ME"),
        concat!("XX", "X"),
    ];
    let mut found = Vec::new();
    for path in files(&OURS)
        .iter()
        .filter(|path| has_extension(path, "rs") || has_extension(path, "sql"))
    {
        for (at, line) in fs::read_to_string(path).unwrap().lines().enumerate() {
            let held = marks.iter().filter(|mark| line.contains(**mark));
            found.extend(held.map(|mark| format!("{}:{}: `{mark}`", shown(path), at + 1)));
        }
    }
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn every_prompt_is_built_in() {
    let code = fs::read_to_string(root().join("agent/src/prompts/built_in.rs")).unwrap();
    let forgotten = files(&["prompts"])
        .iter()
        .map(|path| shown(path))
        .filter(|path| !code.contains(&format!("include_str!(\"../../../{path}\")")))
        .collect::<Vec<_>>();
    assert_eq!(forgotten, Vec::<String>::new());
}

#[test]
fn nothing_points_out_of_the_repository() {
    let roots = ["work", "home", "root", "Users", "mnt"].map(|folder| format!("/{folder}/"));
    let mut found = Vec::new();
    let texts = files(&OURS)
        .into_iter()
        .chain(["README.md", "ARCHITECTURE.md", "CHANGELOG.md"].map(|it| root().join(it)));
    for path in texts {
        // What is no text has no paths to get wrong.
        let Ok(text) = fs::read_to_string(&path) else { continue };
        for (at, line) in text.lines().enumerate() {
            let is_path = |start: usize| {
                let before = line[..start].chars().next_back();
                before.is_none_or(|it| it.is_whitespace() || matches!(it, '"' | '\'' | '`' | '(' | '=' | ':'))
            };
            let points = roots
                .iter()
                .any(|root| line.match_indices(root.as_str()).any(|(start, _)| is_path(start)));
            if points {
                found.push(format!("{}:{}: {}", shown(&path), at + 1, line.trim()));
            }
        }
    }
    assert_eq!(found, Vec::<String>::new());
}
