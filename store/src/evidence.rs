//! Reading evidence back.

mod glance;

use std::collections::BTreeMap;
use std::sync::Arc;

use grounding::{Account, AccountId, Evidence, Place, Source, SourceId, State};
use sqlx::FromRow;
use sqlx::sqlite::SqliteRow;

use crate::{Store, StoreError};

const OF_ACCOUNT: &str = "
    SELECT source.id, revision.number, source.live, revision.origin, revision.body
    FROM revision JOIN source ON source.key = revision.source
    WHERE revision.account = $1 OR (revision.account IS NULL AND revision.number = source.live)";
const ONE: &str = "
    SELECT source.id, revision.number, source.live, revision.origin, revision.body
    FROM revision JOIN source ON source.key = revision.source AND source.live = revision.number
    WHERE source.id = $1";
const LIVE_PAGE: &str = "
    SELECT source.id, revision.number, source.live, revision.origin, revision.body
    FROM revision JOIN source ON source.key = revision.source AND source.live = revision.number
    WHERE revision.state = 'live' AND source.id > $1
    ORDER BY source.id LIMIT $2";
const OWNER: &str = "
    SELECT revision.account
    FROM revision JOIN source ON source.key = revision.source AND source.live = revision.number
    WHERE source.id = $1";
const CHANGED_PAGE: &str = "
    SELECT source.changed, source.id, revision.number, source.live, revision.origin, revision.body
    FROM source JOIN revision ON source.key = revision.source AND source.live = revision.number
    WHERE source.changed > $1 OR (source.changed = $1 AND source.id > $2)
    ORDER BY source.changed, source.id LIMIT $3";
const BETWEEN: &str = "
    SELECT source.id, revision.number, source.live, revision.origin, revision.body
    FROM revision JOIN source ON source.key = revision.source AND source.live = revision.number
    WHERE source.id >= $1 AND source.id < $2
    ORDER BY source.id";
const OF_RECORDS: &str = "
    SELECT source.id, revision.number, source.live, revision.origin, revision.body
    FROM revision JOIN source ON source.key = revision.source AND source.live = revision.number
    WHERE revision.state = 'live' AND revision.account IS NOT NULL
        AND (revision.body LIKE '%\"record\":\"account\"%' OR revision.body LIKE '%\"record\":\"deal\"%'
            OR revision.body LIKE '%\"kind\":\"order_form\"%')
    ORDER BY source.id";
const RAW: &str = "
    SELECT raw FROM revision JOIN source ON source.key = revision.source WHERE source.id = $1 AND number = $2";

/// A place in the order in which sources changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangePosition {
    /// The evidence revision.
    pub revision: i64,
    /// The last source before the place; none for the end of the revision.
    pub source: Option<SourceId>,
}

impl Store {
    /// The sources of which another revision counts since then, or which are new since then, in
    /// the order of their changes: at most `limit` of them, each with its place, and as it counts
    /// now, be it live, deleted or a test.
    pub async fn changed_page(
        &self,
        after: &ChangePosition,
        limit: u32,
    ) -> Result<Vec<(ChangePosition, Source)>, StoreError> {
        // Nothing is called by a character after all others.
        let source = after.source.as_ref().map_or("\u{10ffff}", SourceId::as_str);
        let rows: Vec<(i64, String, i64, i64, String, String)> = sqlx::query_as(CHANGED_PAGE)
            .bind(after.revision)
            .bind(source)
            .bind(i64::from(limit))
            .fetch_all(&self.reader)
            .await
            .map_err(self.fail("reading what changed"))?;
        let rows = rows.into_iter().map(|(revision, id, number, live, origin, body)| {
            let row = Row {
                id,
                number,
                live,
                origin,
                body,
            };
            let source = row.into_source()?;
            let position = ChangePosition {
                revision,
                source: Some(source.id.clone()),
            };
            Ok((position, source))
        });
        rows.collect()
    }

    /// The sources whose ids begin so, in whatever state, sorted by id.
    pub async fn beginning_with(&self, prefix: &str) -> Result<Vec<Source>, StoreError> {
        let rows: Vec<Row> = sqlx::query_as(BETWEEN)
            .bind(prefix)
            .bind(format!("{prefix}\u{10ffff}"))
            .fetch_all(&self.reader)
            .await
            .map_err(self.fail("reading sources of one kind"))?;
        rows.into_iter().map(Row::into_source).collect()
    }

