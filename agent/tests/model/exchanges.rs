//! Conversations that are recorded and replayed.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use agent::exchange::{Exchange, ExchangeError, Manifest, Recorder, Recording};
use agent::model::{Answer, Endpoint, Label, Model, ModelError, Question};
use jiff::civil::date;
use serde_json::json;

use super::{
    KEY, Port, answer, endpoint, endpoint_at, good, good_body, hear, listen, question, reply, say, server, soon,
    status, usage, whole,
};

/// What is asked on the record.
pub(super) fn asked() -> Question {
    Question {
        label: Label {
            section: "why".to_owned(),
            title: "Why they bought".to_owned(),
            round: 0,
            prompts: BTreeMap::from([("section".to_owned(), "digest-1".to_owned())]),
        },
        ..question()
    }
}

/// Asks on the record, and returns the answer and what was recorded.
async fn record(endpoint: &Endpoint) -> (Answer<Port>, BTreeMap<String, Exchange>) {
    let recorder = Recorder::default();
    let model = Model::connect_around(endpoint.clone(), |socket| recorder.around(socket)).unwrap();
    let answered = model.ask(&asked(), soon()).await.unwrap();
    (answered, recorder.take())
}

fn manifest(endpoint: &Endpoint) -> Manifest {
    Manifest::of(endpoint, Some("a server of the test".to_owned()), date(2026, 3, 4))
}

fn write(folder: &Path, endpoint: &Endpoint, exchanges: &BTreeMap<String, Exchange>) -> Result<(), ExchangeError> {
    Recording::write(folder, &manifest(endpoint), exchanges, endpoint.api_key.as_ref())
}

pub(super) fn replaying(recording: &Recording) -> Model {
    Model::connect_through(recording.endpoint(), recording.transport()).unwrap()
}

/// The names and texts of a folder's files.
fn files(folder: &Path) -> BTreeMap<String, String> {
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap);
    let file = |entry: fs::DirEntry| {
        let name = entry.file_name().to_string_lossy().into_owned();
        (name, fs::read_to_string(entry.path()).unwrap())
    };
    entries.map(file).collect()
}

/// The error that a question meets, the address left out.
async fn not_recorded(model: &Model, question: &Question) -> String {
    let error = model.ask::<Port>(question, soon()).await.unwrap_err();
    assert!(matches!(error, ModelError::NotRecorded { .. }), "{error:?}");
    error.to_string().replace(&model.peer().url, "http://host/v1")
}

#[tokio::test]
async fn a_replay_answers_as_the_endpoint_did() {
    let busy = status(429, json!({"error": {"message": "slow down"}})).insert_header("retry-after", "0");
    let schema = status(400, json!({"error": {"message": "unknown field `response_format`"}}));
    let note = "the endpoint does not take a JSON schema; it was put into the prompt";
    for (first, notes) in [(busy, vec![]), (schema, vec![note.to_owned()])] {
        let server = server([first, good()]).await;
        let endpoint = endpoint(&server);
        let (answered, exchanges) = record(&endpoint).await;
        drop(server);
        let expected = Answer {
            notes,
            ..answer(usage(2, 1))
        };
        assert_eq!(answered, expected);
        let folder = tempfile::tempdir().unwrap();
        let taped = folder.path().join("taped");
        write(&taped, &endpoint, &exchanges).unwrap();

        let recording = Recording::open(&taped).unwrap();
        let replayed = replaying(&recording).ask::<Port>(&asked(), soon()).await;

        assert_eq!(replayed, Ok(expected));
        assert_eq!(recording.manifest, manifest(&endpoint));
        let kept: BTreeMap<_, _> = recording
            .exchanges()
            .map(|(name, exchange)| (name.to_owned(), exchange.clone()))
            .collect();
        assert_eq!(kept, exchanges);
        let files = files(&taped);
        assert_eq!(files.keys().collect::<Vec<_>>(), ["recording.toml", "why.json"]);
        for (name, text) in files {
            assert!(!text.contains(KEY) && !text.contains("Bearer"), "{name}");
        }
    }
}

