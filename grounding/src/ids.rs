//! The names things go by: accounts and sources.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The name of one customer account within a tenant: its slug, such as `northwind-labs`.
///
/// Every other name an account has (a CRM id, a ticket organisation, a mail domain) is an
/// alias, and is resolved to this one when evidence is read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct AccountId(String);

impl AccountId {
    /// Wraps a slug.
    pub fn new(slug: impl Into<String>) -> Self {
        Self(slug.into())
    }

    /// Makes a slug of an account's display name: lowercase letters and digits, other runs as `-`.
    pub fn from_name(name: &str) -> Self {
        let mut slug = String::with_capacity(name.len());
        for character in name.chars().flat_map(char::to_lowercase) {
            if character.is_alphanumeric() {
                slug.push(character);
            } else if !slug.is_empty() && !slug.ends_with('-') {
                slug.push('-');
            }
        }
        Self(slug.trim_end_matches('-').to_owned())
    }

    /// The slug itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for AccountId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// The stable name of one source: `<system>:<object>/<native id>`, such as `gong:call/77`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct SourceId(String);

impl SourceId {
    /// Builds the id of an object of a system from the id the system itself gives it.
    pub fn new(system: &str, object: &str, native: &str) -> Self {
        Self(format!("{system}:{object}/{native}"))
    }

    /// Takes an id as somebody wrote it. It need not name anything that exists.
    pub fn raw(id: impl Into<String>) -> Self {
        Self(id.into())
    }

    /// The id as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The system a source comes from (`gong` of `gong:call/77`), or an empty string where the
    /// id is not of the known form.
    pub fn system(&self) -> &str {
        self.0.split_once(':').map_or("", |(system, _)| system)
    }

    /// The kind of object within its system (`call` of `gong:call/77`), or an empty string.
    pub fn object(&self) -> &str {
        self.0
            .split_once(':')
            .and_then(|(_, rest)| rest.split_once('/'))
            .map_or("", |(object, _)| object)
    }
}

impl fmt::Display for SourceId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_becomes_a_slug() {
        assert_eq!(AccountId::from_name("Halden & Sons, Ltd.").as_str(), "halden-sons-ltd");
        assert_eq!(AccountId::from_name("  Ünïk AG ").as_str(), "ünïk-ag");
    }

    #[test]
    fn a_source_id_has_three_parts() {
        let id = SourceId::new("gong", "call", "77");
        assert_eq!(
            (id.system(), id.object(), id.as_str()),
            ("gong", "call", "gong:call/77")
        );
        assert_eq!(SourceId::raw("nonsense").object(), "");
    }
}
