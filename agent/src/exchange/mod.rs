//! Exchanges: recorded calls of a model, and their replay.
//!
//! A recording is a folder: `recording.toml` says which model answered, when and with which
//! settings; beside it lies one file for each question of the brief, named after the section and
//! the revision. Recording and replay sit at the client's own seam, its
//! [`Transport`](crate::model::Transport): retries, fallbacks and the reading of replies go their
//! usual way, and a replayed brief has the same bytes as the recorded one. Replay opens no socket.
//!
//! A question is answered from the record only where the request is the same to the byte. Where it
//! is not, the error says which prompt changed, or which line of the request.
//!
//! A [`Cache`] keeps answers in the same form, each by what was asked, so that nothing is asked
//! twice. It sits above the transport: what it answers is neither sent nor recorded.
//!
//! Answers written by hand are called *scripted* and lie in folders of the same form; they name
//! the passages they cite by words, since the numbers depend on the ranking.

mod cache;
mod check;
mod file;
mod record;
mod recording;
mod replay;
mod script;

use std::path::PathBuf;

pub use cache::Cache;
pub use file::{BrokenOff, Exchange, Reply, Sent};
pub use record::Recorder;
pub use recording::{Manifest, Recording, RecordingKind};

/// Why a recording can't be read, or may not be written.
#[derive(Debug, thiserror::Error)]
pub enum ExchangeError {
    /// A file can't be read or written.
    #[error("cannot {what} `{}`", path.display())]
    Io {
        /// `read` or `write`.
        what: &'static str,
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A file is not what it should be.
    #[error("`{}` is no {expected}: {why}", path.display())]
    Malformed {
        /// The file.
        path: PathBuf,
        /// What was expected.
        expected: &'static str,
        /// What is wrong, and where.
        why: String,
    },
    /// The recording holds what must not be kept; nothing was written.
    #[error("the exchange `{exchange}` holds {what}, so nothing of the recording was written")]
    Forbidden {
        /// The exchange's name.
        exchange: String,
        /// What it holds, not in its own words.
        what: String,
    },
}
