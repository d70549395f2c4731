//! Issues as the REST interface gives them.

use std::collections::BTreeMap;

use grounding::{Affiliation, SourceKind};
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use super::super::json::{RawObject, list_or_null, text, typed};
use super::super::outcome::{ExportFile, Parsed};
use super::super::part::Part;
use super::super::people::email;
use super::super::{Format, Quarantined, dates};
use super::issue::{Issue, IssueDraft, Issues, Person, draft, modified, refused};
use super::{adf, is_customer_field};

/// Takes search results apart.
pub(in super::super) fn parse(part: &Part<'_>, file: &ExportFile<'_>) -> Parsed {
    let names: BTreeMap<String, String> = part
        .envelope
        .get("names")
        .and_then(|it| typed(it).ok())
        .unwrap_or_default();
    let mut issues = Vec::with_capacity(part.records.len());
    let mut quarantined = Vec::new();
    let mut read = 0;
    for (index, raw) in part.records.iter().enumerate() {
        let at = part.at(index);
        read += 1;
        match issue(raw, &at, &names, file, &mut quarantined) {
            Ok((issue, comments)) => {
                read += comments;
                issues.push(issue);
            }
            Err(reason) => quarantined.push(refused(at, reason, raw.get().as_bytes())),
        }
    }
    Parsed::new(Format::JiraIssues, read, quarantined, Issues(issues))
}

#[derive(Deserialize)]
struct RawIssue {
    #[serde(deserialize_with = "text")]
    key: String,
    fields: Fields,
}

#[derive(Deserialize)]
struct Fields {
    #[serde(default, deserialize_with = "text")]
    summary: String,
    #[serde(default)]
    description: Value,
    #[serde(default)]
    status: Value,
    #[serde(default)]
    priority: Value,
    #[serde(default)]
    resolution: Value,
    #[serde(default)]
    security: Value,
    #[serde(default, deserialize_with = "text")]
    created: String,
    #[serde(default, deserialize_with = "text")]
    updated: String,
    #[serde(default)]
    reporter: Value,
    #[serde(default, deserialize_with = "list_or_null")]
    labels: Vec<String>,
    #[serde(default, deserialize_with = "list_or_null")]
    components: Vec<Value>,
    #[serde(flatten)]
    others: BTreeMap<String, Value>,
}

#[derive(Deserialize)]
struct Comment {
    #[serde(deserialize_with = "text")]
    id: String,
    #[serde(default)]
    author: Value,
    #[serde(default)]
    body: Value,
    #[serde(default)]
    visibility: Value,
    #[serde(default, deserialize_with = "text")]
    created: String,
    #[serde(default, deserialize_with = "text")]
    updated: String,
}

/// An issue and how many comments its record holds, good and bad.
fn issue(
    raw: &RawValue,
    at: &str,
    names: &BTreeMap<String, String>,
    file: &ExportFile<'_>,
    quarantined: &mut Vec<Quarantined>,
) -> Result<(IssueDraft, usize), String> {
    let RawIssue { key, fields } = typed(raw)?;
    if key.trim().is_empty() {
        return Err("`key` is empty".to_owned());
    }
    let issue = Issue {
        key,
        status: word(&fields.status, &["name"]),
        priority: word(&fields.priority, &["name"]),
        description: adf::text(&fields.description),
        components: fields.components.iter().map(|it| word(it, &["name"])).collect(),
        customers: customers(&fields.others, names),
        reporter: person(&fields.reporter),
        closed: fields.status["statusCategory"]["key"] == "done" || !fields.resolution.is_null(),
        restricted: !fields.security.is_null(),
        summary: fields.summary,
        labels: fields.labels,
    };
    let mut own = draft(
        "issue",
        &issue.key,
        SourceKind::Ticket,
        file.place(at),
        raw.get().as_bytes(),
    );
    own.source.occurred_at = dates::optional_day("created", &fields.created)?;
    own.modified = modified(&fields.updated, &fields.created);
    let mut records = vec![issue.fill(own)];

    let block = field(raw, "fields").and_then(|fields| field(fields, "comment"));
    let comments = block
        .and_then(RawObject::of)
        .and_then(|it| it.list("comments"))
        .unwrap_or_default();
    for (index, raw) in comments.iter().enumerate() {
        let at = format!("{at}.fields.comment.comments[{index}]");
        let comment = typed::<Comment>(raw).and_then(|comment| {
            let day = dates::optional_day("created", &comment.created)?;
            Ok((comment, day))
        });
        match comment {
            Ok((comment, day)) => {
                let place = file.place(at);
                let mut own = draft("comment", &comment.id, SourceKind::Comment, place, raw.get().as_bytes());
                own.source.occurred_at = day;
                own.modified = modified(&comment.updated, &comment.created);
                let restricted = comment.visibility.is_object();
                records.push(issue.comment(own, person(&comment.author), adf::text(&comment.body), restricted));
            }
            Err(reason) => quarantined.push(refused(at, reason, raw.get().as_bytes())),
        }
    }
    let total = block
        .and_then(RawObject::of)
        .and_then(|it| it.get("total")?.get().parse::<usize>().ok());
    let count = comments.len();
    let incomplete = total.is_some_and(|total| total > count);
    let issue = IssueDraft {
        issue,
        records,
        incomplete,
    };
    Ok((issue, count))
}

fn field<'a>(object: &'a RawValue, name: &str) -> Option<&'a RawValue> {
    RawObject::of(object)?.get(name)
}

/// What the issue's fields for customers say: those that go by such a name, and the
/// organisations of Service Management, which have a link of their own kind.
fn customers(fields: &BTreeMap<String, Value>, names: &BTreeMap<String, String>) -> Vec<String> {
    let mut found = Vec::new();
    for (id, value) in fields {
        let named = names.get(id).map_or(id.as_str(), String::as_str);
        let values = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
        for value in values {
            let link = value["_links"]["self"].as_str().unwrap_or_default();
            if is_customer_field(named) || link.contains("/servicedeskapi/organization/") {
                let word = word(value, &["name", "value", "displayName"]);
                if !word.is_empty() && !found.contains(&word) {
                    found.push(word);
                }
            }
        }
    }
    found
}

/// A value that is a text or an object that has one.
fn word(value: &Value, names: &[&str]) -> String {
    let object = || names.iter().find_map(|name| value[name].as_str());
    value.as_str().or_else(object).unwrap_or_default().trim().to_owned()
}

fn person(value: &Value) -> Person {
    let side = match value["accountType"].as_str() {
        Some("customer") => Affiliation::Customer,
        // Somebody with a licence of the vendor's own site.
        Some("atlassian") => Affiliation::Vendor,
        _ => Affiliation::Unknown,
    };
    Person {
        name: word(value, &["displayName", "name"]),
        email: value["emailAddress"].as_str().and_then(email),
        side,
    }
}
