//! What is handed out, and what is kept beside it.

use grounding::{Account, Alias, AliasSystem, Evidence};

use super::*;
use crate::{Quarantined, QuarantinedRecord, Stats};

#[tokio::test]
async fn an_account_gets_all_its_revisions_and_the_tenants_sources() {
    let (_folder, store) = open().await;
    let (first, second) = (note("1", "larch", "first"), note("1", "larch", "second"));
    let gone = Source {
        state: State::Deleted,
        ..note("2", "larch", "gone")
    };
    let (user, user_now) = (note("3", "", "user"), note("3", "", "user now"));
    let other = note("0", "alder", "other");
    put(
        &store,
        "a",
        &[
            (&user, None),
            (&second, Some("2026-02-02")),
            (&gone, None),
            (&other, None),
        ],
    )
    .await;
    put(&store, "b", &[(&first, Some("2026-02-01")), (&user_now, None)]).await;

    let sources = async |account: &str| {
        let sources = store.sources(&AccountId::new(account)).await.unwrap();
        sources.iter().map(|source| Source::clone(source)).collect::<Vec<_>>()
    };
    let user_now = stored(&user_now, 2, State::Live);
    let expected = [
        stored(&second, 1, State::Live),
        stored(&first, 2, State::Superseded),
        stored(&gone, 1, State::Deleted),
        user_now.clone(),
    ];
    assert_eq!(sources("larch").await, expected);
    assert_eq!(
        sources("alder").await,
        [stored(&other, 1, State::Live), user_now.clone()]
    );
    assert_eq!(sources("nobody").await, std::slice::from_ref(&user_now));

    let ids = [
        first.id.clone(),
        SourceId::raw("note:file/none"),
        user.id.clone(),
        other.id.clone(),
    ];
    let owners = store.owners(&ids).await.unwrap();
    let expected = [
        (other.id.clone(), Some(AccountId::new("alder"))),
        (first.id.clone(), Some(AccountId::new("larch"))),
        (user.id.clone(), None),
    ];
    assert_eq!(owners, expected.into_iter().collect());

    let page = store.live_page(None, 2).await.unwrap();
    let ids: Vec<&str> = page.iter().map(|source| source.text.as_str()).collect();
    assert_eq!(ids, ["other", "second"]);
    let rest = store.live_page(page.last().map(|source| &source.id), 9).await.unwrap();
    assert_eq!(
        rest.iter().map(|source| Source::clone(source)).collect::<Vec<_>>(),
        [user_now]
    );
}

#[tokio::test]
async fn accounts_are_replaced_by_id() {
    let (_folder, store) = open().await;
    let alias = |system, value: &str| Alias {
        system,
        value: value.to_owned(),
    };
    let account = |id: &str, name: &str, aliases: &[Alias]| Account {
        id: AccountId::new(id),
        name: name.to_owned(),
        aliases: aliases.to_vec(),
    };
    let larch = account(
        "larch",
        "Larch",
        &[
            alias(AliasSystem::Crm, "001000000000001AAA"),
            alias(AliasSystem::Domain, "larch.example"),
        ],
    );
    let alder = account("alder", "Alder", &[]);
    store.put_accounts(&[larch.clone(), alder.clone()]).await.unwrap();
    store.put_accounts(std::slice::from_ref(&larch)).await.unwrap();
    assert_eq!(store.accounts().await.unwrap(), [alder.clone(), larch]);
    assert_eq!(store.evidence_revision().await.unwrap(), 1);

    let renamed = account("larch", "Larch Ltd", &[alias(AliasSystem::Tickets, "77")]);
    store.put_accounts(std::slice::from_ref(&renamed)).await.unwrap();
    assert_eq!(store.accounts().await.unwrap(), [alder, renamed]);
    assert_eq!(store.evidence_revision().await.unwrap(), 2);
}

#[tokio::test]
async fn a_mended_file_clears_its_quarantine() {
    let (_folder, store) = open().await;
    let source = note("1", "larch", "one");
    let bad = |at: &'static str| QuarantinedRecord {
        at,
        reason: "no date",
        raw: b"raw",
        unplaced: false,
    };
    let read = |path: &'static str, quarantined: Vec<QuarantinedRecord<'static>>| {
        let piece = FilePiece {
            quarantined,
            ..piece(path, &[(&source, None)])
        };
        let store = store.clone();
        async move { put_piece(&store, &piece).await }
    };
    read("a", vec![bad("line 2"), bad("line 5")]).await;
    read("b", vec![bad("line 9")]).await;
    read("a", vec![bad("line 5"), bad("line 2")]).await;
    let entry = |path: &str, at: &str, cleared| Quarantined {
        path: path.to_owned(),
        format: Some("notes".to_owned()),
        at: at.to_owned(),
        reason: "no date".to_owned(),
        raw: b"raw".to_vec(),
        unplaced: false,
        cleared,
    };
    let before = [
        entry("a", "line 2", false),
        entry("a", "line 5", false),
        entry("b", "line 9", false),
    ];
    assert_eq!(store.quarantine().await.unwrap(), before);

    read("a", vec![bad("line 6")]).await;
    read("b", vec![]).await;
    let after = [
        entry("a", "line 2", true),
        entry("a", "line 5", true),
        entry("a", "line 6", false),
        entry("b", "line 9", true),
    ];
    assert_eq!(store.quarantine().await.unwrap(), after);
    let stats = Stats {
        evidence_revision: 1,
        accounts: 0,
        live: 1,
        not_live: 0,
        revisions: 1,
        quarantined: 1,
        newest: source.occurred_at,
    };
    assert_eq!(store.stats().await.unwrap(), stats);
}
