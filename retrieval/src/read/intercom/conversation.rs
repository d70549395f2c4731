//! Conversations: each becomes a source of its own, with its public parts, and one for each
//! part.

use grounding::{AccountId, Affiliation, Author, Record, RecordText, SourceId, SourceKind, Span, Visibility};
use serde_json::value::RawValue;

use super::super::batch::{Batch, Facts};
use super::super::dates;
use super::super::directory::AccountRef;
use super::super::json::{RawObject, list, scalar, typed};
use super::super::markup::strip_tags;
use super::super::outcome::{Draft, Export, ExportFile, Parsed, Sink};
use super::super::part::Part;
use super::super::participants::account_of;
use super::super::people::PersonFact;
use super::super::{Format, Quarantined};
use super::part::{self, PartDraft};
use super::shape::ConversationJson;

/// A conversation whose account is still to be found.
struct Conversation {
    draft: Draft,
    parts: Vec<PartDraft>,
    /// The addresses of the customer's people, as far as the conversation tells them.
    contacts: Vec<String>,
    companies: Vec<String>,
}

/// Takes an export of conversations apart.
pub(in super::super) fn parse_conversations(part: &Part<'_>, file: &ExportFile<'_>) -> Parsed {
    let mut conversations = Vec::new();
    let mut quarantined = Vec::new();
    let mut read = part.records.len();
    for (index, raw) in part.records.iter().enumerate() {
        let at = part.at(index);
        let before = quarantined.len();
        match read_conversation(raw, &at, file, &mut quarantined) {
            Ok(conversation) => {
                read += conversation.parts.len() + quarantined.len() - before;
                conversations.push(conversation);
            }
            Err(reason) => {
                // Its parts are kept with it.
                quarantined.truncate(before);
                quarantined.push(Quarantined {
                    at: if at.is_empty() { "file".to_owned() } else { at },
                    reason,
                    raw: raw.get().as_bytes().to_owned(),
                });
            }
        }
    }
    Parsed::new(
        Format::IntercomConversations,
        read,
        quarantined,
        Conversations(conversations),
    )
}

fn read_conversation(
    raw: &RawValue,
    at: &str,
    file: &ExportFile<'_>,
    quarantined: &mut Vec<Quarantined>,
) -> Result<Conversation, String> {
    let conversation: ConversationJson = typed(raw)?;
    let fields = RawObject::of(raw).ok_or("a conversation is an object")?;
    let began = fields.get("source").filter(|it| it.get() != "null");
    let subject = began.and_then(|it| scalar(RawObject::of(it)?.get("subject")?));
    let title = [conversation.title.clone(), strip_tags(&subject.unwrap_or_default())];
    let title = title.into_iter().find(|it| !it.is_empty()).unwrap_or_default();
    let day = part::day("created_at", &conversation.created_at)?;

    let container = fields.get("conversation_parts");
    // An older client leaves the object around the list out.
    let listed = container.and_then(|it| RawObject::of(it)?.list("conversation_parts").or_else(|| list(it)));
    let mut raws: Vec<(&RawValue, &str, String)> = began
        .map(|raw| (raw, "message", "source".to_owned()))
        .into_iter()
        .collect();
    for (index, raw) in listed.unwrap_or_default().into_iter().enumerate() {
        raws.push((raw, "part", format!("conversation_parts[{index}]")));
    }
    let mut parts = Vec::new();
    for (raw, object, place) in raws {
        let at = if at.is_empty() { place } else { format!("{at}.{place}") };
        match part::read(raw, object, (&conversation.created_at, &title), &at, file) {
            Ok(part) => parts.extend(part),
            Err(reason) => quarantined.push(Quarantined {
                at,
                reason,
                raw: raw.get().as_bytes().to_owned(),
            }),
        }
    }

    let id = SourceId::new("intercom", "conversation", &conversation.id);
    let unplaced = AccountRef::Name(String::new());
    let mut draft = Draft::new(id, SourceKind::Ticket, unplaced, file.place(at), raw.get().as_bytes());
    let source = &mut draft.source;
    source.occurred_at = Some(day);
    source.visibility = Visibility::Shareable;
    (source.text, source.fields) = RecordText::new()
        .field("id", &conversation.id)
        .field("subject", &title)
        .field("status", &conversation.state)
        .field("priority", &conversation.priority)
        .finish();
    source.record = Some(Record::Ticket(grounding::Ticket {
        subject: title.clone(),
        open: !conversation.state.eq_ignore_ascii_case("closed"),
        escalated: conversation.is_escalated(),
    }));
    source.title = title;
    draft.modified = dates::epoch_stamp(&conversation.updated_at);
    let authors = parts
        .iter()
        .map(|it| &it.author)
        .filter(|it| it.side() != Affiliation::Vendor);
    let mut contacts: Vec<String> = authors.filter_map(part::AuthorJson::address).collect();
    contacts.extend(conversation.contacts());
    Ok(Conversation {
        draft,
        parts,
        contacts,
        companies: conversation.companies(),
    })
}

struct Conversations(Vec<Conversation>);

impl Export for Conversations {
    fn announce(&self, facts: &mut Facts) {
        let parts = self.0.iter().flat_map(|it| &it.parts);
        for author in parts.map(|it| &it.author).filter(|it| it.kind == "admin") {
            let fact = PersonFact {
                name: author.name.clone(),
                email: author.address(),
                title: String::new(),
                affiliation: Affiliation::Vendor,
                account: AccountRef::Tenant,
            };
            let is_new = !facts.people.iter().rev().take(20).any(|it| it.email == fact.email);
            if fact.email.is_some() && is_new {
                facts.people.push(fact);
            }
        }
    }

    fn records(self: Box<Self>, batch: &Batch, sink: &mut Sink) {
        for conversation in self.0 {
            conversation.finish(batch, sink);
        }
    }
}

impl Conversation {
    fn finish(mut self, batch: &Batch, sink: &mut Sink) {
        match self.account(batch) {
            Ok(account) => {
                self.sign(&account, batch);
                sink.take_placed(self.draft);
                for part in self.parts {
                    sink.take_placed(part.draft);
                }
            }
            Err(reason) => {
                sink.refuse(self.draft.refuse(reason.as_str()));
                for part in self.parts {
                    sink.refuse(part.draft.refuse(reason.as_str()));
                }
            }
        }
    }

    /// The account of the company that the conversation names, else of those who wrote.
    fn account(&self, batch: &Batch) -> Result<AccountId, String> {
        let mut named = self.companies.iter().filter_map(|it| batch.directory.by_name(it).ok());
        match named.next() {
            Some(account) => Ok(account),
            None if self.contacts.is_empty() => {
                Err("unknown account: the conversation gives no company and no contact's address".to_owned())
            }
            None => account_of(self.contacts.iter().map(String::as_str), batch),
        }
    }

    fn sign(&mut self, account: &AccountId, batch: &Batch) {
        let source = &mut self.draft.source;
        source.account = Some(account.clone());
        for part in &mut self.parts {
            let said = &mut part.draft.source;
            said.account = Some(account.clone());
            said.authors
                .extend(part.author.author(said.text.len(), Some(account), batch));
            if said.visibility != Visibility::Shareable {
                continue;
            }
            source.text.push('\n');
            let start = source.text.len();
            source.text.push_str(&said.text);
            source.authors.extend(said.authors.iter().map(|it| Author {
                span: Span::new(start, start + said.text.len()),
                ..it.clone()
            }));
        }
    }
}
