//! Answers that a person wrote.

use std::fs;

use agent::exchange::Recording;
use agent::model::Usage;
use serde_json::json;

use super::exchanges::{asked, replaying};
use super::{GOOD, Port, answer, soon};

#[tokio::test]
async fn a_scripted_folder_answers_in_turn() {
    let folder = tempfile::tempdir().unwrap();
    // As long as what is cut off: were that shorter, it would be asked for once more by the limit's
    // older name.
    let manifest = "source = \"scripted\"\nmodel = \"scripted-1\"\nmax_output_tokens = 4\n";
    fs::write(folder.path().join("recording.toml"), manifest).unwrap();
    let script = json!({"scripted": true, "section": "Why they bought", "answers": [
        {"name": "Korsnes", "berths": 4}, GOOD, "The port is Korsnes.", {"refusal": "I'd rather not."},
        {"cut_off": "{\"name\": \"Korsne"}, {"filtered": true},
    ]});
    fs::write(folder.path().join("why.json"), script.to_string()).unwrap();
    let recording = Recording::open(folder.path()).unwrap();
    let model = replaying(&recording);

    // About four characters are a token.
    let cost = Usage {
        requests: 1,
        input_tokens: 14,
        output_tokens: 8,
    };
    for _written in ["as an object", "as a string"] {
        let answered = model.ask::<Port>(&asked(), soon()).await;
        assert_eq!(answered, Ok(answer(cost)));
    }
    let mut errors = Vec::new();
    for _written in ["as prose", "as a refusal", "cut off", "filtered"] {
        let error = model.ask::<Port>(&asked(), soon()).await.unwrap_err();
        errors.push(format!("{}: {error}", error.code()));
    }

    insta::assert_debug_snapshot!(errors, @r#"
    [
        "model_malformed: the answer of model `scripted-1` at `http://127.0.0.1/v1` cannot be read: it is not one JSON value: expected value at line 1 column 1; it begins `The port is Korsnes.`",
        "model_refused: model `scripted-1` at `http://127.0.0.1/v1` declined to answer: it says `I'd rather not.`",
        "model_cut_off: the answer of model `scripted-1` at `http://127.0.0.1/v1` was cut off after 4 tokens; raise `max_output_tokens` (now 4), or take a model with a larger window",
        "model_refused: model `scripted-1` at `http://127.0.0.1/v1` declined to answer: its content filter stopped it",
    ]
    "#);
    assert_eq!(model.spent().requests, 6);
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
