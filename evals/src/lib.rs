//! How good is it?
//!
//! Suites of cases against recorded fixtures ([`mod@suite`]), measurements of the product's own code
//! against labelled sets ([`mod@bench`]), errors planted in labelled claims ([`mod@plant`]), and health
//! scores of past days against what came of the accounts ([`mod@health`]).
//! Nothing here judges by other means than those the product has.

pub mod bench;
pub mod briefs;
pub mod health;
pub mod judge;
pub mod plant;
pub mod suite;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::RngCore as _;

/// To four digits: more than the number of rows supports.
fn round(value: f64) -> f64 {
    (value * 10_000.0).round() / 10_000.0
}

#[expect(
    clippy::cast_precision_loss,
    reason = "whatever is counted here, there is far less than 2^52 of it"
)]
fn float(number: usize) -> f64 {
    number as f64
}

/// A part of a whole; nothing of nothing.
fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        0.0
    } else {
        round(float(part) / float(whole))
    }
}

/// A number that a text always has, and that says nothing about it: for choices that must look
/// random and be the same tomorrow (FNV-1a).
fn hash(text: &str) -> u64 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    text.bytes().fold(0xcbf2_9ce4_8422_2325, step)
}

/// A number below the bound, each as likely as any other to within 2⁻³².
fn below(random: &mut ChaCha8Rng, bound: usize) -> usize {
    let wide = u64::from(random.next_u32()) * u64::try_from(bound).unwrap_or(1);
    usize::try_from(wide >> 32).unwrap_or(0)
}
