//! What becomes of an issue, wherever it was read.

use std::collections::BTreeSet;

use grounding::{AccountId, Affiliation, Author, Record, RecordText, SourceId, SourceKind, Span, Ticket, Visibility};

use super::super::batch::{Batch, Facts};
use super::super::directory::AccountRef;
use super::super::outcome::{Draft, Export, Sink};
use super::super::people::domain;
use super::super::{Quarantined, dates};

/// An issue as both kinds of export give it.
#[derive(Default)]
pub(super) struct Issue {
    pub(super) key: String,
    pub(super) summary: String,
    pub(super) status: String,
    pub(super) priority: String,
    pub(super) description: String,
    pub(super) labels: Vec<String>,
    pub(super) components: Vec<String>,
    /// What fields for customers, accounts and organisations say.
    pub(super) customers: Vec<String>,
    pub(super) reporter: Person,
    pub(super) closed: bool,
    /// A security level hides the issue from most.
    pub(super) restricted: bool,
}

/// Somebody at either side.
#[derive(Default, Clone)]
pub(super) struct Person {
    pub(super) name: String,
    pub(super) email: Option<String>,
    /// What kind of user the system says they are, where it does.
    pub(super) side: Affiliation,
}

/// A record and who wrote which part of it.
pub(super) struct Written {
    pub(super) draft: Draft,
    pub(super) author: Person,
    pub(super) span: Span,
}

/// An issue with its comments, the issue first.
pub(super) struct IssueDraft {
    pub(super) issue: Issue,
    pub(super) records: Vec<Written>,
    /// Whether the export left comments out.
    pub(super) incomplete: bool,
}

impl Issue {
    /// Fills in the source of the issue: a line for each of its main fields, then its
    /// description, which the reporter wrote. Comments are sources of their own.
    pub(super) fn fill(&self, mut draft: Draft) -> Written {
        let source = &mut draft.source;
        source.title.clone_from(&self.summary);
        source.visibility = if self.restricted {
            Visibility::Restricted
        } else {
            Visibility::Internal
        };
        source.record = Some(Record::Ticket(Ticket {
            subject: self.summary.clone(),
            open: !self.closed,
            escalated: self.is_escalated(),
        }));
        (source.text, source.fields) = RecordText::new()
            .field("key", &self.key)
            .field("summary", &self.summary)
            .field("status", &self.status)
            .field("priority", &self.priority)
            .finish();
        let mut span = Span::new(0, 0);
        if !self.description.trim().is_empty() {
            source.text.push('\n');
            span.start = source.text.len();
            source.text.push_str(&self.description);
            span.end = source.text.len();
        }
        Written {
            draft,
            author: self.reporter.clone(),
            span,
        }
    }

    /// A comment of the issue.
    pub(super) fn comment(&self, mut draft: Draft, author: Person, text: String, restricted: bool) -> Written {
        let source = &mut draft.source;
        source.title.clone_from(&self.summary);
        source.visibility = if self.restricted || restricted {
            Visibility::Restricted
        } else {
            Visibility::Internal
        };
        source.text = text;
        let span = Span::new(0, source.text.len());
        Written { draft, author, span }
    }

    fn is_escalated(&self) -> bool {
        let priority = self.priority.to_lowercase();
        matches!(priority.as_str(), "highest" | "blocker" | "critical" | "urgent")
            || self.status.to_lowercase().starts_with("escalat")
            || self.labels.iter().any(|it| it.to_lowercase().contains("escalat"))
    }

