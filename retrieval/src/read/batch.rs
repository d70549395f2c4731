//! What the files of a batch tell each other.

use std::collections::{BTreeMap, BTreeSet};

use grounding::{Account, SourceId};

use super::directory::{Directory, Identity};
use super::gong::Call;
use super::hubspot::Links;
use super::mapped::Lent;
use super::meetings::MeetingRow;
use super::people::{People, PersonFact};
use super::zendesk::DeskUser;

/// What the first phase found out, file by file.
#[derive(Default)]
pub(super) struct Facts {
    pub(super) identities: Vec<Identity>,
    pub(super) people: Vec<PersonFact>,
    pub(super) shared: Shared,
}

/// What some files say and others need.
#[derive(Default)]
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
    /// To whose success plans an object belongs, by its id.
    pub(super) plan_objects: BTreeMap<String, BTreeSet<String>>,
    /// Which `HubSpot` objects belong together.
    pub(super) hubspot: Links,
    /// What records that a mapping describes tell those of another.
    pub(super) mapped: Lent,
}

/// A whole batch, for the second phase to look things up in.
pub(super) struct Batch {
    pub(super) directory: Directory,
    pub(super) people: People,
    pub(super) shared: Shared,
}

impl Batch {
    pub(super) fn new(known: &[Account], facts: Facts) -> Self {
        let directory = Directory::new(known, facts.identities);
        let people = People::new(facts.people, &directory, &facts.shared.crm_parents);
        Self {
            directory,
            people,
            shared: facts.shared,
        }
    }

    pub(super) fn into_accounts(self) -> Vec<Account> {
        self.directory.into_accounts()
    }
}
