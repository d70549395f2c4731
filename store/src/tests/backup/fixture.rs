//! A store with something in every table, and all that it hands out.

use grounding::{Account, Alias, AliasSystem, Evidence};
use workflow::brief::RunState;
use workflow::people::{Person, Role};
use workflow::run::RunHead;

use super::super::outbox::outgoing;
use super::super::people::{change, grant, person, token};
use super::super::samples::{approved, decision, head};
use super::*;
use crate::{PeopleChange, Quarantined, QuarantinedRecord, StoredOutgoing, StoredToken, StoredVersion, Version};

/// Everything that a store hands out, but for the log and the evidence revision.
#[derive(Debug, PartialEq)]
pub(super) struct Held {
    accounts: Vec<Account>,
    sources: Vec<Arc<Source>>,
    raw: Vec<Option<Vec<u8>>>,
    files: Vec<String>,
    announcements: Vec<(String, Vec<u8>)>,
    quarantine: Vec<Quarantined>,
    heads: Vec<RunHead>,
    version: Option<StoredVersion>,
    people: Vec<Person>,
    password: Option<String>,
    tokens: Vec<StoredToken>,
    outgoing: Vec<StoredOutgoing>,
}

pub(super) async fn held(store: &Store) -> Held {
    let sources = store.sources(&AccountId::new("larch")).await.unwrap();
    let mut raw = Vec::new();
    for source in &sources {
        raw.push(store.raw(&source.id, source.revision).await.unwrap());
    }
    Held {
        accounts: store.accounts().await.unwrap(),
        sources,
        raw,
        files: store.files().await.unwrap().into_keys().collect(),
        announcements: store.announcements().await.unwrap(),
        quarantine: store.quarantine().await.unwrap(),
        heads: store.heads(None).await.unwrap(),
        version: store.version("7f", 1).await.unwrap(),
        people: store.people().await.unwrap(),
        password: store.password_hash("ben").await.unwrap(),
        tokens: store.tokens(None).await.unwrap(),
        outgoing: store.outgoing(false).await.unwrap(),
    }
}

/// A store with something in every table.
pub(super) async fn full() -> (TempDir, Store) {
    let (folder, store) = open().await;
    let account = Account {
        id: AccountId::new("larch"),
        name: "Larch".to_owned(),
        aliases: vec![Alias {
            system: AliasSystem::Crm,
            value: "001".to_owned(),
        }],
    };
    store.put_accounts(&[account]).await.unwrap();
    let (old, new) = (note("1", "larch", "old"), note("1", "larch", "new"));
    put(&store, "a", &[(&old, Some("2026-02-01"))]).await;
    let bad = QuarantinedRecord {
        at: "line 2",
        reason: "no date",
        raw: b"raw",
        unplaced: true,
    };
    let mended = FilePiece {
        quarantined: vec![bad],
        ..piece("a", &[(&new, Some("2026-02-02"))])
    };
    put_piece(&store, &mended).await;
    store
        .put_announcements(&[("a".to_owned(), b"facts".to_vec())])
        .await
        .unwrap();
    let ben = person("ben", &[grant(Role::Csm, Some("larch"))]);
    let token = token("t1", "ben");
    let changes = [
        PeopleChange::Add(&ben),
        PeopleChange::SetPassword {
            login: "ben",
            hash: "hash",
        },
        PeopleChange::AddToken(&token),
    ];
    change(&store, &changes).await.unwrap();
    let (head, source) = (
        head("7f", "larch", 1, RunState::Approved),
        decision("larch", "their CFO"),
    );
    let batch = Batch {
        stream: "run/7f",
        after: 0,
        events: &[said("one"), approved("sha256:7f")],
        alongside: Alongside {
            version: Some(Version {
                run: "7f",
                number: 1,
                digest: "sha256:7f",
                brief: "{}",
            }),
            head: Some(&head),
            decision: Some(&source),
            snapshot: None,
            outgoing: &[outgoing("7f/account", "{}")],
        },
    };
    store.append(ANA, at("12:00:00"), &[batch]).await.unwrap();
    (folder, store)
}

/// Changes something in most tables.
pub(super) async fn change_much(store: &Store) {
    let newest = note("1", "larch", "newest");
    put(store, "a", &[(&newest, None), (&note("2", "larch", "another"), None)]).await;
    store.put_announcements(&[("a".to_owned(), Vec::new())]).await.unwrap();
    let cat = person("cat", &[]);
    let changes = [
        PeopleChange::Add(&cat),
        PeopleChange::SetPassword {
            login: "ben",
            hash: "another hash",
        },
        PeopleChange::RevokeToken { id: "t1" },
    ];
    change(store, &changes).await.unwrap();
    let head = head("7f", "larch", 1, RunState::Superseded);
    let batch = Batch {
        stream: "run/7f",
        after: 2,
        events: &[said("three")],
        alongside: Alongside {
            head: Some(&head),
            outgoing: &[outgoing("7f/project", "{}")],
            ..Alongside::default()
        },
    };
    store.append(ANA, at("12:00:00"), &[batch]).await.unwrap();
    store.mark_delivered(1, at("12:00:01")).await.unwrap();
}
