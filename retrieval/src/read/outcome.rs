//! What passes between the two phases of reading.

use std::collections::{BTreeMap, BTreeSet};

use grounding::{Place, Source, SourceId, SourceKind, State, Visibility};
use jiff::civil::Date;

use super::batch::{Batch, Facts};
use super::directory::AccountRef;
use super::{Format, Quarantined, ReadRecord};

/// A file's content that was recognised and taken apart.
pub(super) trait Export {
    /// Tells what the file says of accounts, people and meetings, which other files may need.
    fn announce(&self, facts: &mut Facts);

    /// Hands over the records, in the order of the file, now that the whole batch is known.
    fn records(self: Box<Self>, batch: &Batch, sink: &mut Sink);
}

/// What the first phase made of a file.
pub(super) struct Parsed {
    pub(super) format: Option<Format>,
    pub(super) read: usize,
    pub(super) quarantined: Vec<Quarantined>,
    pub(super) note: Option<String>,
    pub(super) export: Option<Box<dyn Export>>,
}

impl Parsed {
    /// A file of which something is left for the second phase.
    pub(super) fn new(
        format: Format,
        read: usize,
        quarantined: Vec<Quarantined>,
        export: impl Export + 'static,
    ) -> Self {
        Self {
            format: Some(format),
            read,
            quarantined,
            note: None,
            export: Some(Box::new(export)),
        }
    }

    /// The same with something to say of it.
    pub(super) fn with_note(mut self, note: &str) -> Self {
        self.note = Some(note.to_owned());
        self
    }

    /// A file that is of no use at all.
    pub(super) fn refused(format: Option<Format>, at: &str, reason: &str, raw: &[u8]) -> Self {
        Self {
            format,
            read: usize::from(format.is_some()),
            quarantined: vec![Quarantined {
                at: at.to_owned(),
                reason: reason.to_owned(),
                raw: raw.to_owned(),
            }],
            note: None,
            export: None,
        }
    }
}

/// A file's name and bytes.
pub(super) struct ExportFile<'a> {
    /// The whole path, as it was named to the reader.
    pub(super) path: String,
    /// The last part of the path, without what compression adds to it.
    pub(super) name: String,
    /// The content, without a byte order mark.
    pub(super) bytes: &'a [u8],
}

impl<'a> ExportFile<'a> {
    pub(super) fn new(path: &str, bytes: &'a [u8]) -> Self {
        let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
        Self {
            path: path.to_owned(),
            name: name.strip_suffix(".gz").unwrap_or(name).to_owned(),
            bytes: bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes),
        }
    }

    /// The place of something in this file.
    pub(super) fn place(&self, at: impl Into<String>) -> Place {
        Place {
            path: self.path.clone(),
            at: at.into(),
        }
    }
}

/// A record whose account is still in its own system's terms.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub(super) source: Source,
    pub(super) account: AccountRef,
    pub(super) raw: Vec<u8>,
    pub(super) modified: Option<String>,
}

impl Draft {
    /// A record of which no more is known than this; callers fill in the rest.
    pub(super) fn new(id: SourceId, kind: SourceKind, account: AccountRef, origin: Place, raw: &[u8]) -> Self {
        Self {
            source: Source {
                id,
                revision: 0,
                account: None,
                kind,
                title: String::new(),
                authors: Vec::new(),
                occurred_at: None,
                visibility: Visibility::Internal,
                state: State::Live,
                text: String::new(),
                fields: Vec::new(),
                values: Vec::new(),
                record: None,
                origin,
            },
            account,
            raw: raw.to_owned(),
            modified: None,
        }
    }

    /// The record as something that cannot be used.
    pub(super) fn refuse(self, reason: impl Into<String>) -> Quarantined {
        let at = self.source.origin.at;
        Quarantined {
            at: if at.is_empty() { "file".to_owned() } else { at },
            reason: reason.into(),
            raw: self.raw,
        }
    }
}

/// Takes the finished records and refuses those that lie in the future.
pub(super) struct Sink {
    as_of: Date,
    records: Vec<ReadRecord>,
    refused: Vec<Quarantined>,
    /// What is odd about records that count all the same: how many they are and where the
    /// first stands.
    remarks: BTreeMap<String, (usize, String)>,
    numbering: Numbering,
}

impl Sink {
    pub(super) fn new(as_of: Date, numbering: Numbering) -> Self {
        Self {
            as_of,
            records: Vec::new(),
            refused: Vec::new(),
            remarks: BTreeMap::new(),
            numbering,
        }
    }

