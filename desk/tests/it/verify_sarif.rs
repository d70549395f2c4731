//! Findings as SARIF 2.1.0 (`vouch verify --format sarif`).

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::support::{Run, Vouch, each, fixtures, list, text};

const SLOW: &str = "A quotation takes us six and a half working days on average, and the big labs answer in two.";

fn draft() -> String {
    let claim = |id: &str, text: &str| json!({"id": id, "text": text, "citations": [{"source_id": "gong:call/88101", "quote": SLOW}]});
    let claims = [
        claim("good", "A quotation takes six and a half working days on average."),
        claim(
            "wrong",
            "In M\u{fc}nchen, a quotation takes nine working days on average.",
        ),
    ];
    let draft = json!({"account_id": "northwind-labs", "claims": claims, "questions": []});
    serde_json::to_string_pretty(&draft).unwrap()
}

fn sarif(name: &str, bytes: &str, more: &[&str]) -> Run {
    let folder = Vouch::new();
    let path = folder.file(name, bytes);
    let path = path.to_str().unwrap();
    let mut run = fixtures().run(["--format", "sarif", "verify"].iter().chain(more).chain(&[path]));
    run.out = run.out.replace(path, &format!("/{name}"));
    run
}

/// The fields that the schema of SARIF 2.1.0 requires, where they are found, and what they hold.
fn assert_valid(log: &Value) {
    assert_eq!((text(log, "version"), log["$schema"].is_string()), ("2.1.0", true));
    for run in list(log, "runs") {
        let driver = &run["tool"]["driver"];
        assert_eq!(text(driver, "name"), "vouch");
        let rules = list(driver, "rules");
        let ids: BTreeSet<&str> = rules.iter().map(|rule| text(rule, "id")).collect();
        assert_eq!(ids.len(), rules.len());
        for rule in rules {
            for message in ["shortDescription", "fullDescription", "help"] {
                assert!(!text(&rule[message], "text").is_empty());
            }
            assert!(text(&rule["help"], "markdown").contains("## Why"));
            assert_level(&rule["defaultConfiguration"]);
        }
        for invocation in list(run, "invocations") {
            assert!(invocation["executionSuccessful"].is_boolean());
            for notification in list(invocation, "toolExecutionNotifications") {
                assert!(!text(&notification["message"], "text").is_empty());
                list(notification, "locations").iter().for_each(assert_location);
            }
        }
        for artifact in list(run, "artifacts") {
            assert_uri(&artifact["location"]);
        }
        assert_eq!(text(run, "columnKind"), "unicodeCodePoints");
        for result in list(run, "results") {
            assert!(!text(&result["message"], "text").is_empty());
            let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
            assert_eq!(text(&rules[index], "id"), text(result, "ruleId"));
            assert_level(result);
            list(result, "locations").iter().for_each(assert_location);
            let related = result.get("relatedLocations").and_then(Value::as_array);
            related.into_iter().flatten().for_each(assert_location);
        }
    }
}

fn assert_level(value: &Value) {
    assert!(["none", "note", "warning", "error"].contains(&text(value, "level")));
}

fn assert_uri(location: &Value) {
    assert!(
        text(location, "uri")
            .bytes()
            .all(|it| it.is_ascii_graphic() && it != b'"' && it != b'\\')
    );
}

fn assert_location(location: &Value) {
    let physical = &location["physicalLocation"];
    assert_uri(&physical["artifactLocation"]);
    if let Some(region) = physical.get("region") {
        let begins = ["startLine", "charOffset", "byteOffset"];
        assert!(begins.iter().any(|it| region[it].is_u64()), "{region}");
        assert!(region.get("startLine").is_none_or(|line| line.as_u64() > Some(0)));
    }
}

