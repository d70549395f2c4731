//! Slack: a workspace export, unpacked from its ZIP: `channels.json` (and `groups.json`,
//! `mpims.json`, `dms.json`), `users.json` (`org_users.json` of an Enterprise Grid), and for each
//! channel a folder with a file for each day, a list of messages. Read by what Slack's help
//! says of its exports ("How to read Slack data exports", JSON files) and by the conversation,
//! user and message objects of its API.
//!
//! A message belongs to the account that its channel is about: the one that the channel's name,
//! topic or purpose names or, of a channel shared by Slack Connect, the one whose people are in
//! it. Messages are internal, but for those in such shared channels. Who joined or left, and
//! what bots posted, is no evidence.

mod channel;
mod directory;
mod markup;
mod message;

pub(super) use channel::SlackChannel;
pub(super) use directory::{SlackUser, parse_channels, parse_users};
pub(super) use message::parse_messages;

#[cfg(test)]
mod tests;
