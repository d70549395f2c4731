//! The messages of one day in one channel.

use grounding::{Affiliation, SourceId, SourceKind, Span, State, Visibility};
use serde::Deserialize;
use serde_json::value::RawValue;

use super::super::batch::{Batch, Facts};
use super::super::dates;
use super::super::directory::AccountRef;
use super::super::json::{text, typed};
use super::super::outcome::{Draft, Export, ExportFile, Parsed, Sink};
use super::super::part::Part;
use super::super::participants::author;
use super::super::people::email;
use super::super::{Format, Quarantined};
use super::channel::{self, folder, name};
use super::directory::ProfileJson;
use super::markup::plain;

/// The kinds of messages that somebody wrote; all others are notices and what bots post.
const WRITTEN: &[&str] = &[
    "",
    "me_message",
    "thread_broadcast",
    "reply_broadcast",
    "file_share",
    "file_comment",
    "tombstone",
];

/// A message whose author and account are still to be found.
struct Written {
    draft: Draft,
    user: String,
    profile: ProfileJson,
    /// As Slack writes it.
    text: String,
}

/// Takes a day of a channel apart. The channel is the folder that the file stands in.
pub(in super::super) fn parse_messages(part: &Part<'_>, file: &ExportFile<'_>) -> Parsed {
    let place = folder(&file.path);
    let mut day = Day {
        root: folder(place).to_owned(),
        channel: name(place).to_owned(),
        messages: Vec::new(),
    };
    let mut quarantined = Vec::new();
    let mut notices = 0;
    for (index, raw) in part.records.iter().enumerate() {
        let at = part.at(index);
        match read(raw, &at, &day.channel, file) {
            Ok(Some(message)) => day.messages.push(message),
            Ok(None) => notices += 1,
            Err(reason) => quarantined.push(Quarantined {
                at,
                reason,
                raw: raw.get().as_bytes().to_owned(),
            }),
        }
    }
    let read = part.records.len() - notices;
    let parsed = Parsed::new(Format::SlackMessages, read, quarantined, day);
    match notices {
        0 => parsed,
        1 => parsed.with_note("1 notice or post of a bot is no evidence"),
        _ => parsed.with_note(&format!("{notices} notices and posts of bots are no evidence")),
    }
}

fn read(raw: &RawValue, at: &str, channel: &str, file: &ExportFile<'_>) -> Result<Option<Written>, String> {
    let message: MessageJson = typed(raw)?;
    let deleted = message.subtype == "tombstone";
    let by_bot = !message.bot_id.is_empty() && message.user.is_empty();
    if !WRITTEN.contains(&message.subtype.as_str()) || by_bot || (message.text.trim().is_empty() && !deleted) {
        return Ok(None);
    }
    let day = dates::epoch_day(&message.ts).ok_or_else(|| format!("`ts` `{}` is not a time", message.ts))?;
    let id = SourceId::new("slack", "message", &format!("{channel}-{}", message.ts));
    let unplaced = AccountRef::Name(channel.to_owned());
    let mut draft = Draft::new(id, SourceKind::Message, unplaced, file.place(at), raw.get().as_bytes());
    draft.source.title = format!("#{channel}");
    draft.source.occurred_at = Some(day);
    if deleted {
        draft.source.state = State::Deleted;
    }
    let changed = message.edited.map_or(message.ts, |it| it.ts);
    draft.modified = dates::epoch_stamp(&changed);
    Ok(Some(Written {
        draft,
        user: message.user,
        profile: message.user_profile.unwrap_or_default(),
        text: message.text,
    }))
}

/// A day of a channel.
struct Day {
    /// The folder of the whole export.
    root: String,
    channel: String,
    messages: Vec<Written>,
}

impl Export for Day {
    fn announce(&self, _facts: &mut Facts) {}

    fn records(self: Box<Self>, batch: &Batch, sink: &mut Sink) {
        let channels = batch.shared.slack_channels.get(&self.root);
        let known = channels.and_then(|channels| channels.get(&self.channel.to_lowercase()));
        let writers: Vec<String> = self.messages.iter().map(|it| it.user.clone()).collect();
        let account = channel::account(&self.channel, known, &writers, batch);
        for mut message in self.messages {
            match &account {
                Ok(account) => {
                    let source = &mut message.draft.source;
                    source.account = Some(account.clone());
                    if known.is_some_and(|it| it.shared) {
                        source.visibility = Visibility::Shareable;
                    }
                    source.text = plain(&message.text, &batch.shared.slack_users);
                    message.sign(batch);
                    sink.take_placed(message.draft);
                }
                Err(reason) => sink.refuse(message.draft.refuse(reason.as_str())),
            }
        }
    }
}

impl Written {
    /// Says who wrote the message.
    fn sign(&mut self, batch: &Batch) {
        let source = &mut self.draft.source;
        let span = Span::new(0, source.text.len());
        let known = batch.shared.slack_users.get(&self.user);
        let address = known
            .and_then(|it| it.email.clone())
            .or_else(|| email(&self.profile.email));
        let names = [
            known.map_or("", |it| it.name.as_str()),
            &self.profile.real_name,
            &self.profile.display_name,
            &self.user,
        ];
        let name = names.into_iter().find(|it| !it.is_empty()).unwrap_or_default();
        let mut signed = author(span, name, address.as_deref(), source.account.as_ref(), batch);
        if signed.affiliation == Affiliation::Unknown && known.is_some_and(|it| it.member) {
            signed.affiliation = Affiliation::Vendor;
        }
        source.authors.extend((!signed.name.is_empty()).then_some(signed));
    }
}

#[derive(Deserialize)]
struct MessageJson {
    #[serde(default, deserialize_with = "text")]
    subtype: String,
    #[serde(default, deserialize_with = "text")]
    user: String,
    #[serde(default, deserialize_with = "text")]
    bot_id: String,
    #[serde(default, deserialize_with = "text")]
    text: String,
    #[serde(deserialize_with = "text")]
    ts: String,
    #[serde(default)]
    edited: Option<EditedJson>,
    #[serde(default)]
    user_profile: Option<ProfileJson>,
}

#[derive(Deserialize)]
struct EditedJson {
    #[serde(default, deserialize_with = "text")]
    ts: String,
}
