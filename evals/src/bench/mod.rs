//! Labelled sets in the form in which they were published.
//!
//! Sets for retrieval: each account's worth of text becomes an account of an index of its own making, in a folder
//! that is thrown away, and is searched as `vouch search` does, except that near-duplicates are
//! not collapsed: a set counts each of its units.
//!
//! Sets for the verifier: each row's evidence becomes an account, and its statement claims on it.
//! `judge.rs` says how, and what counts as blocked.
//!
//! A set for what health scores are made of: customers, and who of them left, told by a regression
//! that has not seen them.

pub mod claims;
mod collection;
mod contractnli;
mod contractnli_relation;
mod cranfield;
mod files;
mod fool_me_twice;
mod infotabs;
mod judge;
mod measure;
mod qmsum;
mod relation;
mod scitab;
mod summedits;
mod tatqa;
mod telco;
mod wice;

use std::path::{Path, PathBuf};

use retrieval::index::IndexError;

pub(crate) use judge::document;
pub use measure::{Case, Group, Report};

/// A labelled set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Set {
    /// Sentences of meetings' summaries, and the turns that support them.
    QmsumEvidence,
    /// Statements on confidentiality agreements, and the clauses that decide them.
    ContractNli,
    /// Questions on aerodynamics, and the abstracts that answer them.
    Cranfield,
    /// Summaries of calls, mails and news, some edited so that they no longer agree.
    SummEdits,
    /// Sentences of Wikipedia and the pages they cite.
    Wice,
    /// Statements written to mislead, and the passages that decide them.
    FoolMeTwice,
    /// Statements on the tables of scientific papers.
    SciTab,
    /// Statements on cards of facts.
    InfoTabs,
    /// Statements on confidentiality agreements: borne out, contradicted or not mentioned.
    ContractNliRelation,
    /// Figures that follow from a report's table.
    TatQa,
    /// Customers of a telephone company, and who of them left.
    TelcoChurn,
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
    /// Every set whose rows bring their own evidence.
    pub const ALL: [Self; 11] = [
        Self::QmsumEvidence,
        Self::ContractNli,
        Self::Cranfield,
        Self::SummEdits,
        Self::Wice,
        Self::FoolMeTwice,
        Self::SciTab,
        Self::InfoTabs,
        Self::ContractNliRelation,
        Self::TatQa,
        Self::TelcoChurn,
    ];

    /// The set of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|set| set.name() == name)
    }

    /// The set's name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::QmsumEvidence => "qmsum-evidence",
            Self::ContractNli => "contractnli",
            Self::Cranfield => "cranfield",
            Self::SummEdits => "summedits",
            Self::Wice => "wice",
            Self::FoolMeTwice => "fool-me-twice",
            Self::SciTab => "scitab",
            Self::InfoTabs => "infotabs",
            Self::ContractNliRelation => "contractnli-relation",
            Self::TatQa => "tatqa",
            Self::TelcoChurn => "telco-churn",
        }
    }
}

/// Measures retrieval, the verifier or a regression on the set whose files are in the folder, or below it.
///
/// # Errors
///
/// Fails where the folder can't be read or holds no file of the set's form.
pub fn run(set: Set, data: &Path) -> Result<Report, BenchError> {
    match set {
        Set::QmsumEvidence => qmsum::run(data),
        Set::ContractNli => {
            // The clauses are found by the search, and the statements decided by the verifier.
            let mut report = contractnli::run(data)?;
            let relation = contractnli_relation::run(data)?;
            let decided = Group {
                rows: relation.rows,
                value: relation.value,
                measures: relation.measures,
            };
            report.groups.insert("relation".to_owned(), decided);
            let groups = relation.groups.into_iter();
            let groups = groups.map(|(name, group)| (format!("relation {name}"), group));
            report.groups.extend(groups);
            Ok(report)
        }
        Set::Cranfield => cranfield::run(data),
        Set::SummEdits => summedits::run(data),
        Set::Wice => wice::run(data),
        Set::FoolMeTwice => fool_me_twice::run(data),
        Set::SciTab => scitab::run(data),
        Set::InfoTabs => infotabs::run(data),
        Set::ContractNliRelation => contractnli_relation::run(data),
        Set::TatQa => tatqa::run(data),
        Set::TelcoChurn => telco::run(data),
    }
}
