//! Answers that a person wrote.

use std::fs;

use agent::exchange::Recording;
use agent::model::{Answer, Question, Usage};
use serde_json::json;

use super::exchanges::{asked, replaying};
use super::{GOOD, Port, answer, soon};

/// The question about the section's first draft, or about a revision of it.
fn asked_in(round: u32) -> Question {
    let mut question = asked();
    question.label.round = round;
    question
}

#[tokio::test]
async fn a_scripted_folder_answers_each_round_in_its_own_way() {
    let folder = tempfile::tempdir().unwrap();
    let manifest = "source = \"scripted\"\nmodel = \"scripted-1\"\n";
    fs::write(folder.path().join("recording.toml"), manifest).unwrap();
    let script = json!({"scripted": true, "section": "Why they bought", "answers": [
        {"name": "Korsnes", "berths": 4}, GOOD, {"fenced": {"name": "Korsnes", "berths": 4}},
        "The port is Korsnes.", {"refusal": "I'd rather not."}, {"cut_off": "{\"name\": \"Korsne"}, {"filtered": true},
    ]});
    fs::write(folder.path().join("why.json"), script.to_string()).unwrap();
    let model = replaying(&Recording::open(folder.path()).unwrap());

    // About four characters are a token.
    let cost = |output_tokens| Usage {
        requests: 1,
        input_tokens: 14,
        output_tokens,
        cached: 0,
    };
    let fenced = Answer {
        notes: vec!["the answer came in a Markdown code fence, which was taken off".to_owned()],
        ..answer(cost(11))
    };
    for (round, expected) in [(0, answer(cost(8))), (1, answer(cost(8))), (2, fenced)] {
        let answered = model.ask::<Port>(&asked_in(round), soon()).await;
        assert_eq!(answered, Ok(expected), "{round}");
    }
    let mut errors = Vec::new();
    // The last has no answer of its own.
    for round in 3..8 {
        let error = model.ask::<Port>(&asked_in(round), soon()).await.unwrap_err();
        errors.push(format!("{}: {error}", error.code()));
    }

    insta::assert_debug_snapshot!(errors, @r#"
    [
        "model_malformed: the answer of model `scripted-1` at `http://127.0.0.1/v1` cannot be read: it is not one JSON value: expected value at line 1 column 1; it begins `The port is Korsnes.`",
        "model_refused: model `scripted-1` at `http://127.0.0.1/v1` declined to answer: it says `I'd rather not.`",
        "model_cut_off: the answer of model `scripted-1` at `http://127.0.0.1/v1` was cut off after 4 tokens; raise `max_output_tokens` (now 4096), or take a model with a larger window",
        "model_refused: model `scripted-1` at `http://127.0.0.1/v1` declined to answer: its content filter stopped it",
        "model_malformed: the answer of model `scripted-1` at `http://127.0.0.1/v1` cannot be read: it does not have the shape asked for: unknown field `claims`, expected `name` or `berths` at line 1 column 9; it begins `{\"claims\": [], \"questions\": []}`",
    ]
    "#);
    // What is cut off that early is asked for once more, by the limit's older name.
    assert_eq!(model.spent().requests, 9);
}

#[test]
fn answers_that_deny_being_scripted_are_not_read() {
    let folder = tempfile::tempdir().unwrap();
    let manifest = "source = \"scripted\"\nmodel = \"scripted-1\"\n";
    fs::write(folder.path().join("recording.toml"), manifest).unwrap();
    let script = r#"{"scripted": false, "section": "Why they bought", "answers": []}"#;
    fs::write(folder.path().join("why.json"), script).unwrap();

    let error = Recording::open(folder.path()).unwrap_err();

    let text = error.to_string().replace(folder.path().to_str().unwrap(), "DIR");
    insta::assert_snapshot!(text, @"`DIR/why.json` is no scripted answer: `scripted` must be true: a model's answers are recorded, not written at line 1 column 18");
}
