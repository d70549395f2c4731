//! Tickets: each becomes a source of its own, with its public comments, and one for each
//! comment.

use grounding::{Affiliation, Author, Record, RecordText, SourceId, SourceKind, Span, State, Visibility};
use serde::Deserialize;
use serde_json::value::RawValue;

use super::super::batch::{Batch, Facts};
use super::super::directory::AccountRef;
use super::super::json::{RawObject, list_or_null, text, typed};
use super::super::outcome::{Draft, Export, ExportFile, Parsed, Sink};
use super::super::part::Part;
use super::super::people::domain;
use super::super::{Format, Quarantined, dates};
use super::comment::{self, CommentDraft};
use super::directory::{DeskUser, Directory};

/// A ticket's own fields.
#[derive(Deserialize)]
pub(super) struct Ticket {
    #[serde(deserialize_with = "text")]
    id: String,
    #[serde(default, deserialize_with = "text")]
    pub(super) subject: String,
    #[serde(default, deserialize_with = "text")]
    status: String,
    #[serde(default, deserialize_with = "text")]
    priority: String,
    #[serde(default, deserialize_with = "text")]
    organization_id: String,
    #[serde(default, deserialize_with = "text")]
    requester_id: String,
    #[serde(default, deserialize_with = "list_or_null")]
    tags: Vec<String>,
    #[serde(default)]
    is_public: Option<bool>,
    #[serde(default, deserialize_with = "text")]
    created_at: String,
    #[serde(default, deserialize_with = "text")]
    pub(super) updated_at: String,
}

impl Ticket {
    /// Whether the ticket was deleted; exports list such tickets for a while.
    pub(super) fn is_deleted(&self) -> bool {
        self.status.eq_ignore_ascii_case("deleted")
    }

    fn is_open(&self) -> bool {
        !["solved", "closed", "deleted"]
            .iter()
            .any(|status| self.status.eq_ignore_ascii_case(status))
    }

    fn is_escalated(&self, custom_fields: &str) -> bool {
        self.priority.eq_ignore_ascii_case("urgent")
            || self.tags.iter().any(|tag| tag.to_lowercase().contains("escalat"))
            || custom_fields.to_lowercase().contains("escalat")
    }
}

