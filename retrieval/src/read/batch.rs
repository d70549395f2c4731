//! A batch of inputs, once it is known what they say of accounts and people.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::ops::ControlFlow;

use grounding::{Account, Source, SourceId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::directory::{Directory, Identity};
use super::files::FileSystem;
use super::gong::Call;
use super::hubspot::Links;
use super::input::{Input, unreadable};
use super::mapped::{Lent, Mappings};
use super::meetings::MeetingRow;
use super::outcome::{Numbering, Parsed, Sink};
use super::people::{People, PersonFact};
use super::pieces::each_piece;
use super::slack::{SlackChannel, SlackUser};
use super::unpack::Opener;
use super::zendesk::DeskUser;
use super::{Piece, Quarantined};

/// What the first look found out, file by file.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Facts {
    pub(super) identities: Vec<Identity>,
    pub(super) people: Vec<PersonFact>,
    pub(super) shared: Shared,
}

/// What some files say and others need.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Shared {
    /// The account of a CRM object that is not itself an account, by the objects' ids.
    pub(super) crm_parents: BTreeMap<String, String>,
    /// The names of CRM users by their source ids.
    pub(super) users: BTreeMap<SourceId, (String, Option<String>)>,
    /// Help-desk users by their ids.
    pub(super) desk_users: BTreeMap<String, DeskUser>,
    /// Gong calls by their ids.
    pub(super) calls: BTreeMap<String, Call>,
    /// The ids of those calls that have a transcript.
    pub(super) transcribed: BTreeSet<String>,
    /// Recorded meetings by the name of the recording's file, in lowercase.
    pub(super) meetings: BTreeMap<String, Vec<MeetingRow>>,
    /// Slack channels by the folder of their export, and by their name in lowercase.
    pub(super) slack_channels: BTreeMap<String, BTreeMap<String, SlackChannel>>,
    /// Members of a Slack workspace by their ids.
    pub(super) slack_users: BTreeMap<String, SlackUser>,
    /// To whose success plans an object belongs, by its id.
    pub(super) plan_objects: BTreeMap<String, BTreeSet<String>>,
    /// Which `HubSpot` objects belong together.
    pub(super) hubspot: Links,
    /// What records that a mapping describes tell those of another.
    pub(super) mapped: Lent,
}

impl Facts {
    pub(super) fn is_empty(&self) -> bool {
        self.identities.is_empty() && self.people.is_empty() && self.shared == Shared::default()
    }

    /// Adds what another file says. Where both speak of one thing the other counts.
    pub(super) fn merge(&mut self, other: Self) {
        let Self {
            identities,
            people,
            shared,
        } = other;
        self.identities.extend(identities);
        self.people.extend(people);
        self.shared.merge(shared);
    }
}

impl Shared {
    fn merge(&mut self, other: Self) {
        let Self {
            crm_parents,
            users,
            desk_users,
            calls,
            transcribed,
            meetings,
            slack_channels,
            slack_users,
            hubspot,
            mapped,
            plan_objects,
        } = other;
        self.crm_parents.extend(crm_parents);
        self.users.extend(users);
        self.desk_users.extend(desk_users);
        self.calls.extend(calls);
        self.transcribed.extend(transcribed);
        for (file, rows) in meetings {
            let known = self.meetings.entry(file).or_default();
            for row in rows {
                // The same table may lie about twice.
                if !known.contains(&row) {
                    known.push(row);
                }
            }
        }
        for (root, channels) in slack_channels {
            self.slack_channels.entry(root).or_default().extend(channels);
        }
        self.slack_users.extend(slack_users);
        self.hubspot.merge(hubspot);
        self.mapped.merge(mapped);
        for (object, owners) in plan_objects {
            self.plan_objects.entry(object).or_default().extend(owners);
        }
    }
}

/// A batch of inputs, ready to be read.
pub struct Batch {
    pub(super) directory: Directory,
    pub(super) people: People,
    pub(super) shared: Shared,
    accounts: Vec<Account>,
    documents: Vec<Source>,
    as_of: Date,
    mappings: Mappings,
    context: String,
}

