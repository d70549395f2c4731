//! What is no sentence for a brief.

use grounding::Affiliation::{Customer, Unknown};
use grounding::{Ledger, Source, SourceKind, Utterance};
use jiff::civil::date;

use super::evidence::{ledger, mail, prose, said};
use crate::draft::extractive::alike::Gist;
use crate::draft::extractive::statement::is_quotable;

fn quotable(source: &Source) -> Vec<&str> {
    let said = Utterance::of(source).into_iter();
    said.filter(is_quotable).map(|said| said.text()).collect()
}

#[test]
fn of_a_mail_only_what_it_says_itself_is_quoted() {
    let text = "Hello Bram,\n\nThe export stops at midnight on every Friday.\n\nKind regards\nInes Kolar\nHead of Drying, \
                Orrin Tannery, Lower Mill Road\n\nOn 3 June 2026, Bram Oduya wrote:\n> Our report shows that the ovens \
                were idle for nine hours.\n> Everybody at the mill is content with that.";
    let source = mail("mail:message/1", date(2026, 6, 4), text);
    assert_eq!(quotable(&source), ["The export stops at midnight on every Friday."]);
    let digest = said(
        Unknown,
        prose(
            SourceKind::Mail,
            "mail:message/2",
            date(2026, 6, 4),
            "The new product line doubles the output of every mill.",
        ),
    );
    assert_eq!(quotable(&digest), Vec::<&str>::new());
}

#[test]
fn talk_that_only_those_understand_who_were_there_is_left() {
    let of = |kind: SourceKind, text: &str| {
        let source = said(Customer, prose(kind, "calls:call/1", date(2026, 6, 4), text));
        !quotable(&source).is_empty()
    };
    let spoken = [
        ("The dashboard saves the night shift an hour.", true),
        ("So the dashboard saves the night shift an hour.", false),
        ("The the dashboard saves the night shift an hour.", false),
        ("The dashboard, you know, saves the night shift an hour.", false),
        ("The dashboard saves the night shift an", false),
    ];
    for (text, expected) in spoken {
        assert_eq!(of(SourceKind::Call, text), expected, "{text}");
    }
    let written = [
        ("The export list arrives late on Mondays.", true),
        ("@desk the export list arrives late on Mondays.", false),
        ("The export list arrives late on Mondays #desk", false),
        ("Please restart the export list on Mondays.", false),
        ("I will send the export list of Mondays.", false),
        ("The export list [name of file] arrives late on Mondays.", false),
    ];
    for (text, expected) in written {
        assert_eq!(of(SourceKind::Comment, text), expected, "{text}");
    }
}

#[test]
fn two_sentences_are_alike_by_their_words_and_by_their_figures() {
    let ledger: Ledger = ledger(Vec::new());
    let alike = |one: &str, other: &str| Gist::of(&ledger, one).is_like(&Gist::of(&ledger, other));
    let cases = [
        (
            "We have not approved the rollout to the second mill yet.",
            "The rollout to the second mill is not approved.",
            true,
        ),
        (
            "Oven idle time is 7 h these days.",
            "Oven idle time fell from 12 h to 7 h.",
            true,
        ),
        (
            "Oven idle time was 12 h in January 2026.",
            "Oven idle time was 7 h in April 2026.",
            false,
        ),
        (
            "Configured 14 alerts for the night shift.",
            "The vendor delivered 14 alerts in spring.",
            true,
        ),
        (
            "Trained 14 people of the night shift.",
            "The vendor delivered 14 alerts in spring.",
            false,
        ),
    ];
    for (one, other, expected) in cases {
        assert_eq!(alike(one, other), expected, "{one} / {other}");
    }
}
