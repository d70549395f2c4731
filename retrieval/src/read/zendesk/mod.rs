//! Zendesk: the JSON of its incremental cursor exports and of its list endpoints (API v2):
//! tickets with their comments, organisations, users.
//!
//! Sideloaded `users` and `organizations` of a tickets file are understood too.

mod comment;
mod directory;
mod ticket;

pub(super) use directory::{DeskUser, parse_organizations, parse_users};
pub(super) use ticket::parse_tickets;

#[cfg(test)]
mod tests;
