//! What was stored?
//!
//! Evidence with every revision it has had, kept in `SQLite`. [`Store`] takes what the readers
//! made of a file ([`FilePiece`]), decides which copy of each source counts, and hands the
//! evidence of one account to whoever asks through [`grounding::Evidence`].
//!
//! Every statement is one SQL text that `PostgreSQL` would take as well.

mod accounts;
mod arrival;
mod body;
mod error;
mod evidence;
mod files;
mod ingest;
mod piece;
mod quarantine;
mod revisions;
mod rows;
mod schema;
mod stats;
mod store;

#[cfg(test)]
mod tests;

pub use error::StoreError;
pub use evidence::ChangePosition;
pub use files::{FileState, FileVersion};
pub use ingest::{Changed, FilePiece, Incoming, PieceOutcome, Taken};
pub use quarantine::{Quarantined, QuarantinedRecord};
pub use stats::Stats;
pub use store::Store;
