//! Labelled sets in the form in which they were published.
//!
//! Each account's worth of text becomes an account of an index of its own making, in a folder
//! that is thrown away, and is searched as `vouch search` does, except that near-duplicates are
//! not collapsed: a set counts each of its units.

mod collection;
mod contractnli;
mod cranfield;
mod files;
mod measure;
mod qmsum;

use std::path::{Path, PathBuf};

use retrieval::index::IndexError;

pub use measure::{Group, Report};

/// A labelled set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Set {
    /// Sentences of meetings' summaries, and the turns that support them.
    QmsumEvidence,
    /// Statements on confidentiality agreements, and the clauses that decide them.
    ContractNli,
    /// Questions on aerodynamics, and the abstracts that answer them.
    Cranfield,
}

/// Why a set could not be measured.
#[derive(Debug, thiserror::Error)]
pub enum BenchError {
    /// A file or folder can't be read.
    #[error("cannot read `{path}`")]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the operating system says.
        source: std::io::Error,
    },
    /// There is no file of the set's form.
    #[error("no file of `{set}` in `{path}`; expected {expected}")]
    Missing {
        /// The set.
        set: &'static str,
        /// Where it was looked for.
        path: PathBuf,
        /// What such files are like.
        expected: &'static str,
    },
    /// The index failed.
    #[error(transparent)]
    Index(#[from] IndexError),
}

impl Set {
    /// The set's name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::QmsumEvidence => "qmsum-evidence",
            Self::ContractNli => "contractnli",
            Self::Cranfield => "cranfield",
        }
    }
}

/// Measures retrieval on the set whose files are in the folder, or below it.
///
/// # Errors
///
/// Fails where the folder can't be read or holds no file of the set's form.
pub fn run(set: Set, data: &Path) -> Result<Report, BenchError> {
    match set {
        Set::QmsumEvidence => qmsum::run(data),
        Set::ContractNli => contractnli::run(data),
        Set::Cranfield => cranfield::run(data),
    }
}
