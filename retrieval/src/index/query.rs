//! What is searched for.

use grounding::SourceKind;
use jiff::civil::Date;

/// What is searched for in one account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// The question, in plain words. Nothing in it is syntax: each of its words may match, and
    /// the more of them do, the better.
    pub text: String,
    /// The kinds of source to look in; all of them if empty.
    pub kinds: Vec<SourceKind>,
    /// Passages of later dates don't exist for this search; those without a date do.
    pub not_after: Option<Date>,
    /// Passages of earlier dates, or without a date, are passed over.
    pub not_before: Option<Date>,
    /// The most hits to return.
    pub limit: usize,
    /// The day from which recency is reckoned.
    pub as_of: Date,
    /// Whether to ask again with the words that the best answers share. It finds more of what is
    /// said in other words, and takes longer.
    pub feedback: bool,
    /// Whether near-duplicates are collapsed and no source fills the answer by itself.
    pub diverse: bool,
}

impl Query {
    /// A search over all kinds for what was known on the day.
    pub fn new(text: impl Into<String>, as_of: Date) -> Self {
        Self {
            text: text.into(),
            kinds: Vec::new(),
            not_after: Some(as_of),
            not_before: None,
            limit: 20,
            as_of,
            feedback: true,
            diverse: true,
        }
    }
}
