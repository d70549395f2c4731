//! Issues as a filter is exported: a row for each, with a column for each value of a field that
//! may have several.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use grounding::SourceKind;
use jiff::civil::{Date, DateTime};
use sha2::{Digest, Sha256};

use super::super::Format;
use super::super::dates;
use super::super::outcome::{ExportFile, Parsed};
use super::super::people::email;
use super::super::table::{Columns, Row, Table};
use super::is_customer_field;
use super::issue::{Issue, IssueDraft, Issues, Person, draft};

const KEY: &[&str] = &["issuekey", "workitemkey", "workkey"];
const KIND: &[&str] = &[
    "issuetype",
    "worktype",
    "workitemtype",
    "issueid",
    "workitemid",
    "projectkey",
];

/// Whether these are the columns of such an export.
pub(in super::super) fn fits(columns: &Columns) -> bool {
    columns.has(KEY) && columns.has(&["summary"]) && columns.has(KIND)
}

/// Takes the table apart.
pub(in super::super) fn parse(table: Table, file: &ExportFile<'_>) -> Parsed {
    let mut read = table.rows.len() + table.bad.len();
    let mut quarantined = table.bad;
    let mut issues = Vec::with_capacity(table.rows.len());
    for row in &table.rows {
        match issue(&table.columns, row, file) {
            Ok(issue) => {
                read += issue.records.len() - 1;
                issues.push(issue);
            }
            Err(reason) => quarantined.push(row.refuse(reason)),
        }
    }
    Parsed::new(Format::JiraIssues, read, quarantined, Issues(issues))
}

fn issue(columns: &Columns, row: &Row, file: &ExportFile<'_>) -> Result<IssueDraft, String> {
    let cell = |names: &[&str]| columns.cell(row, names).to_owned();
    let all = |names: &[&str]| -> Vec<String> {
        let cells = columns.cells_of(row).filter(|(_, folded, _)| names.contains(folded));
        cells
            .flat_map(|(_, _, cell)| {
                if names == ["comment"] {
                    vec![cell]
                } else {
                    cell.split(',').collect()
                }
            })
            .map(|it| it.trim().to_owned())
            .filter(|it| !it.is_empty())
            .collect()
    };
    if cell(KEY).is_empty() {
        return Err(format!("`{}` is empty", columns.name(KEY)));
    }
    let customers = columns.cells_of(row).filter(|(name, _, _)| {
        let inner = name.strip_prefix("Custom field (").and_then(|it| it.strip_suffix(')'));
        is_customer_field(inner.unwrap_or(name))
    });
    let customers = customers
        .map(|(_, _, cell)| cell.trim().to_owned())
        .filter(|it| !it.is_empty());
    let status = cell(&["status"]);
    let resolution = cell(&["resolution"]).to_lowercase();
    let issue = Issue {
        key: cell(KEY),
        summary: cell(&["summary"]),
        closed: !matches!(resolution.as_str(), "" | "unresolved")
            || !cell(&["resolved"]).is_empty()
            || cell(&["statuscategory"]).eq_ignore_ascii_case("done")
            || matches!(
                status.to_lowercase().as_str(),
                "done" | "closed" | "resolved" | "cancelled" | "canceled"
            ),
        status,
        priority: cell(&["priority"]),
        description: cell(&["description"]),
        labels: all(&["labels"]),
        components: all(&["components", "component"]),
        customers: customers.collect(),
        reporter: person(&cell(&["reporter"])),
        restricted: !cell(&["securitylevel"]).is_empty(),
    };
    let day_of = |names: &[&str]| match cell(names) {
        text if text.is_empty() => Ok(None),
        text => day(&text)
            .map(Some)
            .ok_or_else(|| format!("`{}` `{text}` is not a date", columns.name(names))),
    };
    let mut own = draft("issue", &issue.key, SourceKind::Ticket, file.place(row.at()), &row.raw);
    own.source.occurred_at = day_of(&["created"])?;
    own.modified = stamp(&cell(&["updated"])).or_else(|| stamp(&cell(&["created"])));
    let mut records = vec![issue.fill(own)];
    let people = people(&cell);
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for text in all(&["comment"]) {
        let comment = Comment::of(&text);
        let count = seen.entry(comment.head()).or_default();
        *count += 1;
        let id = comment.id(&issue.key, *count);
        // A comment stands within the row of its issue: its own bytes are those of its cell.
        let mut own = draft(
            "comment",
            &id,
            SourceKind::Comment,
            file.place(row.at()),
            text.as_bytes(),
        );
        own.source.occurred_at = comment.day;
        own.modified = stamp(comment.date);
        let name = people.get(comment.author).map_or(comment.author, String::as_str);
        records.push(issue.comment(own, person(name), comment.text.to_owned(), false));
    }
    Ok(IssueDraft {
        issue,
        records,
        incomplete: false,
    })
}

