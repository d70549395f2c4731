//! What stands in a handoff brief (HO-2 to HO-5, HO-12, HO-16, HO-17, HO-42).

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::exports::Exports;
use crate::support::{claims_of, each, fixtures, list, text};

fn northwind() -> Value {
    fixtures().json(0, ["handoff", "northwind"])
}

/// HO-17: three discovery calls, a promise of four weeks, an export that has not come, a sponsor
/// who was never on a call.
#[test]
fn the_worked_example_comes_out_as_told() {
    let brief = northwind();
    let flags: BTreeMap<&str, Vec<&str>> = list(&brief, "flags").iter().fold(BTreeMap::new(), |mut all, flag| {
        all.entry(text(flag, "kind"))
            .or_insert_with(Vec::new)
            .push(text(flag, "message"));
        all
    });
    assert_eq!(
        (
            text(&brief, "state"),
            list(&brief, "reasons").len(),
            brief["customer_copy"]["allowed"].clone()
        ),
        ("in_review", 0, json!(false))
    );
    let says = |kind: &str, words: &str| {
        flags
            .get(kind)
            .is_some_and(|all| all.iter().any(|it| it.contains(words)))
    };
    assert!(says("timeline", "four weeks"), "{flags:?}");
    assert!(says("sponsor_not_engaged", "Helena Voss"), "{flags:?}");
    assert!(says("missing_evidence", "CRM export"), "{flags:?}");

    let questions = each(&brief, "questions", "text");
    for words in ["four weeks", "Helena Voss", "CRM export"] {
        assert!(
            questions.iter().any(|it| it.contains(words)),
            "nobody asks about {words}: {questions:?}"
        );
    }
    let kickoff = list(&brief, "gates")
        .iter()
        .find(|gate| gate["name"] == "kickoff")
        .unwrap();
    assert_eq!(kickoff["passed"], false);
    assert!(list(&brief, "flags").iter().all(|flag| flag["days_to_kickoff"] == 13));
}

/// HO-2: the eight inputs, each with what there is of it.
#[test]
fn the_eight_inputs_are_listed() {
    let brief = northwind();
    let inputs: Vec<(&str, &str)> = list(&brief, "inputs")
        .iter()
        .map(|it| (text(it, "name"), text(it, "status")))
        .collect();
    assert_eq!(
        inputs,
        [
            ("deal_notes", "present"),
            ("signed_scope", "present"),
            ("goals", "present"),
            ("stakeholders", "present"),
            ("promises", "present"),
            ("implementation", "present"),
            ("risks", "present"),
            ("kickoff_and_first_value", "present"),
        ]
    );
}

/// HO-2: each input that is missing gives a question.
#[test]
fn a_missing_input_gives_a_question() {
    let contacts = std::fs::read_to_string(crate::support::exports().join("salesforce/Contact.csv")).unwrap();
    let header = contacts.lines().next().unwrap();
    let no_contacts = Exports::copy().write("salesforce/Contact.csv", &format!("{header}\n"));
    let no_kickoff = Exports::copy()
        .edit(
            "salesforce/Task.csv",
            "\"Kickoff: Northwind Labs\"",
            "\"Prepare the agenda\"",
        )
        .edit("salesforce/Opportunity.csv", "Kickoff on 13 July 2026", "")
        .edit(
            "notes/northwind-labs-scoping-2026-06-16.md",
            "Kickoff is set for Monday 13 July 2026, remotely.",
            "",
        );
    let cases = [
        ("signed_scope", Exports::copy().without("contracts"), "order form"),
        ("goals", Exports::copy().without("success-plans"), "want to reach"),
        ("stakeholders", no_contacts, "Who decides"),
        ("kickoff_and_first_value", no_kickoff, "When is the kickoff?"),
    ];
    for (name, exports, asked) in cases {
        let (_, brief) = exports.handoff("northwind", &[]);
        let input = list(&brief, "inputs").iter().find(|it| it["name"] == name).unwrap();
        assert_eq!((name, text(input, "status")), (name, "missing"));
        let questions = each(&brief, "questions", "text");
        assert!(
            questions
                .iter()
                .any(|it| it.to_lowercase().contains(&asked.to_lowercase())),
            "{name}: {questions:?}"
        );
    }
}

