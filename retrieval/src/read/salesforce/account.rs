//! `Account.csv`: customers. The `Website` is taken for a mail domain too.

use grounding::{AccountRecord, Alias, AliasSystem, Record, SourceKind, State, Visibility};

use super::super::directory::{AccountRef, Authority, Identity};
use super::super::id_map::host;
use super::row::{CrmRow, RowDraft};

pub(super) fn read(row: &CrmRow<'_>) -> RowDraft {
    let name = row.text(&["name", "accountname"]);
    let id = row.id.clone();
    let mut becomes = row.draft(
        SourceKind::Account,
        name,
        Visibility::Internal,
        AccountRef::CrmIfKnown(id.clone()),
    );
    becomes.draft.source.record = Some(Record::Account(AccountRecord {
        name: name.to_owned(),
        owner: row.owner(),
    }));
    // A deleted account is often the copy that was merged into another: it names nobody.
    if becomes.draft.source.state == State::Live {
        becomes.draft.account = AccountRef::Crm(vec![id.clone()]);
        let mut aliases = vec![Alias {
            system: AliasSystem::Crm,
            value: id,
        }];
        aliases.extend(host(row.text(&["website"])).map(|value| Alias {
            system: AliasSystem::Domain,
            value,
        }));
        becomes.identity = Some(Identity {
            authority: Authority::Crm,
            slug: None,
            name: name.to_owned(),
            aliases,
        });
    }
    becomes
}
