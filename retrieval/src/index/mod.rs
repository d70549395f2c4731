//! The index: which passages of one account bear on a question.
//!
//! It is a projection of the stored evidence. It can be thrown away and rebuilt at any time, and
//! gives the same answers then. Sources are cut into [`Passage`]s; a search is bound to one
//! account by its type ([`AccountSearch`]), and its scores come from that account's passages
//! alone, so that nothing another account does, and nothing the index does to tidy itself up,
//! can change them.

mod analysis;
mod apply;
mod diversity;
mod duplicates;
mod error;
mod feedback;
mod generation;
mod language;
mod open;
mod pack;
mod passages;
mod pieces;
mod query;
mod rebuild;
mod recency;
mod schema;
mod scope;
mod score;
mod search;
mod segment;
mod select;
mod shape;
mod stored;
#[cfg(test)]
mod tests;
mod tokens;
mod writer;

pub use apply::{Change, Follower};
pub use error::IndexError;
pub use open::{Index, IndexStats};
pub use passages::{Passage, passages};
pub use query::Query;
pub use rebuild::Rebuild;
pub use recency::recency_factor;
pub use score::Matched;
pub use search::{AccountSearch, Explanation, Hit, TermScore};
pub use select::{Selected, select};
pub use tokens::estimate_tokens;
