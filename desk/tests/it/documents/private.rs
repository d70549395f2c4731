//! Personal data and secrets that stand in evidence.

use super::read::{bare, everything, shown};
use super::{FORMATS, approved, exported};
use crate::desk::Desk;
use crate::exports::Exports;

/// What must stand in no document: in a note a password and a card's number, in a call a mail
/// address and a telephone number.
const PRIVATE: [&str; 4] = ["Winter-Quarry-8841", "4111", "sso@northwind-labs", "496 0412"];

/// Words of the sentences that they stand in.
const AROUND: [&str; 2] = ["access to the four shared inboxes", "through our identity provider"];

/// Exports with all of it.
fn exports() -> Exports {
    Exports::copy()
        .edit(
            "notes/northwind-labs-scoping-2026-06-16.md",
            "the four shared inboxes, the price",
            "the four shared inboxes (password: Winter-Quarry-8841, card 4111 1111 1111 1111), the price",
        )
        .edit(
            "gong/transcripts.json",
            "our auditors insist on that",
            "ask sso@northwind-labs.example or +44 113 496 0412 about that",
        )
}

/// VR-43: a secret, a card's number, a mail address and a telephone number that stand in evidence
/// are withheld in both editions and every format, though people have accepted the claims; what
/// stands around them is told, and that something was withheld.
#[test]
fn what_is_private_leaves_in_no_document() {
    let exports = exports();
    let desk = Desk::with(exports.path());
    let id = approved(&desk, &[]);
    for audience in ["internal", "customer"] {
        for form in FORMATS {
            let file = exported(&desk, &id, form, audience);
            let all = everything(form, &file);
            let found: Vec<&str> = PRIVATE.into_iter().filter(|it| all.contains(it)).collect();
            assert_eq!(found, Vec::<&str>::new(), "{audience}.{form}");
        }
    }
    let told = |audience: &str, words: &str| {
        let [body, notes] = shown("docx", &exported(&desk, &id, "docx", audience));
        [body, notes].map(|it| it.contains(&bare(words)))
    };
    for words in AROUND {
        assert_eq!(told("internal", words), [true; 2], "{words}");
    }
    for kind in ["secret", "account number", "mail address", "phone number"] {
        let withheld = format!("[{kind} withheld]");
        assert_eq!(told("internal", &withheld), [true; 2], "{kind}");
    }
    // What waited for the account's owner is in no copy for the customer, accepted or not.
    assert_eq!(AROUND.map(|words| told("customer", words)), [[false; 2], [true; 2]]);
    for kind in ["mail address", "phone number"] {
        let withheld = format!("[{kind} withheld]");
        assert_eq!(told("customer", &withheld), [true; 2], "{kind}");
    }
}

/// VR-43: what a person writes in a decision is evidence too.
#[test]
fn what_is_private_in_a_decision_leaves_in_no_document() {
    let desk = Desk::new();
    let id = desk.northwind_in_review();
    let answer = "Ruth sends it; her line is +44 113 496 0412, the portal's password: Winter-Quarry-8841";
    desk.out(crate::desk::AE, 0, &["review", "decide", &id, "q4", "--answer", answer]);
    for form in FORMATS {
        let all = everything(form, &exported(&desk, &id, form, "internal"));
        let found: Vec<&str> = PRIVATE.into_iter().filter(|it| all.contains(it)).collect();
        assert_eq!(found, Vec::<&str>::new(), "{form}");
        assert!(all.contains("Ruth sends it; her line is"), "{form}: {all}");
    }
}