/// A finding stands where the words are that it is about, in the file and in the sources.
#[test]
fn findings_stand_in_the_file() {
    let file = draft();
    let run = sarif("draft.json", &file, &[]);
    assert_eq!(run.code, 1, "{run:?}");
    let log = run.json();
    assert_valid(&log);
    let results = list(&log["runs"][0], "results");
    let wrong: Vec<&Value> = results.iter().filter(|it| it["ruleId"] == "V301").collect();
    assert_eq!((wrong.len(), text(wrong[0], "level")), (1, "error"));
    let location = &wrong[0]["locations"][0];
    assert_eq!(each(location, "logicalLocations", "name"), ["wrong"]);
    assert_eq!(
        text(&location["physicalLocation"]["artifactLocation"], "uri"),
        "file:///draft.json"
    );
    let region = &location["physicalLocation"]["region"];
    assert_eq!(text(&region["snippet"], "text"), "nine working days");
    let number = |name: &str| usize::try_from(region[name].as_u64().unwrap()).unwrap();
    let cut = |text: &str, from: usize, length: usize| text.chars().skip(from).take(length).collect::<String>();
    assert_eq!(
        cut(&file, number("charOffset"), number("charLength")),
        "nine working days"
    );
    let line = file.lines().nth(number("startLine") - 1).unwrap();
    let length = number("endColumn") - number("startColumn");
    assert_eq!(cut(line, number("startColumn") - 1, length), "nine working days");

    let related = &wrong[0]["relatedLocations"][0]["physicalLocation"];
    assert_eq!(text(&related["artifactLocation"], "uri"), "source:gong:call/88101");
    assert_eq!(text(&related["region"]["snippet"], "text"), SLOW);
    let source = fixtures().json(0, ["source", "gong:call/88101"]);
    let offset = |name: &str| usize::try_from(related["region"][name].as_u64().unwrap()).unwrap();
    let start = offset("byteOffset");
    assert_eq!(&text(&source, "text")[start..start + offset("byteLength")], SLOW);
    assert_eq!(sarif("draft.json", &file, &[]).out, run.out);
}

/// So do findings of claims, one a line; a line that can't be read is told as such.
#[test]
fn claims_are_told_by_line() {
    let good = json!({"account_id": "northwind-labs", "id": "g", "text": "Nothing is cited here."});
    let run = sarif("claims.jsonl", &format!("{good}\nno JSON\n{good}\n"), &["--claims"]);
    let log = run.json();
    assert_valid(&log);
    let lines: Vec<Option<u64>> = list(&log["runs"][0], "results")
        .iter()
        .filter(|result| result["ruleId"] == "V101")
        .map(|it| it["locations"][0]["physicalLocation"]["region"]["startLine"].as_u64())
        .collect();
    assert_eq!((run.code, lines), (1, vec![Some(1), Some(3)]));
    let invocation = &log["runs"][0]["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    let unread = &list(invocation, "toolExecutionNotifications")[0];
    assert_eq!(unread["locations"][0]["physicalLocation"]["region"]["startLine"], 2);
}

/// The levels are those of the settings.
#[test]
fn levels_follow_the_policy() {
    let folder = Vouch::new();
    let settings = folder.file(
        "vouch.toml",
        "[policy.rules]\nV301 = \"warn\"\nV401 = \"warn\"\nV101 = \"allow\"\n",
    );
    let path = folder.file("draft.json", draft());
    let run = fixtures().run([
        "--format",
        "sarif",
        "--config",
        settings.to_str().unwrap(),
        "verify",
        path.to_str().unwrap(),
    ]);
    let log = run.json();
    assert_valid(&log);
    let rules = list(&log["runs"][0]["tool"]["driver"], "rules");
    let configured = |code: &str| &rules.iter().find(|it| it["id"] == code).unwrap()["defaultConfiguration"];
    assert_eq!(configured("V301"), &json!({"enabled": true, "level": "note"}));
    assert_eq!(configured("V101"), &json!({"enabled": false, "level": "none"}));
    assert!(
        each(&log["runs"][0], "results", "level")
            .iter()
            .all(|level| *level == "note")
    );
    assert_eq!(run.code, 0);
}

/// Only what has findings can be printed so.
#[test]
fn other_commands_refuse_it() {
    let run = fixtures().run(["--format", "sarif", "accounts"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    insta::assert_snapshot!(run.err, @"
    error: only `vouch verify` has findings to print as SARIF
    hint: take `--format json`
    ");
}