    /// The account records, the deals and the order forms of every account, sorted by id: what tells
    /// how much an account is worth, without reading all that is known of all of them.
    pub async fn values(&self) -> Result<Vec<Arc<Source>>, StoreError> {
        let rows: Vec<Row> = sqlx::query_as(OF_RECORDS)
            .fetch_all(&self.reader)
            .await
            .map_err(self.fail("reading what all accounts are worth"))?;
        rows.into_iter().map(|row| row.into_source().map(Arc::new)).collect()
    }

    /// The revision of the source that counts, be it live, deleted or a test.
    pub async fn source(&self, id: &SourceId) -> Result<Option<Source>, StoreError> {
        let row: Option<Row> = sqlx::query_as(ONE)
            .bind(id.as_str())
            .fetch_optional(&self.reader)
            .await
            .map_err(self.fail("reading a source"))?;
        row.map(Row::into_source).transpose()
    }

    /// The live sources of all accounts and of the tenant, sorted by id: at most `limit` of
    /// those after the given one.
    ///
    /// Whoever pages through them while files are being stored reads the evidence revision
    /// first, and asks for what changed since then at the end.
    pub async fn live_page(&self, after: Option<&SourceId>, limit: u32) -> Result<Vec<Arc<Source>>, StoreError> {
        let rows: Vec<Row> = sqlx::query_as(LIVE_PAGE)
            .bind(after.map_or("", SourceId::as_str))
            .bind(i64::from(limit))
            .fetch_all(&self.reader)
            .await
            .map_err(self.fail("reading the live sources"))?;
        rows.into_iter().map(|row| row.into_source().map(Arc::new)).collect()
    }

    /// The bytes that a revision of a source was read from.
    pub async fn raw(&self, id: &SourceId, revision: u32) -> Result<Option<Vec<u8>>, StoreError> {
        let statement = sqlx::query_scalar(RAW).bind(id.as_str()).bind(i64::from(revision));
        statement
            .fetch_optional(&self.reader)
            .await
            .map_err(self.fail("reading a source's bytes"))
    }
}

impl Evidence for Store {
    type Error = StoreError;

    async fn accounts(&self) -> Result<Vec<Account>, StoreError> {
        let accounts = self.all_accounts(&self.reader, "reading the accounts").await?;
        Ok(accounts.into_values().collect())
    }

    async fn sources(&self, account: &AccountId) -> Result<Vec<Arc<Source>>, StoreError> {
        let mut rows: Vec<Row> = sqlx::query_as(OF_ACCOUNT)
            .bind(account.as_str())
            .fetch_all(&self.reader)
            .await
            .map_err(self.fail("reading an account's sources"))?;
        // Sorted here, since databases order text in ways of their own.
        rows.sort_by(|left, right| (&left.id, left.number).cmp(&(&right.id, right.number)));
        rows.into_iter().map(|row| row.into_source().map(Arc::new)).collect()
    }

    async fn owners(&self, ids: &[SourceId]) -> Result<BTreeMap<SourceId, Option<AccountId>>, StoreError> {
        let fail = self.fail("looking up the owners of sources");
        let mut connection = self.reader.acquire().await.map_err(&fail)?;
        let mut owners = BTreeMap::new();
        for id in ids {
            let owner: Option<Option<String>> = sqlx::query_scalar(OWNER)
                .bind(id.as_str())
                .fetch_optional(&mut *connection)
                .await
                .map_err(&fail)?;
            if let Some(owner) = owner {
                owners.insert(id.clone(), owner.map(AccountId::new));
            }
        }
        Ok(owners)
    }
}

/// A revision as it is kept.
struct Row {
    id: String,
    number: i64,
    live: i64,
    /// The place, a tab, and the path.
    origin: String,
    body: String,
}

impl FromRow<'_, SqliteRow> for Row {
    fn from_row(row: &SqliteRow) -> sqlx::Result<Self> {
        let (id, number, live, origin, body) = FromRow::from_row(row)?;
        Ok(Self {
            id,
            number,
            live,
            origin,
            body,
        })
    }
}

impl Row {
    fn into_source(self) -> Result<Source, StoreError> {
        let unreadable = |source| StoreError::Unreadable {
            id: SourceId::raw(self.id.as_str()),
            revision: self.number,
            source,
        };
        let mut source: Source = serde_json::from_str(&self.body).map_err(unreadable)?;
        source.revision = u32::try_from(self.number).unwrap_or(u32::MAX);
        if let Some((at, path)) = self.origin.split_once('\t') {
            source.origin = Place {
                path: path.to_owned(),
                at: at.to_owned(),
            };
        }
        if self.number != self.live && source.state == State::Live {
            source.state = State::Superseded;
        }
        Ok(source)
    }
}
