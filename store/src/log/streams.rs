//! Several streams of the log at once.

use workflow::log::Entry;

use super::row::EntryRow;
use super::{READING, read};
use crate::{Store, StoreError, rows};

const OF_STREAMS: &str = "
    SELECT number, stream, step, by_login, by_name, at, day, body, previous, digest
    FROM event WHERE stream IN";

impl Store {
    /// The entries of several streams, in the order of the log.
    pub async fn entries_of(&self, streams: &[String]) -> Result<Vec<Entry>, StoreError> {
        let mut connection = self.reader.acquire().await.map_err(self.fail(READING))?;
        let found: Vec<EntryRow> = rows::select(&mut connection, OF_STREAMS, None, streams)
            .await
            .map_err(self.fail(READING))?;
        let mut entries = read(found)?;
        entries.sort_by_key(|entry| entry.number);
        Ok(entries)
    }
}
