//! Temporary.
#![expect(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]
#[path = "it/customers.rs"]
mod customers;
#[path = "it/desk.rs"]
mod desk;
#[path = "it/scorecard/mod.rs"]
mod scorecard;
#[path = "it/support.rs"]
mod support;