#[tokio::test]
async fn a_connection_that_broke_breaks_in_the_replay_too() {
    let listening = listen(|number, mut stream| async move {
        hear(&mut stream).await;
        if number > 0 {
            say(&mut stream, &whole("application/json", good_body().as_bytes())).await;
        }
    })
    .await;
    let endpoint = endpoint_at(&listening.url);
    let (answered, exchanges) = record(&endpoint).await;
    let folder = tempfile::tempdir().unwrap();
    write(&folder.path().join("taped"), &endpoint, &exchanges).unwrap();

    let recording = Recording::open(&folder.path().join("taped")).unwrap();
    let replayed = replaying(&recording).ask::<Port>(&asked(), soon()).await;

    assert_eq!(answered, answer(usage(2, 1)));
    assert_eq!(replayed, Ok(answered));
    assert_eq!(listening.connections(), 2);
}

#[tokio::test]
async fn what_was_not_recorded_is_named() {
    let busy = status(429, json!({"error": {"message": "slow down"}}));
    let server = server([busy, good()]).await;
    let endpoint = endpoint(&server);
    let (_answer, exchanges) = record(&endpoint).await;
    let folder = tempfile::tempdir().unwrap();
    let taped = folder.path().join("taped");
    write(&taped, &endpoint, &exchanges).unwrap();
    let recording = Recording::open(&taped).unwrap();

    let mut changed = asked();
    changed.user = "Which port has the fewest berths?".to_owned();
    let mut prompt = changed.clone();
    prompt.label.prompts = BTreeMap::from([("section".to_owned(), "digest-2".to_owned())]);
    let mut section = changed.clone();
    section.label.section = "risks".to_owned();
    let shorter = Endpoint {
        max_output_tokens: 9,
        ..recording.endpoint()
    };
    let shorter = Model::connect_through(shorter, recording.transport()).unwrap();
    let again = replaying(&recording);
    again.ask::<Port>(&asked(), soon()).await.unwrap();
    let errors = [
        not_recorded(&replaying(&recording), &changed).await,
        not_recorded(&replaying(&recording), &prompt).await,
        not_recorded(&replaying(&recording), &section).await,
        not_recorded(&shorter, &asked()).await,
        not_recorded(&again, &asked()).await,
    ];

    insta::assert_debug_snapshot!(errors, @r#"
    [
        "model `ferry-1` at `http://host/v1` is replayed from a record, which has no answer: since `why` was recorded, the question changed: it had `Which port has the most berths?` where there is now `Which port has the fewest berths?`; record it again with `vouch evals record`",
        "model `ferry-1` at `http://host/v1` is replayed from a record, which has no answer: since `why` was recorded, the prompt `section` was changed; record it again with `vouch evals record`",
        "model `ferry-1` at `http://host/v1` is replayed from a record, which has no answer: nothing was recorded for `risks`; record it again with `vouch evals record`",
        "model `ferry-1` at `http://host/v1` is replayed from a record, which has no answer: since `why` was recorded, the settings of the request changed; record it again with `vouch evals record`",
        "model `ferry-1` at `http://host/v1` is replayed from a record, which has no answer: `why` was asked 2 times when it was recorded, and now once more",
    ]
    "#);
}

#[tokio::test]
async fn what_must_not_be_kept_is_not_written() {
    let folder = tempfile::tempdir().unwrap();
    let mut errors = Vec::new();
    for name in ["ines.duarte@ferry.example", KEY, "Bearer of good news"] {
        let said = json!({"name": name, "berths": 4}).to_string();
        let server = server([reply(&said)]).await;
        let endpoint = endpoint(&server);
        let (_answer, exchanges) = record(&endpoint).await;

        let error = write(&folder.path().join("taped"), &endpoint, &exchanges).unwrap_err();

        assert!(matches!(error, ExchangeError::Forbidden { .. }), "{error:?}");
        errors.push(error.to_string());
    }
    insta::assert_debug_snapshot!(errors, @r#"
    [
        "the exchange `why` holds a mail address, so nothing of the recording was written",
        "the exchange `why` holds the key of the endpoint, so nothing of the recording was written",
        "the exchange `why` holds a bearer token, so nothing of the recording was written",
    ]
    "#);
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
}
