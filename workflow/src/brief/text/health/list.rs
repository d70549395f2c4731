//! The work list: many accounts by their health, those that need somebody first.

use std::cmp::Ordering;

use grounding::text::one_line;

use super::words::{RENEWAL, cap_reason, next_of, renewal_in, told_criterion, told_unscored, told_value};
use crate::brief::sparkline::score_line;
use crate::brief::text::TextStyle;
use crate::brief::text::layout::{Page, width_of};
use crate::brief::text::words::{sentence, told_days};
use crate::brief::{Brief, Health, HealthSignal};
use crate::calendar::long_date;
use crate::health::Level;

/// A renewal that passed longer ago than this many days is no longer before anybody.
const PASSED_DAYS: i32 = 30;

/// Puts the briefs of many accounts in the order in which they need somebody (HS-33): red, amber,
/// unknown, green; then the nearest renewal, the lower score, the name.
pub fn by_urgency(briefs: &mut [Brief]) {
    briefs.sort_by(urgency);
}

fn urgency(left: &Brief, right: &Brief) -> Ordering {
    let key = |brief: &Brief| {
        let score = brief.health.as_ref().and_then(|it| it.score);
        let rank = match level(brief) {
            Level::Red => 0,
            Level::Amber => 1,
            Level::Unknown => 2,
            Level::Green => 3,
        };
        // What there is no number for comes after every number.
        (rank, near_renewal(brief).unwrap_or(i32::MAX), score.unwrap_or(u32::MAX))
    };
    let names = || left.account_name.cmp(&right.account_name);
    key(left).cmp(&key(right)).then_with(names)
}

/// Prints the work list in the order of the briefs: each account with its level, score, trend and
/// renewal, and below it the first reason for its level and who acts next (HS-33). It is at least 40
/// columns wide and at most 100.
pub fn render_work_list(briefs: &[Brief], style: TextStyle) -> String {
    let mut page = Page::new(style);
    let mut rows: Vec<[String; 6]> = briefs.iter().map(cells).collect();
    if !page.fits(&widths(&rows)) {
        // A drawing can't be broken, as words can.
        for [.., history, _] in &mut rows {
            history.clear();
        }
    }
    let widths = widths(&rows);
    page.plain(&counted(briefs));
    for (brief, row) in briefs.iter().zip(&rows) {
        page.row(level(brief), row, &widths);
        page.under(&below(brief));
    }
    page.finish()
}

/// The account, its level, score, trend, history and renewal.
fn cells(brief: &Brief) -> [String; 6] {
    let health = brief.health.as_ref();
    let score = health.and_then(|it| it.score).map(|score| format!("{score:>3}"));
    [
        one_line(&brief.account_name),
        level(brief).word().to_owned(),
        score.unwrap_or_default(),
        health.map(|it| it.trend.words().to_owned()).unwrap_or_default(),
        health.map(|it| score_line(&it.history)).unwrap_or_default(),
        near_renewal(brief)
            .map(|days| told_days(RENEWAL, days))
            .unwrap_or_default(),
    ]
}

/// The widths of all columns but the last.
fn widths(rows: &[[String; 6]]) -> Vec<usize> {
    let column = |at: usize| width_of(rows.iter().filter_map(|row| row.get(at)));
    (0..5).map(column).collect()
}

/// How many accounts there are of each level.
fn counted(briefs: &[Brief]) -> String {
    let of_level = [Level::Red, Level::Amber, Level::Unknown, Level::Green]
        .into_iter()
        .filter_map(|wanted| {
            let count = briefs.iter().filter(|it| level(it) == wanted).count();
            (count > 0).then(|| format!("{count} {}", wanted.word()))
        });
    let of_level: Vec<String> = of_level.collect();
    match briefs.len() {
        0 => "no accounts".to_owned(),
        1 => format!("1 account: {}", of_level.join(", ")),
        all => format!("{all} accounts: {}", of_level.join(", ")),
    }
}

/// Why the account stands where it does, and who acts next.
fn below(brief: &Brief) -> String {
    let next = next_of(brief).map(|it| {
        let due = it.due.map(|day| format!(", by {}", long_date(day))).unwrap_or_default();
        format!(" \u{2192} {}{due}", it.owner)
    });
    format!("{}{}", sentence(&reason(brief)), next.unwrap_or_default())
}

/// The first reason: what the run waits for, why there is no score, what caps the level, the worst
/// signal.
fn reason(brief: &Brief) -> String {
    let held = brief.reasons.first().filter(|_| !brief.state.is_drafted());
    if let Some(held) = held {
        return format!("{}: {}", brief.state.words(), held.message);
    }
    let Some(health) = &brief.health else {
        return brief.state.words().to_owned();
    };
    if let Some(why) = told_unscored(health) {
        return why;
    }
    match (health.caps.first(), worst(health)) {
        (Some(cap), _) => cap_reason(cap),
        (None, Some(signal)) => told_signal(signal),
        (None, None) => "every signal that is known is green".to_owned(),
    }
}

/// The signal that keeps an account down most, the first of those that are equally bad; none where
/// every known one is green.
fn worst(health: &Health) -> Option<&HealthSignal> {
    let is_bad = |it: &&HealthSignal| matches!(it.level, Level::Amber | Level::Red);
    health.signals.iter().filter(is_bad).rev().max_by_key(|it| it.level)
}

fn told_signal(signal: &HealthSignal) -> String {
    let held = signal.criterion.as_ref().map(|it| format!("; {}", told_criterion(it)));
    format!(
        "{} {}: {}{}",
        signal.name.word(),
        signal.level.word(),
        told_value(signal).unwrap_or_default(),
        held.unwrap_or_default()
    )
}

fn level(brief: &Brief) -> Level {
    brief.health.as_ref().map_or(Level::Unknown, |it| it.level)
}

/// In how many days the account renews, where a flag says that this is near, or it has just passed.
fn near_renewal(brief: &Brief) -> Option<i32> {
    let is_near = brief.flags.iter().any(|flag| flag.kind == "renewal_near");
    renewal_in(brief).filter(|days| is_near || (-PASSED_DAYS..0).contains(days))
}
