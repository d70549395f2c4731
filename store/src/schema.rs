//! The layout of the database, as a list of changes that are applied in order.

use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::{AssertSqlSafe, SqlSafeStr};

/// Every change ever made to the layout. A change that has been released is never edited.
pub(crate) fn migrator() -> Migrator {
    Migrator::with_migrations(vec![
        change(1, "evidence", include_str!("../migrations/0001_evidence.sql")),
        change(2, "review", include_str!("../migrations/0002_review.sql")),
        change(3, "desk", include_str!("../migrations/0003_desk.sql")),
    ])
}

fn change(version: i64, name: &'static str, sql: &'static str) -> Migration {
    let sql = AssertSqlSafe(sql).into_sql_str();
    Migration::new(version, name.into(), MigrationType::Simple, sql, false)
}
