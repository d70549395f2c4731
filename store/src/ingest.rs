//! Taking in what a file held.

use std::collections::BTreeMap;

use grounding::{Source, SourceId};
use sqlx::SqliteConnection;

use crate::arrival::{Arrived, earlier, parse_stamp, settle};
use crate::digest::content_digest;
use crate::quarantine::{QuarantinedRecord, replace_quarantine};
use crate::revisions::{self, Revision};
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

/// What a file held.
#[derive(Debug, Clone, Default)]
pub struct FileBatch<'a> {
    /// The file, always named in the same way.
    pub path: &'a str,
    /// The format it was recognised as.
    pub format: &'a str,
    /// What could be read, in the file's order.
    pub records: Vec<Incoming<'a>>,
    /// What could not be read.
    pub quarantined: Vec<QuarantinedRecord<'a>>,
}

/// What came of a file's records; the two add up to their number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FileOutcome {
    /// Those that were new, or that count again.
    pub stored: usize,
    /// Those that said nothing new.
    pub unchanged: usize,
}

impl Store {
    /// Takes in what a file held, all of it or, on an error, nothing.
    ///
    /// A record that says something new makes a new revision of its source. Which revision
    /// counts is decided by the stamps of modification where there are any, else by the order
    /// of arrival; the others are kept. The open quarantine entries of the file are replaced.
    pub async fn put_file(&self, batch: FileBatch<'_>) -> Result<FileOutcome, StoreError> {
        let doing = "storing a file";
        let fail = self.fail(doing);
        // Digests are taken before the write lock, which others may be waiting for.
        let by_source = group(&batch)?;

        let mut transaction = self.begin(doing).await?;
        let next = self.next_revision(&mut transaction, doing).await?;
        let mut outcome = FileOutcome::default();
        for (id, mut copies) in by_source {
            let file = File {
                batch: &batch,
                next,
                fail: &fail,
            };
            outcome.stored += file.take_in(&mut transaction, id, &mut copies).await?;
        }
        outcome.unchanged = batch.records.len() - outcome.stored;
        if outcome.stored > 0 {
            revisions::set_evidence_revision(&mut transaction, next)
                .await
                .map_err(&fail)?;
        }
        replace_quarantine(&mut transaction, &batch).await.map_err(&fail)?;
        transaction.commit().await.map_err(&fail)?;
        Ok(outcome)
    }
}

fn group<'a>(batch: &FileBatch<'a>) -> Result<BTreeMap<&'a SourceId, Vec<Arrived>>, StoreError> {
    let mut by_source: BTreeMap<&SourceId, Vec<Arrived>> = BTreeMap::new();
    for (index, record) in batch.records.iter().enumerate() {
        let digest = content_digest(record.source).map_err(|source| StoreError::Unstorable {
            id: record.source.id.clone(),
            source,
        })?;
        by_source.entry(&record.source.id).or_default().push(Arrived {
            index,
            digest,
            modified: record.modified.and_then(parse_stamp),
        });
    }
    Ok(by_source)
}

/// A file that is being taken in.
struct File<'a, 'b, Fail> {
    batch: &'a FileBatch<'b>,
    /// The evidence revision that this file makes.
    next: i64,
    fail: &'a Fail,
}

impl<Fail: Fn(sqlx::Error) -> StoreError> File<'_, '_, Fail> {
    /// Takes in a file's copies of one source and returns how many of them were stored.
    async fn take_in(
        &self,
        connection: &mut SqliteConnection,
        id: &SourceId,
        copies: &mut [Arrived],
    ) -> Result<usize, StoreError> {
        let Some(best) = settle(copies) else { return Ok(0) };
        let live = revisions::live(connection, id).await.map_err(self.fail)?;
        if live.is_none() {
            // Revisions refer to their source; which of them is live is set below.
            revisions::add_source(connection, id, self.next)
                .await
                .map_err(self.fail)?;
        }

        let mut stored = 0;
        let mut best_number = 0;
        let mut best_is_new = false;
        for (position, copy) in copies.iter().enumerate() {
            let (number, is_new) = self.keep(connection, copy).await?;
            stored += usize::from(is_new);
            if position == best {
                (best_number, best_is_new) = (number, is_new);
            }
        }

        let said_before = revisions::delivered(connection, self.batch.path, id)
            .await
            .map_err(self.fail)?;
        let counts = live.is_none_or(|live| {
            live.number != best_number
                && match earlier(copies[best].modified, live.modified) {
                    Some(is_earlier) => !is_earlier,
                    None => said_before != Some(best_number),
                }
        });
        if counts {
            revisions::set_live(connection, id, best_number, self.next)
                .await
                .map_err(self.fail)?;
            stored += usize::from(!best_is_new);
        }
        if said_before != Some(best_number) {
            revisions::set_delivered(connection, self.batch.path, id, best_number)
                .await
                .map_err(self.fail)?;
        }
        Ok(stored)
    }

    /// Makes sure that a copy's content is kept, and returns its number and whether it is new.
    async fn keep(&self, connection: &mut SqliteConnection, copy: &Arrived) -> Result<(i64, bool), StoreError> {
        let record = &self.batch.records[copy.index];
        let id = &record.source.id;
        if let Some(held) = revisions::find(connection, id, &copy.digest).await.map_err(self.fail)? {
            if copy.modified > held.modified {
                // The same content was confirmed later, so copies stamped in between are older.
                revisions::set_modified(connection, id, held.number, copy.modified)
                    .await
                    .map_err(self.fail)?;
            }
            return Ok((held.number, false));
        }
        let unstorable = |source| StoreError::Unstorable { id: id.clone(), source };
        let revision = Revision {
            body: serde_json::to_string(record.source).map_err(unstorable)?,
            source: record.source,
            digest: &copy.digest,
            modified: copy.modified,
            raw: record.raw,
        };
        let number = revisions::add(connection, &revision).await.map_err(self.fail)?;
        Ok((number, true))
    }
}
