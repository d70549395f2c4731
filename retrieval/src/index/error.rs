//! Why the index could not be used.

use std::io;
use std::path::{Path, PathBuf};

use tantivy::TantivyError;
use tantivy::directory::error::LockError;

/// Why the index could not be used.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    /// There is no index in the folder yet.
    #[error("there is no index in `{path}` yet; rebuild it from the store")]
    Missing {
        /// The index's folder.
        path: PathBuf,
    },
    /// The index is damaged, or another version made it.
    #[error("the index in `{path}` cannot be read ({reason}); rebuild it from the store")]
    Unreadable {
        /// The index's folder.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// Another process is changing the index.
    #[error("another process is changing the index in `{path}`; wait for it to end and try again")]
    Locked {
        /// The index's folder.
        path: PathBuf,
    },
    /// A file of the index could not be read or written.
    #[error(
        "cannot read or write the index in `{path}`; check that there is room and that it may be written to: {source}"
    )]
    Io {
        /// The index's folder.
        path: PathBuf,
        /// What the operating system says.
        source: io::Error,
    },
    /// The search engine refused for some other reason.
    #[error("the index in `{path}` failed; if it does so again, rebuild it from the store: {source}")]
    Engine {
        /// The index's folder.
        path: PathBuf,
        /// What the search engine says.
        source: TantivyError,
    },
}

impl IndexError {
    /// Whether a rebuild from the store mends this.
    pub fn needs_rebuild(&self) -> bool {
        matches!(self, Self::Missing { .. } | Self::Unreadable { .. })
    }

    pub(super) fn io(path: &Path) -> impl Fn(io::Error) -> Self + '_ {
        |source| Self::Io {
            path: path.to_owned(),
            source,
        }
    }

    pub(super) fn unreadable(path: &Path, reason: impl Into<String>) -> Self {
        Self::Unreadable {
            path: path.to_owned(),
            reason: reason.into(),
        }
    }

    /// Finds the error that says most about why the search engine refused.
    pub(super) fn engine(path: &Path) -> impl Fn(TantivyError) -> Self + '_ {
        |source| match source {
            TantivyError::LockFailure(LockError::LockBusy, _) => Self::Locked { path: path.to_owned() },
            TantivyError::DataCorruption(_)
            | TantivyError::IncompatibleIndex(_)
            | TantivyError::OpenReadError(_)
            | TantivyError::OpenDirectoryError(_)
            | TantivyError::DeserializeError(_)
            | TantivyError::SchemaError(_)
            | TantivyError::FieldNotFound(_) => Self::unreadable(path, source.to_string()),
            TantivyError::IoError(error) => Self::Io {
                path: path.to_owned(),
                source: io::Error::new(error.kind(), error),
            },
            source => Self::Engine {
                path: path.to_owned(),
                source,
            },
        }
    }
}
