//! Jira: issues with their comments, of Jira Cloud and Data Center.
//!
//! - REST search results, versions 2 and 3 (`/rest/api/{2,3}/search`, and `/search/jql`, whose
//!   pages have `nextPageToken` and `isLast` in place of `startAt` and `total`):
//!   `issues[].fields`, with prose as text in version 2 and as an Atlassian document in version
//!   3; with `expand=names`, `names` tells what custom fields are called.
//! - The CSV of a filter (Export → CSV), in which a field with several values has a column for
//!   each, all of one name; a comment is `date;author;text`.
//!
//! Sources: the interface's own description as `jira.js` and `jira_v3_openapi` render it; the
//! header rows and comment cells of public exports and of importers for them.
//!
//! Jira knows no accounts. What fields for customers say counts, such as the `Organizations` of
//! Service Management; else labels that are slugs and components that are names; else the
//! reporter's mail domain. Issues are the vendor's own: they are internal, and restricted where
//! a security level or a comment's visibility says so.

mod adf;
mod csv;
mod issue;
mod rest;

pub(super) use csv::{fits, parse as parse_table};
pub(super) use rest::parse as parse_issues;

use super::json::RawObject;

/// Whether a JSON record is an issue.
pub(super) fn is_issue(record: &RawObject<'_>) -> bool {
    let fields = record
        .get("fields")
        .filter(|_| record.has("key"))
        .and_then(RawObject::of);
    fields.is_some_and(|fields| fields.has("summary") || (fields.has("status") && fields.has("issuetype")))
}

/// Whether a field of that name says whose an issue is.
fn is_customer_field(name: &str) -> bool {
    let folded = super::table::fold(name);
    let folded = folded.strip_suffix("name").unwrap_or(&folded);
    matches!(
        folded,
        "customer"
            | "customers"
            | "account"
            | "accounts"
            | "organization"
            | "organizations"
            | "organisation"
            | "organisations"
            | "company"
            | "companies"
            | "client"
            | "clients"
    )
}

#[cfg(test)]
mod tests;
