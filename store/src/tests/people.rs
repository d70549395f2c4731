//! People, their roles, their passwords and their tokens.

use jiff::civil::date;
use workflow::log::breaks;
use workflow::people::{Grant, PeopleEvent, Person, Role};

use super::*;
use crate::{PeopleChange, StoredToken};

pub(super) fn grant(role: Role, account: Option<&str>) -> Grant {
    Grant {
        role,
        account: account.map(AccountId::new),
    }
}

pub(super) fn person(login: &str, grants: &[Grant]) -> Person {
    Person {
        login: login.to_owned(),
        name: format!("{login} by name"),
        email: Some(format!("{login}@desk.example")),
        grants: grants.to_vec(),
        active: true,
    }
}

pub(super) fn token(id: &str, login: &str) -> StoredToken {
    StoredToken {
        id: id.to_owned(),
        login: login.to_owned(),
        hash: format!("hash of {id}"),
        label: "nightly".to_owned(),
        made_at: at("11:00:00.5"),
        expires: Some(date(2026, 12, 31)),
        revoked: false,
    }
}

pub(super) async fn change(store: &Store, changes: &[PeopleChange<'_>]) -> Result<Vec<Entry>, StoreError> {
    store.change_people(ANA, at("12:00:00"), changes).await
}

/// What the entries tell, which are all of the log.
async fn told(store: &Store, entries: &[Entry]) -> Vec<Event> {
    assert_eq!(store.entries("people").await.unwrap(), entries);
    assert_eq!(breaks(&whole_log(store).await), []);
    entries.iter().map(|entry| entry.event.clone()).collect()
}

#[tokio::test]
async fn people_and_their_roles_are_kept_and_told_in_the_log() {
    let (_folder, store) = open().await;
    let (all, larch, alder) = (
        grant(Role::Csm, None),
        grant(Role::Csm, Some("larch")),
        grant(Role::Ae, Some("alder")),
    );
    let ben = person("ben", &[larch.clone(), all.clone()]);
    let ana = Person {
        email: None,
        active: false,
        ..person("ana", &[])
    };
    let (ben_gets_alder, ben_loses_larch) = (
        PeopleChange::Grant {
            login: "ben",
            grant: &alder,
        },
        PeopleChange::Revoke {
            login: "ben",
            grant: &larch,
        },
    );
    let changes = [
        PeopleChange::Add(&ben),
        PeopleChange::Add(&ana),
        ben_gets_alder,
        // Once more changes nothing, and is not told.
        ben_gets_alder,
        ben_loses_larch,
        PeopleChange::SetActive {
            login: "ana",
            active: true,
        },
    ];
    let entries = change(&store, &changes).await.unwrap();

    let added = |login: &str| PeopleEvent::Added {
        login: login.to_owned(),
        name: format!("{login} by name"),
    };
    let granted = |grant: &Grant| PeopleEvent::Granted {
        login: "ben".to_owned(),
        grant: grant.clone(),
    };
    let set_active = |active| PeopleEvent::SetActive {
        login: "ana".to_owned(),
        active,
    };
    let expected = [
        added("ben"),
        granted(&larch),
        granted(&all),
        added("ana"),
        set_active(false),
        granted(&alder),
        PeopleEvent::Revoked {
            login: "ben".to_owned(),
            grant: larch,
        },
        set_active(true),
    ];
    assert_eq!(told(&store, &entries).await, expected.map(Event::People));

    let ben = Person {
        grants: vec![all, alder],
        ..ben
    };
    let ana = Person { active: true, ..ana };
    assert_eq!(store.people().await.unwrap(), [ana, ben.clone()]);
    assert_eq!(store.person("ben").await.unwrap(), Some(ben));
    assert_eq!(store.person("eve").await.unwrap(), None);
}

#[tokio::test]
async fn what_lets_people_in_is_kept_apart_from_the_log() {
    let (_folder, store) = open().await;
    let (ben, ana) = (person("ben", &[]), person("ana", &[]));
    change(&store, &[PeopleChange::Add(&ben), PeopleChange::Add(&ana)])
        .await
        .unwrap();
    let (first, second) = (token("t1", "ben"), token("t2", "ben"));
    let set_password = |hash| PeopleChange::SetPassword { login: "ben", hash };
    let changes = [
        set_password("the old hash"),
        set_password("the new hash"),
        PeopleChange::AddToken(&first),
        PeopleChange::AddToken(&second),
        PeopleChange::RevokeToken { id: "t1" },
    ];
    change(&store, &changes).await.unwrap();

    let entries = store.entries("people").await.unwrap();
    let login = || "ben".to_owned();
    let made = |token: &str| PeopleEvent::TokenMade {
        login: login(),
        token: token.to_owned(),
    };
    let expected = [
        PeopleEvent::PasswordSet { login: login() },
        PeopleEvent::PasswordSet { login: login() },
        made("t1"),
        made("t2"),
        PeopleEvent::TokenRevoked {
            login: login(),
            token: "t1".to_owned(),
        },
    ];
    assert_eq!(told(&store, &entries).await[2..], expected.map(Event::People));
    assert!(!serde_json::to_string(&entries).unwrap().contains("hash"));

    let hash = store.password_hash("ben").await.unwrap();
    assert_eq!(hash.as_deref(), Some("the new hash"));
    assert_eq!(store.password_hash("ana").await.unwrap(), None);
    let first = StoredToken { revoked: true, ..first };
    assert_eq!(store.token("t1").await.unwrap(), Some(first.clone()));
    assert_eq!(store.token("t3").await.unwrap(), None);
    let tokens = [first, second];
    assert_eq!(store.tokens(Some("ben")).await.unwrap(), tokens);
    assert_eq!(store.tokens(Some("ana")).await.unwrap(), []);
    assert_eq!(store.tokens(None).await.unwrap(), tokens);
}

#[tokio::test]
async fn who_may_not_sign_in_keeps_everything() {
    let (_folder, store) = open().await;
    let ben = person("ben", &[grant(Role::Csm, None)]);
    let token = token("t1", "ben");
    let changes = [
        PeopleChange::Add(&ben),
        PeopleChange::SetPassword {
            login: "ben",
            hash: "hash",
        },
        PeopleChange::AddToken(&token),
        PeopleChange::SetActive {
            login: "ben",
            active: false,
        },
    ];
    change(&store, &changes).await.unwrap();
    let ben = Person { active: false, ..ben };
    assert_eq!(store.people().await.unwrap(), [ben]);
    assert_eq!(store.password_hash("ben").await.unwrap().as_deref(), Some("hash"));
    assert_eq!(store.tokens(None).await.unwrap(), [token]);
}

#[tokio::test]
async fn a_change_that_cannot_be_made_undoes_those_before_it() {
    let (_folder, store) = open().await;
    let ben = person("ben", &[grant(Role::Csm, Some("larch"))]);
    let held = token("t1", "ben");
    change(&store, &[PeopleChange::Add(&ben), PeopleChange::AddToken(&held)])
        .await
        .unwrap();
    let before = whole_log(&store).await;

    let (all, alder) = (grant(Role::Csm, None), grant(Role::Csm, Some("alder")));
    let unknown = token("t2", "eve");
    let cases = [
        PeopleChange::Add(&ben),
        PeopleChange::Grant {
            login: "eve",
            grant: &all,
        },
        PeopleChange::Revoke {
            login: "eve",
            grant: &all,
        },
        // A role for every account is not one for each of them, nor the other way around.
        PeopleChange::Revoke {
            login: "ben",
            grant: &all,
        },
        PeopleChange::Revoke {
            login: "ben",
            grant: &alder,
        },
        PeopleChange::SetActive {
            login: "eve",
            active: true,
        },
        PeopleChange::SetPassword {
            login: "eve",
            hash: "hash",
        },
        PeopleChange::AddToken(&unknown),
        PeopleChange::AddToken(&held),
        PeopleChange::RevokeToken { id: "t9" },
    ];
    let mut refusals = Vec::new();
    let cat = person("cat", &[]);
    for case in cases {
        let error = change(&store, &[PeopleChange::Add(&cat), case]).await.unwrap_err();
        refusals.push(error.to_string());
    }
    insta::assert_snapshot!(refusals.join("\n"), @"
    somebody has the login `ben` already; take another one
    nobody has the login `eve`; add them first
    nobody has the login `eve`; add them first
    `ben` does not have the role `csm` for every account, so it cannot be taken away
    `ben` does not have the role `csm` for account `alder`, so it cannot be taken away
    nobody has the login `eve`; add them first
    nobody has the login `eve`; add them first
    nobody has the login `eve`; add them first
    there is a token `t1` already; make one with another id
    there is no token `t9`; list the tokens to see which there are
    ");
    assert_eq!(store.people().await.unwrap(), [ben]);
    assert_eq!(store.tokens(None).await.unwrap(), [held]);
    assert_eq!(whole_log(&store).await, before);
}
