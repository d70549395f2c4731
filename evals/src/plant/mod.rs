//! Planted errors: accepted claims with one error each, and paraphrases that must still pass.
//!
//! Each claim that the verifier accepts as it stands is changed in one place, once for every kind
//! of error that it has a place for. What is wrong with the result is known, so that it can be
//! counted how much of it is found, and by the rules that ought to find it. Nothing is random:
//! the same claims give the same errors.

mod base;
mod common;
mod evidence;
mod figures;
mod kinds;
mod names;
mod numbers;
mod overlap;
mod paraphrase;
mod period;
mod score;
mod text;
mod wording;
mod words;

use std::collections::BTreeMap;

use grounding::{AccountId, Claim, Ledger, Verdict, VerifiedClaim};

use crate::bench::claims::LabelledClaim;
use base::Base;
pub use kinds::Kind;
use names::Names;
pub use overlap::overlap;
pub use score::{Outcome, score};
use words::Words;

/// Which of the words are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Those that may be looked at while the verifier is worked on.
    Dev,
    /// Those for the final report.
    Final,
}

/// The evidence of the accounts that the claims speak of.
#[derive(Debug)]
pub struct World<'a> {
    ledgers: &'a BTreeMap<AccountId, Ledger>,
    names: Names,
}

impl<'a> World<'a> {
    /// Gathers what the edits need to know of the evidence.
    pub fn new(ledgers: &'a BTreeMap<AccountId, Ledger>) -> Self {
        Self {
            ledgers,
            names: Names::of(ledgers.values()),
        }
    }
}

/// A claim with one known error, or a paraphrase.
#[derive(Debug, Clone, PartialEq)]
pub struct Planted {
    /// What was done to it.
    pub kind: Kind,
    /// The account it speaks of.
    pub account_id: AccountId,
    /// The claim as it is now.
    pub claim: Claim,
    /// The id of the claim that it was made from.
    pub base_id: String,
    /// The words that make the difference: those put in, or the hedge taken out.
    pub words: Vec<String>,
}

/// Whether a claim's label says that it may be accepted.
pub fn is_acceptable(row: &LabelledClaim) -> bool {
    let label = &row.label;
    label.expected == "accept" || label.acceptable.iter().any(|it| it == "accept")
}

/// The claims that errors are planted in: those that may be accepted, and were.
pub fn bases(judged: &[(LabelledClaim, VerifiedClaim)]) -> Vec<LabelledClaim> {
    let accepted = judged
        .iter()
        .filter(|(row, found)| is_acceptable(row) && found.verdict == Verdict::Accepted);
    accepted.map(|(row, _)| row.clone()).collect()
}

/// Plants an error of every kind that applies in each claim that may be accepted, and makes its
/// paraphrases. The rows should be [`bases`]: an error in a claim that isn't accepted without it
/// shows nothing. A row whose account has no ledger is left out.
pub fn generate(rows: &[LabelledClaim], world: &World<'_>, part: Part) -> Vec<Planted> {
    let words = Words::of(part);
    let bases = rows
        .iter()
        .filter(|row| is_acceptable(row))
        .filter_map(|row| Base::new(row, world, words));
    bases.flat_map(|base| planted_in(&base)).collect()
}

fn planted_in(base: &Base<'_>) -> Vec<Planted> {
    let made = Kind::all().filter_map(|kind| kind.make(base).map(|edit| (kind, edit)));
    let planted = made.map(|(kind, edit)| Planted {
        kind,
        account_id: base.row.account_id.clone(),
        claim: Claim {
            id: format!("{}-{}", base.row.claim.id, kind.name().replace(' ', "-")),
            ..edit.claim
        },
        base_id: base.row.claim.id.clone(),
        words: edit.words,
    });
    planted.collect()
}
