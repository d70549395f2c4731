//! Indicators of hand-made claims, and what calls tell.

use grounding::{Affiliation, Claim, Ledger, Source, SourceKind};
use jiff::civil::date;

use super::{indicators, told};
use crate::account::fact;
use crate::definition::Request;
use crate::summary::facts::Facts;
use crate::summary::parts::fixture::{accepted, call, contact, draft, drafted, judged, ledger, words, written};

const RHEA: (&str, Affiliation) = ("Rhea Lund", Affiliation::Vendor);

fn sources() -> Vec<Source> {
    let turn =
        |name: &'static str, title: &'static str, words: &'static str| (name, title, Affiliation::Customer, words);
    let ours = (
        "Rhea Lund",
        "CSM",
        Affiliation::Vendor,
        "Welcome to the business review, everybody.",
    );
    vec![
        contact("Omar Vance", "COO"),
        contact("Ines Duarte", "Team lead"),
        call(
            "1",
            "Business review",
            date(2026, 5, 12),
            &[
                ours,
                turn("Omar Vance", "COO", "Yes."),
                turn("Omar Vance", "COO", "We went through the numbers of the spring."),
                turn("Ines Duarte", "Team lead", "We use the planner every morning."),
            ],
        ),
        call(
            "2",
            "Working session",
            date(2026, 6, 12),
            &[ours, turn("Ines Duarte", "Team lead", "We built the forms together.")],
        ),
        call(
            "3",
            "First talk",
            date(2025, 11, 3),
            &[turn(
                "Omar Vance",
                "COO",
                "We are looking for a planner for the depots.",
            )],
        ),
        written(
            "mail:message/1",
            SourceKind::Mail,
            date(2026, 6, 1),
            ("Ines Duarte", Affiliation::Customer),
            "We are very pleased with the planner. We are not pleased with the search. Please improve the export.",
        ),
        written(
            "mail:message/2",
            SourceKind::Mail,
            date(2026, 6, 2),
            RHEA,
            "We are pleased with how it goes.",
        ),
        written(
            "plan:activity/1",
            SourceKind::Activity,
            date(2026, 6, 1),
            RHEA,
            "Reviewed open actions with our own team.",
        ),
        written(
            "plan:activity/2",
            SourceKind::Activity,
            date(2026, 6, 1),
            RHEA,
            "Walked through the figures with Ines Duarte.",
        ),
    ]
}

/// Whether collaboration, executives, sentiment are shown by a claim that cites these words.
fn shown(ledger: &Ledger, id: &str, quote: &str) -> [bool; 3] {
    let claim = fact(quote.to_owned(), vec![words(ledger, id, quote)]);
    let draft = draft(ledger, &[("relational_health", vec![claim])]);
    let verified = judged(ledger, &draft);
    let request = Request::default();
    let found = indicators(&drafted(&draft, &verified), &Facts::read(ledger, &request));
    let names: Vec<&str> = found.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(
        names,
        ["active_collaboration", "executive_engagement", "constructive_sentiment"]
    );
    for it in &found {
        assert_eq!(it.present, it.claims == ["c1"]);
    }
    [found[0].present, found[1].present, found[2].present]
}

/// AS-6: an indicator is there only where an activity of the window shows it.
#[test]
fn an_indicator_needs_an_activity_that_shows_it() {
    let ledger = ledger(sources());
    let executive = "Omar Vance: We went through the numbers of the spring.";
    assert_eq!(shown(&ledger, "talk:call/1", executive), [true, true, false]);
    let team = "Ines Duarte: We built the forms together.";
    assert_eq!(shown(&ledger, "talk:call/2", team), [true, false, false]);
    let pleased = "We are very pleased with the planner.";
    assert_eq!(shown(&ledger, "mail:message/1", pleased), [true, false, true]);
    let ours = "We are pleased with how it goes.";
    assert_eq!(shown(&ledger, "mail:message/2", ours), [false, false, false]);
    let denied = "We are not pleased with the search.";
    assert_eq!(shown(&ledger, "mail:message/1", denied), [true, false, false]);
    let asked = "Please improve the export.";
    assert_eq!(shown(&ledger, "mail:message/1", asked), [true, false, false]);
    let ours = "Reviewed open actions with our own team.";
    assert_eq!(shown(&ledger, "plan:activity/1", ours), [false, false, false]);
    let with_them = "Walked through the figures with Ines Duarte.";
    assert_eq!(shown(&ledger, "plan:activity/2", with_them), [true, false, false]);
    let before = "Omar Vance: We are looking for a planner for the depots.";
    assert_eq!(shown(&ledger, "talk:call/3", before), [false, false, false]);
}

/// AS-6: without a claim on the relationship there is no indicator.
#[test]
fn without_a_claim_no_indicator_is_there() {
    let ledger = ledger(sources());
    let draft = draft(&ledger, &[]);
    let verified = judged(&ledger, &draft);
    let request = Request::default();
    let found = indicators(&drafted(&draft, &verified), &Facts::read(&ledger, &request));
    assert!(found.iter().all(|it| !it.present && it.claims.is_empty()), "{found:?}");
}

fn told_of(ledger: &Ledger) -> String {
    let request = Request::default();
    let claims: Vec<Claim> = told(&Facts::read(ledger, &request));
    let draft = draft(ledger, &[("relational_health", claims)]);
    let verified = judged(ledger, &draft);
    verified.claims.iter().for_each(accepted);
    let texts: Vec<&str> = draft.claims.iter().map(|it| it.text.as_str()).collect();
    texts.join("\n")
}

/// AS-6: who joined and when is told from the calls themselves, in words that the verifier accepts.
#[test]
fn calls_tell_who_joined() {
    insta::assert_snapshot!(told_of(&ledger(sources())), @"
    Omar Vance (COO) joined the call “Business review” on 12 May 2026.
    Ines Duarte last met with us on 12 June 2026, in the call “Working session”.
    ");
    let mut without_the_last = sources();
    without_the_last.retain(|it| it.id.as_str() != "talk:call/2");
    insta::assert_snapshot!(told_of(&ledger(without_the_last)), @"Omar Vance (COO) joined the call “Business review” on 12 May 2026.");
    let mut numbered = sources();
    numbered
        .iter_mut()
        .filter(|it| it.id.as_str() == "talk:call/2")
        .for_each(|it| it.title = "Session 2".to_owned());
    insta::assert_snapshot!(told_of(&ledger(numbered)), @"
    Omar Vance (COO) joined the call “Business review” on 12 May 2026.
    Ines Duarte last met with us on 12 June 2026, in a call.
    ");
    let mut long_ago = sources();
    long_ago.retain(|it| it.kind != SourceKind::Call || it.id.as_str() == "talk:call/3");
    assert_eq!(told_of(&ledger(long_ago)), "");
}
