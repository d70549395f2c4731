//! Scorecards as documents (SC-1).

use super::*;
use crate::document::{Block, Document};

fn texts(document: &Document) -> String {
    serde_json::to_string(document).unwrap()
}

/// A scorecard whose internal half, reasons and comments hold words that stand nowhere else.
fn approved() -> Log {
    let mut log = Log::begin();
    log.filled("2", "good", "yes");
    log.fills("concerns", "The port is slow.")
        .fills("sponsor", "Zephyr Quill <z@tallow.example>");
    log.does(&rep(), |card, signer| {
        card.set_score(signer, "value", "90", "hush-reason")
    });
    log.does(&rep(), |card, signer| {
        card.not_applicable(signer, "again_on", "hush-again")
    });
    log.submitted();
    log.does(&boss(), |card, signer| card.reject(signer, Some("hush-comment")));
    log.finishes("visit")
        .finishes("customer")
        .finishes("ours")
        .submitted()
        .approved(&[]);
    log
}

/// SC-1: what goes to the customer holds the customer's half and nothing of ours, and is made only
/// once it is approved.
#[test]
fn the_internal_half_never_leaves_the_house() {
    let mut log = Log::begin();
    log.filled("2", "good", "yes").submitted();
    let early = log.tries(&rep(), |card, signer| {
        card.customer_document(signer, &|_| true).unwrap_err()
    });
    insta::assert_snapshot!(told(&early), @"
    this scorecard is in review, so nothing of it goes to the customer
    its supervisor says `vouch scorecard approve ID`, or `reject ID` to open it again
    ");
    let log = approved();
    let document = log.tries(&rep(), |card, signer| {
        card.customer_document(signer, &|_| true).unwrap()
    });
    let text = texts(&document);
    let internal = [
        "hush",
        "Growth",
        "growth",
        "Our side",
        "grow with us",
        "Zephyr",
        "internal",
        "plan:kpi",
        "Now: 6.4",
        "Total",
    ];
    let leaked: Vec<&str> = internal.into_iter().filter(|word| text.contains(word)).collect();
    assert_eq!(leaked, Vec::<&str>::new(), "{text}");
    let wanted = [
        "The port is slow.",
        "How many tickets are open?",
        "moving",
        "not applicable",
        "90",
    ];
    let missing: Vec<&str> = wanted.into_iter().filter(|word| !text.contains(word)).collect();
    assert_eq!(missing, Vec::<&str>::new(), "{text}");
    assert_eq!((document.draft, document.footnotes.len()), (false, 0));
    let refused = log.tries(&boss(), |card, signer| {
        card.customer_document(signer, &|_| true).unwrap_err()
    });
    insta::assert_snapshot!(told(&refused), @"`sunniva` may not do that: to take out what the customer will read takes the role `account_owner` or `csm` or `ae` for `tallow-mills`");
}

/// SC-1: an answer that rests on words the customer may not see is not told, and no score that
/// rests on it either.
#[test]
fn what_rests_on_internal_words_is_not_told() {
    let mut log = Log::begin();
    log.filled("2", "good", "yes").submitted().approved(&[]);
    let document = log.tries(&rep(), |card, signer| {
        card.customer_document(signer, &|_| false).unwrap()
    });
    let text = texts(&document);
    assert!(!text.contains("moving") && !text.contains("\"Value\""), "{text}");
    assert!(
        text.contains("How many tickets are open?") && text.contains("\"Support\""),
        "{text}"
    );
}

/// The vendor's own people have both halves, the reasons and what the records said.
#[test]
fn the_internal_edition_has_everything() {
    let log = approved();
    let document = log.card.internal_document();
    let text = texts(&document);
    let wanted = [
        "hush-reason",
        "hush-again",
        "Our side",
        "Zephyr Quill",
        "Total",
        "by the records, confirmed",
    ];
    let missing: Vec<&str> = wanted.into_iter().filter(|word| !text.contains(word)).collect();
    assert_eq!(missing, Vec::<&str>::new(), "{text}");
    let notes: Vec<String> = document.footnotes.iter().map(crate::document::Footnote::text).collect();
    assert_eq!(notes, ["plan:kpi/1: \u{201C}Now: 6.4\u{201D}"]);
    let headings: Vec<&str> = document
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Heading(title) => Some(title.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(
        headings,
        [
            "Scores",
            "Measuring customer success",
            "The customer",
            "Measuring internal business success",
            "Our side"
        ]
    );
    assert!(Log::begin().card.internal_document().draft);
}
