//! `Contact.csv`: people at customers.

use grounding::{Affiliation, Contact, Record, SourceKind, State, Visibility};

use super::super::people::{PersonFact, email};
use super::row::{CrmRow, RowDraft};

pub(super) fn read(row: &CrmRow<'_>) -> RowDraft {
    let name = full_name(row);
    let title = row.text(&["title", "jobtitle"]).to_owned();
    let address = email(row.text(&["email"]));
    let mut becomes = row.draft(SourceKind::Contact, &name, Visibility::Shareable, row.account());
    becomes.draft.source.record = Some(Record::Contact(Contact {
        name: name.clone(),
        title: title.clone(),
        email: address.clone(),
        role: row.filled(&["role", "contactrole", "buyingrole", "decisionrole"]),
    }));
    if becomes.draft.source.state == State::Live {
        becomes.person = Some(PersonFact {
            name,
            email: address,
            title,
            affiliation: Affiliation::Customer,
            account: row.account(),
        });
    }
    becomes.parent = row.parent();
    becomes
}

/// The whole name, which some exports give in parts only.
pub(super) fn full_name(row: &CrmRow<'_>) -> String {
    let whole = row.text(&["name", "fullname"]);
    if whole.is_empty() {
        let parts = [row.text(&["firstname"]), row.text(&["lastname"])];
        parts.join(" ").trim().to_owned()
    } else {
        whole.to_owned()
    }
}
