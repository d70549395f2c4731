//! What do we know?
//!
//! Readers turn vendors' exports into sources ([`read`]); the index finds the passages of one
//! account that bear on a question ([`index`]).

pub mod index;
pub mod read;
