//! Runs in one line each, and the texts that their briefs have had.

mod first;

use grounding::AccountId;
use sqlx::sqlite::SqliteRow;
use sqlx::{FromRow, SqliteConnection};
use workflow::brief::RunState;
use workflow::run::RunHead;

use crate::{Store, StoreError};

/// A text that a run's brief has now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Version<'a> {
    /// The run.
    pub run: &'a str,
    /// Counts the brief's texts, from 1.
    pub number: u32,
    /// The brief's digest.
    pub digest: &'a str,
    /// The brief as JSON.
    pub brief: &'a str,
}

/// A text that a run's brief has had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredVersion {
    /// The brief's digest.
    pub digest: String,
    /// The brief as JSON.
    pub brief: String,
}

const VERSION: &str = "SELECT digest, brief FROM version WHERE run = $1 AND number = $2";
const ADD_VERSION: &str = "INSERT INTO version (run, number, digest, brief) VALUES ($1, $2, $3, $4)";
const HEADS: &str = "
    SELECT id, account, kind, number, state, version, digest, as_of, due, risk, began FROM run";
const HEADS_OF: &str = "
    SELECT id, account, kind, number, state, version, digest, as_of, due, risk, began FROM run
    WHERE account = $1";
const HEAD: &str = "
    SELECT id, account, kind, number, state, version, digest, as_of, due, risk, began FROM run
    WHERE id = $1";
const PUT_HEAD: &str = "
    INSERT INTO run (id, account, kind, number, state, version, digest, as_of, due, risk, began)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
    ON CONFLICT (id) DO UPDATE SET
        account = excluded.account, kind = excluded.kind, number = excluded.number,
        state = excluded.state, version = excluded.version, digest = excluded.digest,
        as_of = excluded.as_of, due = excluded.due, risk = excluded.risk, began = excluded.began";

const READING: &str = "reading the runs";
const STORING: &str = "storing a brief";

impl Store {
    /// A text that the run's brief has had, by its number from 1.
    pub async fn version(&self, run: &str, number: u32) -> Result<Option<StoredVersion>, StoreError> {
        let row: Option<(String, String)> = sqlx::query_as(VERSION)
            .bind(run)
            .bind(i64::from(number))
            .fetch_optional(&self.reader)
            .await
            .map_err(self.fail("reading a brief"))?;
        Ok(row.map(|(digest, brief)| StoredVersion { digest, brief }))
    }

    /// The runs of an account, or of all of them, sorted by account, kind and number.
    pub async fn heads(&self, account: Option<&AccountId>) -> Result<Vec<RunHead>, StoreError> {
        let statement = match account {
            Some(account) => sqlx::query_as(HEADS_OF).bind(account.as_str()),
            None => sqlx::query_as(HEADS),
        };
        let rows: Vec<Row> = statement.fetch_all(&self.reader).await.map_err(self.fail(READING))?;
        let mut heads = rows.into_iter().map(Row::into_head).collect::<Result<Vec<_>, _>>()?;
        // Sorted here, since databases order text in ways of their own.
        heads.sort_by(|left, right| {
            let (left, right) = (
                (&left.account, &left.kind, left.number),
                (&right.account, &right.kind, right.number),
            );
            left.cmp(&right)
        });
        Ok(heads)
    }

    /// The run of this id.
    pub async fn head(&self, id: &str) -> Result<Option<RunHead>, StoreError> {
        let row: Option<Row> = sqlx::query_as(HEAD)
            .bind(id)
            .fetch_optional(&self.reader)
            .await
            .map_err(self.fail(READING))?;
        row.map(Row::into_head).transpose()
    }
}

