//! How much is stored.

use jiff::civil::Date;
use sqlx::FromRow;
use sqlx::sqlite::SqliteRow;

use crate::{Store, StoreError};

/// How much is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stats {
    /// The evidence revision.
    pub evidence_revision: i64,
    /// Accounts.
    pub accounts: i64,
    /// Sources that count as evidence.
    pub live: i64,
    /// Sources whose system says they were deleted, or made in a test mode.
    pub not_live: i64,
    /// Revisions of all sources, those that count among them.
    pub revisions: i64,
    /// Records that no file since has cleared out of quarantine.
    pub quarantined: i64,
    /// The day of the newest live source; none where no live source has a date.
    pub newest: Option<Date>,
}

const STATS: &str = "
    SELECT
        (SELECT revision FROM evidence WHERE name = 'evidence'),
        (SELECT COUNT(*) FROM account),
        (SELECT COUNT(*) FROM source JOIN revision ON revision.source = source.key AND revision.number = source.live
            WHERE revision.state = 'live'),
        (SELECT COUNT(*) FROM source JOIN revision ON revision.source = source.key AND revision.number = source.live
            WHERE revision.state <> 'live'),
        (SELECT COUNT(*) FROM revision),
        (SELECT COUNT(*) FROM quarantine WHERE cleared = 0),
        (SELECT MAX(revision.occurred_at) FROM source
            JOIN revision ON revision.source = source.key AND revision.number = source.live
            WHERE revision.state = 'live')";

impl Store {
    /// Counts what is stored.
    pub async fn stats(&self) -> Result<Stats, StoreError> {
        let statement = sqlx::query_as(STATS);
        statement
            .fetch_one(&self.reader)
            .await
            .map_err(self.fail("counting what is stored"))
    }
}

impl FromRow<'_, SqliteRow> for Stats {
    fn from_row(row: &SqliteRow) -> sqlx::Result<Self> {
        let (evidence_revision, accounts, live, not_live, revisions, quarantined, newest) = FromRow::from_row(row)?;
        let newest: Option<String> = newest;
        Ok(Self {
            evidence_revision,
            accounts,
            live,
            not_live,
            revisions,
            quarantined,
            // Dates are stored in ISO 8601, whose order as text is their order in time.
            newest: newest.and_then(|date| date.parse().ok()),
        })
    }
}
