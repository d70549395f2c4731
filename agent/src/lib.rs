//! What could be said?
//!
//! Drafters write claims from what a section may be shown ([`draft`]); the pipeline gathers,
//! drafts, verifies and revises ([`pipeline`]); prompts are templates with digests
//! ([`prompts`]); the wire to a language model is in [`model`], and records of what went over it
//! in [`exchange`].

pub mod draft;
pub mod exchange;
pub mod model;
pub mod pipeline;
pub mod prompts;
