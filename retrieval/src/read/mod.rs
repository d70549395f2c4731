//! Readers for the exports of the systems that a customer-success team works with.
//!
//! Reading has two phases. First every file is recognised by its content, whatever its name
//! says, and taken apart into records that name their account in their own system's terms.
//! Then the accounts are brought together from everything the batch says of them
//! (`directory`), and each record is given its account and its authors. What cannot be read
//! or placed is quarantined with its bytes; it never stops the rest.

mod batch;
mod contracts;
mod dates;
mod directory;
mod files;
mod format;
mod gainsight;
mod gong;
mod hubspot;
mod id_map;
mod jira;
mod json;
mod lines;
mod mapped;
mod markup;
mod meetings;
mod notes;
mod outcome;
mod part;
mod people;
mod plans;
mod projects;
mod recognise;
mod salesforce;
mod sheets;
mod table;
mod webvtt;
mod zendesk;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use grounding::{Account, Source};
use jiff::civil::Date;

pub use files::{Entry, FileSystem, OsFiles};
pub use format::Format;
pub use mapped::{
    AccountTerm, Check, Condition, Consequence, Figure, Form, IdTerm, Lookup, Mapping, MappingError, Mappings,
    NamesAccounts,
};

use batch::{Batch, Facts};
use outcome::{ExportFile, Parsed, Sink};

/// Reads files and directories into sources.
///
/// Everything dated after `as_of` is quarantined, as are records whose account is neither among
/// the `known` accounts nor named by the batch itself. Files that no built-in reader knows are
/// read as the `mappings` say. `progress` is told of each file before it is read.
pub fn read_paths(
    paths: &[PathBuf],
    as_of: Date,
    mappings: &Mappings,
    known: &[Account],
    files: &dyn FileSystem,
    progress: &mut dyn FnMut(&Path),
) -> Result<Reading, ReadError> {
    let mut found = Vec::new();
    for path in paths {
        files::walk(path, files, &mut found).map_err(|source| ReadError::NotThere {
            path: path.clone(),
            source,
        })?;
    }
    found.sort_by(|left, right| left.path.cmp(&right.path));
    let mut seen = BTreeSet::new();
    found.retain(|it| seen.insert(it.path.clone()));

    let mut drafts = Vec::with_capacity(found.len());
    let mut facts = Facts::default();
    for file in found {
        let parsed = if let Some(failure) = file.failure {
            vec![(file.path.clone(), Some(Parsed::unreadable(&file.path, &failure)))]
        } else {
            progress(&file.path);
            read_file(&file.path, files, mappings)
        };
        for (path, parsed) in parsed {
            if let Some(export) = parsed.as_ref().and_then(|parsed| parsed.export.as_ref()) {
                export.announce(&mut facts);
            }
            drafts.push((path, parsed));
        }
    }

    let batch = Batch::new(known, facts);
    let mut sink = Sink::new(as_of);
    let files = drafts
        .into_iter()
        .map(|(path, parsed)| finish(&path, parsed, &batch, &mut sink))
        .collect();
    Ok(Reading {
        accounts: batch.into_accounts(),
        files,
    })
}

/// What a file holds: itself, or the sheets of a workbook, as if each were a file in it.
fn read_file(path: &Path, files: &dyn FileSystem, mappings: &Mappings) -> Vec<(PathBuf, Option<Parsed>)> {
    let recognise = |path: &Path, bytes: &[u8]| recognise::recognise(&ExportFile::new(path, bytes), mappings);
    let parsed = match files.read(path) {
        Err(error) => Some(Parsed::unreadable(path, &error)),
        Ok(bytes) if bytes.is_empty() => Some(Parsed::refused(None, "file", "the file is empty", &bytes)),
        Ok(bytes) if sheets::is_workbook(&bytes) => match sheets::tables(&bytes) {
            Ok(sheets) => {
                let sheets = sheets.into_iter().map(|sheet| {
                    let path = path.join(&sheet.name);
                    let parsed = match sheet.csv {
                        Ok(csv) => recognise(&path, &csv),
                        Err(reason) => Some(Parsed::refused(None, "file", &reason, &bytes)),
                    };
                    (path, parsed)
                });
                return sheets.collect();
            }
            Err(reason) => Some(Parsed::refused(None, "file", &reason, &bytes)),
        },
        Ok(bytes) => recognise(path, &bytes),
    };
    vec![(path.to_owned(), parsed)]
}

fn finish(path: &Path, parsed: Option<Parsed>, batch: &Batch, sink: &mut Sink) -> FileReading {
    let path = path.to_string_lossy().into_owned();
    let Some(parsed) = parsed else {
        return FileReading {
            path,
            format: None,
            read: 0,
            records: Vec::new(),
            quarantined: Vec::new(),
            note: None,
        };
    };
    if let Some(export) = parsed.export {
        export.records(batch, sink);
    }
    let (records, refused) = sink.drain();
    let mut quarantined = parsed.quarantined;
    quarantined.extend(refused);
    let note: Vec<String> = parsed.note.into_iter().chain(sink.drain_remarks()).collect();
    FileReading {
        path,
        format: parsed.format,
        read: parsed.read,
        records,
        quarantined,
        note: (!note.is_empty()).then(|| note.join("; ")),
    }
}

/// What was read from a batch of files.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// Every account, known before or first named here, sorted by id.
    pub accounts: Vec<Account>,
    /// What came of each file, sorted by path.
    pub files: Vec<FileReading>,
}

/// What came of one file.
#[derive(Debug, Clone, PartialEq)]
pub struct FileReading {
    /// The file's path.
    pub path: String,
    /// The export it was recognised as; none if it was not recognised or could not be read.
    pub format: Option<Format>,
    /// How many records the file holds, good and bad.
    pub read: usize,
    /// The records that are evidence.
    pub records: Vec<ReadRecord>,
    /// What could not be used, and why.
    pub quarantined: Vec<Quarantined>,
    /// What else there is to say of the file, such as that it only names accounts.
    pub note: Option<String>,
}

/// A record that became a source.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadRecord {
    /// The source.
    pub source: Source,
    /// The record's bytes, exactly as they stand in the file.
    pub raw: Vec<u8>,
    /// When the record was last changed, in a form that sorts; tells which of two copies of one
    /// id is the newer.
    pub modified: Option<String>,
}

/// Something in a file that could not be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quarantined {
    /// Where it stands: `line 3`, `tickets[2]`, `byte 9910`, or `file` for all of it.
    pub at: String,
    /// Why it cannot be used.
    pub reason: String,
    /// Its bytes, exactly as they stand in the file.
    pub raw: Vec<u8>,
}

/// Why nothing could be read at all.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// A path that was asked for does not exist or cannot be looked at.
    #[error("cannot read `{}`", path.display())]
    NotThere {
        /// The path.
        path: PathBuf,
        /// What the file system says.
        source: std::io::Error,
    },
}

#[cfg(test)]
mod tests;
