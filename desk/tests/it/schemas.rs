//! `vouch schema`: what the program prints has the form that it says.

mod faults;

use faults::faults;
use serde_json::{Value, json};

use crate::customers::{GARRICK, MORROW, desk};
use crate::support::{Vouch, exports, fixtures, list, text};

/// The schema of a form.
fn schema(form: &str) -> Value {
    fixtures().json(0, ["schema", form])
}

/// Every kind of brief is of the form `brief`, whether it goes to review or is paused; one that
/// lacks something, or has it of another type, is not.
#[test]
fn briefs_have_their_form() {
    let schema = schema("brief");
    let desk = desk();
    let mut printed = vec![
        fixtures().json(0, ["handoff", "northwind"]),
        fixtures().json(1, ["handoff", "halden"]),
    ];
    for account in [MORROW, GARRICK] {
        printed.push(desk.json("", i32::from(account == GARRICK), &["recap", account]));
        printed.push(desk.json("", 0, &["summary", account]));
    }
    printed.push(desk.json("", 0, &["summary", MORROW, "--business-review"]));
    printed.push(desk.json("", 0, &["recap", MORROW, "--simple"]));
    for brief in &printed {
        assert_eq!(faults(&schema, brief), Vec::<String>::new(), "{}", text(brief, "kind"));
    }

    let brief = &printed[2];
    for name in schema["required"].as_array().unwrap() {
        let mut lacking = brief.clone();
        lacking.as_object_mut().unwrap().remove(name.as_str().unwrap());
        assert_eq!(faults(&schema, &lacking), [format!(": {name} is missing")]);
    }
    let spoiled = |pointer: &str, value: Value| {
        let mut spoiled = brief.clone();
        *spoiled.pointer_mut(pointer).unwrap() = value;
        faults(&schema, &spoiled).len()
    };
    for (pointer, value) in [
        ("/state", json!("nearly")),
        ("/claims/0/verdict", json!("perhaps")),
        ("/claims/0/citations/0/source_id", json!(7)),
        ("/counts/accepted", json!("many")),
        ("/sections/0/claims", json!("c1")),
        ("/parts/links", json!({})),
    ] {
        assert!(spoiled(pointer, value) > 0, "{pointer}");
    }
}

/// What is verified is of the forms `draft` and `claim`, and the answers of the form `verdict`.
#[test]
fn drafts_claims_and_verdicts_have_their_form() {
    let citations = json!([{"source_id": "contract:order-form/northwind-labs", "quote": "Renewal date | 1 July 2028"}]);
    let claim = json!({
        "id": "c1", "text": "The contract renews on 1 July 2028.", "kind": "fact", "standing": "fact",
        "goal_id": null, "citations": citations,
    });
    let draft = json!({
        "account_id": "northwind-labs", "kind": "handoff", "claims": [claim],
        "sections": [{"id": "sold", "claims": ["c1"]}],
        "questions": [{"id": "q1", "text": "Who signs off the data?"}],
    });
    assert_eq!(faults(&schema("draft"), &draft), Vec::<String>::new());
    let vouch = Vouch::with(&exports());
    let path = vouch.file("draft.json", draft.to_string());
    let answer = vouch.json(0, ["verify", path.to_str().unwrap()]);
    assert_eq!(answer["claims"][0]["verdict"], "accepted");

    let mut line = claim.clone();
    line["account_id"] = json!("northwind-labs");
    assert_eq!(faults(&schema("claim"), &line), Vec::<String>::new());
    let verdict = schema("verdict");
    let wrong = "The contract renews on 1 July 2029.";
    let quote = "Renewal date | 1 July 2028";
    let answers = vouch.verify(
        [text(&claim, "text"), wrong].map(|said| ["northwind-labs", said, "contract:order-form/northwind-labs", quote]),
    );
    assert_eq!(
        answers.iter().map(|it| text(it, "verdict")).collect::<Vec<_>>(),
        ["accepted", "rejected"]
    );
    for answer in answers.iter().chain(list(&answer, "claims")) {
        assert_eq!(faults(&verdict, answer), Vec::<String>::new());
    }
    for (form, whole) in [("draft", &draft), ("claim", &line)] {
        let schema = schema(form);
        for name in schema["required"].as_array().unwrap() {
            let name = name.as_str().unwrap();
            let mut lacking = whole.clone();
            lacking.as_object_mut().unwrap().remove(name);
            assert_eq!(faults(&schema, &lacking), [format!(": \"{name}\" is missing")]);
            // What the schema requires, the program does.
            let path = vouch.file("lacking.json", lacking.to_string());
            let mut args = vec!["verify", path.to_str().unwrap()];
            if form == "claim" {
                args.insert(1, "--claims");
            }
            assert_ne!(vouch.run(args).code, 0, "{form} {name}");
        }
    }
}

/// Sources and metrics have their forms too.
#[test]
fn sources_and_metrics_have_their_form() {
    let source = fixtures().json(0, ["source", "contract:order-form/northwind-labs"]);
    assert_eq!(faults(&schema("source"), &source), Vec::<String>::new());
    let desk = desk();
    desk.json("", 0, &["summary", MORROW]);
    let metrics = desk.json("", 0, &["metrics"]);
    assert_eq!(faults(&schema("metrics"), &metrics), Vec::<String>::new());
}

/// Without a form, all of them come by name; a form that nobody knows is an error, which lists them.
#[test]
fn a_form_that_nobody_knows_is_an_error() {
    let all = fixtures().json(0, ["schema"]);
    let names: Vec<&String> = all.as_object().unwrap().keys().collect();
    assert_eq!(names, ["brief", "draft", "claim", "verdict", "source", "metrics"]);
    for (name, of) in all.as_object().unwrap() {
        assert_eq!(*of, schema(name));
    }
    let run = fixtures().run(["schema", "mood"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    insta::assert_snapshot!(run.err, @"
    error: invalid value 'mood' for '[OF]'
      [possible values: brief, draft, claim, verdict, source, metrics]

    For more information, try '--help'.
    ");
}
