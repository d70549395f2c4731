//! Answers that are kept, so that nothing is asked twice.

use std::fs;
use std::path::{Path, PathBuf};

use agent::exchange::Exchange;
use agent::model::{Answer, Endpoint, Model, Question, Usage};
use serde_json::{Value, json};
use wiremock::MockServer;

use super::exchanges::asked;
use super::{KEY, Port, answer, bodies, endpoint, good, korsnes, reply, server, soon, status, usage};

fn keeping(endpoint: Endpoint, folder: &Path) -> Model {
    Model::connect(endpoint).unwrap().cached(folder)
}

async fn ask(endpoint: Endpoint, folder: &Path) -> Answer<Port> {
    keeping(endpoint, folder).ask(&asked(), soon()).await.unwrap()
}

/// The answer as it comes out of the folder: nothing was sent for it.
fn known() -> Answer<Port> {
    answer(kept(1))
}

fn kept(questions: u32) -> Usage {
    Usage {
        cached: questions,
        ..Usage::default()
    }
}

/// The files of a folder, sorted.
fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

async fn sent(server: &MockServer) -> usize {
    bodies(server).await.len()
}

#[tokio::test]
async fn what_was_answered_is_not_asked_again() {
    let server = server([good()]).await;
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("answers");

    let first = ask(endpoint(&server), &place).await;
    let model = keeping(endpoint(&server), &place).metered();
    let second = model.ask::<Port>(&asked(), soon()).await;

    assert_eq!(first, answer(usage(1, 1)));
    assert_eq!(second, Ok(known()));
    assert_eq!(model.spent(), kept(1));
    assert_eq!(sent(&server).await, 1);
    let [file] = files(&place).try_into().unwrap();
    let text = fs::read_to_string(file).unwrap();
    assert!(!text.contains(KEY), "{text}");
    let exchange: Exchange = serde_json::from_str(&text).unwrap();
    let request = &exchange.sent[0].request;
    assert_eq!(
        (exchange.section.as_str(), exchange.sent.len(), &request["model"]),
        ("why", 1, &json!("ferry-1"))
    );
}

#[tokio::test]
async fn where_the_limit_is_spent_and_nobody_answers_what_is_kept_still_serves() {
    let server = server([good()]).await;
    let folder = tempfile::tempdir().unwrap();
    ask(endpoint(&server), folder.path()).await;
    let spent = Endpoint {
        spend_limit_tokens: Some(0),
        ..endpoint(&server)
    };
    drop(server);
    assert_eq!(ask(spent, folder.path()).await, known());
}

#[tokio::test]
async fn another_model_other_words_and_other_settings_are_asked_anew() {
    let server = server([good()]).await;
    let folder = tempfile::tempdir().unwrap();
    ask(endpoint(&server), folder.path()).await;
    let others = [
        Endpoint {
            model: "ferry-2".to_owned(),
            ..endpoint(&server)
        },
        Endpoint {
            temperature: 0.5,
            ..endpoint(&server)
        },
        Endpoint {
            bounded_schema: true,
            frequency_penalty: Some(0.5),
            ..endpoint(&server)
        },
    ];
    for other in others {
        assert_eq!(ask(other, folder.path()).await.usage, usage(1, 1));
    }
    let words = Question {
        user: "Which port has the fewest berths?".to_owned(),
        ..asked()
    };
    let model = keeping(endpoint(&server), folder.path());
    let answered = model.ask::<Port>(&words, soon()).await.unwrap();

    assert_eq!(answered.usage, usage(1, 1));
    assert_eq!((sent(&server).await, files(folder.path()).len()), (5, 5));
}

#[tokio::test]
async fn what_is_damaged_is_asked_for_again_with_a_note() {
    let server = server([good()]).await;
    let folder = tempfile::tempdir().unwrap();
    ask(endpoint(&server), folder.path()).await;
    let [file] = files(folder.path()).try_into().unwrap();
    let whole = fs::read_to_string(&file).unwrap();
    let without = |path: &str, value: Value| {
        let mut exchange: Value = serde_json::from_str(&whole).unwrap();
        *exchange.pointer_mut(path).unwrap() = value;
        exchange.to_string()
    };
    let damages = [
        String::new(),
        whole[..whole.len() / 2].to_owned(),
        without("/sent/0/request/model", json!("ferry-2")),
        without("/sent/0/replies", json!([])),
        without(
            "/sent/0/replies/0/body/choices/0/message/content",
            json!("{\"name\": 4}"),
        ),
        without("/sent/0/replies/0/body/choices/0/finish_reason", json!("length")),
    ];
    let note = "the answer that was kept for `why` is damaged, so it was asked for again";
    for (at, damaged) in damages.iter().enumerate() {
        fs::write(&file, damaged).unwrap();
        let expected = Answer {
            notes: vec![note.to_owned()],
            ..answer(usage(1, 1))
        };
        assert_eq!(ask(endpoint(&server), folder.path()).await, expected, "{at}");
        assert_eq!(ask(endpoint(&server), folder.path()).await, known(), "{at}: mended");
    }
}

#[tokio::test]
async fn only_answers_of_the_form_asked_for_are_kept_and_nothing_private() {
    let folder = tempfile::tempdir().unwrap();
    let wrong = server([reply("{\"name\": \"Korsnes\"}")]).await;
    let model = keeping(endpoint(&wrong), folder.path());
    model.ask::<Port>(&asked(), soon()).await.unwrap_err();
    assert_eq!(files(folder.path()), Vec::<PathBuf>::new());

    let private = server([reply(r#"{"name": "ines.duarte@ferry.example", "berths": 4}"#)]).await;
    let answered = ask(endpoint(&private), folder.path()).await;
    assert_eq!(
        answered.notes,
        ["the answer to `why` could not be kept for another time"]
    );
    assert_eq!(files(folder.path()), Vec::<PathBuf>::new());
}

/// An endpoint that takes no schema is asked in another form; the question is the same.
#[tokio::test]
async fn in_whatever_form_it_was_put_a_question_is_known_again() {
    let refused = status(400, json!({"error": {"message": "unknown field `response_format`"}}));
    let server = server([refused, reply("```json\n{\"name\": \"Korsnes\", \"berths\": 4}\n```")]).await;
    let folder = tempfile::tempdir().unwrap();
    let first = ask(endpoint(&server), folder.path()).await;
    assert_eq!((first.value, first.usage), (korsnes(), usage(2, 1)));

    let second = ask(endpoint(&server), folder.path()).await;

    let expected = Answer {
        notes: vec!["the answer came in a Markdown code fence, which was taken off".to_owned()],
        ..known()
    };
    assert_eq!((second, sent(&server).await), (expected, 2));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_at_once_do_not_tear_a_file() {
    let server = server([good()]).await;
    let folder = tempfile::tempdir().unwrap();
    for round in 0..20 {
        let mut asking = tokio::task::JoinSet::new();
        for _ in 0..4 {
            asking.spawn({
                let model = keeping(endpoint(&server), folder.path());
                async move { model.ask::<Port>(&asked(), soon()).await }
            });
        }
        for answered in asking.join_all().await {
            let answered = answered.unwrap();
            assert_eq!((answered.value, answered.notes), (korsnes(), Vec::new()), "{round}");
        }
        let [file] = files(folder.path()).try_into().unwrap();
        fs::remove_file(file).unwrap();
    }
}
