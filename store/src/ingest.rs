//! Taking in what files hold, piece by piece.

use grounding::Source;
use sqlx::{Sqlite, Transaction};

use crate::files::FileVersion;
use crate::piece::{Prepared, Taking};
use crate::quarantine::QuarantinedRecord;
use crate::revisions;
use crate::{Store, StoreError};

/// One record of a file.
#[derive(Debug, Clone, Copy)]
pub struct Incoming<'a> {
    /// The source made of it. Its revision is not looked at.
    pub source: &'a Source,
    /// The bytes it was read from.
    pub raw: &'a [u8],
    /// When its system last modified it: an ISO 8601 date or time, with or without an offset.
    pub modified: Option<&'a str>,
}

/// What a piece of a file held. A small file is one piece.
#[derive(Debug, Clone)]
pub struct FilePiece<'a> {
    /// The file, always named in the same way.
    pub path: &'a str,
    /// What it is read as.
    pub version: &'a FileVersion,
    /// The format it was recognised as; none where it was not.
    pub format: Option<&'a str>,
    /// The piece's place among those of the file. The first, 0, begins a new reading; any other
    /// goes on with the one that was begun.
    pub number: u64,
    /// Whether the file ends with it.
    pub is_last: bool,
    /// How many records it holds, good and bad.
    pub read: usize,
    /// What could be read, in the file's order.
    pub records: Vec<Incoming<'a>>,
    /// What could not be used.
    pub quarantined: Vec<QuarantinedRecord<'a>>,
    /// What else there is to say of the file.
    pub note: Option<&'a str>,
}

/// What came of several pieces.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Taken {
    /// The evidence revision before them.
    pub before: i64,
    /// The evidence revision with them.
    pub revision: i64,
    /// What came of each.
    pub pieces: Vec<PieceOutcome>,
}

/// What came of a piece's records; the first two add up to their number.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PieceOutcome {
    /// Those that were new, or that count again.
    pub stored: usize,
    /// Those that said nothing new.
    pub unchanged: usize,
    /// Those by which another revision of a source counts than before.
    pub changed: Vec<Changed>,
}

/// A record by which another revision of its source counts than before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Changed {
    /// Its place among the piece's records.
    pub record: usize,
    /// The revision.
    pub revision: u32,
    /// Whether the source is new.
    pub is_new: bool,
}

impl Store {
    /// Takes in pieces of files, in this order: all of them or, on an error, none.
    ///
    /// A record that says something new makes a new revision of its source. Which revision
    /// counts is decided by the stamps of modification where there are any, else by the order
    /// of arrival; the others are kept. With the last piece of a file, those of its quarantined
    /// records that it no longer has are cleared.
    pub async fn put(&self, pieces: &[FilePiece<'_>]) -> Result<Taken, StoreError> {
        let (transaction, taken) = self.take(pieces).await?;
        transaction.commit().await.map_err(self.fail(DOING))?;
        Ok(taken)
    }

    /// What [`Store::put`] would come to. Every piece is taken for the whole of its file, and
    /// nothing is stored.
    pub async fn try_put(&self, pieces: &[FilePiece<'_>]) -> Result<Taken, StoreError> {
        let pieces: Vec<FilePiece<'_>> = pieces
            .iter()
            .map(|piece| FilePiece {
                number: 0,
                ..piece.clone()
            })
            .collect();
        let (transaction, taken) = self.take(&pieces).await?;
        transaction.rollback().await.map_err(self.fail(DOING))?;
        Ok(taken)
    }

    async fn take(&self, pieces: &[FilePiece<'_>]) -> Result<(Transaction<'static, Sqlite>, Taken), StoreError> {
        // Digests are taken before the write lock, which others may be waiting for.
        let prepared = pieces
            .iter()
            .map(|piece| piece.records.iter().map(Prepared::new).collect())
            .collect::<Result<Vec<Vec<_>>, _>>()?;
        let mut transaction = self.begin(DOING).await?;
        let next = self.next_revision(&mut transaction, DOING).await?;
        let fail = self.fail(DOING);
        let mut taken = Taken {
            before: next - 1,
            revision: next - 1,
            pieces: Vec::with_capacity(pieces.len()),
        };
        let mut taking = Taking::begin(&mut transaction, next).await.map_err(&fail)?;
        for (piece, records) in pieces.iter().zip(&prepared) {
            taken.pieces.push(taking.piece(piece, records).await.map_err(&fail)?);
        }
        if taken.pieces.iter().any(|outcome| outcome.stored > 0) {
            revisions::set_evidence_revision(&mut transaction, next)
                .await
                .map_err(&fail)?;
            taken.revision = next;
        }
        Ok((transaction, taken))
    }
}

const DOING: &str = "storing what was read";
