//! Passwords, on a store of two people.

use jiff::civil::{Date, date};
use jiff::{SignedDuration, Timestamp};
use store::{Author, Visit};
use tempfile::TempDir;

use super::*;
use crate::session::Session;
use crate::settings::Settings;
use crate::workspace::Workspace;

const TODAY: Date = date(2026, 6, 30);

fn person(login: &str, role: Role) -> Person {
    Person {
        login: login.to_owned(),
        name: login.to_uppercase(),
        email: None,
        grants: vec![Grant { role, account: None }],
        active: true,
    }
}

/// A store with an administrator and a CSM, who is signed in twice.
async fn desk() -> (TempDir, Workspace) {
    let folder = tempfile::tempdir().unwrap();
    let workspace = Workspace::open(folder.path()).await.unwrap();
    let author = Author {
        login: None,
        name: "the local user",
        day: TODAY,
    };
    let now = Timestamp::now();
    for known in [person("ada", Role::Admin), person("cleo", Role::Csm)] {
        let change = [PeopleChange::Add(&known)];
        workspace.store.change_people(author, now, &change).await.unwrap();
    }
    for id in ["here", "elsewhere"] {
        let visit = Visit {
            id: id.to_owned(),
            login: "cleo".to_owned(),
            token: None,
            made_at: now,
            expires: now + SignedDuration::from_hours(1),
        };
        workspace.store.begin_visit(&visit).await.unwrap();
    }
    (folder, workspace)
}

/// The visits that are still good.
async fn visits(workspace: &Workspace) -> Vec<&'static str> {
    let mut good = Vec::new();
    for id in ["here", "elsewhere"] {
        if workspace.store.visit(id, Timestamp::now()).await.unwrap().is_some() {
            good.push(id);
        }
    }
    good
}

#[tokio::test]
async fn whoever_has_a_password_shows_it_to_change_it() {
    let (_folder, workspace) = desk().await;
    let (settings, session) = (Settings::default(), Session::of(person("cleo", Role::Csm), TODAY));
    let service = Service {
        workspace: &workspace,
        settings: &settings,
        session: &session,
        today: TODAY,
    };
    let change = async |old: Option<&str>, new: &str| {
        let changed = service.change_own_password(old.map(str::to_owned), new.to_owned(), Some("here"));
        changed.await.map_err(|error| error.to_string())
    };
    assert!(!service.has_password().await.unwrap());
    assert_eq!(
        change(None, "short").await,
        Err("a password has at least 10 characters".to_owned())
    );
    // A refused change leaves everything as it was.
    assert_eq!(visits(&workspace).await, ["here", "elsewhere"]);
    assert_eq!(change(None, "the first one").await, Ok(()));
    assert_eq!(
        (service.has_password().await.unwrap(), visits(&workspace).await),
        (true, vec!["here"])
    );
    let wrong = Err("that is not your old password".to_owned());
    assert_eq!(change(None, "the second one").await, wrong);
    assert_eq!(change(Some("the zeroth one"), "the second one").await, wrong);
    assert_eq!(change(Some("the first one"), "the second one").await, Ok(()));
    assert_eq!(change(Some("the first one"), "the third one").await, wrong);
}

#[tokio::test]
async fn a_password_set_by_an_administrator_ends_every_visit() {
    let (_folder, workspace) = desk().await;
    let (settings, session) = (Settings::default(), Session::of(person("ada", Role::Admin), TODAY));
    let service = Service {
        workspace: &workspace,
        settings: &settings,
        session: &session,
        today: TODAY,
    };
    service.set_password("cleo", "one of her own".to_owned()).await.unwrap();
    assert_eq!(visits(&workspace).await, Vec::<&str>::new());
}
