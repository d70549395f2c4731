//! What stands beside a brief: what belongs with it, and what it is scored by.

use super::layout::Page;
use super::notes::Footnotes;
use super::words::{plain_words, sentence};
use crate::brief::Brief;

/// What belongs with a brief and stays a document of its own (VR-75).
pub(super) fn links(page: &mut Page, notes: &mut Footnotes, brief: &Brief) {
    if brief.parts.links.is_empty() {
        return;
    }
    page.title("Belongs with it");
    for link in &brief.parts.links {
        let target = if link.target.is_empty() {
            "none yet"
        } else {
            &link.target
        };
        let note = if link.note.is_empty() {
            String::new()
        } else {
            format!(" \u{2014} {}", link.note)
        };
        let marks = notes.refer(&link.citations);
        let relation = sentence(&plain_words(&link.relation));
        page.item('\u{b7}', &format!("{relation}: {target}{note}{marks}"));
    }
}

/// What a handoff is scored by, each with the sum that gives it (HO-37).
pub(super) fn scores(page: &mut Page, brief: &Brief) {
    if brief.parts.scores.is_empty() {
        return;
    }
    page.title("Scores");
    for score in &brief.parts.scores {
        let name = sentence(&plain_words(&score.name));
        page.item('\u{b7}', &format!("{name}: {} of 100", score.value));
        page.under(&format!("{}, with {}", score.formula, score.terms.join(", ")));
    }
}
