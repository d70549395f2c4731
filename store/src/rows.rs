//! Statements over many rows at a time.
//!
//! A statement costs more to send than to run, so rows go by the hundred. The numbers of rows
//! are few and fixed, so that each statement is prepared once.

use std::fmt::Write as _;

use sqlx::query::Query;
use sqlx::sqlite::{SqliteArguments, SqliteRow};
use sqlx::{AssertSqlSafe, FromRow, Sqlite, SqliteConnection};

/// So many rows go into one statement.
const SIZES: [usize; 3] = [250, 16, 1];

/// A statement whose parameters are being bound.
pub(crate) type Statement<'q> = Query<'q, Sqlite, SqliteArguments>;

/// Inserts rows of `width` values: `head` is the statement up to `VALUES`, `tail` what follows.
pub(crate) async fn insert<T>(
    connection: &mut SqliteConnection,
    (head, tail): (&'static str, &'static str),
    width: usize,
    rows: &[T],
    bind: impl for<'q> Fn(Statement<'q>, &'q T) -> Statement<'q>,
) -> sqlx::Result<()> {
    let mut rest = rows;
    for size in SIZES {
        let sql = statement(head, tail, size, width);
        while rest.len() >= size {
            let (chunk, left) = rest.split_at(size);
            rest = left;
            let statement = sqlx::query(AssertSqlSafe(sql.as_str()));
            chunk.iter().fold(statement, &bind).execute(&mut *connection).await?;
        }
    }
    Ok(())
}

/// Selects the rows in which a column has any of the values: `head` is the statement up to `IN`;
/// `first` is bound before the values, where the statement has a `$1` of its own.
pub(crate) async fn select<T: for<'r> FromRow<'r, SqliteRow> + Send + Unpin>(
    connection: &mut SqliteConnection,
    head: &'static str,
    first: Option<i64>,
    values: &[impl for<'q> sqlx::Encode<'q, Sqlite> + sqlx::Type<Sqlite> + Clone + Send + Sync],
) -> sqlx::Result<Vec<T>> {
    let mut found = Vec::new();
    for chunk in values.chunks(SIZES[0]) {
        // The last chunk is filled up with one of its values, which finds nothing more.
        let filled = chunk.iter().chain(std::iter::repeat(&chunk[0])).take(SIZES[0]);
        let sql = statement(head, "", 1, SIZES[0] + usize::from(first.is_some()));
        let sql = match first {
            Some(_) => sql.replacen("($1, ", "(", 1),
            None => sql,
        };
        let mut query = sqlx::query_as(AssertSqlSafe(sql));
        if let Some(first) = first {
            query = query.bind(first);
        }
        for value in filled {
            query = query.bind(value.clone());
        }
        found.extend(query.fetch_all(&mut *connection).await?);
    }
    Ok(found)
}

fn statement(head: &str, tail: &str, rows: usize, width: usize) -> String {
    let mut sql = format!("{head} ");
    for row in 0..rows {
        sql.push_str(if row == 0 { "(" } else { ", (" });
        for column in 1..=width {
            let separator = if column == 1 { "" } else { ", " };
            // Writing to a string cannot fail.
            let _ = write!(sql, "{separator}${}", row * width + column);
        }
        sql.push(')');
    }
    sql.push_str(tail);
    sql
}

#[cfg(test)]
mod tests {
    use super::statement;

    #[test]
    fn parameters_are_numbered_through() {
        let sql = statement("INSERT INTO t (a, b) VALUES", " RETURNING a", 2, 2);
        assert_eq!(sql, "INSERT INTO t (a, b) VALUES ($1, $2), ($3, $4) RETURNING a");
    }
}