    /// Whose issue it is: what its customer fields say; else the accounts whose slugs its
    /// labels are, or whose names its components are; else the reporter's mail domain.
    fn account(&self, batch: &Batch) -> Result<AccountId, String> {
        let directory = &batch.directory;
        if !self.customers.is_empty() {
            let named = self.customers.iter().map(|it| directory.by_name(it));
            let named: Vec<Result<AccountId, String>> = named.collect();
            let found: BTreeSet<AccountId> = named.iter().filter_map(|it| it.clone().ok()).collect();
            return match (one(&found), named.into_iter().find_map(Result::err)) {
                (Some(found), _) => found,
                (None, Some(reason)) => Err(reason),
                (None, None) => Err("no account is given".to_owned()),
            };
        }
        let labels = self.labels.iter().filter_map(|label| {
            let prefixes = ["customer", "account", "org", "client"];
            let bare = prefixes
                .iter()
                .find_map(|prefix| label.strip_prefix(prefix)?.strip_prefix([':', '-', '_', '/', '=']));
            directory.by_slug(label).or_else(|| directory.by_slug(bare?))
        });
        let components = self.components.iter().filter_map(|it| directory.by_name(it).ok());
        let found: BTreeSet<AccountId> = labels.chain(components).collect();
        if let Some(found) = one(&found) {
            return found;
        }
        let domains: BTreeSet<String> = self
            .reporter
            .email
            .as_deref()
            .and_then(domain)
            .map(str::to_owned)
            .into_iter()
            .collect();
        if domains.is_empty() {
            return Err("unknown account: no field, label, component or reporter of the issue names one".to_owned());
        }
        directory.by_domains(&domains)
    }
}

/// The one account found; an error if there are several.
fn one(found: &BTreeSet<AccountId>) -> Option<Result<AccountId, String>> {
    let mut accounts = found.iter();
    let first = accounts.next()?;
    Some(if accounts.next().is_none() {
        Ok(first.clone())
    } else {
        let names: Vec<String> = found.iter().map(|it| format!("`{it}`")).collect();
        Err(format!("the issue names several accounts: {}", names.join(", ")))
    })
}

/// Issues and their comments.
pub(super) struct Issues(pub(super) Vec<IssueDraft>);

impl Export for Issues {
    fn announce(&self, _facts: &mut Facts) {}

    fn records(self: Box<Self>, batch: &Batch, sink: &mut Sink) {
        for issue in self.0 {
            let account = issue.issue.account(batch);
            if issue.incomplete
                && let Some(first) = issue.records.first()
            {
                let at = first.draft.source.origin.at.clone();
                sink.remark("the export has only some of the issue's comments", &at);
            }
            for mut record in issue.records {
                match &account {
                    Ok(account) => {
                        sign(&mut record, account, batch);
                        record.draft.source.account = Some(account.clone());
                        sink.take_placed(record.draft);
                    }
                    Err(reason) => sink.refuse(record.draft.refuse(reason.as_str())),
                }
            }
        }
    }
}

/// Names the author of a record's prose.
fn sign(record: &mut Written, account: &AccountId, batch: &Batch) {
    let person = &record.author;
    if record.span.start == record.span.end || (person.name.is_empty() && person.email.is_none()) {
        return;
    }
    let by_address = person
        .email
        .as_deref()
        .map(|it| batch.people.side_of(it, Some(account), &batch.directory));
    let by_name = || {
        let known = batch.people.named(&person.name, Some(account))?;
        Some(known.affiliation)
    };
    let side = by_address
        .filter(|side| *side != Affiliation::Unknown)
        .or_else(by_name)
        .filter(|side| *side != Affiliation::Unknown)
        .unwrap_or(person.side);
    let name = match &person.email {
        Some(email) if person.name.is_empty() => email.clone(),
        _ => person.name.clone(),
    };
    record.draft.source.authors = vec![Author {
        span: record.span,
        name,
        email: person.email.clone(),
        affiliation: side,
    }];
}

/// A new source of an issue or a comment.
pub(super) fn draft(object: &str, id: &str, kind: SourceKind, place: grounding::Place, raw: &[u8]) -> Draft {
    Draft::new(SourceId::new("jira", object, id), kind, AccountRef::Tenant, place, raw)
}

/// A comment that cannot be used.
pub(super) fn refused(at: String, reason: String, raw: &[u8]) -> Quarantined {
    Quarantined {
        at,
        reason,
        raw: raw.to_owned(),
    }
}

/// The stamp of the last change, of which the later of two times counts.
pub(super) fn modified(updated: &str, created: &str) -> Option<String> {
    dates::stamp(updated).or_else(|| dates::stamp(created))
}