/// HO-3 and HO-4: the artefacts are there, and each heading has claims with sources.
#[test]
fn every_heading_has_cited_claims() {
    let brief = northwind();
    let sections: Vec<(&str, &str)> = list(&brief, "sections")
        .iter()
        .map(|it| (text(it, "id"), text(it, "title")))
        .collect();
    assert_eq!(
        sections,
        [
            ("sold", "What was sold"),
            ("why", "Why they bought"),
            ("success", "What success means"),
            ("requirements", "What users need in their work"),
            ("people", "Who matters"),
            ("promises", "Promises and scope"),
            ("risks", "What could go wrong"),
        ]
    );
    for (section, _) in sections {
        let claims = claims_of(&brief, section);
        assert!(!claims.is_empty(), "`{section}` is empty");
        assert!(
            claims.iter().all(|claim| !list(claim, "citations").is_empty()),
            "{claims:?}"
        );
    }
    for part in ["questions", "tasks", "flags", "gates"] {
        assert!(!list(&brief, part).is_empty(), "no {part}");
    }
    assert!(!list(&brief["parts"], "checklist").is_empty());
}

/// HO-4: why they bought is told in the customer's words.
#[test]
fn why_they_bought_is_in_the_customers_words() {
    let brief = northwind();
    let why: Vec<&str> = claims_of(&brief, "why")
        .into_iter()
        .map(|it| text(it, "text"))
        .collect();
    let told = |words: &str| why.iter().any(|it| it.contains(words));
    assert!(told("six and a half working days") || told("Aire Valley"), "{why:#?}");
}

/// HO-5: the map of stakeholders, with who sponsors and who was on a call.
#[test]
fn the_stakeholders_are_mapped() {
    let brief = northwind();
    let people: Vec<(&str, &Value, &Value, &Value)> = list(&brief["parts"], "stakeholders")
        .iter()
        .filter(|it| it["side"] == "customer")
        .map(|it| (text(it, "name"), &it["sponsor"], &it["engaged"], &it["calls"]))
        .collect();
    assert_eq!(
        people,
        [
            ("Helena Voss", &json!(true), &json!(false), &json!(0)),
            ("Callum Price", &json!(false), &json!(true), &json!(3)),
            ("Ines Duarte", &json!(false), &json!(true), &json!(2)),
            ("Ruth Adeyemi", &json!(false), &json!(true), &json!(1)),
        ]
    );
}

/// HO-12: what the buyer wants to reach stands apart from what users need, and nothing in both.
#[test]
fn goals_stand_apart_from_requirements() {
    let brief = northwind();
    let quotes = |section: &str| -> Vec<Value> {
        let claims = claims_of(&brief, section).into_iter();
        claims
            .flat_map(|it| list(it, "citations").iter().map(|it| it["quote"].clone()))
            .collect()
    };
    let (goals, needs) = (quotes("success"), quotes("requirements"));
    let both: Vec<&Value> = goals.iter().filter(|it| needs.contains(it)).collect();
    assert_eq!(both, Vec::<&Value>::new());
    let needs: Vec<&str> = claims_of(&brief, "requirements")
        .into_iter()
        .map(|it| text(it, "text"))
        .collect();
    assert!(needs.iter().any(|it| it.contains("reference number")), "{needs:#?}");
}

/// HO-16: a promise is told as said, by whom and when, and how the order form stands to it.
#[test]
fn promises_are_told_as_said() {
    let brief = northwind();
    let promises: Vec<&str> = claims_of(&brief, "promises")
        .into_iter()
        .filter(|it| it["kind"] == "promise")
        .map(|it| text(it, "text"))
        .collect();
    assert!(!promises.is_empty());
    for promise in promises {
        assert!(promise.starts_with("Dana Whitcombe"), "{promise}");
        assert!(
            promise.contains(" June 2026")
                && (promise.ends_with("not in the order form.") || promise.contains("the order form has it: ")),
            "{promise}"
        );
    }
}

/// HO-42: what sales knows is not asked again, and is told with its source.
#[test]
fn what_is_known_is_not_asked() {
    let brief = northwind();
    let known: Vec<(&str, &str)> = list(&brief["parts"], "known_already")
        .iter()
        .map(|it| (text(it, "about"), text(&it["citations"][0], "quote")))
        .collect();
    assert!(
        known.iter().any(|(_, quote)| quote.contains("13 July 2026"))
            && known.iter().any(|(_, quote)| quote.contains("first 20 quotations")),
        "{known:?}"
    );
    let questions = each(&brief, "questions", "text");
    assert!(
        questions.iter().all(|it| !it.contains("When is the kickoff")),
        "{questions:?}"
    );
}