impl Batch {
    pub(super) fn new(
        known: &[Account],
        facts: Facts,
        documents: Vec<Source>,
        mappings: Mappings,
        as_of: Date,
    ) -> Self {
        let directory = Directory::new(known, facts.identities);
        let people = People::new(facts.people, &directory, &facts.shared.crm_parents);
        Self {
            accounts: directory.accounts().cloned().collect(),
            directory,
            people,
            shared: facts.shared,
            documents,
            as_of,
            mappings,
            context: String::new(),
        }
    }

    pub(super) fn with_context(self, context: String) -> Self {
        Self { context, ..self }
    }

    /// Every account, known before or first named here, sorted by id.
    pub fn accounts(&self) -> &[Account] {
        &self.accounts
    }

    /// A digest of everything but an input's own bytes that decides what it is read as: what is
    /// known of accounts, people and meetings, and the version of the readers.
    pub fn context(&self) -> &str {
        &self.context
    }

    /// Begins to read the batch.
    pub fn reading<'a>(&'a self, files: &'a dyn FileSystem) -> BatchReading<'a> {
        BatchReading {
            batch: self,
            opener: Opener::new(files),
            sink: Sink::new(self.as_of, Numbering::new(&self.documents)),
        }
    }
}

/// A batch that is being read, input by input.
pub struct BatchReading<'a> {
    batch: &'a Batch,
    opener: Opener<'a>,
    sink: Sink,
}

impl BatchReading<'_> {
    /// Reads an input and hands over its pieces, from the one numbered `from` on, until there is
    /// no more or the receiver breaks it off. Every input has a last piece, also one that is not
    /// recognised or that cannot be read.
    pub fn read(&mut self, input: &Input, from: u64, receive: &mut dyn FnMut(Piece) -> ControlFlow<()>) {
        let Self { batch, opener, sink } = self;
        let mut number = 0;
        // A piece is kept back until it is known whether it is the last.
        let mut held: Option<Piece> = None;
        let mut visit = |parsed: Parsed| {
            let piece = finish(parsed, number, number >= from, batch, sink);
            number += 1;
            match held.replace(piece) {
                Some(piece) if piece.number >= from => receive(piece),
                _ => ControlFlow::Continue(()),
            }
        };
        let read = match &input.failure {
            Some(failure) => Ok(visit(failed(failure.clone()))),
            None => opener.read(&input.file, &input.steps, |bytes| {
                each_piece(input.path(), bytes, &batch.mappings, &mut visit)
            }),
        };
        let read = match read {
            Err(error) => Ok::<_, io::Error>(visit(failed(Quarantined {
                at: "file".to_owned(),
                reason: unreadable(&input.file, &error),
                raw: Vec::new(),
            }))),
            read => read,
        };
        let remarks = sink.drain_remarks();
        if matches!(read, Ok(ControlFlow::Continue(()))) {
            let mut last = held.unwrap_or_else(|| Piece::unrecognised(number));
            last.is_last = true;
            last.note = [last.note, remarks]
                .into_iter()
                .flatten()
                .reduce(|note, remarks| format!("{note}; {remarks}"));
            let _ = receive(last);
        }
    }
}

fn failed(failure: Quarantined) -> Parsed {
    let mut parsed = Parsed::refused(None, "", "", &[]);
    parsed.quarantined = vec![failure];
    parsed
}

fn finish(parsed: Parsed, number: u64, is_wanted: bool, batch: &Batch, sink: &mut Sink) -> Piece {
    let mut piece = Piece {
        format: parsed.format,
        read: parsed.read,
        quarantined: parsed.quarantined,
        note: parsed.note,
        ..Piece::unrecognised(number)
    };
    if let Some(export) = parsed.export {
        export.records(batch, sink);
    }
    let taken = sink.drain();
    let used = taken.0.len() + taken.1.len() + piece.quarantined.len();
    // A row may become two records, and one that only names accounts or people becomes none.
    piece.informing = piece.read.saturating_sub(used);
    piece.read = piece.informing + used;
    // Of a piece that was taken in before a run was broken off only the remarks are kept.
    if is_wanted {
        (piece.records, piece.unplaced) = taken;
    }
    piece
}
