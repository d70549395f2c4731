//! What several of the commands take.

use clap::Args;

use crate::service::scorecards::Setting;

#[derive(Debug, Args)]
pub(in crate::cli) struct ScorecardArgs {
    /// The scorecard: its id or the beginning of it
    pub(super) id: String,
}

/// Reads `NAME=VALUE`.
pub(super) fn setting(text: &str) -> Result<Setting, String> {
    let (name, value) = text
        .split_once('=')
        .ok_or("write the name, `=`, and what it is set to")?;
    Ok(Setting {
        name: name.trim().to_owned(),
        value: value.trim().to_owned(),
    })
}
