//! Salesforce: the CSV files of a Data Export (Setup → Data Export, or Data Loader), one file
//! for each kind of object, columns named by the fields' API names.
//!
//! Which columns there are differs from tenant to tenant; only `Id` is relied on, whose first
//! three characters tell the kind of object. Spelling of the other columns may vary in case,
//! spaces and the `__c` of a tenant's own fields.

mod account;
mod case;
mod contact;
pub(super) mod ids;
mod opportunity;
mod row;
mod task;
mod user;

use grounding::{Affiliation, Author, SourceId, Span};

use super::Format;
use super::batch::{Batch, Facts};
use super::outcome::{Export, ExportFile, Parsed, Sink};
use super::table::Table;
use row::{CrmRow, RowDraft};

/// The kinds of objects that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Object {
    Account,
    Contact,
    Opportunity,
    Task,
    Case,
    User,
}

impl Object {
    const ALL: [Self; 6] = [
        Self::Account,
        Self::Contact,
        Self::Opportunity,
        Self::Task,
        Self::Case,
        Self::User,
    ];

    fn prefix(self) -> &'static str {
        match self {
            Self::Account => "001",
            Self::Contact => "003",
            Self::Opportunity => "006",
            Self::Task => "00T",
            Self::Case => "500",
            Self::User => "005",
        }
    }

    /// The object's name in source ids.
    fn name(self) -> &'static str {
        match self {
            Self::Account => "account",
            Self::Contact => "contact",
            Self::Opportunity => "opportunity",
            Self::Task => "task",
            Self::Case => "case",
            Self::User => "user",
        }
    }

    /// Columns that tell an export without usable ids from those of other objects.
    fn signature(self) -> &'static [&'static str] {
        match self {
            Self::Account => &["name", "industry", "annualrevenue"],
            Self::Contact => &["accountid", "lastname", "email"],
            Self::Opportunity => &["stagename", "closedate"],
            Self::Task => &["activitydate", "subject", "whatid"],
            Self::Case => &["casenumber", "status"],
            Self::User => &["username", "email"],
        }
    }

    fn format(self) -> Format {
        match self {
            Self::Account => Format::SalesforceAccount,
            Self::Contact => Format::SalesforceContact,
            Self::Opportunity => Format::SalesforceOpportunity,
            Self::Task => Format::SalesforceTask,
            Self::Case => Format::SalesforceCase,
            Self::User => Format::SalesforceUser,
        }
    }
}

/// The kind of object whose export this is, by the first ids that are ids.
pub(super) fn object_of(table: &Table) -> Option<Object> {
    let columns = &table.columns;
    if !columns.has(&["id"]) {
        return None;
    }
    let mut ids = table
        .rows
        .iter()
        .map(|row| columns.cell(row, &["id"]))
        .filter(|id| ids::is_well_formed(id))
        .peekable();
    if ids.peek().is_some() {
        return ids.find_map(|id| Object::ALL.into_iter().find(|object| id.starts_with(object.prefix())));
    }
    Object::ALL
        .into_iter()
        .find(|object| object.signature().iter().all(|name| columns.has(&[name])))
}

/// Takes an export of one kind of object apart.
pub(super) fn parse(object: Object, table: Table, file: &ExportFile<'_>) -> Parsed {
    let read = table.rows.len() + table.bad.len();
    let mut quarantined = table.bad;
    let mut drafts = Vec::with_capacity(table.rows.len());
    for row in &table.rows {
        let draft = CrmRow::new(object, &table.columns, row, file).and_then(|row| match object {
            Object::Account => Ok(account::read(&row)),
            Object::Contact => Ok(contact::read(&row)),
            Object::Opportunity => opportunity::read(&row),
            Object::Task => task::read(&row),
            Object::Case => case::read(&row),
            Object::User => Ok(user::read(&row)),
        });
        match draft {
            Ok(draft) => drafts.push(draft),
            Err(reason) => quarantined.push(row.refuse(reason)),
        }
    }
    Parsed::new(object.format(), read, quarantined, Rows(drafts))
}

/// The source id of a user, by which records name their owners.
fn user_source(id: &str) -> SourceId {
    SourceId::new("salesforce", "user", &ids::full(id))
}

struct Rows(Vec<RowDraft>);

impl Export for Rows {
    fn announce(&self, facts: &mut Facts) {
        for row in &self.0 {
            facts.identities.extend(row.identity.clone());
            facts.people.extend(row.person.clone());
            if let Some((object, account)) = &row.parent {
                facts.shared.crm_parents.insert(object.clone(), account.clone());
            }
            if let Some(person) = row.person.as_ref().filter(|it| it.affiliation == Affiliation::Vendor) {
                let named = (person.name.clone(), person.email.clone());
                facts.shared.users.insert(row.draft.source.id.clone(), named);
            }
        }
    }

    fn records(self: Box<Self>, batch: &Batch, sink: &mut Sink) {
        for row in self.0 {
            let mut draft = row.draft;
            if let Some(user) = row.author {
                let (name, email) = match batch.shared.users.get(&user) {
                    Some((name, email)) => (name.clone(), email.clone()),
                    None => (user.as_str().to_owned(), None),
                };
                draft.source.authors = vec![Author {
                    span: Span::new(0, draft.source.text.len()),
                    name,
                    email,
                    affiliation: Affiliation::Vendor,
                }];
            }
            sink.take(draft, batch);
        }
    }
}

#[cfg(test)]
mod tests;
