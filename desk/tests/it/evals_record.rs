//! `vouch evals record`: a model is asked once, what it said is kept, and nothing that must not be.

use std::fs;
use std::path::Path;

use serde_json::json;

use crate::scripted::{Model, said};
use crate::suites::{RECORDING, drafted, edit, read, recorded, report, with_suite};
use crate::support::{Vouch, exports};

/// A brief drafted from the recording has the bytes of the one that was drafted with the model.
#[test]
fn a_replayed_brief_is_the_recorded_one() {
    let vouch = Vouch::with(&exports());
    vouch.file("evals/suites/drafted.toml", drafted());
    let drafting = |model: &str| {
        let run = vouch.run(["--format", "json", "handoff", "northwind", "--model", model]);
        assert_eq!(run.code, 0, "{run:?}");
        run
    };
    let model = Model::scripted();
    model.serve(&vouch);
    let live = drafting("live");
    // What it was asked, it is asked again from the beginning.
    let model = Model::scripted();
    model.serve(&vouch);
    let record = vouch.run(["evals", "record"]);
    assert_eq!(
        (record.code, record.err.as_str()),
        (0, "drafted/recorded: 6 questions in `exchanges/northwind/scripted-1`\n")
    );
    let asked = model.prompts().len();
    let replayed = drafting(&format!("replay:{RECORDING}"));
    assert_eq!(replayed.err, format!("replaying `scripted-1` from `{RECORDING}`\n"));
    assert!(replayed.out == live.out, "{}\n{}", replayed.out, live.out);
    assert_eq!(model.prompts().len(), asked);
}

/// The recording says who answered, and when and how it was asked; of a key it says nothing.
#[test]
fn the_recording_says_who_answered() {
    let (vouch, model) = recorded("");
    let manifest = read(&vouch, &format!("{RECORDING}/recording.toml")).replace(&model.address(), "http://host");
    let lines: Vec<&str> = manifest
        .lines()
        .filter(|line| !line.starts_with("recorded = "))
        .collect();
    insta::assert_snapshot!(lines.join("\n"), @r#"
    source = "recorded"
    model = "scripted-1"
    base_url = "http://host/v1"
    max_output_tokens = 4096
    temperature = 0.0
    bounded_schema = false
    hints = true
    "#);
}

/// Whoever records after a change asks only what no longer fits.
#[test]
fn what_is_not_stale_is_not_asked_again() {
    let (vouch, model) = recorded("");
    let asked = model.prompts().len();
    let run = vouch.run(["evals", "record", "--stale"]);
    assert_eq!((run.code, run.err.as_str()), (0, "nothing is stale\n"));
    assert_eq!(model.prompts().len(), asked);
    edit(
        &vouch,
        &format!("{RECORDING}/risks.json"),
        "What could go wrong",
        "What could go wrung",
    );
    let run = vouch.run(["evals", "record", "--stale"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.err.starts_with("drafted/recorded: "), "{run:?}");
    assert!(model.prompts().len() > asked);
    assert_eq!(vouch.run(["evals", "record", "--stale"]).err, "nothing is stale\n");
}

/// Records with a model that always answers so, and returns what is said of it. Nothing is kept.
fn forbidden(answer: &str) -> String {
    let vouch = with_suite("drafted", &drafted());
    let answer = json!({"claims": [], "questions": [answer]});
    let model = Model::new(said(&answer.to_string()));
    model.serve(&vouch);
    let output = vouch
        .command()
        .env("VOUCH_API_KEY", "key-of-the-tests")
        .args(["evals", "record"])
        .output()
        .unwrap();
    let left: Vec<String> = match fs::read_dir(vouch.data().with_file_name("exchanges/northwind")) {
        Ok(files) => files.map(|file| file.unwrap().path().display().to_string()).collect(),
        Err(_) => Vec::new(),
    };
    assert_eq!((output.status.code(), left), (Some(1), Vec::new()));
    String::from_utf8(output.stderr).unwrap()
}

/// A recording is kept beside the code, where anybody may read it.
#[test]
fn what_must_not_be_kept_is_not_written() {
    insta::assert_snapshot!(forbidden("Who may mail me at a@b.example?"), @"
    drafted/recorded: the exchange `promises` holds a mail address, so nothing of the recording was written
    ");
    insta::assert_snapshot!(forbidden("Is key-of-the-tests still in use?"), @"
    drafted/recorded: the exchange `promises` holds the key of the endpoint, so nothing of the recording was written
    ");
}

/// What a person wrote is not overwritten by what a model says.
#[test]
fn scripted_answers_are_left_alone() {
    let vouch = with_suite("drafted", &drafted());
    let scripted = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/scripted/northwind");
    let mut written = Vec::new();
    for file in fs::read_dir(scripted).unwrap() {
        let path = file.unwrap().path();
        let name = format!("exchanges/northwind/{}", path.file_name().unwrap().to_string_lossy());
        vouch.file(&name, fs::read(path).unwrap());
        written.push(name);
    }
    let before: Vec<String> = written.iter().map(|name| read(&vouch, name)).collect();
    let model = Model::scripted();
    model.serve(&vouch);
    let run = vouch.run(["evals", "record"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    insta::assert_snapshot!(run.err, @"
    error: no case of the suites is drafted by a model
    hint: a case is recorded into the folder that it names as its `exchange`
    ");
    assert_eq!(model.prompts(), Vec::<String>::new());
    assert_eq!(
        written.iter().map(|name| read(&vouch, name)).collect::<Vec<_>>(),
        before
    );
    assert_eq!(report(&vouch, &[]).code, 0, "they are still what answers");
}

#[test]
fn without_a_model_nothing_is_recorded() {
    let run = with_suite("drafted", &drafted()).run(["evals", "record"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    insta::assert_snapshot!(run.err, @"
    error: there is no model to record
    hint: set `base_url` and `name` under `[model]` in `vouch.toml`
    ");
}
