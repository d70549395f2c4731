//! How good is it?
//!
//! Suites of cases against recorded fixtures ([`mod@suite`]), measurements of the product's own code
//! against labelled sets ([`mod@bench`]), and errors planted in labelled claims ([`mod@plant`]).
//! Nothing here judges by other means than those the product has.

pub mod bench;
pub mod judge;
pub mod plant;
pub mod suite;

/// A number that a text always has, and that says nothing about it: for choices that must look
/// random and be the same tomorrow (FNV-1a).
fn hash(text: &str) -> u64 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    text.bytes().fold(0xcbf2_9ce4_8422_2325, step)
}
