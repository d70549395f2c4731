//! What waits for whom.

mod cards;
mod runs;
