//! Where a store stands, for whoever holds something that was made of it.

use crate::{Store, StoreError};

/// Where a store stands. Whoever holds something that was made of it sees by this whether the store
/// has moved on since.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Position {
    /// The evidence revision.
    pub evidence: i64,
    /// The number of the log's last entry; 0 where it has none.
    pub entry: i64,
    /// The digest of that entry; empty where there is none.
    pub digest: String,
}

const POSITION: &str = "
    SELECT evidence.revision, event.number, event.digest
    FROM evidence LEFT JOIN event ON event.number = (SELECT MAX(number) FROM event)
    WHERE evidence.name = 'evidence'";

impl Store {
    /// Where the store stands, by one look at it.
    pub async fn position(&self) -> Result<Position, StoreError> {
        let (evidence, entry, digest): (i64, Option<i64>, Option<String>) = sqlx::query_as(POSITION)
            .fetch_one(&self.reader)
            .await
            .map_err(self.fail("reading where the store stands"))?;
        Ok(Position {
            evidence,
            entry: entry.unwrap_or_default(),
            digest: digest.unwrap_or_default(),
        })
    }
}
