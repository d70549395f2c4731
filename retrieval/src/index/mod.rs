//! The index: which passages of one account bear on a question.
//!
//! It is a projection of the stored evidence. It can be thrown away and rebuilt at any time, and
//! gives the same answers then. Sources are cut into [`Passage`]s; a search is bound to one
//! account by its type ([`AccountSearch`]), and its scores come from that account's passages
//! alone, so that nothing another account does, and nothing the index does to tidy itself up,
//! can change them.

mod analysis;
mod apply;
mod duplicates;
mod error;
mod generation;
mod open;
mod pack;
mod passages;
mod pieces;
mod query;
mod rebuild;
mod recency;
mod schema;
mod scope;
mod search;
mod select;
mod stored;
#[cfg(test)]
mod tests;
mod tokens;

pub use apply::Change;
pub use error::IndexError;
pub use open::{Index, IndexStats};
pub use passages::{Passage, passages};
pub use query::Query;
pub use rebuild::Rebuild;
pub use recency::recency_factor;
pub use search::{AccountSearch, Explanation, Hit, Matched, TermScore};
pub use select::{Selected, select};
pub use tokens::estimate_tokens;
