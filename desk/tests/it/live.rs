//! Drafting with a model, whose answers are scripted.

use std::sync::LazyLock;

use serde_json::{Value, json};

use crate::scripted::Model;
use crate::support::{Vouch, claims_of, each, exports, list, text};

/// The brief that the scripted model drafts, with the prompts that it saw.
fn drafted() -> &'static (Value, Vec<String>) {
    static DRAFTED: LazyLock<(Value, Vec<String>)> = LazyLock::new(|| {
        let vouch = Vouch::with(&exports());
        let model = Model::scripted();
        model.serve(&vouch);
        (
            vouch.json(0, ["handoff", "northwind", "--model", "live"]),
            model.prompts(),
        )
    });
    &DRAFTED
}

/// A refused claim goes back once, with its findings; the one that replaces it says so, and the
/// refused one stays listed with its reason.
#[test]
fn a_refused_claim_is_mended_in_a_revision() {
    let (brief, prompts) = drafted();
    let why = claims_of(brief, "why");
    let mended = why
        .iter()
        .find(|it| text(it, "text").contains("spreadsheet"))
        .unwrap_or_else(|| panic!("{why:#?}"));
    let quote = "Requests come in by email to four different inboxes, and somebody has to copy them into a spreadsheet by hand.";
    assert_eq!(
        (
            text(mended, "verdict"),
            text(mended, "origin"),
            text(&mended["citations"][0], "quote")
        ),
        ("accepted", "model", quote)
    );
    let refused: Vec<(&Value, Vec<&str>)> = list(brief, "rejected")
        .iter()
        .map(|it| (&it["claim"]["id"], each(it, "diagnostics", "code")))
        .collect();
    assert!(refused.contains(&(&mended["parent"], vec!["V104"])), "{refused:?}");
    let revisions: Vec<&String> = prompts.iter().filter(|it| it.contains("V104")).collect();
    assert_eq!(revisions.len(), 1);
    assert!(revisions[0].contains("copied into a spreadsheet by hand"));
}

/// A claim that cites what it was never shown is refused, and stays refused.
#[test]
fn what_was_never_shown_cannot_be_cited() {
    let (brief, prompts) = drafted();
    assert!(
        prompts
            .iter()
            .all(|it| !it.contains("Sheffield site may be sold in the autumn, and"))
    );
    let refused = list(brief, "rejected")
        .iter()
        .find(|it| text(&it["claim"], "text").contains("Sheffield"))
        .unwrap();
    assert_eq!(
        (text(refused, "section"), each(refused, "diagnostics", "code")),
        ("risks", vec!["V102"])
    );
}

/// CO-10: what was drafted is accepted, demoted, for a person or rejected, and nothing is lost.
#[test]
fn counts_add_up() {
    let (brief, _) = drafted();
    let count = |name: &str| brief["counts"][name].as_u64().unwrap();
    assert_eq!(
        count("emitted"),
        ["accepted", "demoted", "needs_review", "rejected"]
            .map(count)
            .iter()
            .sum::<u64>()
    );
    assert_eq!(count("rejected"), 2);
    let listed = list(brief, "rejected").len() + list(brief, "claims").len();
    assert_eq!(u64::try_from(listed).unwrap(), count("emitted"));
}

/// The brief names the model and its prompts, and the questions that the model asks; one whose
/// answer is known is answered instead (HO-42, V710).
#[test]
fn the_brief_says_who_drafted_and_what_it_asked() {
    let (brief, prompts) = drafted();
    let model = &brief["model"];
    assert_eq!(
        (text(model, "name"), &model["requests"]),
        ("scripted-1", &json!(prompts.len()))
    );
    assert_eq!(model["input_tokens"], json!(900 * prompts.len()));
    assert!(
        list(model, "prompts")
            .iter()
            .all(|it| text(it, "digest").starts_with("sha256:"))
    );
    let asked = each(brief, "questions", "text");
    assert!(
        asked.contains(&"Which other clients have left because of slow quotations?"),
        "{asked:?}"
    );
    assert!(!asked.contains(&"When is the kickoff?"));
    let known = &brief["parts"]["known_already"];
    assert!(known.to_string().contains("13 July 2026"), "{known}");
}

/// `--strict` makes a rejection a finding; the model of the settings is the default drafter.
#[test]
fn strict_makes_a_rejection_a_finding() {
    let vouch = Vouch::with(&exports());
    let model = Model::scripted();
    model.serve(&vouch);
    let run = vouch.run(["--format", "json", "handoff", "northwind", "--strict"]);
    assert_eq!((run.code, text(&run.json(), "state")), (1, "in_review"));
    let extractive = vouch.json(0, ["handoff", "northwind", "--strict", "--model", "extractive"]);
    assert_eq!(text(&extractive["model"], "name"), "extractive");
}

/// A brief that is paused before anything is drafted asks no model.
#[test]
fn a_paused_brief_asks_no_model() {
    let vouch = Vouch::with(&exports());
    let model = Model::scripted();
    model.serve(&vouch);
    assert_eq!(text(&vouch.json(1, ["handoff", "halden"]), "state"), "paused");
    assert_eq!(model.prompts(), Vec::<String>::new());
}
