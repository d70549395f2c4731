//! Gainsight Timeline: the CSV of a report on the object *Activity Timeline* (Report Builder →
//! Export, or the connector's S3 export), one activity a row: updates, calls, meetings, mails
//! and milestones that customer-success managers log.
//!
//! Columns are the report's labels, which tenants may change: `GSID`, `Activity Type`,
//! `Subject`, `Notes` (HTML), `Activity Date`, `Author Name`, `User Email`, `Company Name`,
//! `Internal Attendees`, `External Attendees`, `Created Date`, `Last Modified Date`. Source: the
//! vendor's glossary of timeline objects and its Timeline API (support.gainsight.com), and the
//! schema that a data-warehouse connector documents.
//!
//! An activity without an id is known by its company, day, type, subject and author, so that a
//! later export with other notes is the same activity.

use std::fmt::Write as _;

use grounding::{Activity, Affiliation, Author, Record, RecordText, SourceId, SourceKind, Visibility};
use jiff::civil::Date;
use sha2::{Digest, Sha256};

use super::Format;
use super::batch::{Batch, Facts};
use super::dates;
use super::directory::AccountRef;
use super::markup::strip_tags;
use super::outcome::{Draft, Export, ExportFile, Parsed, Sink};
use super::people::email;
use super::salesforce::ids;
use super::table::{Columns, Row, Table};

const ID: &[&str] = &[
    "activityid",
    "activitygsid",
    "gsid",
    "timelineactivityid",
    "id",
    "externalid",
];
const TYPE: &[&str] = &["activitytype", "activitytypename", "typename", "type"];
const SUBJECT: &[&str] = &["subject", "activitysubject"];
const NOTES: &[&str] = &[
    "notes",
    "activitynotes",
    "notesplaintext",
    "plaintextnotes",
    "notesinplaintext",
];
const DATE: &[&str] = &["activitydate", "activitydatetime"];
const COMPANY: &[&str] = &["companyname", "contextname", "company", "accountname", "companyidname"];
const CRM: &[&str] = &[
    "sfdcaccountid",
    "salesforceaccountid",
    "accountid",
    "companysfdcaccountid",
];
const AUTHOR: &[&str] = &[
    "authorname",
    "author",
    "gscreatedbyusername",
    "createdbyname",
    "createdby",
    "username",
    "ownername",
];
const EMAIL: &[&str] = &["authoremail", "useremail", "createdbyemail", "owneremail"];
const VISIBILITY: &[&str] = &["visibility"];
const CHANGED: &[&str] = &["lastmodifieddate", "modifieddate", "lastmodified", "createddate"];

/// Whether these are the columns of such a report.
pub(super) fn fits(columns: &Columns) -> bool {
    [DATE, TYPE, SUBJECT, NOTES].iter().all(|names| columns.has(names))
        && (columns.has(COMPANY) || columns.has(CRM) || columns.has(&["companygsid", "companyid"]))
}

/// Takes the table apart.
pub(super) fn parse(table: Table, file: &ExportFile<'_>) -> Parsed {
    let read = table.rows.len() + table.bad.len();
    let mut quarantined = table.bad;
    let mut activities = Vec::with_capacity(table.rows.len());
    for row in &table.rows {
        match activity(&table.columns, row, file) {
            Ok(activity) => activities.push(activity),
            Err(reason) => quarantined.push(row.refuse(reason)),
        }
    }
    Parsed::new(Format::GainsightTimeline, read, quarantined, Activities(activities))
}

fn activity(columns: &Columns, row: &Row, file: &ExportFile<'_>) -> Result<Draft, String> {
    let cell = |names: &[&str]| columns.cell(row, names);
    let date = day(columns.name(DATE), cell(DATE))?;
    let visibility = match cell(VISIBILITY).to_lowercase().as_str() {
        "" | "internal" => Visibility::Internal,
        "shareable" | "external" | "public" | "customer" => Visibility::Shareable,
        "restricted" | "private" | "confidential" => Visibility::Restricted,
        other => {
            return Err(format!(
                "`{}` `{other}` is none of `shareable`, `internal`, `restricted`",
                columns.name(VISIBILITY)
            ));
        }
    };
    let crm = cell(CRM);
    let account = if ids::is_account(crm) {
        AccountRef::Crm(vec![ids::full(crm)])
    } else {
        AccountRef::Name(cell(COMPANY).to_owned())
    };
    let id = match cell(ID) {
        "" => derived_id(&[cell(COMPANY), cell(DATE), cell(TYPE), cell(SUBJECT), cell(AUTHOR)]),
        id => id.to_owned(),
    };
    let id = SourceId::new("gainsight", "activity", &id);
    let mut draft = Draft::new(id, SourceKind::Activity, account, file.place(row.at()), &row.raw);
    let source = &mut draft.source;
    cell(SUBJECT).clone_into(&mut source.title);
    source.occurred_at = Some(date);
    source.visibility = visibility;
    source.record = Some(Record::Activity(Activity { path: Vec::new() }));
    let lines = columns
        .cells_of(row)
        .fold(RecordText::new(), |lines, (name, folded, cell)| {
            if NOTES.contains(&folded) {
                lines.field(name, &strip_tags(cell))
            } else {
                lines.field(name, cell)
            }
        });
    (source.text, source.fields) = lines.finish();
    draft.modified = dates::stamp(cell(CHANGED));
    // What the author wrote are the notes.
    let notes = columns.name(NOTES);
    let span = source.fields.iter().find(|it| it.name == notes).map(|it| it.span);
    let (name, address) = (cell(AUTHOR), email(cell(EMAIL)).or_else(|| email(cell(AUTHOR))));
    if let Some(span) = span.filter(|it| it.start < it.end)
        && (!name.is_empty() || address.is_some())
    {
        source.authors = vec![Author {
            span,
            name: if name.is_empty() { cell(EMAIL) } else { name }.to_owned(),
            email: address,
            affiliation: Affiliation::Vendor,
        }];
    }
    Ok(draft)
}

/// A day in ISO 8601 or with the month in words. What is all numbers means different days in
/// different countries.
fn day(column: &str, text: &str) -> Result<Date, String> {
    if text.is_empty() {
        return Err(format!("`{column}` is empty"));
    }
    dates::day(text)
        .or_else(|| dates::latest_day_in(text))
        .ok_or_else(|| format!("`{column}` `{text}` is not a date"))
}

fn derived_id(parts: &[&str]) -> String {
    let mut id = String::new();
    for byte in Sha256::digest(parts.join("\u{1f}")).iter().take(8) {
        // Writing to a string can't fail.
        let _ = write!(id, "{byte:02x}");
    }
    id
}

struct Activities(Vec<Draft>);

impl Export for Activities {
    fn announce(&self, _facts: &mut Facts) {}

    fn records(self: Box<Self>, batch: &Batch, sink: &mut Sink) {
        for mut draft in self.0 {
            if let Some(author) = draft.source.authors.first_mut()
                && author.email.is_none()
            {
                let known = batch.people.named(&author.name, None);
                author.email = known.and_then(|it| it.email.clone());
            }
            sink.take(draft, batch);
        }
    }
}

#[cfg(test)]
mod tests;
