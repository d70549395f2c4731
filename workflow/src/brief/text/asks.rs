//! What waits for somebody: promises to tick off, questions, flags; and what is known already.

use grounding::Citation;
use grounding::text::one_line;

use super::layout::Page;
use super::notes::Footnotes;
use super::words::plain_words;
use crate::brief::{Brief, ScopeRelation};
use crate::calendar::long_date;
use crate::people::Role;

/// The promises to tick off. Where the sections tell them already, a line each is enough.
pub(super) fn checklist(page: &mut Page, notes: &mut Footnotes, brief: &Brief) {
    if brief.parts.checklist.is_empty() {
        return;
    }
    page.title("Promise and scope checklist");
    for item in &brief.parts.checklist {
        let stands = match (item.scope, &item.clause) {
            (ScopeRelation::InScope, Some(clause)) => format!("in the order form: {}", one_line(&clause.quote)),
            (ScopeRelation::Conflicts, Some(clause)) => {
                format!("the order form says otherwise: {}", one_line(&clause.quote))
            }
            (ScopeRelation::NoSignedScope, _) => "no order form to compare with".to_owned(),
            _ => "not in the order form".to_owned(),
        };
        let citations: Vec<Citation> = std::iter::once(&item.promise).chain(&item.clause).cloned().collect();
        let marks = notes.refer(&citations);
        let when = item
            .said_on
            .map(|date| format!(", {}", long_date(date)))
            .unwrap_or_default();
        let words = if brief.state.is_drafted() {
            String::new()
        } else {
            format!(": \u{201C}{}\u{201D}", one_line(&item.promise.quote))
        };
        page.boxed(&format!(
            "{} \u{2014} {}{when}{words} \u{2014} {stands}{marks}",
            item.topic.noun(),
            item.said_by
        ));
    }
}

pub(super) fn questions(page: &mut Page, notes: &mut Footnotes, brief: &Brief) {
    let mut roles: Vec<&str> = Vec::new();
    for question in &brief.questions {
        let noun = Role::from(question.to).noun();
        if !roles.contains(&noun) {
            roles.push(noun);
        }
    }
    if roles.is_empty() {
        return;
    }
    page.title(&format!("Questions for the {}", roles.join(" and the ")));
    for (at, question) in brief.questions.iter().enumerate() {
        let to = if roles.len() > 1 {
            format!(" (for the {})", Role::from(question.to).noun())
        } else {
            String::new()
        };
        let marks = notes.refer(&question.citations);
        page.numbered(at + 1, &format!("{}{to}{marks}", question.text));
    }
}

pub(super) fn flags(page: &mut Page, notes: &mut Footnotes, brief: &Brief) {
    // What a promise's flag says, the checklist says already.
    let told = ["custom_promise", "timeline", "discount", "integration", "scope"];
    let flags: Vec<_> = brief
        .flags
        .iter()
        .filter(|flag| !told.contains(&flag.kind.as_str()))
        .collect();
    if flags.is_empty() {
        return;
    }
    page.title("Flags");
    for flag in flags {
        let marks = notes.refer(&flag.citations);
        page.item('!', &format!("{}: {}{marks}", plain_words(&flag.kind), flag.message));
    }
}

pub(super) fn known_already(page: &mut Page, notes: &mut Footnotes, brief: &Brief) {
    if brief.parts.known_already.is_empty() {
        return;
    }
    page.title("Known already (do not ask again)");
    for known in &brief.parts.known_already {
        let marks = notes.refer(&known.citations);
        let answer = known
            .citations
            .first()
            .map(|it| one_line(&it.quote))
            .unwrap_or_default();
        page.item('\u{b7}', &format!("{} \u{201C}{answer}\u{201D}{marks}", known.about));
    }
}

/// What people have decided, with the words on both sides.
pub(super) fn decided(page: &mut Page, notes: &mut Footnotes, brief: &Brief) {
    if brief.parts.decided.is_empty() {
        return;
    }
    page.title("Decided");
    for known in &brief.parts.decided {
        let marks = notes.refer(&known.citations);
        let answer = known
            .citations
            .first()
            .map(|it| one_line(&it.quote))
            .unwrap_or_default();
        let answer = answer.strip_prefix("answer: ").unwrap_or(&answer);
        page.item('\u{b7}', &format!("{} \u{2014} {answer}{marks}", known.about));
    }
}
