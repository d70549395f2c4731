//! Visits of browsers, and answers that are given twice.

use jiff::{SignedDuration, Timestamp};
use workflow::people::Person;

use super::open;
use crate::{Author, PeopleChange, Store, StoredAnswer, Visit};

fn at(hours: i64) -> Timestamp {
    "2026-03-02T09:00:00Z".parse::<Timestamp>().unwrap() + SignedDuration::from_hours(hours)
}

async fn with_dana() -> (tempfile::TempDir, Store) {
    let (folder, store) = open().await;
    let dana = Person {
        login: "dana".to_owned(),
        name: "Dana Reyes".to_owned(),
        email: None,
        grants: Vec::new(),
        active: true,
    };
    let author = Author {
        login: None,
        name: "the local user",
        day: "2026-03-02".parse().unwrap(),
    };
    store
        .change_people(author, at(0), &[PeopleChange::Add(&dana)])
        .await
        .unwrap();
    (folder, store)
}

fn visit(id: &str, made: i64) -> Visit {
    Visit {
        id: id.to_owned(),
        login: "dana".to_owned(),
        token: None,
        made_at: at(made),
        expires: at(made + 12),
    }
}

#[tokio::test]
async fn a_visit_ends_by_itself_and_when_somebody_ends_it() {
    let (_folder, store) = with_dana().await;
    let first = visit("first", 0);
    store.begin_visit(&first).await.unwrap();
    assert_eq!(store.visit("first", at(11)).await.unwrap(), Some(first));
    assert_eq!(store.visit("first", at(12)).await.unwrap(), None);
    assert_eq!(store.visit("none", at(0)).await.unwrap(), None);

    // What is over is forgotten once somebody else signs in.
    for id in ["second", "third", "fourth"] {
        store.begin_visit(&visit(id, 12)).await.unwrap();
    }
    assert_eq!(store.visit("first", at(0)).await.unwrap(), None);
    store.end_visit("second").await.unwrap();
    assert_eq!(store.visit("second", at(13)).await.unwrap(), None);
    store.end_other_visits("dana", "third").await.unwrap();
    assert_eq!(store.visit("fourth", at(13)).await.unwrap(), None);
    assert_eq!(store.visit("third", at(13)).await.unwrap(), Some(visit("third", 12)));
}

#[tokio::test]
async fn the_first_answer_under_a_key_stays_for_a_day() {
    let (_folder, store) = with_dana().await;
    let answer = |body: &str| StoredAnswer {
        request: "sha256:1".to_owned(),
        status: 201,
        body: body.to_owned(),
    };
    store.keep_answer("dana", "k", &answer("one"), at(0)).await.unwrap();
    store.keep_answer("dana", "k", &answer("two"), at(1)).await.unwrap();
    assert_eq!(store.answer("dana", "k").await.unwrap(), Some(answer("one")));
    assert_eq!(store.answer("dana", "other").await.unwrap(), None);
    store
        .keep_answer("dana", "later", &answer("three"), at(25))
        .await
        .unwrap();
    assert_eq!(store.answer("dana", "k").await.unwrap(), None);
}
