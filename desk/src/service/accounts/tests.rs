//! An account's timeline.

use grounding::{Account, AccountId, Place, Source, SourceId, SourceKind, State, Visibility};
use jiff::civil::{Date, date};
use store::{FilePiece, FileVersion, Incoming};
use tempfile::TempDir;
use workflow::people::{Grant, Person, Role};

use crate::service::Service;
use crate::session::Session;
use crate::settings::Settings;
use crate::workspace::Workspace;

const TODAY: Date = date(2026, 6, 30);

fn mill() -> Account {
    Account {
        id: AccountId::new("alder-mill"),
        name: "Alder Mill".to_owned(),
        aliases: Vec::new(),
    }
}

fn source(id: &str, kind: SourceKind, day: Option<Date>) -> Source {
    Source {
        id: SourceId::new("test", "file", id),
        revision: 0,
        account: Some(mill().id),
        kind,
        title: format!("title of {id}"),
        authors: Vec::new(),
        occurred_at: day,
        visibility: Visibility::Internal,
        state: State::Live,
        text: format!("text of {id}"),
        fields: Vec::new(),
        values: Vec::new(),
        record: None,
        origin: Place::default(),
    }
}

async fn with_evidence() -> (TempDir, Workspace) {
    let folder = tempfile::tempdir().unwrap();
    let workspace = Workspace::open(folder.path()).await.unwrap();
    workspace.store.put_accounts(&[mill()]).await.unwrap();
    let secret = Source {
        visibility: Visibility::Restricted,
        ..source("secret", SourceKind::Note, Some(date(2026, 6, 20)))
    };
    let deleted = Source {
        state: State::Deleted,
        ..source("deleted", SourceKind::Note, Some(date(2026, 6, 25)))
    };
    let sources = [
        source("call", SourceKind::Call, Some(date(2026, 6, 20))),
        source("note", SourceKind::Note, Some(TODAY)),
        source("old", SourceKind::Note, Some(date(2026, 1, 5))),
        source("tomorrow", SourceKind::Note, Some(date(2026, 7, 1))),
        source("undated", SourceKind::Contact, None),
        secret,
        deleted,
    ];
    let version = FileVersion {
        digest: String::new(),
        context: String::new(),
        as_of: date(2026, 7, 1),
    };
    let records = sources.iter().map(|source| Incoming {
        source,
        raw: b"",
        modified: None,
    });
    let piece = FilePiece {
        path: "notes",
        version: &version,
        format: Some("notes"),
        number: 0,
        is_last: true,
        read: sources.len(),
        records: records.collect(),
        quarantined: Vec::new(),
        note: None,
    };
    workspace.store.put(&[piece]).await.unwrap();
    (folder, workspace)
}

fn person(role: Role, account: &str) -> Session {
    let person = Person {
        login: "ana".to_owned(),
        name: "Ana Ruiz".to_owned(),
        email: None,
        grants: vec![Grant {
            role,
            account: Some(AccountId::new(account)),
        }],
        active: true,
    };
    Session::of(person, TODAY)
}

/// The days and ids of a timeline, or why there is none.
async fn told(
    workspace: &Workspace,
    session: &Session,
    kinds: &[SourceKind],
    before: Option<(Date, &str)>,
    limit: usize,
) -> String {
    let service = Service {
        workspace,
        settings: &Settings::default(),
        session,
        today: TODAY,
    };
    let before = before.map(|(day, id)| (day, SourceId::new("test", "file", id)));
    match service.timeline(&mill(), kinds, before, limit).await {
        Ok(entries) => {
            let lines = entries.iter().map(|it| format!("{} {}", it.occurred_at, it.source_id));
            lines.collect::<Vec<_>>().join("\n")
        }
        Err(error) => error.to_string(),
    }
}

#[tokio::test]
async fn a_timeline_tells_the_newest_first_and_goes_on_where_it_ended() {
    let (_folder, workspace) = with_evidence().await;
    let reader = person(Role::Reader, "alder-mill");
    insta::assert_snapshot!(told(&workspace, &reader, &[], None, 10).await, @"
    2026-06-30 test:file/note
    2026-06-20 test:file/call
    2026-01-05 test:file/old
    ");
    insta::assert_snapshot!(told(&workspace, &reader, &[], None, 1).await, @"2026-06-30 test:file/note");
    insta::assert_snapshot!(told(&workspace, &reader, &[], Some((TODAY, "note")), 1).await, @"2026-06-20 test:file/call");
    insta::assert_snapshot!(told(&workspace, &reader, &[SourceKind::Note], None, 10).await, @"
    2026-06-30 test:file/note
    2026-01-05 test:file/old
    ");
}

#[tokio::test]
async fn what_only_a_few_may_see_is_on_their_timeline_alone() {
    let (_folder, workspace) = with_evidence().await;
    let supervisor = person(Role::Supervisor, "alder-mill");
    insta::assert_snapshot!(told(&workspace, &supervisor, &[], None, 10).await, @"
    2026-06-30 test:file/note
    2026-06-20 test:file/secret
    2026-06-20 test:file/call
    2026-01-05 test:file/old
    ");
    // Of two on one day, the next page begins with the other.
    let before = Some((date(2026, 6, 20), "secret"));
    insta::assert_snapshot!(told(&workspace, &supervisor, &[], before, 1).await, @"2026-06-20 test:file/call");
    let stranger = person(Role::Supervisor, "oldfen-foods");
    insta::assert_snapshot!(told(&workspace, &stranger, &[], None, 10).await, @"`ana` may not do that: to read this takes the role `admin` or `account_owner` or `csm` or `ae` or `supervisor` or `cs_operations` or `reader` for `alder-mill`");
}
