//! Channels and members, as other files need to know them. Neither is evidence.

use grounding::Affiliation;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::super::batch::{Batch, Facts};
use super::super::directory::AccountRef;
use super::super::json::{list_or_null, text, typed};
use super::super::outcome::{Export, ExportFile, Parsed, Sink};
use super::super::part::Part;
use super::super::people::{PersonFact, email};
use super::super::{Format, Quarantined};
use super::channel::{SlackChannel, folder};

/// A member of the workspace, or a guest in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in super::super) struct SlackUser {
    pub(in super::super) name: String,
    pub(in super::super) email: Option<String>,
    /// Whether they are full members of the vendor's own workspace.
    pub(in super::super) member: bool,
}

/// Takes a list of channels apart.
pub(in super::super) fn parse_channels(part: &Part<'_>, file: &ExportFile<'_>) -> Parsed {
    let root = folder(&file.path).to_owned();
    let (channels, bad) = each(part, |channel: ChannelJson| {
        let name = [channel.name, channel.id].into_iter().find(|it| !it.is_empty());
        let about = [channel.topic, channel.purpose].map(|it| it.unwrap_or_default().value);
        let shared = channel.is_ext_shared || (channel.is_shared && !channel.is_org_shared);
        (
            (root.clone(), name.unwrap_or_default().to_lowercase()),
            SlackChannel {
                about: about.join("\n"),
                shared,
                // Only of a shared channel do the members tell whose it is.
                members: if shared { channel.members } else { Vec::new() },
            },
        )
    });
    Parsed::new(Format::SlackChannels, part.records.len(), bad, Channels(channels))
        .with_note("names channels; holds no evidence")
}

/// Takes a list of members apart.
pub(in super::super) fn parse_users(part: &Part<'_>, _file: &ExportFile<'_>) -> Parsed {
    let (users, bad) = each(part, |user: UserJson| {
        let profile = user.profile.unwrap_or_default();
        let names = [profile.real_name, user.real_name, profile.display_name, user.name];
        let name = names.into_iter().find(|it| !it.is_empty()).unwrap_or_default();
        let guest = user.is_restricted || user.is_ultra_restricted || user.is_stranger;
        let person = SlackUser {
            name,
            email: email(&profile.email),
            member: !guest && !user.is_bot && user.id != "USLACKBOT",
        };
        (user.id, person)
    });
    Parsed::new(Format::SlackUsers, part.records.len(), bad, Users(users)).with_note("names people; holds no evidence")
}

fn each<'a, R: Deserialize<'a>, T>(part: &Part<'a>, keep: impl Fn(R) -> T) -> (Vec<T>, Vec<Quarantined>) {
    let mut kept = Vec::new();
    let mut bad = Vec::new();
    for (index, raw) in part.records.iter().enumerate() {
        let raw: &'a RawValue = raw;
        match typed(raw) {
            Ok(record) => kept.push(keep(record)),
            Err(reason) => bad.push(Quarantined {
                at: part.at(index),
                reason,
                raw: raw.get().as_bytes().to_owned(),
            }),
        }
    }
    (kept, bad)
}

struct Channels(Vec<((String, String), SlackChannel)>);

impl Export for Channels {
    fn announce(&self, facts: &mut Facts) {
        for ((root, name), channel) in &self.0 {
            let channels = facts.shared.slack_channels.entry(root.clone()).or_default();
            channels.insert(name.clone(), channel.clone());
        }
    }

    fn records(self: Box<Self>, _batch: &Batch, _sink: &mut Sink) {}
}

struct Users(Vec<(String, SlackUser)>);

impl Export for Users {
    fn announce(&self, facts: &mut Facts) {
        for (id, user) in &self.0 {
            if user.member && user.email.is_some() {
                facts.people.push(PersonFact {
                    name: user.name.clone(),
                    email: user.email.clone(),
                    title: String::new(),
                    affiliation: Affiliation::Vendor,
                    account: AccountRef::Tenant,
                });
            }
            facts.shared.slack_users.insert(id.clone(), user.clone());
        }
    }

    fn records(self: Box<Self>, _batch: &Batch, _sink: &mut Sink) {}
}

#[derive(Deserialize)]
struct ChannelJson {
    #[serde(deserialize_with = "text")]
    id: String,
    #[serde(default, deserialize_with = "text")]
    name: String,
    #[serde(default)]
    topic: Option<TopicJson>,
    #[serde(default)]
    purpose: Option<TopicJson>,
    #[serde(default, deserialize_with = "list_or_null")]
    members: Vec<String>,
    #[serde(default)]
    is_shared: bool,
    #[serde(default)]
    is_ext_shared: bool,
    #[serde(default)]
    is_org_shared: bool,
}

#[derive(Deserialize, Default)]
struct TopicJson {
    #[serde(default, deserialize_with = "text")]
    value: String,
}

#[derive(Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "they are the fields of the export")]
struct UserJson {
    #[serde(deserialize_with = "text")]
    id: String,
    #[serde(default, deserialize_with = "text")]
    name: String,
    #[serde(default, deserialize_with = "text")]
    real_name: String,
    #[serde(default)]
    profile: Option<ProfileJson>,
    #[serde(default)]
    is_bot: bool,
    #[serde(default)]
    is_restricted: bool,
    #[serde(default)]
    is_ultra_restricted: bool,
    #[serde(default)]
    is_stranger: bool,
}

/// A member's profile, in the list of members and in a message.
#[derive(Deserialize, Default)]
pub(super) struct ProfileJson {
    #[serde(default, deserialize_with = "text")]
    pub(super) real_name: String,
    #[serde(default, deserialize_with = "text")]
    pub(super) display_name: String,
    #[serde(default, deserialize_with = "text")]
    pub(super) email: String,
}
