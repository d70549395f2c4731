//! What is said of an account's health, on a terminal and in a document.

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::brief::sparkline::score;
use crate::brief::text::words::{plain_words, sentence, short_id, whole_sentence};
use crate::brief::{
    Brief, BriefClaim, Health, HealthCap, HealthCriterion, HealthPoint, HealthSignal, NextAction, OwnerReview,
};
use crate::calendar::long_date;
use crate::health::Level;

/// The date of a brief that says when its account renews, and its word within a sentence.
pub(crate) const RENEWAL: &str = "renewal";

/// A change of a score is told with the earlier one of at most so many days before.
const WINDOW_DAYS: i32 = 365;

/// How many records are named as evidence before the others are only counted.
const NAMED_RECORDS: usize = 3;

/// Whether a brief is the version with the five signals, their evidence, the trend, the owner and
/// the next action, and nothing else (HS-30).
pub(crate) fn is_first_version(brief: &Brief) -> bool {
    brief.edition == "first"
}

/// The health of a full brief; none in the first version, which leaves out how it is reckoned.
pub(crate) fn full_health(brief: &Brief) -> Option<&Health> {
    brief.health.as_ref().filter(|_| !is_first_version(brief))
}

/// The level, the score and the trend, as in `amber`, `62 of 100` and `declining (−14 since 30
/// September 2025)`.
pub(crate) fn told_standing(health: &Health) -> [String; 3] {
    let score = health.score.map(|score| format!("{score} of 100"));
    let change = told_change(health).map(|told| format!(" ({told})"));
    [
        health.level.word().to_owned(),
        score.unwrap_or_else(|| "no score".to_owned()),
        format!("{}{}", health.trend.words(), change.unwrap_or_default()),
    ]
}

/// By how much the score moved, and since when.
fn told_change(health: &Health) -> Option<String> {
    let change: Decimal = health.change.as_deref()?.parse().ok()?;
    let told = match change {
        zero if zero.is_zero() => "unchanged".to_owned(),
        more if more.is_sign_positive() => format!("+{}", more.normalize()),
        less => told_number(&less.normalize().to_string()),
    };
    Some(match compared(&health.history, change) {
        Some((since, None)) => format!("{told} since {}", long_date(since)),
        Some((from, Some(to))) => format!("{told} from {} to {}", long_date(from), long_date(to)),
        None => told,
    })
}

/// Between which days a score moved by so many points: the day of the earlier score, and the day of
/// the later one unless that is today's. The step before comes first, else the first of the window,
/// as the trend is read. Without a score of today that can be compared, two recorded ones were.
fn compared(history: &[HealthPoint], change: Decimal) -> Option<(Date, Option<Date>)> {
    let scored: Vec<(&HealthPoint, Decimal)> = history.iter().filter_map(|it| Some((it, score(it)?))).collect();
    let newest = (0..scored.len()).rev().take(2);
    newest.into_iter().find_map(|at| {
        let (later, value) = scored.get(at)?;
        let earlier = scored.get(..at)?;
        let is_it = |(point, before): &&(&HealthPoint, Decimal)| {
            let is_in_window = (later.date - point.date).get_days() <= WINDOW_DAYS;
            is_in_window && value.checked_sub(*before) == Some(change)
        };
        let (since, _) = earlier.last().filter(is_it).or_else(|| earlier.iter().find(is_it))?;
        Some((since.date, later.source_id.is_some().then_some(later.date)))
    })
}

/// A decimal with a minus sign that is one.
pub(crate) fn told_number(number: &str) -> String {
    number.replacen('-', "\u{2212}", 1)
}

/// Who answers for the account.
pub(crate) fn told_owner(health: &Health) -> String {
    format!("owner: {}", health.owner.as_deref().unwrap_or("nobody on record"))
}

/// The red signals; none where there is none.
pub(crate) fn told_red(health: &Health) -> Option<String> {
    let red = health.signals.iter().filter(|it| it.level == Level::Red);
    let red: Vec<&str> = red.map(|it| it.name.word()).collect();
    (!red.is_empty()).then(|| format!("Red: {}", red.join(", ")))
}

/// What keeps the level down, as a sentence.
pub(crate) fn told_cap(health: &Health, cap: &HealthCap) -> String {
    // A cap says nothing of a level that is worse anyway.
    let held = if health.level == cap.at_best {
        "Held at"
    } else {
        "At best"
    };
    whole_sentence(&format!("{held} {}: {}", cap.at_best.word(), cap_reason(cap)))
}

