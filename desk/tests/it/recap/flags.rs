//! What a recap asks somebody to look at.

use serde_json::Value;

use super::{recap, story};
use crate::customers::{GARRICK, MORROW, desk};
use crate::support::{list, text};

/// The messages of the flags of a kind.
fn flags<'a>(brief: &'a Value, kind: &str) -> Vec<&'a str> {
    let flags = list(brief, "flags").iter().filter(|it| it["kind"] == kind);
    flags.map(|it| text(it, "message")).collect()
}

/// VR-81: four kinds of needs are flagged: whose permission is missing, which claim was weakened,
/// which context is missing, and what the account's owner must review.
#[test]
fn four_kinds_of_needs_are_flagged() {
    let desk = desk();
    let morrow = recap(&desk, MORROW);
    assert_eq!(
        flags(&morrow, "permission"),
        [
            "no permission of Rhys Calloway is on record to pass on what they said",
            "no permission of Theo Marchetti is on record to pass on what they said",
        ]
    );
    let review = flags(&morrow, "review_required");
    assert!(
        review
            .iter()
            .any(|it| it.contains("of renewal, price or terms: the account owner must see it")),
        "{review:?}"
    );
    assert!(flags(&morrow, "claim").is_empty() && flags(&morrow, "context").is_empty());

    let garrick = desk.json("", 1, &["recap", GARRICK]);
    assert_eq!(
        flags(&garrick, "context"),
        ["completed work: no milestone and nobody's word of work that was delivered"]
    );

    let (_, told) = story();
    assert_eq!(
        flags(&told, "claim"),
        [
            "\u{201C}The chasing calls halve once the reminders are switched on in August.\u{201D} was demoted: \
             the source hopes or estimates, and the claim says it is so (V501)",
            "\u{201C}The clean-up saved Morrow Dental GBP 40,000 a year.\u{201D} was rejected: \
             `GBP 40,000` does not stand in what is cited, nor follow from it (V301)",
        ]
    );
}
