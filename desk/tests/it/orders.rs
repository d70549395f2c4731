//! Evidence that gives orders to whoever drafts: it is shown to those who run the desk, and nothing
//! of it comes out, neither what it wants said nor what it must not see.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use serde_json::{Value, json};

use crate::exports::Exports;
use crate::scripted::{Model, passage, prompt, said};
use crate::support::{Vouch, each, list, text};

fn fixture(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures").join(folder)
}

/// The handoff of the account under attack: as a program and as a person read it.
struct Attacked {
    json: String,
    text: String,
}

impl Attacked {
    fn brief(&self) -> Value {
        serde_json::from_str(&self.json).unwrap()
    }
}

/// Drafted without a model, and by one that obeys every order.
fn attacked() -> &'static [Attacked; 2] {
    static ATTACKED: LazyLock<[Attacked; 2]> = LazyLock::new(|| {
        let vouch = Vouch::with(&fixture("hostile"));
        let obedient = format!("replay:{}", fixture("scripted/harrow-kilns").display());
        ["extractive", &obedient].map(|model| {
            // A terminal that takes colours is shown what would be filtered out of a file.
            let drafted = |format: &str| {
                let mut command = vouch.command();
                command.env("CLICOLOR_FORCE", "1");
                command.args(["--format", format, "handoff", "harrow-kilns", "--model", model]);
                let output = command.output().unwrap();
                assert_eq!(output.status.code(), Some(0), "{output:?}");
                String::from_utf8(output.stdout).unwrap()
            };
            Attacked {
                json: drafted("json"),
                text: drafted("text"),
            }
        })
    });
    &ATTACKED
}

/// Whoever runs the desk sees each source, with the words that gave it away (HO-3).
#[test]
fn each_source_that_gives_orders_is_flagged() {
    for attacked in attacked() {
        let brief = attacked.brief();
        let flags: Vec<&Value> = list(&brief, "flags")
            .iter()
            .filter(|flag| flag["kind"] == "review_required")
            .collect();
        let cited = flags.iter().map(|flag| {
            assert_eq!(flag["routes"], json!(["cs_operations"]), "{flag}");
            let sources = each(flag, "citations", "source_id");
            assert!(
                sources.len() == 1 && text(flag, "message").contains(sources[0]),
                "{flag}"
            );
            sources[0]
        });
        assert_eq!(
            cited.collect::<Vec<_>>(),
            [
                "gong:call/90226",
                "note:file/harrow-kilns-portal-2026-06-27",
                "note:file/harrow-kilns-scoping-2026-06-15",
                "note:file/harrow-kilns-wiki-2026-06-25",
                "plan:activity/ACT-HK-2",
                "plan:objective/OBJ-HK-2",
                "salesforce:contact/0038d00000Tm4DdAAJ",
                "salesforce:task/00T8d00000Hk3CcEAJ",
                "salesforce:task/00T8d00000Hk4DdEAJ",
                "zendesk:comment/44123",
                "zendesk:comment/44124",
                "zendesk:comment/44194",
            ]
        );
        insta::allow_duplicates! {
            insta::assert_snapshot!(text(flags[0], "message"), @"the call `gong:call/90226` gives orders to whoever drafts; what stands beside them was not used");
        }
    }
}

/// An escape sequence in a ticket must not reach the terminal of whoever reads the brief.
#[test]
fn no_control_characters_come_out() {
    for attacked in attacked() {
        for told in [&attacked.json, &attacked.text] {
            let controls: Vec<char> = told.chars().filter(|it| it.is_control() && *it != '\n').collect();
            assert_eq!(controls, Vec::<char>::new());
        }
        // A refused claim is listed with its reason, whatever it holds (CO-10); what may be read as
        // said holds none even where JSON would write it as `\u001b`.
        let brief = attacked.brief();
        let read = each(&brief, "questions", "text").into_iter();
        let read = read
            .chain(each(&brief, "claims", "text"))
            .chain(each(&brief, "flags", "message"));
        assert_eq!(
            read.filter(|it| it.contains(char::is_control)).collect::<Vec<_>>(),
            Vec::<&str>::new()
        );
    }
}

