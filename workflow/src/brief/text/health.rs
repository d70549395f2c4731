//! An account's health on a terminal: where it stands, by which signals, and what to do next.

mod list;
pub(crate) mod words;

#[cfg(test)]
mod tests;

use grounding::Citation;

use super::layout::{Page, width_of};
use super::notes::Footnotes;
use super::sections::mark;
use super::shape::claims_of;
use super::words::{sentence, told_days};
use crate::brief::sparkline::score_line;
use crate::brief::{Brief, BriefClaim, HealthSignal, RunState};
use crate::definition::definition;
use crate::health::Level;
use words::{
    RENEWAL, caps, evidence_of, full_health, next_note, next_of, renewal_in, told_cap, told_criterion, told_formula,
    told_owner, told_red, told_review, told_standing, told_unknown, told_unscored, told_value,
};

pub use list::{by_urgency, render_work_list};

/// The level, the score and where it is going; who owns the account; and what keeps the level down.
/// A red signal is named beside a total of any color (HS-23).
pub(super) fn standing(page: &mut Page, brief: &Brief) {
    let Some(health) = &brief.health else { return };
    page.blank();
    let told = told_standing(health).join(" \u{b7} ");
    page.headline(health.level, &told, &score_line(&health.history));
    // The head says so itself where the brief is due by the renewal.
    let is_told = definition(&brief.kind).is_some_and(|it| it.due_by == RENEWAL);
    let renewal = renewal_in(brief).filter(|_| !is_told);
    let renewal = renewal.map(|days| told_days(RENEWAL, days)).unwrap_or_default();
    page.ends(&told_owner(health), &renewal);
    if let Some(told) = told_unscored(health) {
        page.item('?', &told);
    }
    if let Some(told) = told_red(health) {
        page.item('!', &told);
    }
    for cap in caps(brief) {
        page.item('!', &told_cap(health, cap));
    }
}

/// A row for each signal, and what it rests on (HS-4, HS-6, HS-11).
pub(super) fn signals(page: &mut Page, notes: &mut Footnotes, brief: &Brief) {
    let Some(health) = brief.health.as_ref().filter(|it| !it.signals.is_empty()) else {
        return;
    };
    page.title("Signals");
    let rows: Vec<[String; 5]> = health.signals.iter().map(cells).collect();
    let is_known = |it: &&HealthSignal| it.level != Level::Unknown;
    let known = || health.signals.iter().zip(&rows).filter(|(signal, _)| is_known(signal));
    let mut widths = vec![width_of(rows.iter().filter_map(|row| row.first()))];
    widths.extend((1..4).map(|column| width_of(known().filter_map(|(_, row)| row.get(column)))));
    for (signal, row) in health.signals.iter().zip(&rows) {
        if is_known(&signal) {
            page.row(signal.level, row, &widths);
        } else {
            let marks = notes.refer(&citations(brief, signal));
            let [name, ..] = row;
            let told = format!("{}{marks}", told_unknown(signal));
            page.row(signal.level, &[name.clone(), told], widths.get(..1).unwrap_or_default());
        }
        below(page, notes, brief, signal);
    }
}

/// Of a signal that is known: its name, level, value, trend and newest evidence.
fn cells(signal: &HealthSignal) -> [String; 5] {
    [
        sentence(signal.name.word()),
        signal.level.word().to_owned(),
        told_value(signal).unwrap_or_default(),
        signal.trend.words().to_owned(),
        signal.newest.map(|day| day.to_string()).unwrap_or_default(),
    ]
}

/// What a signal was held against, and what to know about its evidence.
fn below(page: &mut Page, notes: &mut Footnotes, brief: &Brief, signal: &HealthSignal) {
    let cited = citations(brief, signal);
    if let Some(criterion) = &signal.criterion {
        let marks = notes.refer(&cited);
        page.under(&format!("{}{marks}", sentence(&told_criterion(criterion))));
    }
    if cited.is_empty()
        && let Some(evidence) = evidence_of(signal)
    {
        page.under(&evidence);
    }
    // The first note of an unknown signal says why it is unknown, and stands in its row.
    let told_already = usize::from(signal.level == Level::Unknown);
    for note in signal.notes.iter().skip(told_already) {
        page.under(&sentence(note));
    }
}

fn citations(brief: &Brief, signal: &HealthSignal) -> Vec<Citation> {
    let claims = signal.claims.iter().filter_map(|id| claim(brief, id));
    claims.flat_map(|it| it.claim.citations.iter().cloned()).collect()
}

fn claim<'a>(brief: &'a Brief, id: &str) -> Option<&'a BriefClaim> {
    brief.claims.iter().find(|it| it.claim.id == id)
}

/// What stands behind the words of the next action; nothing behind those of other claims.
pub(super) fn note(brief: &Brief, claim: &BriefClaim) -> String {
    next_note(brief, claim, brief.state == RunState::Approved)
}

/// The next action where no section tells it: no health is shown without one (HS-16).
pub(super) fn next_action(page: &mut Page, notes: &mut Footnotes, brief: &Brief) {
    let is_told = |id: &str| {
        brief
            .sections
            .iter()
            .any(|section| claims_of(brief, section).any(|it| it.claim.id == id))
    };
    let Some(claim) = next_of(brief)
        .filter(|it| !is_told(&it.claim))
        .and_then(|it| claim(brief, &it.claim))
    else {
        return;
    };
    page.title("Next action");
    let marks = notes.refer(&claim.claim.citations);
    let note = note(brief, claim);
    page.item(mark(brief, claim), &format!("{}{note}{marks}", claim.claim.text));
}

/// Which of the changes that the owner reviews this one is, and why (HS-20).
pub(super) fn reviews(page: &mut Page, brief: &Brief) {
    let Some(health) = full_health(brief) else { return };
    let told: Vec<String> = health.reviews.iter().filter_map(told_review).collect();
    if told.is_empty() {
        return;
    }
    page.title("For the owner to review");
    for told in told {
        page.item('?', &told);
    }
}

/// The score as one can reckon it by hand (HS-31).
pub(super) fn formula(page: &mut Page, brief: &Brief) {
    let Some(health) = full_health(brief) else { return };
    if let Some(formula) = told_formula(health) {
        page.title("How the score is reckoned");
        page.paragraph(formula);
        page.paragraph(&format!("Scored by the policy `{}`.", health.policy));
    }
}
