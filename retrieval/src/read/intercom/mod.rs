//! Intercom: conversations as its REST API (2.x) gives them, one by one (`GET
//! /conversations/{id}`, with its parts) or as a list or a search result (`conversation.list`,
//! without them). Read by the API reference's models `conversation`, `conversation_source`,
//! `conversation_part` and `conversation_part_author`, versions 2.9 to 2.11.
//!
//! A conversation is a ticket with its public parts; the message that began it and each part
//! that says something are comments. Notes, and what is written to colleagues when a
//! conversation is assigned, are internal. Parts without a text (assignments, closings) are
//! no evidence.

mod conversation;
mod part;
mod shape;

pub(super) use conversation::parse_conversations;

#[cfg(test)]
mod tests;
