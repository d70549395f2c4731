//! Gong: the JSON of `/v2/calls/extensive` (who took part, in which CRM context) and of
//! `/v2/calls/transcript` (what was said).
//!
//! A call becomes one source: with its transcript where the batch has one, else with what is
//! known of who was there.

mod calls;
mod transcripts;

pub(super) use calls::{Call, parse_calls};
pub(super) use transcripts::parse_transcripts;

#[cfg(test)]
mod tests;
