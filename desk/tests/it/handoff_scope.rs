//! Promises held against the signed scope (HO-11, HO-14).

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::exports::Exports;
use crate::support::{claims_of, each, fixtures, list, text};

const ORDER_FORM: &str = "contracts/northwind-labs/order-form.md";

/// Promises as an AE jots them down, and the flag that each must raise. None is tagged.
const NOTES: [(&str, &str, &str); 5] = [
    (
        "2026-06-10",
        "I told Callum we would be live in six weeks, no later.",
        "timeline",
    ),
    (
        "2026-06-11",
        "We agreed on another 5% off in the second year.",
        "discount",
    ),
    (
        "2026-06-12",
        "I promised them the connector to their laboratory system.",
        "integration",
    ),
    ("2026-06-15", "They will get ten extra users at no charge.", "scope"),
    (
        "2026-06-18",
        "We will build a bespoke certificate layout for their soil reports.",
        "custom_promise",
    ),
];

/// HO-11: each of five notes raises a flag of its kind, for the AE and the CSM, though none is
/// tagged.
#[test]
fn five_notes_raise_five_flags() {
    let exports = NOTES.iter().fold(Exports::copy(), |exports, (date, note, _)| {
        exports.note("northwind-labs", date, note)
    });
    let (_, brief) = exports.handoff("northwind", &[]);
    let raised: BTreeMap<&str, (&str, &Value)> = list(&brief, "flags")
        .iter()
        .filter(|flag| text(&flag["citations"][0], "source_id").ends_with("-added"))
        .map(|flag| {
            (
                text(&flag["citations"][0], "quote"),
                (text(flag, "kind"), &flag["routes"]),
            )
        })
        .collect();
    let owners = json!(["ae", "csm"]);
    let wanted: BTreeMap<&str, (&str, &Value)> =
        NOTES.iter().map(|(_, note, kind)| (*note, (*kind, &owners))).collect();
    assert_eq!(raised, wanted);
    let checked = each(&brief["parts"], "checklist", "said_by").len();
    assert!(checked >= NOTES.len(), "{checked}");
}

/// HO-14: where the notes say four weeks and the order form eight, the brief is paused, with both
/// quotes, and nothing is drafted.
#[test]
fn a_conflict_with_the_signed_scope_pauses() {
    let run = fixtures().run(["--format", "json", "handoff", "halden"]);
    let brief = run.json();
    assert_eq!((run.code, text(&brief, "state")), (1, "paused"));
    let conflicts: Vec<(&str, &str)> = list(&brief, "reasons")
        .iter()
        .filter(|reason| reason["code"] == "V706")
        .map(|reason| {
            (
                text(&reason["citations"][0], "quote"),
                text(&reason["citations"][1], "quote"),
            )
        })
        .collect();
    let weeks = "Implementation: eight (8) weeks from kickoff";
    let none = "Integrations: none; rates are uploaded by the Customer as a file";
    for pair in [
        ("You will be live in four weeks, we do that all the time.", weeks),
        ("Yes, the Cargoline connector will be included.", none),
        (
            "I also agreed that the connector to their Cargoline system is part of the package.",
            none,
        ),
    ] {
        assert!(conflicts.contains(&pair), "{pair:?} is not in {conflicts:#?}");
    }
    for section in ["why", "requirements", "promises", "risks"] {
        assert_eq!(claims_of(&brief, section), Vec::<&Value>::new());
    }
    for section in ["sold", "success", "people"] {
        assert!(!claims_of(&brief, section).is_empty(), "{section}");
    }
}

/// HO-14: one clause decides. With the weeks that were promised, Northwind is in review; with
/// others, paused. The discount that the order form has is in scope throughout.
#[test]
fn one_clause_decides() {
    let with = |clause: &str| {
        let row = format!("| Integrations |{clause}\n| Integrations |");
        let exports = Exports::copy().edit(
            ORDER_FORM,
            "| Integrations |",
            row.trim_start_matches("| Integrations |"),
        );
        let (code, brief) = exports.handoff("northwind", &[]);
        let scopes = each(&brief["parts"], "checklist", "scope").join(" ");
        (code, text(&brief, "state").to_owned(), scopes)
    };
    let agreed = with("| Implementation | four weeks from kickoff |");
    assert_eq!(
        agreed,
        (0, "in_review".to_owned(), "in_scope in_scope in_scope".to_owned())
    );
    let eight = with("| Implementation | 8 weeks from kickoff |");
    assert_eq!(
        eight,
        (1, "paused".to_owned(), "conflicts conflicts in_scope".to_owned())
    );
    let month = with("| Go-live | 28 days after kickoff |");
    assert_eq!(
        month,
        (0, "in_review".to_owned(), "in_scope in_scope in_scope".to_owned())
    );
}

/// HO-14: what is quoted is on the day of the run in force; a conflict that is mended goes away.
#[test]
fn a_mended_conflict_goes_to_review() {
    let mended = Exports::copy()
        .edit(
            "contracts/halden-freight/order-form.md",
            "eight (8) weeks from kickoff",
            "four (4) weeks from kickoff",
        )
        .edit(
            "contracts/halden-freight/order-form.md",
            "none; rates are uploaded by the Customer as a file",
            "Cargoline connector",
        )
        .edit(
            "success-plans/plans.json",
            "Make quoting easier for the rate desk",
            "Quote 50 lanes a day instead of 30 by December 2026",
        )
        .edit(
            "notes/halden-freight-close-2026-06-12.md",
            "What they will call a success is still to be agreed; Wenche wants to think\nabout it with her team.",
            "First value is the first 25 quotes sent from the rate desk by 31 July 2026.",
        )
        .edit(
            "teams/rate-desk-walkthrough_2026-05-28.vtt",
            "We have no number for what good looks like.",
            "Fifty lanes a day would be good.",
        );
    let (code, brief) = mended.handoff("halden", &[]);
    assert_eq!((code, text(&brief, "state")), (0, "in_review"), "{}", brief["reasons"]);
}

/// HO-14: the time is the promise, also where the AE notes it without a word of going live.
#[test]
fn a_bare_time_is_held_against_the_order_form() {
    let run = fixtures().run(["--format", "json", "handoff", "halden"]);
    let brief = run.json();
    let quotes: Vec<&str> = list(&brief, "reasons")
        .iter()
        .flat_map(|reason| each(reason, "citations", "quote"))
        .collect();
    for said in [
        "I told her four weeks from kickoff is what we always do.",
        "Wenche is counting on four weeks",
    ] {
        assert!(quotes.iter().any(|quote| quote.contains(said)), "{said}: {quotes:#?}");
    }
}
