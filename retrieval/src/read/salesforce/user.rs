//! `User.csv`: people at the vendor. They belong to the whole tenant.

use grounding::{Affiliation, Record, SourceKind, User, Visibility};

use super::super::directory::AccountRef;
use super::super::people::{PersonFact, email};
use super::contact::full_name;
use super::row::{CrmRow, RowDraft};

pub(super) fn read(row: &CrmRow<'_>) -> RowDraft {
    let name = full_name(row);
    let title = [row.text(&["title", "jobtitle"]), row.text(&["userrole", "role"])]
        .into_iter()
        .find(|it| !it.is_empty())
        .unwrap_or_default()
        .to_owned();
    let address = email(row.text(&["email"])).or_else(|| email(row.text(&["username"])));
    let mut becomes = row.draft(SourceKind::User, &name, Visibility::Internal, AccountRef::Tenant);
    becomes.draft.source.record = Some(Record::User(User {
        name: name.clone(),
        title: title.clone(),
        email: address.clone(),
    }));
    becomes.person = Some(PersonFact {
        name,
        email: address,
        title,
        affiliation: Affiliation::Vendor,
        account: AccountRef::Tenant,
    });
    becomes
}
