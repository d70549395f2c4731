//! An account's health in a document for the vendor's own people.

use grounding::Citation;

use super::claims::Claims;
use super::clean::plain;
use super::sections::Teller;
use super::sheet::Sheet;
use super::{Chart, Line};
use crate::brief::text::health::words::{
    RENEWAL, caps, evidence_of, full_health, next_note, next_of, renewal_in, told_cap, told_criterion, told_formula,
    told_number, told_owner, told_red, told_review, told_standing, told_unscored, told_value,
};
use crate::brief::text::words::{sentence, told_days, whole_sentence};
use crate::brief::{Brief, Health, HealthPoint, HealthSignal};
use crate::calendar::long_date;

/// Where the account stands, what keeps it from a better level, and its signals (HS-4, HS-6, HS-23).
pub(super) fn condition(sheet: &mut Sheet<'_>, brief: &Brief, claims: Claims<'_>) {
    let Some(health) = &brief.health else { return };
    sheet.heading("Health");
    let renewal = renewal_in(brief).map(|days| told_days(RENEWAL, days));
    let standing = [told_standing(health).join(", "), told_owner(health)];
    let told = standing.into_iter().chain(renewal);
    let told: Vec<String> = told.map(|it| whole_sentence(&it)).collect();
    sheet.say(&told.join(" "));
    let red = told_red(health).map(|it| whole_sentence(&it));
    let held = told_unscored(health).into_iter().chain(red);
    let held = held.chain(caps(brief).map(|it| told_cap(health, it)));
    let held: Vec<Line> = held.map(|it| sheet.line(None, &it, &[])).collect();
    sheet.list(held);
    signals(sheet, health, claims);
}

fn signals(sheet: &mut Sheet<'_>, health: &Health, claims: Claims<'_>) {
    if health.signals.is_empty() {
        return;
    }
    let rows = health.signals.iter().map(|it| row(sheet, it, claims)).collect();
    let head = [
        "Signal",
        "Level",
        "Value",
        "Held against",
        "Trend",
        "Newest evidence",
        "What to know",
    ];
    sheet.table(head, rows);
}

fn row(sheet: &mut Sheet<'_>, signal: &HealthSignal, claims: Claims<'_>) -> [Line; 7] {
    let cited = claims.all().filter(|it| signal.claims.contains(&it.claim.id));
    let cited: Vec<Citation> = cited.flat_map(|it| it.claim.citations.iter().cloned()).collect();
    let evidence = evidence_of(signal).filter(|_| cited.is_empty());
    let notes: Vec<String> = signal
        .notes
        .iter()
        .chain(&evidence)
        .map(|it| whole_sentence(it))
        .collect();
    let held = signal.criterion.as_ref().map(told_criterion);
    [
        sheet.line(None, &sentence(signal.name.word()), &cited),
        Line::plain(signal.level.word()),
        sheet.line(None, &told_value(signal).unwrap_or_default(), &[]),
        sheet.line(None, &held.unwrap_or_default(), &[]),
        Line::plain(signal.trend.words()),
        Line::plain(signal.newest.map(long_date).unwrap_or_default()),
        sheet.line(None, &notes.join(" "), &[]),
    ]
}

/// The next action where no section tells it (HS-16).
pub(super) fn next_action(sheet: &mut Sheet<'_>, brief: &Brief, teller: Teller<'_>, is_approved: bool) {
    let told = || brief.sections.iter().flat_map(|it| teller.claims.of(it));
    let is_told = |id: &str| told().any(|it| it.claim.id == id);
    let next = next_of(brief).filter(|it| !is_told(&it.claim));
    let claim = next.and_then(|next| teller.claims.all().find(|it| it.claim.id == next.claim));
    if let Some(claim) = claim {
        sheet.heading("Next action");
        teller.noted(sheet, &[claim], |it| next_note(brief, it, is_approved));
    }
}

/// Which of the changes that the owner reviews this one is, and why (HS-20).
pub(super) fn reviews(sheet: &mut Sheet<'_>, brief: &Brief) {
    let Some(health) = full_health(brief) else { return };
    let told: Vec<String> = health.reviews.iter().filter_map(told_review).collect();
    if !told.is_empty() {
        sheet.heading("For the owner to review");
        let lines = told.iter().map(|it| sheet.line(None, it, &[])).collect();
        sheet.list(lines);
    }
}

/// The scores so far, and how today's is reckoned (HS-31).
pub(super) fn reckoning(sheet: &mut Sheet<'_>, brief: &Brief) {
    let Some(health) = full_health(brief) else { return };
    if !health.history.is_empty() {
        sheet.heading("History of the score");
        history(sheet, health);
    }
    if let Some(formula) = told_formula(health) {
        sheet.heading("How the score is reckoned");
        sheet.say(formula);
        sheet.say(&format!("Scored by the policy \u{201C}{}\u{201D}.", health.policy));
    }
}

fn history(sheet: &mut Sheet<'_>, health: &Health) {
    let scored = health.history.iter().filter(|it| it.score.is_some()).count();
    // One point shows nothing that its number doesn't.
    if scored > 1 {
        sheet.chart(Chart {
            points: health.history.clone(),
            levels: Some(health.levels),
        });
    }
    let rows = health.history.iter().map(|point| point_row(sheet, point)).collect();
    sheet.table(["Date", "Score", "Level", "Scored by", "Record"], rows);
}

fn point_row(sheet: &mut Sheet<'_>, point: &HealthPoint) -> [Line; 5] {
    let score = point.score.as_deref().map(told_number);
    let record = point.source_id.as_ref().map(|id| plain(id.as_str()));
    [
        Line::plain(long_date(point.date)),
        sheet.line(None, &score.unwrap_or_default(), &[]),
        Line::plain(point.level.word()),
        Line::plain(if point.ours { "vouch" } else { "a record" }),
        Line::plain(record.unwrap_or_else(|| "this brief".to_owned())),
    ]
}
