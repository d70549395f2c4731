//! Two accounts whose evidence is all but the same (CO-2).

use std::fs;
use std::path::Path;

use serde_json::json;

use crate::exports::Exports;
use crate::scripted::Model;
use crate::support::{Vouch, claims_of, each, exports, text};

/// What tells the twin from the account, in every file and file name: names and ids, not words.
const TWIN: [(&str, &str); 14] = [
    ("northwind", "northwell"),
    ("Northwind", "Northwell"),
    ("halden", "holden"),
    ("Halden", "Holden"),
    ("8d00000", "9e00000"),
    ("511800", "522800"),
    ("\"70", "\"90"),
    (": 70", ": 90"),
    ("33", "44"),
    ("881", "992"),
    ("-N", "-W"),
    ("-H", "-V"),
    ("-090000_", "-091500_"),
    ("walkthrough", "session"),
];

/// The fixtures in one folder, and beside them their twins.
fn both() -> Exports {
    let both = Exports::copy();
    add_twins(&exports(), &both.path().join("twins"));
    both
}

fn renamed(text: &str) -> String {
    TWIN.iter()
        .fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

fn add_twins(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(renamed(&entry.file_name().to_string_lossy()));
        if entry.path().is_dir() {
            add_twins(&entry.path(), &target);
        } else {
            fs::write(target, renamed(&fs::read_to_string(entry.path()).unwrap())).unwrap();
        }
    }
}

/// CO-2: the drafter of one account sees nothing of its twin, in no prompt.
#[test]
fn the_prompts_hold_nothing_of_the_twin() {
    let both = both();
    let vouch = Vouch::with(both.path());
    let model = Model::scripted();
    model.serve(&vouch);
    let brief = vouch.json(0, ["handoff", "northwell-labs"]);
    let prompts = model.prompts();
    assert!(prompts.len() >= 4, "{}", prompts.len());
    for prompt in &prompts {
        for foreign in [
            "orthwind",
            "8d00000",
            "gong:call/881",
            "511800",
            "OBJ-N",
            "ACT-N",
            "Halden",
            "Cargoline",
        ] {
            assert!(!prompt.contains(foreign), "`{foreign}` is in {prompt}");
        }
    }
    assert!(!claims_of(&brief, "why").is_empty());
    assert!(!brief.to_string().contains("orthwind"));
}

/// CO-2: a claim that cites the twin's words is refused, although they are the same words.
#[test]
fn the_twins_words_prove_nothing() {
    let both = both();
    let vouch = Vouch::with(both.path());
    let claim = |source: &str| {
        json!({"account_id": "northwell-labs", "id": source, "text": "Requests come in by email.", "kind": "fact", "standing": "fact",
            "citations": [{"source_id": source, "quote": "Requests come in by email to four different inboxes"}]})
    };
    let path = vouch.file(
        "claims.jsonl",
        format!("{}\n{}\n", claim("gong:call/99201"), claim("gong:call/88101")),
    );
    let run = vouch.run(["verify", "--claims", path.to_str().unwrap()]);
    let told: Vec<(String, Vec<String>)> = run
        .json_lines()
        .iter()
        .map(|it| {
            (
                text(it, "verdict").to_owned(),
                each(it, "diagnostics", "code").into_iter().map(str::to_owned).collect(),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            ("accepted".to_owned(), vec![]),
            ("rejected".to_owned(), vec!["V103".to_owned()])
        ]
    );
}

/// Twins find only their own words, and a name that could be either is no name.
#[test]
fn twins_are_never_taken_for_one_another() {
    let both = both();
    let vouch = Vouch::with(both.path());
    for (account, foreign) in [("northwind-labs", "orthwell"), ("northwell-labs", "orthwind")] {
        let hits = vouch.json(0, ["search", account, "requests in the queue"]);
        assert!(hits.as_array().unwrap().len() > 2);
        assert!(!hits.to_string().contains(foreign), "{hits}");
    }
    let run = vouch.run(["account", "northw"]);
    assert_eq!(run.code, 2);
    insta::assert_snapshot!(run.err, @"
    error: no account is called `northw`
    hint: did you mean `northwell-labs`, `northwind-labs`?
    hint: `vouch accounts` lists all of them
    ");
}

/// The twins' briefs are the same but for names and ids.
#[test]
fn twins_get_the_same_brief() {
    let vouch = Vouch::with(both().path());
    let [one, other] = ["northwind-labs", "northwell-labs"].map(|account| {
        let run = vouch.run(["--format", "json", "handoff", account]);
        let brief = run.json();
        let texts = |list: &str, field: &str| -> Vec<String> {
            each(&brief, list, field)
                .into_iter()
                .map(|it| it.replace("orthwell", "orthwind"))
                .collect()
        };
        (
            run.code,
            texts("claims", "text"),
            texts("questions", "text"),
            texts("flags", "message"),
        )
    });
    assert_eq!(one, other);
}
