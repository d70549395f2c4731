//! What a reader found of the claims of a recording, one by one.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::report::ClaimReport;

/// A claim that somebody read beside its quotes: one line of a file of labels.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Label {
    /// The sentence, as the model wrote it.
    pub text: String,
    /// The quotes that it cites.
    pub quotes: Vec<String>,
    /// Whether they bear it out, in a brief for those who know the account.
    pub supported: bool,
    /// What kind of fault it has; empty where it has none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub fault: String,
    /// Why, in a few words.
    pub reason: String,
}

/// Why labels can't be read.
#[derive(Debug, thiserror::Error)]
pub(super) enum LabelError {
    #[error("cannot read the labels `{}`: {source}", path.display())]
    Io { path: PathBuf, source: std::io::Error },
    #[error("line {line} of `{}` is no label: {why}", path.display())]
    Malformed { path: PathBuf, line: usize, why: String },
}

/// The labels of a file.
pub(super) fn read(path: &Path) -> Result<Vec<Label>, LabelError> {
    let text = std::fs::read_to_string(path).map_err(|source| LabelError::Io {
        path: path.to_owned(),
        source,
    })?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(at, line)| {
            serde_json::from_str(line).map_err(|error| LabelError::Malformed {
                path: path.to_owned(),
                line: at + 1,
                why: error.to_string(),
            })
        })
        .collect()
}

/// Writes beside each claim what a reader found of it.
pub(super) fn put(labels: &[Label], claims: &mut [ClaimReport]) {
    for claim in claims.iter_mut().filter(|claim| claim.is_drafted()) {
        let same_quotes = |label: &&Label| label.quotes.iter().eq(claim.quotes.iter().map(|it| &it.quote));
        let mut same_text = labels.iter().filter(|label| label.text == claim.text);
        if let Some(label) = same_text.find(same_quotes) {
            claim.supported = Some(label.supported);
            claim.reason.clone_from(&label.reason);
        }
    }
}
