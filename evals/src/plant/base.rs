//! A claim to be changed, with all that the edits ask of it.

use grounding::{Claim, Ledger};

use super::World;
use super::names::Names;
use super::words::Words;
use crate::bench::claims::LabelledClaim;

/// A claim to be changed.
pub(super) struct Base<'a> {
    /// The claim and its label.
    pub(super) row: &'a LabelledClaim,
    /// The evidence of its account.
    pub(super) ledger: &'a Ledger,
    /// The evidence of all accounts.
    pub(super) world: &'a World<'a>,
    /// The words to use.
    pub(super) words: &'static Words,
    /// What it cites.
    pub(super) quotes: Vec<&'a str>,
}

/// A claim that was changed.
#[derive(Debug)]
pub(super) struct Edit {
    /// The claim as it is now.
    pub(super) claim: Claim,
    /// The words that make the difference.
    pub(super) words: Vec<String>,
}

impl<'a> Base<'a> {
    /// A claim with its account's evidence; none where there isn't any.
    pub(super) fn new(row: &'a LabelledClaim, world: &'a World<'a>, words: &'static Words) -> Option<Self> {
        let ledger = world.ledgers.get(&row.account_id)?;
        Some(Self {
            row,
            ledger,
            world,
            words,
            quotes: row.claim.citations.iter().map(|it| it.quote.as_str()).collect(),
        })
    }

    /// The sentence.
    pub(super) fn text(&self) -> &'a str {
        &self.row.claim.text
    }

    /// The names that the evidence knows.
    pub(super) fn names(&self) -> &'a Names {
        &self.world.names
    }

    /// A number for choices of one sort, always the same for the claim.
    pub(super) fn seed(&self, sort: &str) -> u64 {
        let claim = &self.row.claim;
        crate::hash(&format!("{sort} {} {}", claim.id, claim.text))
    }

    /// All of them, beginning somewhere.
    pub(super) fn turned<'b, T>(&self, sort: &str, all: &'b [T]) -> impl Iterator<Item = &'b T> + use<'b, T> {
        let (before, after) = all.split_at(below(self.seed(sort), all.len()));
        after.iter().chain(before)
    }

    /// One of them.
    pub(super) fn pick<'b, T>(&self, sort: &str, all: &'b [T]) -> Option<&'b T> {
        self.turned(sort, all).next()
    }

    /// The claim with another sentence; none where it is the same.
    pub(super) fn said(&self, text: String, words: Vec<String>) -> Option<Edit> {
        let claim = Claim {
            text,
            ..self.row.claim.clone()
        };
        (claim.text != self.row.claim.text).then_some(Edit { claim, words })
    }
}

/// A place below a length; 0 where there is none.
pub(super) fn below(seed: u64, length: usize) -> usize {
    let length = u64::try_from(length.max(1)).unwrap_or(u64::MAX);
    // The low digits of the hash are those that its last bytes reach least.
    usize::try_from((seed >> 16) % length).unwrap_or(0)
}