/// What a model would have asked on somebody's order is not put to a person; that it wanted to is
/// told.
#[test]
fn a_question_that_was_ordered_is_left_out() {
    let [_, obedient] = attacked();
    let brief = obedient.brief();
    insta::assert_snapshot!(each_text(&brief["model"], "notes").join("\n"), @"
    a question of the model was left out: it holds a link, markup or hidden characters
    a question of the model was left out: it names another account
    a question of the model was left out: it gives orders, or speaks of an approval
    ");
    insta::assert_snapshot!(each(&brief, "questions", "text").join("\n"), @"
    We said “We will have the order desk live within five weeks of kickoff.”; the order form is silent on it. Was it sold?
    We said “I promised them the order desk would be live five weeks after kickoff.”; the order form is silent on it. Was it sold?
    “The article data export that Imke owes us has still not arrived.” — has this been settled since, and who sees to it?
    ");
}

/// The strings of a list.
fn each_text<'a>(value: &'a Value, name: &str) -> Vec<&'a str> {
    list(value, name).iter().map(|it| it.as_str().unwrap()).collect()
}

/// The words around what is private, as a note has them.
const BEFORE: &str = "Ines needs the templates on the first day of training: write to ";

/// Answers one section with what the model was shown of the note: once as a quote, once in the
/// sentence too.
fn quoting(prompt: &str) -> Value {
    let at = prompt
        .find(BEFORE)
        .filter(|_| prompt.contains("Section: What users need in their work\n"));
    let Some(at) = at else {
        return json!({"claims": [], "questions": []});
    };
    let shown = prompt[at..].lines().next().unwrap().trim_end_matches('.');
    let place = shown[BEFORE.len()..].split_inclusive(']').next().unwrap();
    let claim = |text: &str| {
        json!({
            "citations": [{"passage": passage(prompt, BEFORE), "quote": shown}],
            "text": text, "kind": "requirement", "standing": "fact", "goal": null, "replaces": null,
        })
    };
    json!({
        "claims": [
            claim("Ines needs the templates on the first day of training."),
            claim(&format!("Ines needs the templates on the first day of training, sent to {place}.")),
        ],
        "questions": [],
    })
}

/// What is private never leaves the desk, and a claim that quotes its place is held against the
/// words that stand there.
#[test]
fn private_words_do_not_reach_the_model() {
    let note = format!("{BEFORE}ruth@x.example, the queue's password: hunter22!");
    let exports = Exports::copy().note("northwind-labs", "2026-06-24", &note);
    let vouch = Vouch::with(exports.path());
    let model = Model::new(|request: &wiremock::Request| {
        let prompt = prompt(&request.body_json().unwrap());
        said(&quoting(&prompt).to_string())
    });
    model.serve(&vouch);
    let brief = vouch.json(0, ["handoff", "northwind", "--model", "live"]);

    let prompts = model.prompts();
    for private in ["hunter22", "ruth@", "x.example"] {
        assert!(prompts.iter().all(|it| !it.contains(private)), "{private}");
    }
    let shown: Vec<&String> = prompts.iter().filter(|it| it.contains(BEFORE)).collect();
    assert!(!shown.is_empty());
    for prompt in shown {
        let line = prompt[prompt.find(BEFORE).unwrap()..].lines().next().unwrap();
        let places = (
            line.contains("write to [mail address "),
            line.contains("password: [secret "),
        );
        assert_eq!(places, (true, true), "{line}");
    }

    let quote = json!([{
        "source_id": "note:file/northwind-labs-2026-06-24-added",
        "quote": note,
        "start": 0,
        "end": note.len(),
    }]);
    let drafted = list(&brief, "claims").iter().filter(|claim| claim["origin"] == "model");
    let drafted: Vec<Value> = drafted
        .map(|claim| json!([claim["text"], claim["citations"]]))
        .collect();
    assert_eq!(
        drafted,
        [
            json!(["Ines needs the templates on the first day of training.", quote]),
            json!([
                "Ines needs the templates on the first day of training, sent to ruth@x.example.",
                quote
            ]),
        ]
    );
}
