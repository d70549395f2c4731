//! What a document asks of the vendor's own people: what to tick off, to answer, to look at, to do.

use grounding::Route;
use grounding::text::one_line;

use super::sheet::Sheet;
use super::{Line, Mark};
use crate::brief::text::words::{plain_words, sentence};
use crate::brief::{Brief, ChecklistItem, Known, ScopeRelation};
use crate::calendar::long_date;
use crate::people::Role;

/// A box to tick, in every format.
const BOX: &str = "\u{2610}";

/// Each promise beside what the signed scope says about it.
pub(super) fn checklist(sheet: &mut Sheet<'_>, brief: &Brief) {
    if brief.parts.checklist.is_empty() {
        return;
    }
    sheet.heading("Promise and scope checklist");
    let rows = brief
        .parts
        .checklist
        .iter()
        .map(|item| {
            let when = item.said_on.map(|date| format!(", {}", long_date(date)));
            let promise = format!(
                "{} \u{2014} {}, {}{}",
                quoted(&item.promise.quote),
                item.said_by,
                item.said_in,
                when.unwrap_or_default()
            );
            let (mark, stands) = scope(item);
            [
                Line::plain(BOX),
                Line::plain(item.topic.noun()),
                sheet.line(None, &promise, std::slice::from_ref(&item.promise)),
                sheet.line(mark, &stands, item.clause.as_slice()),
                Line::plain(roles(&item.routes)),
            ]
        })
        .collect();
    let head = [
        "Done",
        "About",
        "What was promised",
        "What the order form says",
        "Who decides",
    ];
    sheet.table(head, rows);
}

fn scope(item: &ChecklistItem) -> (Option<Mark>, String) {
    let clause = item.clause.as_ref().map(|it| quoted(&it.quote));
    match item.scope {
        ScopeRelation::InScope => (None, clause.unwrap_or_else(|| "covers it".to_owned())),
        ScopeRelation::Conflicts => (
            Some(Mark::Conflict),
            clause.unwrap_or_else(|| "says otherwise".to_owned()),
        ),
        ScopeRelation::NotInScope => (Some(Mark::Open), "is silent".to_owned()),
        ScopeRelation::NoSignedScope => (Some(Mark::Open), "there is none to compare with".to_owned()),
    }
}

pub(super) fn questions(sheet: &mut Sheet<'_>, brief: &Brief) {
    if brief.questions.is_empty() {
        return;
    }
    sheet.heading("Questions");
    let lines = brief
        .questions
        .iter()
        .map(|it| {
            sheet.line(
                None,
                &format!("{} (for the {})", it.text, Role::from(it.to).noun()),
                &it.citations,
            )
        })
        .collect();
    sheet.numbered(lines);
}

pub(super) fn flags(sheet: &mut Sheet<'_>, brief: &Brief) {
    if brief.flags.is_empty() {
        return;
    }
    sheet.heading("Flags");
    let lines = brief
        .flags
        .iter()
        .map(|it| {
            sheet.line(
                None,
                &format!("{}: {}", sentence(&plain_words(&it.kind)), it.message),
                &it.citations,
            )
        })
        .collect();
    sheet.list(lines);
}

pub(super) fn known_already(sheet: &mut Sheet<'_>, brief: &Brief) {
    answers(sheet, "Known already", &brief.parts.known_already);
}

pub(super) fn decided(sheet: &mut Sheet<'_>, brief: &Brief) {
    answers(sheet, "Decided", &brief.parts.decided);
}

/// What was asked, and the words that answer it.
fn answers(sheet: &mut Sheet<'_>, title: &str, answers: &[Known]) {
    if answers.is_empty() {
        return;
    }
    sheet.heading(title);
    let lines = answers
        .iter()
        .map(|it| {
            let answer = it.citations.first().map(|citation| quoted(&citation.quote));
            let text = [it.about.clone(), answer.unwrap_or_default()].join(" ");
            sheet.line(None, &text, &it.citations)
        })
        .collect();
    sheet.list(lines);
}

pub(super) fn tasks(sheet: &mut Sheet<'_>, brief: &Brief) {
    if brief.tasks.is_empty() {
        return;
    }
    sheet.heading("What to do next");
    let rows = brief
        .tasks
        .iter()
        .map(|it| {
            [
                Line::plain(BOX),
                sheet.line(None, &it.title, &[]),
                Line::plain(Role::from(it.owner).noun()),
                Line::plain(it.due.map_or_else(|| "no date yet".to_owned(), long_date)),
            ]
        })
        .collect();
    sheet.table(["Done", "Task", "Owner", "Due"], rows);
}

pub(super) fn gates(sheet: &mut Sheet<'_>, brief: &Brief) {
    if brief.gates.is_empty() {
        return;
    }
    sheet.heading("Gates");
    let lines = brief
        .gates
        .iter()
        .map(|it| {
            let state = if it.passed { "open" } else { "closed" };
            sheet.line(
                None,
                &format!("{} is {state}: {}", sentence(&plain_words(&it.name)), it.why),
                &[],
            )
        })
        .collect();
    sheet.list(lines);
}

fn quoted(text: &str) -> String {
    format!("\u{201C}{}\u{201D}", one_line(text))
}

fn roles(routes: &[Route]) -> String {
    let nouns: Vec<&str> = routes.iter().map(|it| Role::from(*it).noun()).collect();
    nouns.join(" and ")
}
