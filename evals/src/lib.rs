//! How good is it?
//!
//! Measurements of the product's own code against labelled sets ([`mod@bench`]). Nothing here
//! judges by other means than those the product has.

pub mod bench;
