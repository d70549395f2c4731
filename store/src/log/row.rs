//! An entry as it is kept.

use sqlx::FromRow;
use sqlx::sqlite::SqliteRow;
use workflow::log::Entry;
use workflow::run::Signed;

use crate::StoreError;

/// The columns of an entry. Whatever they hold becomes part of the entry, so that a row that was
/// changed no longer has the digest of what it says.
pub(super) struct EntryRow {
    number: i64,
    stream: String,
    step: i64,
    by_login: Option<String>,
    by_name: String,
    at: String,
    day: String,
    body: String,
    previous: String,
    digest: String,
}

impl FromRow<'_, SqliteRow> for EntryRow {
    fn from_row(row: &SqliteRow) -> sqlx::Result<Self> {
        let (number, stream, step, by_login, by_name, at, day, body, previous, digest) = FromRow::from_row(row)?;
        Ok(Self {
            number,
            stream,
            step,
            by_login,
            by_name,
            at,
            day,
            body,
            previous,
            digest,
        })
    }
}

impl EntryRow {
    /// The entry, exactly as it was added.
    pub(super) fn into_entry(self) -> Result<Entry, StoreError> {
        let illegible = |why: String| StoreError::Illegible {
            what: format!("entry {} of the log (`{}`)", self.number, self.stream),
            why,
        };
        let signed = Signed {
            at: self
                .at
                .parse()
                .map_err(|error: jiff::Error| illegible(error.to_string()))?,
            day: self
                .day
                .parse()
                .map_err(|error: jiff::Error| illegible(error.to_string()))?,
            by: self.by_login,
            name: self.by_name,
        };
        let event = serde_json::from_str(&self.body).map_err(|error| illegible(error.to_string()))?;
        Ok(Entry {
            number: self.number,
            // No entry has such a step, so one that was made of it has another digest.
            step: u32::try_from(self.step).unwrap_or(u32::MAX),
            stream: self.stream,
            signed,
            event,
            previous: self.previous,
            digest: self.digest,
        })
    }
}