/// Keeps a text of a brief. One that is there stays as it is, and no other is taken in its place.
pub(crate) async fn put_version(
    store: &Store,
    connection: &mut SqliteConnection,
    version: &Version<'_>,
) -> Result<(), StoreError> {
    let held: Option<(String, String)> = sqlx::query_as(VERSION)
        .bind(version.run)
        .bind(i64::from(version.number))
        .fetch_optional(&mut *connection)
        .await
        .map_err(store.fail(STORING))?;
    match held {
        Some((digest, _)) if digest == version.digest => Ok(()),
        Some(_) => Err(StoreError::OtherVersion {
            run: version.run.to_owned(),
            number: version.number,
        }),
        None => {
            let statement = sqlx::query(ADD_VERSION)
                .bind(version.run)
                .bind(i64::from(version.number))
                .bind(version.digest)
                .bind(version.brief);
            statement.execute(connection).await.map_err(store.fail(STORING))?;
            Ok(())
        }
    }
}

/// Keeps a run in one line, in place of the line that it had. The runs of an account and kind are
/// numbered without repeats, so that two who begin one at once don't both begin the first.
pub(crate) async fn put_head(
    store: &Store,
    connection: &mut SqliteConnection,
    head: &RunHead,
) -> Result<(), StoreError> {
    let put = sqlx::query(PUT_HEAD)
        .bind(&head.id)
        .bind(head.account.as_str())
        .bind(&head.kind)
        .bind(i64::from(head.number))
        .bind(state_name(head.state))
        .bind(i64::from(head.version))
        .bind(&head.digest)
        .bind(head.as_of.to_string())
        .bind(head.due.map(|date| date.to_string()))
        .bind(i64::from(head.risk))
        .bind(head.began.to_string())
        .execute(connection)
        .await;
    match put {
        Err(sqlx::Error::Database(error)) if error.is_unique_violation() => Err(StoreError::Moved {
            stream: format!("{} {} {}", head.account, head.kind, head.number),
            expected: head.number.saturating_sub(1),
            found: head.number,
        }),
        put => put.map(drop).map_err(store.fail(STORING)),
    }
}

/// A run as it is kept.
struct Row {
    id: String,
    account: String,
    kind: String,
    number: i64,
    state: String,
    version: i64,
    digest: String,
    as_of: String,
    due: Option<String>,
    risk: i64,
    began: String,
}

impl FromRow<'_, SqliteRow> for Row {
    fn from_row(row: &SqliteRow) -> sqlx::Result<Self> {
        let (id, account, kind, number, state, version, digest, as_of, due, risk, began) = FromRow::from_row(row)?;
        Ok(Self {
            id,
            account,
            kind,
            number,
            state,
            version,
            digest,
            as_of,
            due,
            risk,
            began,
        })
    }
}

impl Row {
    fn into_head(self) -> Result<RunHead, StoreError> {
        let illegible = |why: String| StoreError::Illegible {
            what: format!("run `{}`", self.id),
            why,
        };
        let date = |text: &str| text.parse().map_err(|error: jiff::Error| illegible(error.to_string()));
        let count = |number: i64| u32::try_from(number).map_err(|error| illegible(error.to_string()));
        Ok(RunHead {
            number: count(self.number)?,
            state: state_of(&self.state).ok_or_else(|| illegible(format!("`{}` is no state", self.state)))?,
            version: count(self.version)?,
            as_of: date(&self.as_of)?,
            due: self.due.as_deref().map(date).transpose()?,
            risk: count(self.risk)?,
            began: self
                .began
                .parse()
                .map_err(|error: jiff::Error| illegible(error.to_string()))?,
            id: self.id,
            account: AccountId::new(self.account),
            kind: self.kind,
            digest: self.digest,
        })
    }
}

/// A state as the database words it.
fn state_name(state: RunState) -> &'static str {
    match state {
        RunState::Paused => "paused",
        RunState::Stopped => "stopped",
        RunState::Failed => "failed",
        RunState::InReview => "in_review",
        RunState::Returned => "returned",
        RunState::Approved => "approved",
        RunState::Superseded => "superseded",
    }
}

fn state_of(name: &str) -> Option<RunState> {
    let states = [
        RunState::Paused,
        RunState::Stopped,
        RunState::Failed,
        RunState::InReview,
        RunState::Returned,
        RunState::Approved,
        RunState::Superseded,
    ];
    states.into_iter().find(|&state| state_name(state) == name)
}
