//! Reading as a whole, and what the readers' own tests share.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;

use grounding::{Account, AccountId, Alias, AliasSystem};
use jiff::civil::date;

use super::*;

/// Files held in memory.
#[derive(Default)]
pub(super) struct Memory {
    files: BTreeMap<PathBuf, Vec<u8>>,
    locked: BTreeSet<PathBuf>,
}

impl FileSystem for Memory {
    fn is_directory(&self, path: &Path) -> io::Result<bool> {
        if self.files.contains_key(path) {
            Ok(false)
        } else if self.files.keys().chain(&self.locked).any(|it| it.starts_with(path)) {
            Ok(true)
        } else {
            Err(io::ErrorKind::NotFound.into())
        }
    }

    fn entries(&self, directory: &Path) -> io::Result<Vec<Entry>> {
        if self.locked.contains(directory) {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        let mut entries = BTreeMap::new();
        for path in self.files.keys().chain(&self.locked) {
            let Ok(below) = path.strip_prefix(directory) else {
                continue;
            };
            let Some(first) = below.iter().next() else { continue };
            let entry = directory.join(first);
            let directory = below.iter().count() > 1 || !self.files.contains_key(path);
            entries.insert(entry.clone(), Entry { path: entry, directory });
        }
        // An order that is not the sorted one.
        Ok(entries.into_values().rev().collect())
    }

    fn open(&self, path: &Path) -> io::Result<Opened> {
        if self.locked.contains(path) {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        let bytes = self.files.get(path).ok_or(io::ErrorKind::NotFound)?;
        Ok(Opened {
            content: Box::new(io::Cursor::new(bytes.clone())),
            size: bytes.len() as u64,
        })
    }
}

impl Memory {
    pub(super) fn with(files: &[(&str, &[u8])]) -> Self {
        let files = files
            .iter()
            .map(|(path, content)| (Path::new("in").join(path), content.to_vec()));
        Self {
            files: files.collect(),
            locked: BTreeSet::new(),
        }
    }
}

fn read(memory: &Memory, mappings: &Mappings, known: &[Account]) -> Reading {
    read_paths(&[PathBuf::from("in")], date(2026, 6, 30), mappings, known, memory).unwrap()
}

/// Reads a single file and returns its pieces from one on.
pub(super) fn pieces_of(path: &str, content: &[u8], known: &[Account], from: u64) -> Vec<Piece> {
    let memory = Memory::with(&[(path, content)]);
    let inputs = find(&[PathBuf::from("in")], &memory).unwrap();
    let mut survey = Survey::new(known, date(2026, 6, 30), &memory);
    survey.look_over(&inputs[0], &mut |_| {});
    let batch = survey.finish();
    let mut pieces = Vec::new();
    batch.reading(&memory).read(&inputs[0], from, &mut |piece| {
        pieces.push(piece);
        ControlFlow::Continue(())
    });
    pieces
}

/// One account with a name in each system.
pub(super) fn known() -> Vec<Account> {
    vec![Account {
        id: AccountId::new("orrin"),
        name: "Orrin Mills".to_owned(),
        aliases: vec![
            Alias {
                system: AliasSystem::Crm,
                value: "001A0000006Vm9rIAC".to_owned(),
            },
            Alias {
                system: AliasSystem::Domain,
                value: "orrin.example".to_owned(),
            },
        ],
    }]
}

/// Reads files given by name and content, as of 30 June 2026.
pub(super) fn read_all(files: &[(&str, &str)], known: &[Account]) -> Reading {
    let files: Vec<(&str, &[u8])> = files
        .iter()
        .map(|(path, content)| (*path, content.as_bytes()))
        .collect();
    read_bytes(&files, known)
}

/// The same with mappings.
pub(super) fn read_mapped(files: &[(&str, &str)], mappings: &Mappings, known: &[Account]) -> Reading {
    let files: Vec<(&str, &[u8])> = files
        .iter()
        .map(|(path, content)| (*path, content.as_bytes()))
        .collect();
    read(&Memory::with(&files), mappings, known)
}

/// The same with files that need not be text.
pub(super) fn read_bytes(files: &[(&str, &[u8])], known: &[Account]) -> Reading {
    let memory = Memory::with(files);
    read(&memory, &Mappings::default(), known)
}

/// Reads a single file.
pub(super) fn read_one(path: &str, content: &str, known: &[Account]) -> FileReading {
    read_all(&[(path, content)], known).files.remove(0)
}

#[test]
fn whatever_fails_does_not_stop_the_rest() {
    let note = "---\naccount: orrin\ndate: 2026-05-01\n---\nBody";
    let mut memory = Memory::default();
    for (path, content) in [
        ("in/b/note.md", note),
        ("in/a/empty.csv", ""),
        ("in/.hidden/note.md", note),
        ("in/a/unreadable.md", note),
        ("in/readme.txt", "Nothing of use."),
    ] {
        memory.files.insert(PathBuf::from(path), content.as_bytes().to_owned());
    }
    memory.locked.insert(PathBuf::from("in/a/unreadable.md"));
    memory.locked.insert(PathBuf::from("in/locked"));
    let paths = [PathBuf::from("in"), PathBuf::from("in/b")];
    let reading = read_paths(&paths, date(2026, 6, 30), &Mappings::default(), &known(), &memory).unwrap();
    let files: Vec<(&str, Option<Format>, usize, Vec<&str>)> = reading
        .files
        .iter()
        .map(|it| {
            let reasons = it.quarantined.iter().map(|it| it.reason.as_str()).collect();
            (it.path.as_str(), it.format, it.records.len(), reasons)
        })
        .collect();
    assert_eq!(
        files,
        [
            ("in/a/empty.csv", None, 0, vec!["the file is empty"]),
            (
                "in/a/unreadable.md",
                None,
                0,
                vec!["cannot read `in/a/unreadable.md`: permission denied"]
            ),
            ("in/b/note.md", Some(Format::Note), 1, vec![]),
            ("in/locked", None, 0, vec!["cannot read `in/locked`: permission denied"]),
            ("in/readme.txt", None, 0, vec![]),
        ]
    );
    assert_eq!(reading.accounts, known());

    let missing = read_paths(
        &[PathBuf::from("no")],
        date(2026, 6, 30),
        &Mappings::default(),
        &[],
        &memory,
    );
    assert_eq!(missing.unwrap_err().to_string(), "cannot read `no`");
}
