//! The desk, asked as browsers and programs ask it, and as those who mean it ill do.

mod asked;
mod cookies;
mod forged;
mod headers;
mod hostile;
mod jobs;
mod making;
mod refused;
mod rows;
mod slow;
#[cfg(feature = "sso")]
mod sso;
mod strangers;
mod table;
mod world;
