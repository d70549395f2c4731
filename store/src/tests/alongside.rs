//! What is stored beside the entries of the log: runs, briefs, decisions.

use grounding::Evidence;
use workflow::brief::RunState;
use workflow::run::RunHead;

use super::samples::{decision, head, said};
use super::*;
use crate::{StoredVersion, Version};

/// Adds an entry to the run with something beside it.
async fn with(store: &Store, alongside: Alongside<'_>) -> Result<Vec<Entry>, StoreError> {
    let after = u32::try_from(store.entries("run/7f").await.unwrap().len()).unwrap();
    let batch = Batch {
        stream: "run/7f",
        after,
        events: &[said("so")],
        alongside,
    };
    store.append(ANA, at("12:00:00"), &[batch]).await
}

#[tokio::test]
async fn a_decision_is_evidence() {
    let (_folder, store) = open().await;
    put(&store, "a", &[(&note("1", "larch", "one"), None)]).await;
    let source = decision("larch", "their CFO");
    let decided = Alongside {
        decision: Some(&source),
        ..Alongside::default()
    };
    with(&store, decided).await.unwrap();

    let expected = Source {
        origin: Place {
            path: "decision".to_owned(),
            at: String::new(),
        },
        ..stored(&source, 1, State::Live)
    };
    assert_eq!(store.source(&source.id).await.unwrap(), Some(expected.clone()));
    let sources = store.sources(&AccountId::new("larch")).await.unwrap();
    assert_eq!(*sources[0], expected);
    assert_eq!(sources.len(), 2);
    let owners = store.owners(std::slice::from_ref(&source.id)).await.unwrap();
    assert_eq!(owners, [(source.id.clone(), Some(AccountId::new("larch")))].into());
    assert_eq!(store.evidence_revision().await.unwrap(), 2);
    assert_eq!(changed_since(&store, 1).await, std::slice::from_ref(&source.id));
    let raw = store.raw(&source.id, 1).await.unwrap();
    assert_eq!(raw.as_deref(), Some(source.text.as_bytes()));

    // The same decision again is no change; another one is refused, and so is what came with it.
    with(&store, decided).await.unwrap();
    assert_eq!(store.evidence_revision().await.unwrap(), 2);
    let other = decision("larch", "their CEO");
    let other = Alongside {
        decision: Some(&other),
        ..Alongside::default()
    };
    let error = with(&store, other).await.unwrap_err();
    assert!(matches!(error, StoreError::OtherDecision { .. }), "{error:?}");
    insta::assert_snapshot!(error, @"`decision:vouch/7f/q1` is stored with another content; a decision is never replaced");
    assert_eq!(store.source(&source.id).await.unwrap(), Some(expected));
    assert_eq!(whole_log(&store).await.len(), 2);
}

#[tokio::test]
async fn a_version_is_never_replaced() {
    let (_folder, store) = open().await;
    let version = |digest, brief| Alongside {
        version: Some(Version {
            run: "7f",
            number: 1,
            digest,
            brief,
        }),
        ..Alongside::default()
    };
    with(&store, version("sha256:1", "{}")).await.unwrap();
    with(&store, version("sha256:1", "{}")).await.unwrap();
    let error = with(&store, version("sha256:2", "[]")).await.unwrap_err();
    assert!(matches!(error, StoreError::OtherVersion { number: 1, .. }), "{error:?}");
    insta::assert_snapshot!(error, @"version 1 of run `7f` is stored with another digest; a version is never replaced");
    let held = StoredVersion {
        digest: "sha256:1".to_owned(),
        brief: "{}".to_owned(),
    };
    assert_eq!(store.version("7f", 1).await.unwrap(), Some(held));
    assert_eq!(store.version("7f", 2).await.unwrap(), None);
    assert_eq!(whole_log(&store).await.len(), 2);
}

#[tokio::test]
async fn a_run_is_kept_as_its_entries_left_it() {
    let (_folder, store) = open().await;
    let states = [
        RunState::Paused,
        RunState::Stopped,
        RunState::Failed,
        RunState::InReview,
        RunState::Returned,
        RunState::Approved,
        RunState::Superseded,
    ];
    let mut larch = Vec::new();
    for (number, state) in (1..8).zip(states).rev() {
        larch.insert(0, head(&format!("l{number}"), "larch", number, state));
        let kept = Alongside {
            head: larch.first(),
            ..Alongside::default()
        };
        with(&store, kept).await.unwrap();
    }
    let alder = RunHead {
        due: None,
        ..head("a1", "alder", 9, RunState::InReview)
    };
    for state in [RunState::InReview, RunState::Superseded] {
        let head = RunHead { state, ..alder.clone() };
        let kept = Alongside {
            head: Some(&head),
            ..Alongside::default()
        };
        with(&store, kept).await.unwrap();
    }
    let alder = RunHead {
        state: RunState::Superseded,
        ..alder
    };
    assert_eq!(store.heads(Some(&AccountId::new("larch"))).await.unwrap(), larch);
    assert_eq!(store.heads(None).await.unwrap(), [vec![alder.clone()], larch].concat());
    assert_eq!(store.head("a1").await.unwrap(), Some(alder));
    assert_eq!(store.head("none").await.unwrap(), None);
}