/// What keeps the level of a full brief down. There is nothing to keep down where no level is known.
pub(crate) fn caps(brief: &Brief) -> impl Iterator<Item = &HealthCap> {
    let known = full_health(brief).filter(|it| it.level != Level::Unknown);
    known.into_iter().flat_map(|it| &it.caps)
}

/// Why a level is kept down.
pub(crate) fn cap_reason(cap: &HealthCap) -> String {
    format!("{}: {}", plain_words(&cap.name), cap.why)
}

/// What a signal came to, with its unit; none where it is unknown.
pub(crate) fn told_value(signal: &HealthSignal) -> Option<String> {
    let value = signal.value.as_deref()?;
    let number = told_number(value);
    Some(match (signal.unit.as_str(), value) {
        ("", _) => number,
        ("%", _) => format!("{number}%"),
        (unit, "1" | "-1") => format!("{number} {}", unit.strip_suffix('s').unwrap_or(unit)),
        (unit, _) => format!("{number} {unit}"),
    })
}

/// What a signal was held against, and whose criterion that is unless it holds for every account
/// (HS-11).
pub(crate) fn told_criterion(criterion: &HealthCriterion) -> String {
    let own = match criterion.origin.as_str() {
        "goal" => format!(" (own criterion: goal {})", short_id(&criterion.why)),
        "settings" => format!(" (own criterion: {})", criterion.why),
        _ => String::new(),
    };
    format!("{}: {}{own}", criterion.what, told_limits(criterion))
}

/// From when on a number is good, and bad. Whether more is better follows from the two.
fn told_limits(criterion: &HealthCriterion) -> String {
    let number = |text: &str| text.parse::<Decimal>().ok();
    let more_is_better = number(&criterion.green) > number(&criterion.red);
    let (green, red) = (told_number(&criterion.green), told_number(&criterion.red));
    if more_is_better {
        format!("green from {green}, red to {red}")
    } else {
        format!("green to {green}, red from {red}")
    }
}

/// That a signal is unknown, and why: its first note says so.
pub(crate) fn told_unknown(signal: &HealthSignal) -> String {
    match signal.notes.first() {
        Some(why) => format!("unknown: {why}"),
        None => "unknown".to_owned(),
    }
}

/// The score as one can reckon it by hand; none where there is no score.
pub(crate) fn told_formula(health: &Health) -> Option<&str> {
    health.score?;
    Some(health.formula.as_str()).filter(|it| !it.is_empty())
}

/// Why there is no score; none where there is one. A brief tells it in place of the formula.
pub(crate) fn told_unscored(health: &Health) -> Option<String> {
    let why = health.formula.trim_end_matches('.');
    (health.score.is_none() && !why.is_empty()).then(|| format!("No score: {why}."))
}

/// The records that a signal rests on, by their ids; none where there are none.
pub(crate) fn evidence_of(signal: &HealthSignal) -> Option<String> {
    let named = signal.sources.iter().take(NAMED_RECORDS).map(ToString::to_string);
    let named: Vec<String> = named.collect();
    let more = match signal.sources.len().saturating_sub(NAMED_RECORDS) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    (!named.is_empty()).then(|| format!("Evidence: {}{more}", named.join(", ")))
}

/// The next action that the owner reviews; none where the run has come to none.
pub(crate) fn next_of(brief: &Brief) -> Option<&NextAction> {
    brief.health.as_ref()?.next_action.as_ref()
}

/// What stands behind the words of a claim that is the next action: who does it, and by when. Nothing
/// stands behind others.
pub(crate) fn next_note(brief: &Brief, claim: &BriefClaim, is_approved: bool) -> String {
    let next = next_of(brief).filter(|it| it.claim == claim.claim.id);
    let told = next.map(|it| format!(" \u{2014} {}", told_next(it, is_approved)));
    told.unwrap_or_default()
}

fn told_next(next: &NextAction, is_approved: bool) -> String {
    let due = next.due.map(|day| format!(" by {}", long_date(day)));
    let status = if is_approved {
        String::new()
    } else {
        format!("; {}", plain_words(&next.status))
    };
    format!("{}{}{status}", next.owner, due.as_deref().unwrap_or(", no date yet"))
}

/// A kind of change that its owner reviews, and why this is one; none where it isn't.
pub(crate) fn told_review(review: &OwnerReview) -> Option<String> {
    let kind = || sentence(&plain_words(&review.kind));
    (!review.why.is_empty()).then(|| whole_sentence(&format!("{}: {}", kind(), review.why)))
}

/// In how many days the account renews; negative once it has, none where no record says.
pub(crate) fn renewal_in(brief: &Brief) -> Option<i32> {
    let day = brief.parts.dates.get(RENEWAL)?;
    Some((*day - brief.as_of).get_days())
}
