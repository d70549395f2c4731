//! What came of an ingest, file by file: a record for machines, from which the table for people
//! is made.

use retrieval::read::{self, Piece};
use serde::Serialize;
use store::{FileState, PieceOutcome};

/// What came of an ingest.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Report {
    pub(crate) files: Vec<FileReport>,
    pub(crate) totals: Totals,
}

/// What came of one file. What was read is stored, unchanged or quarantined.
#[derive(Debug, Serialize)]
pub(crate) struct FileReport {
    pub(crate) path: String,
    pub(crate) format: Option<String>,
    pub(crate) read: usize,
    pub(crate) stored: usize,
    pub(crate) unchanged: usize,
    pub(crate) quarantined: Vec<Quarantined>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) note: Option<String>,
}

/// A record that cannot be used, and why.
#[derive(Debug, Serialize)]
pub(crate) struct Quarantined {
    pub(crate) at: String,
    pub(crate) reason: String,
}

/// The sums over all files.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Totals {
    pub(crate) files: usize,
    pub(crate) read: usize,
    pub(crate) stored: usize,
    pub(crate) unchanged: usize,
    pub(crate) quarantined: usize,
    pub(crate) not_recognised: usize,
}

impl FileReport {
    pub(super) fn new(path: &str) -> Self {
        Self {
            path: path.to_owned(),
            format: None,
            read: 0,
            stored: 0,
            unchanged: 0,
            quarantined: Vec::new(),
            note: None,
        }
    }

    /// A file of which nothing needs to be read again.
    pub(super) fn unchanged(path: &str, state: &FileState, quarantined: Vec<(String, String)>) -> Self {
        let mut file = Self::new(path);
        file.resume(state, quarantined);
        file
    }

    /// Begins with what an earlier run has taken in.
    pub(super) fn resume(&mut self, state: &FileState, quarantined: Vec<(String, String)>) {
        self.format.clone_from(&state.format);
        self.read = state.read;
        self.unchanged = state.read.saturating_sub(quarantined.len());
        self.note.clone_from(&state.note);
        let quarantined = quarantined.into_iter();
        self.quarantined = quarantined.map(|(at, reason)| Quarantined { at, reason }).collect();
    }

    /// Adds what came of a piece. What only tells of accounts and people is stored with the
    /// accounts: anew, unless it was told before.
    pub(super) fn add(&mut self, piece: &Piece, outcome: &PieceOutcome, is_known: bool) {
        self.format = self
            .format
            .take()
            .or(piece.format.map(|format| format.as_str().to_owned()));
        self.read += piece.read;
        let informing = |counts: bool| if counts { piece.informing } else { 0 };
        self.stored += outcome.stored + informing(!is_known);
        self.unchanged += outcome.unchanged + informing(is_known);
        let quarantined = |it: &read::Quarantined| Quarantined {
            at: it.at.clone(),
            reason: it.reason.clone(),
        };
        self.quarantined
            .extend(piece.quarantined.iter().chain(&piece.unplaced).map(quarantined));
        self.note = piece.note.clone().or(self.note.take());
    }

    pub(super) fn path(&self) -> &str {
        &self.path
    }

    /// A file that nobody knows how to read; one that could not be read at all is quarantined.
    pub(crate) fn is_not_recognised(&self) -> bool {
        self.format.is_none() && self.quarantined.is_empty()
    }
}

impl Report {
    pub(crate) fn add(&mut self, file: FileReport) {
        self.totals.files += 1;
        self.totals.read += file.read;
        self.totals.stored += file.stored;
        self.totals.unchanged += file.unchanged;
        self.totals.quarantined += file.quarantined.len();
        self.totals.not_recognised += usize::from(file.is_not_recognised());
        self.files.push(file);
    }

    pub(super) fn sort(&mut self) {
        self.files.sort_by(|left, right| left.path.cmp(&right.path));
    }

    /// Whether everything was read.
    pub(crate) fn is_clean(&self) -> bool {
        self.totals.quarantined == 0 && self.totals.not_recognised == 0
    }

    /// Whether anything was stored.
    pub(crate) fn has_news(&self) -> bool {
        self.totals.stored > 0
    }

    /// How many files there are, how many records are quarantined and how many files nobody knows
    /// how to read: while these stay and there is no news, a report says nothing new.
    pub(crate) fn faults(&self) -> (usize, usize, usize) {
        let totals = &self.totals;
        (totals.files, totals.quarantined, totals.not_recognised)
    }

    /// What was left out, in one line; nothing where all was read.
    pub(crate) fn left_out(&self) -> Option<String> {
        let totals = &self.totals;
        (!self.is_clean()).then(|| {
            format!(
                "{} records were quarantined and {} files not recognised; `vouch ingest` lists them",
                totals.quarantined, totals.not_recognised
            )
        })
    }
}
