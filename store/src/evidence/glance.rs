//! What tells of many accounts at a glance, without reading all that is known of each of them.
//!
//! Accounts are asked for by a stretch of their ids, both ends included, so that whoever reads of
//! thousands does so a few at a time; a stretch may be a single account.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;
use std::sync::Arc;

use grounding::{AccountId, Source};
use jiff::civil::Date;

use super::Row;
use crate::{Store, StoreError};

/// A source's kind stands near the beginning of its body, so that no long text is searched for it.
macro_rules! is_record {
    () => {
        "(substr(revision.body, 1, 1000) LIKE '%kind\":\"account\"%'
            OR substr(revision.body, 1, 1000) LIKE '%kind\":\"opportunity\"%'
            OR substr(revision.body, 1, 1000) LIKE '%kind\":\"order_form\"%'
            OR substr(revision.body, 1, 1000) LIKE '%kind\":\"user\"%')"
    };
}

const RECORDS: &str = concat!(
    "
    SELECT source.id, revision.number, source.live, revision.origin, revision.body
    FROM revision JOIN source ON source.key = revision.source
    WHERE revision.account >= $1 AND revision.account <= $2 AND ",
    is_record!(),
    " ORDER BY source.id, revision.number"
);
const RECORDS_OF_TENANT: &str = concat!(
    "
    SELECT source.id, revision.number, source.live, revision.origin, revision.body
    FROM revision JOIN source ON source.key = revision.source AND source.live = revision.number
    WHERE revision.account IS NULL AND ",
    is_record!(),
    " ORDER BY source.id"
);
/// An earlier revision counts where the one in force is later than the day, as in a ledger. What the
/// desk itself has put on record, a snapshot or a decision, is nothing new from the customer.
const NEWEST: &str = "
    SELECT revision.account, MAX(revision.occurred_at)
    FROM revision JOIN source ON source.key = revision.source
    WHERE revision.account >= $1 AND revision.account <= $2
        AND revision.state = 'live' AND revision.occurred_at <= $3 AND source.id NOT LIKE 'vouch:%'
        AND (revision.number = source.live
            OR (SELECT counted.occurred_at FROM revision AS counted
                WHERE counted.source = source.key AND counted.number = source.live) > $3)
        AND revision.body NOT LIKE '%visibility\":\"restricted\"%'
    GROUP BY revision.account";
/// The ids are compared as something made of them, since the accounts are the shorter way to the
/// rows: no database should take the ids for it.
const LAST_DAYS: &str = "
    SELECT id, number, live, origin, body
    FROM (
        SELECT source.id AS id, revision.number AS number, source.live AS live, revision.origin AS origin,
            revision.body AS body, revision.occurred_at AS occurred_at, source.changed AS changed,
            DENSE_RANK() OVER (PARTITION BY revision.account ORDER BY revision.occurred_at DESC) AS place
        FROM revision JOIN source ON source.key = revision.source AND source.live = revision.number
        WHERE revision.account >= $1 AND revision.account <= $2
            AND source.id || '' >= $3 AND source.id || '' < $4
            AND revision.state = 'live' AND revision.occurred_at <= $5
    ) AS ranked
    WHERE place <= $6
    ORDER BY occurred_at, changed, id";
/// Repeats are left to the reader: told apart here, they would be read from the accounts' index, all of it.
const ACCOUNTS_CHANGED: &str = "
    SELECT revision.account
    FROM source JOIN revision ON revision.source = source.key
    WHERE source.changed > $1";
const COUNT_REVISIONS: &str = "
    SELECT COUNT(DISTINCT changed) FROM source WHERE changed > $1 AND changed <= $2";
const COUNT_ACCOUNTS: &str = "SELECT COUNT(*) FROM account";
const COUNT_CHANGED: &str = "
    SELECT COUNT(*) FROM (SELECT 1 FROM source WHERE changed > $1 LIMIT $2) AS few";

const READING: &str = "reading accounts at a glance";

impl Store {
    /// Every revision of the account records, the deals, the order forms and the users of these
    /// accounts, sorted by id and revision: what tells whose an account is and when it renews.
    pub async fn glance_records(&self, accounts: &RangeInclusive<AccountId>) -> Result<Vec<Arc<Source>>, StoreError> {
        let rows: Vec<Row> = sqlx::query_as(RECORDS)
            .bind(accounts.start().as_str())
            .bind(accounts.end().as_str())
            .fetch_all(&self.reader)
            .await
            .map_err(self.fail(READING))?;
        rows.into_iter().map(|row| row.into_source().map(Arc::new)).collect()
    }

