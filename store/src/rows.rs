//! Statements over many rows at a time.
//!
//! A statement costs more to send than to run, so rows go by the hundred. The numbers of rows
//! are few and fixed, so that each statement is prepared once. Parameters are bound by place
//! (`?`): those with a name (`$1`) are looked up one by one, which takes longer than the rest.

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
/// `first` is bound before the values, where `head` has a parameter of its own.
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
        let mut query = sqlx::query_as(AssertSqlSafe(statement(head, "", 1, SIZES[0])));
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
    let row = format!("({})", vec!["?"; width].join(", "));
    format!("{head} {}{tail}", vec![row.as_str(); rows].join(", "))
}

#[cfg(test)]
mod tests {
    use super::statement;

    #[test]
    fn each_row_has_its_parameters() {
        let sql = statement("INSERT INTO t (a, b) VALUES", " RETURNING a", 2, 2);
        assert_eq!(sql, "INSERT INTO t (a, b) VALUES (?, ?), (?, ?) RETURNING a");
    }
}
