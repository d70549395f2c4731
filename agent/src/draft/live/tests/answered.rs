//! What answers stand for.

use std::fs;

use serde_json::{Value, json};

use super::super::derive::{DerivedAnswer, Drawn};
use super::*;
use crate::draft::{DossierPassage, Drafter};
use crate::exchange::Recording;
use crate::model::{bounded_schema, strict_schema, strict_violations};

/// What an answer for the section comes to: kind, standing, goal and quotes of its only claim.
fn derived(kind: &str, id: &str, basis: &Basis<'_>, from: &str) -> (ClaimKind, Standing, Option<String>, Vec<String>) {
    let ledger = ledger();
    let drawn = Drawn::of(section(kind, id), &ledger, basis);
    let answer: DerivedAnswer = serde_json::from_str(&format!(
        r#"{{"claims": [{{"from": {from}, "text": " It fell. ", "goal": null}}]}}"#
    ))
    .unwrap();
    let claim = drawn.claims_of(answer, &Fence::default()).remove(0);
    assert_eq!((claim.text.as_str(), claim.origin), ("It fell.", ClaimOrigin::Derived));
    let quotes = claim
        .citations
        .iter()
        .map(|it| format!("{}: {}", it.source_id, it.quote));
    (claim.kind, claim.standing, claim.goal_id, quotes.collect())
}

#[test]
fn a_derived_claim_has_the_citations_and_the_least_standing_of_what_it_draws_on() {
    let told = told();
    let fed = basis(&told);
    let goal = || Some(GOAL.to_owned());
    let [fell, hope, trained] = [
        "calls:call/1: fell from 40 minutes to 12 minutes",
        "calls:call/1: We hope for 10 by winter",
        "calls:call/1: The drivers were trained",
    ]
    .map(str::to_owned);
    assert_eq!(
        derived("recap", "changed", &fed, "[1]"),
        (ClaimKind::Outcome, Standing::ProvenOutcome, goal(), vec![fell.clone()])
    );
    assert_eq!(
        derived("recap", "changed", &fed, "[2, 1, 2]"),
        (ClaimKind::Outcome, Standing::LikelyBenefit, goal(), vec![hope, fell])
    );
    assert_eq!(
        derived("recap", "changed", &fed, "[3]"),
        (ClaimKind::Activity, Standing::Activity, None, vec![trained.clone()])
    );
    // Nobody was shown a ninth passage, and nothing holds up a claim without any.
    assert_eq!(
        derived("recap", "changed", &fed, "[3, 9]").3,
        [trained, "passage:9: ".to_owned()]
    );
    assert_eq!(derived("recap", "changed", &fed, "[]").3, Vec::<String>::new());
}

#[test]
fn what_is_recommended_claims_no_value() {
    let told = told();
    let basis = Basis {
        sections: vec![(section("summary", "achievements"), vec![&told[0]])],
    };
    let (kind, standing, goal, _) = derived("summary", "next_steps", &basis, "[1]");
    assert_eq!(
        (kind, standing, goal),
        (ClaimKind::Recommendation, Standing::Fact, Some(GOAL.to_owned()))
    );
}

/// A drafter that a person answers for: with that for the section of that title.
fn scripted(title: &str, answer: &Value) -> Drafter {
    let folder = tempfile::tempdir().unwrap();
    let manifest = "source = \"scripted\"\nmodel = \"scripted-1\"\n";
    fs::write(folder.path().join("recording.toml"), manifest).unwrap();
    let script = json!({"scripted": true, "section": title, "answers": [answer]});
    fs::write(folder.path().join("answers.json"), script.to_string()).unwrap();
    let recording = Recording::open(folder.path()).unwrap();
    recording.drafter(Arc::new(Prompts::built_in().unwrap())).unwrap()
}

#[tokio::test]
async fn a_section_may_be_answered_with_the_kinds_that_it_holds() {
    let ledger = ledger();
    let section = section("summary", "expansion");
    let passages = evidence().into_iter().skip(1).map(|source| DossierPassage {
        span: Span::new(0, source.text.len()),
        source,
    });
    let dossier = Dossier {
        passages: passages.collect(),
        activities: None,
    };
    let answer = json!({"claims": [{
        "citations": [{"passage": "We hope for 10", "quote": "We hope for 10 by winter."}],
        "text": "They hope for 10 by winter.", "kind": "expansion", "standing": "fact", "goal": null, "replaces": null,
    }], "questions": []});
    let drafter = scripted(section.title, &answer);
    let deadline = drafter.deadline();
    let assignment = Assignment {
        deadline,
        ..assignment("summary", section, &ledger, &dossier)
    };
    let answered = drafter.draft(assignment).await.unwrap();
    let expected = Claim {
        id: String::new(),
        text: "They hope for 10 by winter.".to_owned(),
        kind: ClaimKind::Expansion,
        standing: Standing::Fact,
        goal_id: None,
        audience: Audience::Internal,
        citations: vec![Citation::new(
            SourceId::raw("calls:call/1"),
            "We hope for 10 by winter.",
        )],
        origin: ClaimOrigin::Model,
        parent: None,
    };
    assert_eq!(answered.claims, [expected]);

    // A section that suggests nothing is not offered that kind.
    let other = super::section("summary", "achievements");
    let drafter = scripted(other.title, &answer);
    let assignment = Assignment {
        section: other,
        ..assignment
    };
    assert_eq!(drafter.draft(assignment).await.unwrap_err().code(), "model_malformed");
}

#[tokio::test]
async fn a_derived_section_is_asked_of_the_model_once_there_is_something_to_draw_on() {
    let (ledger, told, dossier) = (ledger(), told(), Dossier::default());
    let section = section("recap", "changed");
    let answer = json!({"claims": [{
        "from": ["fell from 40 minutes"], "text": "The queue fell from 40 to 12 minutes.", "goal": 1,
    }]});
    let drafter = scripted(section.title, &answer);
    let assignment = Assignment {
        deadline: drafter.deadline(),
        ..assignment("recap", section, &ledger, &dossier)
    };
    let definition = workflow::definition("recap").unwrap();
    let prepared = (definition.prepare)(&ledger, &workflow::Request::default());
    let nothing = Basis { sections: Vec::new() };

    let answered = drafter
        .derive(assignment, definition, &prepared, &basis(&told))
        .await
        .unwrap();
    let spent = answered.usage;
    let unasked = drafter
        .derive(assignment, definition, &prepared, &nothing)
        .await
        .unwrap();

    let expected = Claim {
        text: "The queue fell from 40 to 12 minutes.".to_owned(),
        id: String::new(),
        origin: ClaimOrigin::Derived,
        ..told[0].claim.clone()
    };
    assert_eq!((answered.claims, spent.requests), (vec![expected], 1));
    assert_eq!(unasked, SectionAnswer::default());
}

#[test]
fn answers_have_strict_schemas() {
    for schema in [
        strict_schema::<Answer<AnswerKind>>(),
        strict_schema::<Answer<EveryKind>>(),
        strict_schema::<DerivedAnswer>(),
    ] {
        assert_eq!(strict_violations(&schema), Vec::<String>::new());
    }
}

#[test]
fn their_lengths_are_told_only_to_servers_that_take_them() {
    let lengths = |schema: serde_json::Value| schema.to_string().matches("maxLength").count();
    let told = (
        lengths(strict_schema::<Answer<AnswerKind>>()),
        lengths(bounded_schema::<Answer<AnswerKind>>()),
    );
    assert_eq!(told, (0, 3));
}
