//! What comes back, and how a reply's text is read as one.

use std::ops::AddAssign;

use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::error::Category;

use super::text::excerpt;

/// A value that the model answered with, and what it cost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer<T> {
    /// The answer.
    pub value: T,
    /// What it cost, every request for it counted.
    pub usage: Usage,
    /// What a reader of the run should know about how it came, such as a missing ability of the
    /// endpoint.
    pub notes: Vec<String>,
}

/// What asking cost.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Usage {
    /// HTTP requests sent.
    pub requests: u32,
    /// Tokens read by the model; 0 where the endpoint does not say.
    pub input_tokens: u64,
    /// Tokens written by the model; 0 where the endpoint does not say.
    pub output_tokens: u64,
    /// Questions that were not asked, since their answers had been kept.
    pub cached: u32,
}

impl AddAssign for Usage {
    fn add_assign(&mut self, other: Self) {
        self.requests = self.requests.saturating_add(other.requests);
        self.input_tokens = self.input_tokens.saturating_add(other.input_tokens);
        self.output_tokens = self.output_tokens.saturating_add(other.output_tokens);
        self.cached = self.cached.saturating_add(other.cached);
    }
}

/// Returns what stands in a Markdown code fence, where the fence holds the whole text.
pub(super) fn unfenced(text: &str) -> Option<&str> {
    let (info, rest) = text.trim().strip_prefix("```")?.split_once('\n')?;
    let inner = rest.strip_suffix("```")?;
    // A second fence inside means that there is more than the answer.
    let is_one_fence = !info.contains('`') && !inner.lines().any(|line| line.trim_start().starts_with("```"));
    is_one_fence.then_some(inner)
}

/// Whether the text is one JSON value, of whatever shape.
pub(super) fn is_json(text: &str) -> bool {
    serde_json::from_str::<IgnoredAny>(text).is_ok()
}

/// Reads the text as one value of the type, and as nothing beside it.
pub(super) fn read<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    serde_json::from_str(text).map_err(|error| {
        let kind = match error.classify() {
            Category::Data => "it does not have the shape asked for",
            Category::Eof => "its JSON is incomplete",
            Category::Syntax | Category::Io => "it is not one JSON value",
        };
        // The message repeats what it did not expect, however long; the place must not be lost.
        let place = format!(" at line {} column {}", error.line(), error.column());
        let message = error.to_string();
        format!(
            "{kind}: {}{place}",
            excerpt(message.strip_suffix(&place).unwrap_or(&message))
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_fence_around_everything_is_taken_off() {
        assert_eq!(unfenced("\n```json\n{\"a\": 1}\n```\n"), Some("{\"a\": 1}\n"));
        assert_eq!(unfenced("```\n[]```"), Some("[]"));
        assert_eq!(unfenced("Here:\n```json\n{}\n```"), None);
        assert_eq!(unfenced("```json\n{}\n```\nDone."), None);
        assert_eq!(unfenced("```json\n{}\n```\n```json\n{}\n```"), None);
        assert_eq!(unfenced("{}"), None);
    }
}
