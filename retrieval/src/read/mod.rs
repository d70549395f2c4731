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
mod health;
mod hubspot;
mod id_map;
mod input;
mod intercom;
mod jira;
mod json;
mod lines;
mod mail;
mod mapped;
mod markup;
mod measures;
mod meetings;
mod notes;
mod outcome;
mod pairs;
mod part;
mod participants;
mod people;
mod pieces;
mod plans;
mod projects;
mod recognise;
mod salesforce;
mod sheets;
mod slack;
mod stripe;
mod survey;
mod surveys;
mod table;
mod unpack;
mod webvtt;
mod zendesk;

use std::ops::ControlFlow;
use std::path::PathBuf;

use grounding::{Account, Source};
use jiff::civil::Date;

pub use batch::{Batch, BatchReading};
pub use files::{Content, Entry, FileSystem, Opened, OsFiles};
pub use format::Format;
pub use input::{Input, find};
pub use mapped::{
    AccountTerm, Check, Condition, Consequence, Figure, Form, IdTerm, Lookup, Mapping, MappingError, Mappings,
    MeasureColumn, NamesAccounts,
};
pub use survey::{Announced, Survey};

/// Reads files and directories into sources, all at once.
///
/// Everything dated after `as_of` is quarantined, as are records whose account is neither among
/// the `known` accounts nor named by the batch itself. Files that no built-in reader knows are
/// read as the `mappings` say. For batches that may be large, see [`find`], [`Survey`] and
/// [`Batch`].
pub fn read_paths(
    paths: &[PathBuf],
    as_of: Date,
    mappings: &Mappings,
    known: &[Account],
    files: &dyn FileSystem,
) -> Result<Reading, ReadError> {
    let inputs = find(paths, files)?;
    let mut survey = Survey::new(known, as_of, files);
    survey.map(mappings);
    for input in &inputs {
        survey.look_over(input, &mut |_| {});
    }
    let batch = survey.finish();
    let mut reading = batch.reading(files);
    let files = inputs.iter().map(|input| {
        let mut file = FileReading::new(input.path());
        reading.read(input, 0, &mut |piece| {
            file.add(piece);
            ControlFlow::Continue(())
        });
        file
    });
    let files = files.collect();
    Ok(Reading {
        accounts: batch.accounts().to_vec(),
        files,
    })
}

/// A piece of an input, read.
#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    /// Its place among the input's pieces, from 0.
    pub number: u64,
    /// Whether no other follows.
    pub is_last: bool,
    /// The export it was recognised as; none if it was not recognised or could not be read.
    pub format: Option<Format>,
    /// How many records it holds: those that are evidence, those that cannot be used, and those
    /// that only tell of accounts, people or meetings.
    pub read: usize,
    /// How many only tell of accounts, people or meetings.
    pub informing: usize,
    /// The records that are evidence.
    pub records: Vec<ReadRecord>,
    /// What is wrong in itself.
    pub quarantined: Vec<Quarantined>,
    /// What is sound but cannot be used yet: nobody knows whose it is, or it lies in the future.
    /// It may be of use once more is known.
    pub unplaced: Vec<Quarantined>,
    /// What else there is to say of the input, such as that it only names accounts.
    pub note: Option<String>,
}

impl Piece {
    fn unrecognised(number: u64) -> Self {
        Self {
            number,
            is_last: false,
            format: None,
            read: 0,
            informing: 0,
            records: Vec::new(),
            quarantined: Vec::new(),
            unplaced: Vec::new(),
            note: None,
        }
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

impl FileReading {
    fn new(path: &str) -> Self {
        Self {
            path: path.to_owned(),
            format: None,
            read: 0,
            records: Vec::new(),
            quarantined: Vec::new(),
            note: None,
        }
    }

    fn add(&mut self, piece: Piece) {
        self.format = self.format.or(piece.format);
        self.read += piece.read;
        self.records.extend(piece.records);
        self.quarantined.extend(piece.quarantined);
        self.quarantined.extend(piece.unplaced);
        self.note = piece.note.or(self.note.take());
    }
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
mod hostile;
#[cfg(test)]
mod tests;
