//! Taking in one piece of a file.

use std::collections::{BTreeMap, BTreeSet};

use grounding::SourceId;
use sqlx::SqliteConnection;

use crate::StoreError;
use crate::arrival::{Arrived, earlier, parse_stamp, settle};
use crate::body::{body, digest};
use crate::ingest::{Changed, FilePiece, Incoming, PieceOutcome};
use crate::quarantine::quarantine;
use crate::revisions::{self, Delivery, Known, Revision, SourceRow};

/// A record that is ready to be stored.
pub(crate) struct Prepared<'a> {
    record: &'a Incoming<'a>,
    body: String,
    digest: Vec<u8>,
    modified: Option<i64>,
}

impl<'a> Prepared<'a> {
    pub(crate) fn new(record: &'a Incoming<'a>) -> Result<Self, StoreError> {
        let body = body(record.source).map_err(|source| StoreError::Unstorable {
            id: record.source.id.clone(),
            source,
        })?;
        Ok(Self {
            record,
            digest: digest(&body),
            body,
            modified: record.modified.and_then(parse_stamp),
        })
    }
}

/// The taking in of pieces within a transaction.
pub(crate) struct Taking<'c> {
    connection: &'c mut SqliteConnection,
    /// The evidence revision that they make.
    next: i64,
    next_key: i64,
}

/// What has to be written for a piece.
#[derive(Default)]
struct Writing<'a> {
    sources: Vec<SourceRow<'a>>,
    revisions: Vec<Revision<'a>>,
    deliveries: Vec<Delivery>,
    /// Revisions whose content was confirmed later: the source, the number and the stamp.
    confirmed: Vec<(i64, i64, Option<i64>)>,
    outcome: PieceOutcome,
}

impl<'c> Taking<'c> {
    pub(crate) async fn begin(connection: &'c mut SqliteConnection, next: i64) -> sqlx::Result<Self> {
        let next_key = revisions::next_source_key(connection).await?;
        Ok(Self {
            connection,
            next,
            next_key,
        })
    }

    /// Takes in a piece, whose records are prepared in the same order.
    pub(crate) async fn piece(
        &mut self,
        piece: &FilePiece<'_>,
        records: &[Prepared<'_>],
    ) -> sqlx::Result<PieceOutcome> {
        let file = revisions::file(self.connection, piece).await?;
        let mut copies: BTreeMap<&SourceId, Vec<Arrived<'_>>> = BTreeMap::new();
        for (index, record) in records.iter().enumerate() {
            copies.entry(&record.record.source.id).or_default().push(Arrived {
                index,
                digest: &record.digest,
                modified: record.modified,
            });
        }
        let ids: Vec<&str> = copies.keys().map(|id| id.as_str()).collect();
        let mut known = revisions::known(self.connection, &ids, &file).await?;
        let mut writing = Writing::default();
        for (id, copies) in &mut copies {
            let known = known.remove(id.as_str()).unwrap_or_else(|| {
                self.next_key += 1;
                Known::new(self.next_key - 1)
            });
            self.settle(id, copies, known, file.pass, records, &mut writing);
        }
        writing.outcome.unchanged = records.len() - writing.outcome.stored;
        revisions::put_sources(self.connection, &writing.sources).await?;
        revisions::put_revisions(self.connection, &writing.revisions).await?;
        revisions::confirm(self.connection, &writing.confirmed).await?;
        revisions::put_deliveries(self.connection, file.key, file.pass, &writing.deliveries).await?;
        quarantine(self.connection, &file, &piece.quarantined).await?;
        if piece.is_last {
            revisions::complete(self.connection, &file).await?;
        }
        Ok(writing.outcome)
    }

    /// Decides what a piece's copies of one source change.
    fn settle<'a>(
        &self,
        id: &'a SourceId,
        copies: &mut [Arrived<'_>],
        mut known: Known,
        pass: i64,
        records: &'a [Prepared<'a>],
        writing: &mut Writing<'a>,
    ) {
        let Some(best) = settle(copies) else { return };
        let live = known.live();
        let was_said = known.said_before(pass);
        let mut said = BTreeSet::new();
        for (position, copy) in copies.iter().enumerate() {
            let (number, is_new) = match known.find(copy.digest) {
                Some(held) => {
                    if copy.modified > held.modified {
                        // Copies stamped in between are older, then.
                        writing.confirmed.push((known.key, held.number, copy.modified));
                    }
                    (held.number, false)
                }
                None => (known.add(copy.digest, copy.modified), true),
            };
            if is_new {
                let record = &records[copy.index];
                writing.revisions.push(Revision {
                    source: known.key,
                    number,
                    of: record.record,
                    body: &record.body,
                    digest: &record.digest,
                    modified: record.modified,
                });
                writing.outcome.stored += 1;
            }
            if said.insert(number) {
                writing.deliveries.push(Delivery {
                    source: known.key,
                    number,
                });
            }
            if position == best {
                let counts = live.as_ref().is_none_or(|live| {
                    live.number != number
                        && match earlier(copy.modified, live.modified) {
                            Some(is_earlier) => !is_earlier,
                            None => !was_said.contains(&number),
                        }
                });
                if counts {
                    writing.outcome.stored += usize::from(!is_new);
                    writing.outcome.changed.push(Changed {
                        record: copy.index,
                        revision: u32::try_from(number).unwrap_or(u32::MAX),
                        is_new: live.is_none(),
                    });
                    writing.sources.push(SourceRow {
                        key: known.key,
                        id,
                        live: number,
                        changed: self.next,
                    });
                }
            }
        }
    }
}
