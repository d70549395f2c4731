//! A summary that is kept under a name, opened again, drafted again, liked and disliked.

use std::net::TcpListener;

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::customers::{MORROW, answered, desk, newest, sections, summary};
use crate::desk::{CSM, Desk, READER};
use crate::scripted::Model;
use crate::support::{each, list, text};

const NAME: &str = "For the renewal meeting";

/// The brief of a run.
fn brief(desk: &Desk, run: &str) -> Value {
    desk.json(READER, 0, &["review", "show", run])["brief"].take()
}

/// What is saved, without when.
fn saved(desk: &Desk) -> Value {
    let mut saved = desk.json(READER, 0, &["review", "list", "--saved"]);
    for it in saved.as_array_mut().unwrap() {
        it["saved_at"] = Value::Null;
    }
    saved
}

/// AS-46, PG-4: a summary is saved under a name, which may not be empty, and is listed with the
/// name, who saved it and when; what is kept is what was shown.
#[test]
fn a_summary_is_saved_under_a_name() {
    let desk = desk();
    let drafted = summary(&desk, MORROW);
    let run = newest(&desk, MORROW, "summary");
    assert_eq!(saved(&desk), json!([]));
    for name in ["", "  "] {
        let refused = desk.refused(CSM, &["review", "save", &run, "--name", name]);
        assert_eq!(refused, "error: a saved brief has a name\n");
    }
    assert_eq!(saved(&desk), json!([]));

    let before = Timestamp::now();
    desk.out(CSM, 0, &["review", "save", &run, "--name", NAME]);
    let listed = desk.json(READER, 0, &["review", "list", "--saved"]);
    let at: Timestamp = text(&listed[0], "saved_at").parse().unwrap();
    assert!((before..=Timestamp::now()).contains(&at), "{at}");
    let expected = json!([{
        "name": NAME, "run": run, "version": 1, "account_id": MORROW, "kind": "summary", "saved_by": "Tobias Renn", "saved_at": null,
    }]);
    assert_eq!(saved(&desk), expected);
    let told = desk.out(READER, 0, &["review", "list", "--saved"]);
    assert!(
        told.contains(NAME) && told.contains("summary of morrow-dental, saved by Tobias Renn on "),
        "{told}"
    );
    assert_eq!(brief(&desk, &run).to_string(), drafted.to_string());
    let others = desk.json(READER, 0, &["review", "list", "--saved", "--account", "lumen-press"]);
    assert_eq!(others, json!([]));
}

/// AS-47: a saved summary that a model drafted is opened again byte for byte, though no model is
/// configured any more, or one that nobody answers for.
#[test]
fn a_saved_summary_opens_without_a_model() {
    let desk = desk();
    let asked = "Rhys Calloway asked whether the orthodontics team could work on the desk too";
    let model = Model::saying([(
        "Suggested Expansion Opportunities",
        json!([answered("expansion", &format!("{asked}."), asked)]),
    )]);
    model.serve(&desk.vouch);
    let drafted = summary(&desk, MORROW);
    assert!(list(&drafted, "claims").iter().any(|claim| claim["origin"] == "model"));
    let run = newest(&desk, MORROW, "summary");
    desk.out(CSM, 0, &["review", "save", &run, "--name", NAME]);
    let show = |format: &str| desk.out(READER, 0, &["--format", format, "review", "show", &run]);
    let requests = model.prompts().len();
    let shown = ["json", "text"].map(show);
    assert_eq!(model.prompts().len(), requests);
    assert_eq!(brief(&desk, &run).to_string(), drafted.to_string());

    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let gone = format!("[model]\nbase_url = \"http://127.0.0.1:{port}/v1\"\nname = \"scripted-1\"\ncache = false\n");
    let settings = desk.vouch.file("vouch.toml", gone);
    assert_eq!(desk.run("", &["summary", MORROW]).code, 2);
    assert_eq!(["json", "text"].map(show), shown);
    std::fs::remove_file(settings).unwrap();
    assert_eq!(["json", "text"].map(show), shown);
}

/// PG-6: drafted again after new evidence, a summary is a new run; the saved one is still listed,
/// and opens as it was.
#[test]
fn a_new_summary_keeps_the_saved_one() {
    let desk = desk();
    let first = summary(&desk, MORROW);
    let run = newest(&desk, MORROW, "summary");
    desk.out(CSM, 0, &["review", "save", &run, "--name", NAME]);
    // The same evidence gives the same summary: no run is begun.
    assert_eq!(summary(&desk, MORROW), first);
    assert_eq!(newest(&desk, MORROW, "summary"), run);

    let note = "---\naccount: morrow-dental\nauthor: Nora Quist\ndate: 2026-06-30\nkind: meeting\n\
                visibility: internal\ntitle: \"Before the review\"\n---\n\n\
                Theo Marchetti is worried that nobody else can repair a template while he is away.\n";
    let note = desk.vouch.file("more/morrow-dental-2026-06-30.md", note);
    desk.out("", 0, &["ingest", note.to_str().unwrap()]);
    let second = summary(&desk, MORROW);
    let after = newest(&desk, MORROW, "summary");
    assert_ne!((after.as_str(), &second["id"]), (run.as_str(), &first["id"]));
    assert_eq!(each_run(&saved(&desk)), [run.as_str()]);
    assert_eq!(text(&desk.standing(&run), "state"), "superseded");
    assert_eq!(brief(&desk, &run), first);
    assert_eq!(brief(&desk, &after), second);
}

fn each_run(saved: &Value) -> Vec<&str> {
    saved.as_array().unwrap().iter().map(|it| text(it, "run")).collect()
}

/// PG-5: people like and dislike single sections; the log has the run, the section and who did, and
/// a section that the summary doesn't have is refused.
#[test]
fn sections_are_liked_and_disliked() {
    let desk = desk();
    let drafted = summary(&desk, MORROW);
    let run = newest(&desk, MORROW, "summary");
    let record = |what: &str, section: &str, words: &str| {
        let args = ["review", "record", &run, what, "--section", section, "--text", words];
        desk.out(CSM, 0, &args);
    };
    record("liked", "kpi_progress", "");
    record("disliked", "risks", "the X-rays are missing");
    let known = sections(&drafted).join("`, `");
    assert_eq!(
        desk.refused(CSM, &["review", "record", &run, "liked", "--section", "mood"]),
        format!("error: the brief has no section `mood`\nhint: its sections are `{known}`\n")
    );
    let refused = desk.refused(READER, &["review", "record", &run, "liked", "--section", "risks"]);
    assert!(refused.starts_with("error: `rhea` may not do that: "), "{refused}");

    let standing = desk.standing(&run);
    assert_eq!(each(&standing, "notes", "name"), ["Tobias Renn", "Tobias Renn"]);
    let noted: Vec<&Value> = list(&standing, "notes").iter().map(|it| &it["what"]).collect();
    assert_eq!(
        noted,
        [
            &json!({"what": "liked", "on": "2026-06-30", "section": "kpi_progress"}),
            &json!({"what": "disliked", "on": "2026-06-30", "text": "the X-rays are missing", "section": "risks"}),
        ]
    );
    // What was said of it changes no word of it.
    assert_eq!(brief(&desk, &run), drafted);
    desk.out("", 0, &["audit", "verify"]);
}
