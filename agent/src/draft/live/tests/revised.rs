//! What goes back.

use grounding::Code;

use super::super::revise::{Nearest, nearest};
use super::*;
use crate::draft::Finding;

/// Two claims that were refused: one with a figure that the source has otherwise, one made up.
fn refused() -> [Refused; 2] {
    let finding = |code, message: &str, help: &str, figures: &[&str]| Finding {
        code: Code(code),
        message: message.to_owned(),
        help: Some(help.to_owned()),
        figures: figures.iter().map(|it| (*it).to_owned()).collect(),
    };
    let look = "quote the words of the call itself; `vouch source calls:call/1` shows them";
    [
        Refused {
            id: "c1".to_owned(),
            text: "The weighbridge queue fell to 12 hours.".to_owned(),
            findings: vec![
                finding(104, "the quote does not stand in `calls:call/1`", look, &[]),
                finding(
                    303,
                    "`12 hours` stands in what is cited with another unit",
                    "say it in the unit that the source has",
                    &["12 minutes"],
                ),
            ],
            standing: Some(Standing::LikelyBenefit),
        },
        Refused {
            id: "c2".to_owned(),
            text: "Margins doubled across Europe.".to_owned(),
            findings: vec![finding(101, "the claim cites nothing", "cite what holds it", &[])],
            standing: None,
        },
    ]
}

#[test]
fn a_revision_says_what_would_hold() {
    let ledger = ledger();
    let section = section("recap", "outcomes");
    let dossier = dossier(&ledger, section);
    let assignment = assignment("recap", section, &ledger, &dossier);
    let put = drafter().revision(assignment, &refused()).unwrap();
    insta::assert_snapshot!(put.question.user, @r#"
    These of your claims for the section "Proven outcomes" were refused by the checks:

    Claim 1: The weighbridge queue fell to 12 hours.
    - the quote does not stand in passage 2 (V104)
    - `12 hours` stands in what is cited with another unit (V303): say it in the unit that the source has

    Claim 2: Margins doubled across Europe.
    - the claim cites nothing (V101)

    Write each of them again so that it says no more than its quote, or leave it out. The passages are the same:
    <<<passage 1: mail, 2026-05-06, by Ivo Maas>>>
    Drivers wait 12 minutes at the gate now, 40 before. My address is [mail address 1].
    <<<end of passage 1>>>
    <<<passage 2: call, 2026-05-04, by Rosa Veen>>>
    Rosa Veen: The queue at the weighbridge fell from 40 minutes to 12 minutes. We hope for 10 by winter.
    <<<end of passage 2>>>

    The customer's goals, by number:
    1. Shorter queues at the weighbridge

    What would hold, claim by claim:
    - Claim 1: passage 2 is nearest, with "Rosa Veen: The queue at the weighbridge fell from 40 minutes to 12 minutes."; the source has "12 minutes"; it may stand as `likely_benefit`.
    - Claim 2: no passage speaks of it; leave it out.

    Mend a claim by quoting the passage named, or by the standing named; what neither mends is left out.

    Answer only with the claims written again, and with no questions.
    "#);
}

/// The form of the recordings that were made before there were hints.
#[test]
fn a_revision_without_hints_only_says_what_was_found() {
    let ledger = ledger();
    let section = section("recap", "risks");
    let dossier = Dossier::default();
    let assignment = assignment("recap", section, &ledger, &dossier);
    let put = drafter()
        .with_hints(false)
        .revision(assignment, &refused()[..1])
        .unwrap();
    insta::assert_snapshot!(put.question.user, @r#"
    These of your claims for the section "Open risks" were refused by the checks:

    Claim 1: The weighbridge queue fell to 12 hours.
    - the quote does not stand in `calls:call/1` (V104): quote the words of the call itself; `vouch source calls:call/1` shows them
    - `12 hours` stands in what is cited with another unit (V303): say it in the unit that the source has

    Write each of them again so that it says no more than its quote, or leave it out. The passages are the same:


    Answer only with the claims written again, and with no questions.
    "#);
}

#[test]
fn the_nearest_sentence_shares_the_words_that_tell_most() {
    let ledger = ledger();
    let dossier = dossier(&ledger, section("recap", "outcomes"));
    let found = |claim| nearest(&dossier, claim);
    let hope = Nearest {
        passage: 2,
        words: "We hope for 10 by winter.".to_owned(),
    };
    assert_eq!(found("They hope to be at 10 in winter."), Some(hope));
    assert_eq!(found("The gate is open."), None, "one word in common is none");
}