/// A comment's cell: `date;author;text`. Comments have no id there.
struct Comment<'a> {
    date: &'a str,
    day: Option<Date>,
    author: &'a str,
    text: &'a str,
}

impl<'a> Comment<'a> {
    fn of(cell: &'a str) -> Self {
        let parts = cell
            .split_once(';')
            .and_then(|(date, rest)| Some((date, day(date)?, rest.split_once(';')?)));
        match parts {
            Some((date, day, (author, text))) => Self {
                date,
                day: Some(day),
                author: author.trim(),
                text: text.trim(),
            },
            None => Self {
                date: "",
                day: None,
                author: "",
                text: cell,
            },
        }
    }

    /// What stays the same when the comment is edited; the text, where nothing else is known.
    fn head(&self) -> String {
        if self.date.is_empty() {
            self.text.to_owned()
        } else {
            format!("{};{}", self.date.trim(), self.author)
        }
    }

    /// An id that the same comment has in every export: of the issue, the time and the author,
    /// and which of several of that minute it is.
    fn id(&self, issue: &str, count: usize) -> String {
        let mut id = format!("{issue}-");
        for byte in Sha256::digest(self.head()).iter().take(6) {
            // Writing to a string can't fail.
            let _ = write!(id, "{byte:02x}");
        }
        if count > 1 {
            let _ = write!(id, "-{count}");
        }
        id
    }
}

/// Names by the ids that comments name their authors by.
fn people(cell: &impl Fn(&[&str]) -> String) -> BTreeMap<String, String> {
    [
        ("assignee", "assigneeid"),
        ("reporter", "reporterid"),
        ("creator", "creatorid"),
    ]
    .into_iter()
    .map(|(name, id)| (cell(&[id]), cell(&[name])))
    .filter(|(id, name)| !id.is_empty() && !name.is_empty())
    .collect()
}

fn person(name: &str) -> Person {
    Person {
        name: name.to_owned(),
        email: email(name),
        ..Person::default()
    }
}

/// The day of a time as sites write it: `11/May/24 3:26 PM`, which is the default, or ISO 8601.
/// Days in mere numbers mean different days in different countries and are not read.
fn day(text: &str) -> Option<Date> {
    let text = text.trim();
    let first = text.split_whitespace().next()?;
    dates::day(text)
        .or_else(|| Date::strptime("%d/%b/%y", first).ok())
        .or_else(|| Date::strptime("%d/%b/%Y", first).ok())
}

/// The same as a stamp that sorts.
fn stamp(text: &str) -> Option<String> {
    let text = text.trim();
    let formats = [
        "%d/%b/%y %I:%M %p",
        "%d/%b/%y %H:%M",
        "%d/%b/%Y %I:%M %p",
        "%d/%b/%Y %H:%M",
    ];
    let time = formats.iter().find_map(|format| DateTime::strptime(format, text).ok());
    match time {
        Some(time) => Some(time.to_string()),
        None if dates::day(text).is_some() => dates::stamp(text),
        None => day(text).map(|it| it.to_string()),
    }
}
