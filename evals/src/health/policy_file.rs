//! Health policies as files: what was proposed, what a person accepted, and what may be used (HS-31).
//!
//! A policy file is TOML and holds what [`HealthPolicy`] holds. One that `vouch fit` proposes says so under
//! `proposed`, and scores no account before somebody has accepted it. `[accepted]` then says who did, when, and
//! the digest of what was accepted, so that a file which was changed afterwards scores no account either. A file
//! with neither was written by hand, which is a decision already.

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use toml::{Table, Value};
use workflow::brief::{canonical_json, sha256};
use workflow::health::{HealthPolicy, PolicyError};

/// Who accepted a proposal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Accepted {
    /// Their login.
    pub by: String,
    /// The day.
    pub on: Date,
    /// The digest of what was accepted: of the whole file but for this.
    pub digest: String,
}

/// A policy file, taken apart and sound in itself, whether or not it may be used.
#[derive(Debug, Clone, PartialEq)]
pub struct PolicyFile {
    /// The policy.
    pub policy: HealthPolicy,
    /// What it was proposed from, in words; none where a person wrote it.
    pub proposed: Option<String>,
    /// Who accepted it.
    pub accepted: Option<Accepted>,
    /// The digest of its content, however it is laid out.
    pub digest: String,
}

/// Why a policy file can't be used.
#[derive(Debug, thiserror::Error)]
pub enum PolicyFileError {
    /// It is no TOML, or holds what no policy has.
    #[error(transparent)]
    Form(#[from] toml::de::Error),
    /// It can't be scored by.
    #[error(transparent)]
    Unusable(#[from] PolicyError),
    /// Nobody has accepted it.
    #[error("it is only proposed ({0}); somebody must accept it with `vouch fit accept FILE`")]
    NotAccepted(String),
    /// It was changed since it was accepted.
    #[error(
        "it was changed after `{by}` had accepted it on {on}; take `[accepted]` out and have it accepted again with \
         `vouch fit accept FILE`"
    )]
    Changed {
        /// Who accepted it.
        by: String,
        /// The day.
        on: Date,
    },
    /// There is nothing to accept.
    #[error("it is no proposal: it doesn't say what it was `proposed` from, so it can be used as it is")]
    NotProposed,
    /// It was accepted already.
    #[error("`{by}` accepted it on {on} already")]
    AlreadyAccepted {
        /// Who accepted it.
        by: String,
        /// The day.
        on: Date,
    },
    /// It can't be written as TOML.
    #[error(transparent)]
    Unwritable(#[from] toml::ser::Error),
}

/// The policy of a file that may be used.
///
/// # Errors
///
/// [`PolicyFileError::NotAccepted`] of a proposal that nobody has accepted, [`PolicyFileError::Changed`] of one that
/// was changed afterwards, and else where the file holds no policy that can be scored by.
pub fn read(text: &str) -> Result<HealthPolicy, PolicyFileError> {
    let file = PolicyFile::parse(text)?;
    match (&file.accepted, file.proposed) {
        (Some(accepted), _) if accepted.digest != file.digest => Err(PolicyFileError::Changed {
            by: accepted.by.clone(),
            on: accepted.on,
        }),
        (None, Some(proposed)) => Err(PolicyFileError::NotAccepted(proposed)),
        _ => Ok(file.policy),
    }
}

/// The text of a proposal, which says in words what it was proposed from.
///
/// # Errors
///
/// Fails where the policy can't be scored by.
pub fn propose(policy: &HealthPolicy, proposed: &str) -> Result<String, PolicyFileError> {
    policy.check()?;
    let mut rest = Table::try_from(policy)?;
    let name = rest.remove("name").unwrap_or_else(|| Value::String(String::new()));
    rest.retain(|_, value| !is_empty(value));
    for (key, value) in &mut rest {
        write_numbers(key, value);
    }
    let proposed = Value::String(proposed.to_owned());
    Ok(format!(
        "# How the health of accounts is scored. Only a proposal, until somebody accepts it:\n\
         # vouch fit accept FILE\n\n\
         name = {name}\nproposed = {proposed}\n{}",
        toml::to_string(&rest)?
    ))
}

/// The text of a proposal with the name of who accepts it, and what it holds.
///
/// # Errors
///
/// Fails where it is no proposal, where it was accepted already, or where it can't be scored by.
pub fn accept(text: &str, by: &str, on: Date) -> Result<(String, PolicyFile), PolicyFileError> {
    let mut file = PolicyFile::parse(text)?;
    if let Some(Accepted { by, on, .. }) = file.accepted {
        return Err(PolicyFileError::AlreadyAccepted { by, on });
    }
    if file.proposed.is_none() {
        return Err(PolicyFileError::NotProposed);
    }
    let accepted = Accepted {
        by: by.to_owned(),
        on,
        digest: file.digest.clone(),
    };
    // What stands in the file already stays as it is, with what somebody wrote beside it.
    let text = format!("{}\n\n[accepted]\n{}", text.trim_end(), toml::to_string(&accepted)?);
    file.accepted = Some(accepted);
    Ok((text, file))
}

impl PolicyFile {
    /// Takes a file apart.
    ///
    /// # Errors
    ///
    /// Fails where it is no TOML, holds something else than a policy, or a policy that can't be scored by.
    pub fn parse(text: &str) -> Result<Self, PolicyFileError> {
        let mut table: Table = toml::from_str(text)?;
        let accepted = table.remove("accepted").map(Value::try_into).transpose()?;
        let json = serde_json::to_value(&table).unwrap_or_default();
        let digest = sha256(canonical_json(&json).as_bytes());
        let proposed = table.remove("proposed").map(Value::try_into).transpose()?;
        let policy: HealthPolicy = table.try_into()?;
        policy.check()?;
        Ok(Self {
            policy,
            proposed,
            accepted,
            digest,
        })
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Array(list) => list.is_empty(),
        Value::Table(table) => table.is_empty(),
        _ => false,
    }
}

/// The keys of a policy under which there are words; all other texts are decimals.
const WORDS: [&str; 4] = ["segment", "account", "reading", "why"];

/// Writes decimals as a person would: without quotation marks, where that loses nothing.
fn write_numbers(key: &str, value: &mut Value) {
    match value {
        Value::Table(table) => table.iter_mut().for_each(|(key, value)| write_numbers(key, value)),
        Value::Array(list) => list.iter_mut().for_each(|value| write_numbers(key, value)),
        Value::String(text) if !WORDS.contains(&key) => {
            if let Some(number) = number(text) {
                *value = number;
            }
        }
        _ => {}
    }
}

fn number(text: &str) -> Option<Value> {
    if let Ok(whole) = text.parse::<i64>() {
        return Some(Value::Integer(whole));
    }
    let decimal: Decimal = text.parse().ok()?;
    let float: f64 = text.parse().ok()?;
    // The shortest way to write a float is what will be read back.
    let read: Decimal = float.to_string().parse().ok()?;
    (read == decimal).then_some(Value::Float(float))
}

#[cfg(test)]
mod tests;