    /// The same of the whole tenant: the live ones that belong to no account, sorted by id.
    pub async fn glance_records_of_tenant(&self) -> Result<Vec<Arc<Source>>, StoreError> {
        let rows: Vec<Row> = sqlx::query_as(RECORDS_OF_TENANT)
            .fetch_all(&self.reader)
            .await
            .map_err(self.fail(READING))?;
        rows.into_iter().map(|row| row.into_source().map(Arc::new)).collect()
    }

    /// The day of the newest evidence of each of these accounts, as of a day; none of those that have
    /// no dated evidence. What only a few may see doesn't count, nor does what the desk has written.
    pub async fn glance_newest(
        &self,
        accounts: &RangeInclusive<AccountId>,
        as_of: Date,
    ) -> Result<BTreeMap<AccountId, Date>, StoreError> {
        let rows: Vec<(String, String)> = sqlx::query_as(NEWEST)
            .bind(accounts.start().as_str())
            .bind(accounts.end().as_str())
            .bind(as_of.to_string())
            .fetch_all(&self.reader)
            .await
            .map_err(self.fail(READING))?;
        let rows = rows.into_iter().map(|(account, day)| {
            let day = day.parse().map_err(|error: jiff::Error| StoreError::Illegible {
                what: format!("the day of the newest evidence of `{account}`"),
                why: error.to_string(),
            })?;
            Ok((AccountId::new(account), day))
        });
        rows.collect()
    }

    /// The live sources of these accounts whose ids begin so, of the last so many days that have any,
    /// as of a day: in the order of their days, and within a day in that of their arrival.
    pub async fn glance_last_days(
        &self,
        accounts: &RangeInclusive<AccountId>,
        prefix: &str,
        as_of: Date,
        days: u32,
    ) -> Result<Vec<Source>, StoreError> {
        let rows: Vec<Row> = sqlx::query_as(LAST_DAYS)
            .bind(accounts.start().as_str())
            .bind(accounts.end().as_str())
            .bind(prefix)
            .bind(format!("{prefix}\u{10ffff}"))
            .bind(as_of.to_string())
            .bind(i64::from(days))
            .fetch_all(&self.reader)
            .await
            .map_err(self.fail(READING))?;
        rows.into_iter().map(Row::into_source).collect()
    }

    /// The accounts of the sources that changed after an evidence revision, also those that a source
    /// belonged to before; none stands for the whole tenant.
    pub async fn accounts_changed(&self, after: i64) -> Result<BTreeSet<Option<AccountId>>, StoreError> {
        let accounts: Vec<Option<String>> = sqlx::query_scalar(ACCOUNTS_CHANGED)
            .bind(after)
            .fetch_all(&self.reader)
            .await
            .map_err(self.fail("reading what changed"))?;
        Ok(accounts.into_iter().map(|it| it.map(AccountId::new)).collect())
    }

    /// Whether the accounts and their names are surely as they were at an evidence revision, seen from a
    /// later one: each revision between the two changed a source, and none changes both.
    pub async fn are_accounts_unchanged(&self, after: i64, until: i64) -> Result<bool, StoreError> {
        let count: i64 = sqlx::query_scalar(COUNT_REVISIONS)
            .bind(after)
            .bind(until)
            .fetch_one(&self.reader)
            .await
            .map_err(self.fail(READING))?;
        Ok(count == until - after)
    }

    /// How many accounts there are.
    pub async fn count_accounts(&self) -> Result<usize, StoreError> {
        let count: i64 = sqlx::query_scalar(COUNT_ACCOUNTS)
            .fetch_one(&self.reader)
            .await
            .map_err(self.fail(READING))?;
        Ok(usize::try_from(count).unwrap_or_default())
    }

    /// How many sources changed after an evidence revision, counted up to a limit: enough to tell a
    /// few from many.
    pub async fn count_changed(&self, after: i64, limit: u32) -> Result<u32, StoreError> {
        let count: i64 = sqlx::query_scalar(COUNT_CHANGED)
            .bind(after)
            .bind(i64::from(limit))
            .fetch_one(&self.reader)
            .await
            .map_err(self.fail("counting what changed"))?;
        Ok(u32::try_from(count).unwrap_or(limit))
    }
}
