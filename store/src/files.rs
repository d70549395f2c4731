//! Files, as far as they have been read.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::{Store, StoreError};

/// What a file is read as depends on its bytes, on what is known of accounts and people, and on
/// the day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileVersion {
    /// A digest of its bytes.
    pub digest: String,
    /// A digest of everything else that decides what it is read as, but for the day.
    pub context: String,
    /// The day after which nothing may be dated.
    pub as_of: Date,
}

/// A file as it was read last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileState {
    /// The version that was read.
    pub version: FileVersion,
    /// The format it was recognised as, if it was.
    pub format: Option<String>,
    /// How many of its pieces were taken in.
    pub pieces: u64,
    /// Whether those are all.
    pub is_complete: bool,
    /// How many records were read so far, good and bad.
    pub read: usize,
    /// How many of them were evidence.
    pub records: usize,
    /// How many of its records are in quarantine because nobody knows whose they are, or because
    /// they lay in the future.
    pub unplaced: usize,
    /// What else there was to say of it.
    pub note: Option<String>,
}

impl FileState {
    /// Whether reading the file as this version would change nothing.
    pub fn is_current(&self, version: &FileVersion) -> bool {
        let FileVersion { digest, context, as_of } = &self.version;
        self.is_complete
            && (digest, context) == (&version.digest, &version.context)
            // A later day may find that something lies in the future no more.
            && (*as_of == version.as_of || (*as_of < version.as_of && self.unplaced == 0))
    }
}

const FILES: &str = "
    SELECT path, digest, context, as_of, format, pieces, complete, read, records, note,
        (SELECT COUNT(*) FROM quarantine WHERE file = file.key AND cleared = 0 AND unplaced = 1)
    FROM file";

type Row = (
    String,
    String,
    String,
    String,
    Option<String>,
    i64,
    i64,
    i64,
    i64,
    Option<String>,
    i64,
);

const ANNOUNCEMENTS: &str = "SELECT path, facts FROM announcement ORDER BY path";
const ANNOUNCE: &str = "
    INSERT INTO announcement (path, facts) VALUES ($1, $2)
    ON CONFLICT (path) DO UPDATE SET facts = excluded.facts";
const FORGET: &str = "DELETE FROM announcement WHERE path = $1";

impl Store {
    /// Every file that was ever read, by path.
    pub async fn files(&self) -> Result<BTreeMap<String, FileState>, StoreError> {
        let rows: Vec<Row> = sqlx::query_as(FILES)
            .fetch_all(&self.reader)
            .await
            .map_err(self.fail("reading what files were read"))?;
        let count = |number: i64| usize::try_from(number).unwrap_or_default();
        let files = rows.into_iter().filter_map(|row| {
            let (path, digest, context, as_of, format, pieces, complete, read, records, note, unplaced) = row;
            let version = FileVersion {
                digest,
                context,
                // What is no date was written by no version; the file is read again.
                as_of: as_of.parse().ok()?,
            };
            let state = FileState {
                version,
                format,
                pieces: u64::try_from(pieces).unwrap_or_default(),
                is_complete: complete != 0,
                read: count(read),
                records: count(records),
                unplaced: count(unplaced),
                note,
            };
            Some((path, state))
        });
        Ok(files.collect())
    }

    /// What files announced to others, by path.
    pub async fn announcements(&self) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
        sqlx::query_as(ANNOUNCEMENTS)
            .fetch_all(&self.reader)
            .await
            .map_err(self.fail("reading what files announced"))
    }

    /// Keeps what files announce, in place of what they announced before; a file that announces
    /// nothing any more is forgotten.
    pub async fn put_announcements(&self, announced: &[(String, Vec<u8>)]) -> Result<(), StoreError> {
        let doing = "storing what files announce";
        let fail = self.fail(doing);
        let mut transaction = self.begin(doing).await?;
        for (path, facts) in announced {
            let statement = if facts.is_empty() {
                sqlx::query(FORGET).bind(path)
            } else {
                sqlx::query(ANNOUNCE).bind(path).bind(facts)
            };
            statement.execute(&mut *transaction).await.map_err(&fail)?;
        }
        transaction.commit().await.map_err(&fail)
    }
}
