//! Channels, and whose they are.

use grounding::AccountId;
use serde::{Deserialize, Serialize};

use super::super::batch::Batch;
use super::super::contracts::mentioned;
use super::super::participants::account_of;

/// What its export says of a channel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in super::super) struct SlackChannel {
    /// Its topic and its purpose.
    pub(super) about: String,
    /// Whether people of another company are in it, by Slack Connect.
    pub(super) shared: bool,
    /// The ids of its members, where it is shared.
    pub(super) members: Vec<String>,
}

/// What teams put before an account's name, and after it.
const BEFORE: &[&str] = &[
    "ext",
    "external",
    "cust",
    "customer",
    "client",
    "acct",
    "account",
    "accounts",
    "shared",
    "proj",
    "project",
    "cs",
    "csm",
    "support",
    "help",
    "onboarding",
    "impl",
];
const AFTER: &[&str] = &[
    "internal",
    "int",
    "external",
    "ext",
    "support",
    "help",
    "shared",
    "team",
    "account",
    "onboarding",
    "project",
    "csm",
    "cs",
    "renewal",
    "escalation",
    "escalations",
    "impl",
    "implementation",
    "migration",
    "vip",
];

/// The folder that a path's file or folder stands in.
pub(super) fn folder(path: &str) -> &str {
    path.rsplit_once(['/', '\\']).map_or("", |(folder, _)| folder)
}

/// The name of the folder or file that a path ends in.
pub(super) fn name(path: &str) -> &str {
    path.rsplit(['/', '\\', '!']).next().unwrap_or(path)
}

/// The account of a channel; `writers` are the ids of those who wrote in it.
pub(super) fn account(
    channel: &str,
    known: Option<&SlackChannel>,
    writers: &[String],
    batch: &Batch,
) -> Result<AccountId, String> {
    if let Some(named) = by_name(channel, batch)? {
        return Ok(named);
    }
    let about = known.map_or("", |it| it.about.as_str());
    for by_slug in [false, true] {
        match mentioned(about, by_slug, &batch.directory).as_slice() {
            [] => {}
            [account] => return Ok(account.clone()),
            several => return Err(any_of(channel, several)),
        }
    }
    if let Some(known) = known.filter(|it| it.shared) {
        let people = known.members.iter().chain(writers);
        let people = people
            .filter_map(|id| batch.shared.slack_users.get(id))
            .filter(|it| !it.member);
        let emails: Vec<&str> = people.filter_map(|it| it.email.as_deref()).collect();
        if !emails.is_empty() {
            return account_of(emails, batch);
        }
    }
    Err(format!(
        "unknown account: channel `{channel}` names none in its name, topic or purpose"
    ))
}

/// The account that a channel is called after, as it is or without the usual words around it.
fn by_name(channel: &str, batch: &Batch) -> Result<Option<AccountId>, String> {
    let channel = channel.to_lowercase().replace(['_', '.'], "-");
    let parts: Vec<&str> = channel.split('-').filter(|it| !it.is_empty()).collect();
    let before = parts.iter().take_while(|it| BEFORE.contains(it)).count();
    let after = parts.iter().rev().take_while(|it| AFTER.contains(it)).count();
    // The words may be a part of the name: the longest that is an account's counts.
    let mut candidates: Vec<(usize, usize)> = (0..=before)
        .flat_map(|start| (0..=after).map(move |end| (start, end)))
        .filter(|(start, end)| start + end < parts.len())
        .collect();
    candidates.sort_by_key(|(start, end)| start + end);
    for (start, end) in candidates {
        let name = parts[start..parts.len() - end].join("-");
        if let Some(found) = batch.directory.by_slug(&name) {
            return Ok(Some(found));
        }
        let named = batch
            .directory
            .accounts()
            .filter(|it| AccountId::from_name(&it.name).as_str() == name);
        match named.map(|it| it.id.clone()).collect::<Vec<_>>().as_slice() {
            [] => {}
            [account] => return Ok(Some(account.clone())),
            several => return Err(any_of(&channel, several)),
        }
    }
    Ok(None)
}

fn any_of(channel: &str, accounts: &[AccountId]) -> String {
    let listed: Vec<String> = accounts.iter().map(|id| format!("`{id}`")).collect();
    format!(
        "the account of channel `{channel}` could be any of {}",
        listed.join(", ")
    )
}