/// Takes an export of tickets apart.
pub(in super::super) fn parse_tickets(part: &Part<'_>, file: &ExportFile<'_>) -> Parsed {
    let mut tickets = Tickets::default();
    let mut quarantined = Vec::new();
    for (index, raw) in part.records.iter().enumerate() {
        let at = part.at(index);
        match read_ticket(raw, &at, file, &mut quarantined) {
            Ok(ticket) => tickets.tickets.push(ticket),
            Err(reason) => quarantined.push(Quarantined {
                at,
                reason,
                raw: raw.get().as_bytes().to_owned(),
            }),
        }
    }
    for (name, add) in [
        (
            "organizations",
            Directory::add_organizations as fn(&mut Directory, &Part<'_>),
        ),
        ("users", Directory::add_users),
    ] {
        if let Some(beside) = part.beside(name) {
            add(&mut tickets.directory, &beside);
        }
    }
    quarantined.append(&mut tickets.directory.bad);
    let comments: usize = tickets.tickets.iter().map(|it| it.comments.len()).sum();
    let read = tickets.tickets.len() + comments + quarantined.len();
    Parsed::new(Format::ZendeskTickets, read, quarantined, tickets)
}

fn read_ticket(
    raw: &RawValue,
    at: &str,
    file: &ExportFile<'_>,
    quarantined: &mut Vec<Quarantined>,
) -> Result<TicketDraft, String> {
    let ticket: Ticket = typed(raw)?;
    let fields = RawObject::of(raw).ok_or("a ticket is an object")?;
    let account = AccountRef::HelpDesk(ticket.organization_id.clone());

    let mut comments = Vec::new();
    for (index, raw) in fields.list("comments").unwrap_or_default().into_iter().enumerate() {
        let at = format!("{at}.comments[{index}]");
        match comment::read(raw, &ticket, &account, &at, file) {
            Ok(comment) => comments.push(comment),
            Err(reason) => quarantined.push(Quarantined {
                at,
                reason,
                raw: raw.get().as_bytes().to_owned(),
            }),
        }
    }

    let id = SourceId::new("zendesk", "ticket", &ticket.id);
    let mut draft = Draft::new(id, SourceKind::Ticket, account, file.place(at), raw.get().as_bytes());
    let source = &mut draft.source;
    source.title.clone_from(&ticket.subject);
    source.occurred_at = dates::optional_day("created_at", &ticket.created_at)?;
    source.visibility = if ticket.is_public == Some(false) {
        Visibility::Internal
    } else {
        Visibility::Shareable
    };
    if ticket.is_deleted() {
        source.state = State::Deleted;
    }
    let custom_fields = fields.get("custom_fields").map_or("", RawValue::get);
    source.record = Some(Record::Ticket(grounding::Ticket {
        subject: ticket.subject.clone(),
        open: ticket.is_open(),
        escalated: ticket.is_escalated(custom_fields),
    }));
    (source.text, source.fields) = RecordText::new()
        .field("id", &ticket.id)
        .field("subject", &ticket.subject)
        .field("status", &ticket.status)
        .field("priority", &ticket.priority)
        .finish();
    draft.modified = dates::stamp(&ticket.updated_at);
    Ok(TicketDraft {
        draft,
        comments,
        requester: ticket.requester_id,
    })
}

#[derive(Default)]
struct Tickets {
    tickets: Vec<TicketDraft>,
    directory: Directory,
}

struct TicketDraft {
    draft: Draft,
    comments: Vec<CommentDraft>,
    requester: String,
}

impl Export for Tickets {
    fn announce(&self, facts: &mut Facts) {
        self.directory.announce(facts);
    }

    fn records(self: Box<Self>, batch: &Batch, sink: &mut Sink) {
        for ticket in self.tickets {
            ticket.finish(batch, sink);
        }
    }
}

impl TicketDraft {
    fn finish(mut self, batch: &Batch, sink: &mut Sink) {
        if matches!(&self.draft.account, AccountRef::HelpDesk(id) if id.is_empty()) {
            let account = account_of(batch.shared.desk_users.get(&self.requester));
            for draft in self
                .comments
                .iter_mut()
                .map(|it| &mut it.draft)
                .chain([&mut self.draft])
            {
                draft.account = account.clone();
            }
        }
        let source = &mut self.draft.source;
        for comment in &mut self.comments {
            let said = &mut comment.draft.source;
            let author = author(&comment.author, batch);
            if said.visibility == Visibility::Shareable && !said.text.is_empty() {
                source.text.push('\n');
                let start = source.text.len();
                source.text.push_str(&said.text);
                source.authors.push(Author {
                    span: Span::new(start, source.text.len()),
                    ..author.clone()
                });
            }
            said.authors = vec![Author {
                span: Span::new(0, said.text.len()),
                ..author
            }];
        }
        sink.take(self.draft, batch);
        for comment in self.comments {
            sink.take(comment.draft, batch);
        }
    }
}

/// The account of a ticket without an organisation: its requester's.
fn account_of(requester: Option<&DeskUser>) -> AccountRef {
    match requester {
        Some(user) if !user.organization.is_empty() => AccountRef::HelpDesk(user.organization.clone()),
        Some(user) => {
            let domains = user.email.as_deref().and_then(domain).map(str::to_owned);
            AccountRef::Domains(domains.into_iter().collect())
        }
        None => AccountRef::HelpDesk(String::new()),
    }
}

fn author(id: &str, batch: &Batch) -> Author {
    let span = Span::new(0, 0);
    match batch.shared.desk_users.get(id) {
        Some(user) => Author {
            span,
            name: user.name.clone(),
            email: user.email.clone(),
            affiliation: user.affiliation,
        },
        None => Author {
            span,
            name: format!("author {id}"),
            email: None,
            affiliation: Affiliation::Unknown,
        },
    }
}
