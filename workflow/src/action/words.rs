//! Words that trip a stop and that no table of `grounding` holds by themselves: its table of
//! escalation has severity, roadmap, refund and cancellation in one.
//!
//! They were written for this project from general business English, as those tables were; no
//! corpus was consulted. A list's phrases stand between commas. A word stands for all of its
//! forms, a hyphen for a blank.

pub(super) mod account;
pub(super) mod delivery;
