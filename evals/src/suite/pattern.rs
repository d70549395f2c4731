//! Patterns in expectations.

use std::fmt;

use regex::{Regex, RegexBuilder};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

/// A regular expression that is looked for in a text, in any letter case. A blank in it stands for
/// any white space.
#[derive(Debug, Clone)]
pub struct Pattern {
    written: String,
    regex: Regex,
}

impl Pattern {
    /// Reads a pattern.
    ///
    /// # Errors
    ///
    /// Fails where it is no regular expression.
    pub fn new(written: &str) -> Result<Self, regex::Error> {
        let regex = RegexBuilder::new(&written.replace(' ', r"\s+"))
            .case_insensitive(true)
            .build()?;
        Ok(Self {
            written: written.to_owned(),
            regex,
        })
    }

    /// Whether it is found in the text.
    pub fn is_in(&self, text: &str) -> bool {
        self.regex.is_match(text)
    }

    /// What it finds in the text first.
    pub fn found_in<'t>(&self, text: &'t str) -> Option<&'t str> {
        self.regex.find(text).map(|found| found.as_str())
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "`{}`", self.written)
    }
}

impl<'de> Deserialize<'de> for Pattern {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = String::deserialize(deserializer)?;
        Self::new(&written).map_err(D::Error::custom)
    }
}