    /// The day that nothing may be dated after.
    pub(super) fn as_of(&self) -> Date {
        self.as_of
    }

    /// Gives a record its account and takes it, unless it has none or lies in the future.
    pub(super) fn take(&mut self, mut draft: Draft, batch: &Batch) {
        match batch.directory.resolve(&draft.account, &batch.shared.crm_parents) {
            Ok(account) => {
                draft.source.account = account;
                self.take_placed(draft);
            }
            Err(reason) => self.refused.push(draft.refuse(reason)),
        }
    }

    /// Takes a record whose account is settled.
    pub(super) fn take_placed(&mut self, draft: Draft) {
        match draft.source.occurred_at {
            Some(day) if day > self.as_of => {
                let reason = format!("dated {day}, after the as-of date {}", self.as_of);
                self.refused.push(draft.refuse(reason));
            }
            _ => self.records.push(ReadRecord {
                source: draft.source,
                raw: draft.raw,
                modified: draft.modified,
            }),
        }
    }

    /// Notes something that cannot be used.
    pub(super) fn refuse(&mut self, quarantined: Quarantined) {
        self.refused.push(quarantined);
    }

    /// Counts a record of the file that counts as evidence although something is odd about it.
    pub(super) fn remark(&mut self, what: &str, at: &str) {
        if let Some((count, _)) = self.remarks.get_mut(what) {
            *count += 1;
        } else {
            self.remarks.insert(what.to_owned(), (1, at.to_owned()));
        }
    }

    /// What was remarked of the file's records, in words, and forgets it.
    pub(super) fn drain_remarks(&mut self) -> Option<String> {
        let remarks = std::mem::take(&mut self.remarks).into_iter();
        let words = remarks.map(|(what, (count, first))| match count {
            1 => format!("1 record: {what} ({first})"),
            _ => format!("{count} records: {what} (first: {first})"),
        });
        Some(words.collect::<Vec<_>>().join("; ")).filter(|it| !it.is_empty())
    }

    /// The id of a document, where several would go by the same.
    pub(super) fn number(&mut self, id: SourceId, path: &str, text: &str) -> SourceId {
        self.numbering.number(id, path, text)
    }

    /// What was taken and refused since the last call.
    pub(super) fn drain(&mut self) -> (Vec<ReadRecord>, Vec<Quarantined>) {
        (std::mem::take(&mut self.records), std::mem::take(&mut self.refused))
    }
}

/// Tells documents apart that would go by the same id: the first keeps it, a second with another
/// text gets `-2`, and so on. Copies of one text share an id, and a file whose text has changed
/// keeps its own.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    documents: BTreeMap<SourceId, Vec<Numbered>>,
}

#[derive(Debug)]
struct Numbered {
    id: SourceId,
    path: String,
    text: String,
}

impl Numbering {
    /// Goes on from documents that were numbered before.
    pub(super) fn new(known: &[Source]) -> Self {
        let mut numbering = Self::default();
        for source in known {
            let id = source.id.as_str();
            let base = match id.rsplit_once('-') {
                Some((base, number)) if number.parse::<u32>().is_ok_and(|it| it > 1) => base,
                _ => id,
            };
            // A slug may end in a number itself; then the id stands for itself, too.
            for base in BTreeSet::from([base, id]) {
                numbering
                    .documents
                    .entry(SourceId::raw(base))
                    .or_default()
                    .push(Numbered {
                        id: source.id.clone(),
                        path: source.origin.path.clone(),
                        text: source.text.clone(),
                    });
            }
        }
        numbering
    }

    fn number(&mut self, id: SourceId, path: &str, text: &str) -> SourceId {
        let known = self.documents.entry(id.clone()).or_default();
        let same_text = known.iter().find(|it| it.text == text);
        if let Some(found) = same_text.or_else(|| known.iter().find(|it| it.path == path)) {
            return found.id.clone();
        }
        let is_free = |id: &SourceId| known.iter().all(|it| it.id != *id);
        let numbered = (2..).map(|number| SourceId::raw(format!("{id}-{number}")));
        let free = std::iter::once(id.clone()).chain(numbered).find(is_free).unwrap_or(id);
        known.push(Numbered {
            id: free.clone(),
            path: path.to_owned(),
            text: text.to_owned(),
        });
        free
    }
}
