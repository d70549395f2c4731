//! What was stored and decided?
//!
//! Evidence with every revision it has had, and what people decided about what was made of it,
//! kept in one `SQLite` database. [`Store`] takes what the readers made of a file
//! ([`FilePiece`]), decides which copy of each source counts, and hands the evidence of one
//! account to whoever asks through [`grounding::Evidence`].
//!
//! What happens to runs, actions, pilots and people is appended to a log ([`Batch`]), together
//! with everything that must be stored with it or not at all ([`Alongside`]). A store is backed
//! up ([`Store::backup`]) and put back ([`Store::restore`]) while others have it open.
//!
//! Every statement is one SQL text that `PostgreSQL` would take as well, but for the log's
//! triggers and for backups, which each database has in a way of its own.

mod accounts;
mod answers;
mod arrival;
mod backup;
mod body;
mod decision;
mod error;
mod evidence;
mod files;
mod ingest;
mod log;
mod outbox;
mod people;
mod piece;
mod position;
mod quarantine;
mod revisions;
mod rows;
mod runs;
mod schema;
mod stats;
mod store;
mod visits;

#[cfg(test)]
mod tests;

pub use answers::StoredAnswer;
pub use backup::{BackupReport, RestoreReport};
pub use error::StoreError;
pub use evidence::ChangePosition;
pub use files::{FileState, FileVersion};
pub use ingest::{Changed, FilePiece, Incoming, PieceOutcome, Taken};
pub use log::{Alongside, Author, Batch};
pub use outbox::{Outgoing, StoredOutgoing};
pub use people::{PeopleChange, StoredToken};
pub use position::Position;
pub use quarantine::{Quarantined, QuarantinedRecord};
pub use runs::{StoredVersion, Version};
pub use stats::Stats;
pub use store::Store;
pub use visits::Visit;
