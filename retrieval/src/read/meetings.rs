//! A table of recorded meetings, as an administrator exports it beside the recordings:
//! `file, topic, start_time, host, participants, salesforce_account_id`.
//!
//! A transcript says nothing of whom it was held with; this table does, by the name of the
//! transcript's file. It holds no evidence by itself.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Format;
use super::batch::{Batch, Facts};
use super::dates;
use super::outcome::{Export, Parsed, Sink};
use super::people::email;
use super::table::{Columns, Row, Table};

const FILE: &[&str] = &[
    "file",
    "filename",
    "transcript",
    "transcriptfile",
    "recordingfile",
    "recording",
];
const TOPIC: &[&str] = &["topic", "title", "subject", "meetingname", "meeting"];
const START: &[&str] = &["starttime", "start", "startdate", "date", "meetingdate"];
const HOST: &[&str] = &["host", "hostemail", "organizer", "organiser", "organizeremail"];
const PARTICIPANTS: &[&str] = &["participants", "participantemails", "attendees", "attendeeemails"];
const ACCOUNT: &[&str] = &[
    "salesforceaccountid",
    "salesforceid",
    "crmaccountid",
    "accountid",
    "account",
    "accountslug",
    "accountname",
    "customer",
];

/// What the table says of one meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct MeetingRow {
    pub(super) topic: String,
    pub(super) day: Date,
    /// The host's address, or whatever else stands there.
    pub(super) host: String,
    /// Addresses, or names where there are none.
    pub(super) participants: Vec<String>,
    /// Any name of the account; may be empty.
    pub(super) account: String,
}

/// Whether these are the columns of such a table.
pub(super) fn fits(columns: &Columns) -> bool {
    columns.has(FILE) && columns.has(START) && (columns.has(PARTICIPANTS) || columns.has(HOST))
}

/// Takes the table apart.
pub(super) fn parse(table: Table) -> Parsed {
    let read = table.rows.len() + table.bad.len();
    let mut quarantined = table.bad;
    let mut rows = Vec::new();
    for row in &table.rows {
        match meeting(&table.columns, row) {
            Ok(meeting) => rows.push(meeting),
            Err(reason) => quarantined.push(row.refuse(reason)),
        }
    }
    Parsed::new(Format::Meetings, read, quarantined, Meetings(rows)).with_note("names meetings; holds no evidence")
}

/// The last part of a file's path in lowercase, by which meetings are found.
pub(super) fn file_key(path: &str) -> String {
    path.rsplit(['/', '\\']).next().unwrap_or(path).trim().to_lowercase()
}

fn meeting(columns: &Columns, row: &Row) -> Result<(String, MeetingRow), String> {
    let cell = |names: &[&str]| columns.cell(row, names).to_owned();
    let file = file_key(&cell(FILE));
    if file.is_empty() {
        return Err(format!("`{}` is empty", columns.name(FILE)));
    }
    let start = cell(START);
    let day = dates::day(&start).ok_or_else(|| format!("`{}` `{start}` is not a date", columns.name(START)))?;
    let participants = cell(PARTICIPANTS)
        .split([';', '|'])
        .flat_map(|it| {
            if it.contains('@') {
                it.split(',').collect()
            } else {
                vec![it]
            }
        })
        .map(str::trim)
        .filter(|it| !it.is_empty())
        .map(|it| email(it).unwrap_or_else(|| it.to_owned()))
        .collect();
    let row = MeetingRow {
        topic: cell(TOPIC),
        day,
        host: cell(HOST).to_lowercase(),
        participants,
        account: cell(ACCOUNT),
    };
    Ok((file, row))
}

struct Meetings(Vec<(String, MeetingRow)>);

impl Export for Meetings {
    fn announce(&self, facts: &mut Facts) {
        for (file, row) in &self.0 {
            let rows = facts.shared.meetings.entry(file.clone()).or_default();
            if !rows.contains(row) {
                rows.push(row.clone());
            }
        }
    }

    fn records(self: Box<Self>, _batch: &Batch, _sink: &mut Sink) {}
}
