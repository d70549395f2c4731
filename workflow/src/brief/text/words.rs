//! What the parts of a brief are called where a person reads them, on a terminal and in a document.

use grounding::Notice;

use crate::brief::{Brief, GoalOutcome, Highlight, Recommendation};
use crate::calendar::long_date;
use crate::definition::definition;
use crate::people::Role;

/// What a section's reader should know about its evidence (AS-24, AS-25, AS-41).
pub(crate) fn told_notice(notice: &Notice) -> String {
    match (notice.kind.as_str(), notice.date) {
        ("insufficient_data", _) => "Not enough data: every section that feeds this one is hidden or empty.".to_owned(),
        ("no_activities", _) => "No CS activities included: other data fills the section's budget.".to_owned(),
        ("activities_since", Some(date)) => {
            format!("CS activities from {} on; older ones were left out.", long_date(date))
        }
        ("activities_since", None) => "Only the newest CS activities; older ones were left out.".to_owned(),
        (kind, _) => format!("{}.", sentence(&plain_words(kind))),
    }
}

/// What came of a goal.
pub(crate) fn told_outcome(outcome: GoalOutcome) -> &'static str {
    match outcome {
        GoalOutcome::Proven => "proven",
        GoalOutcome::Likely => "likely",
        GoalOutcome::NoEvidence => "no evidence yet",
    }
}

/// The value of a highlight, or why there is none (AS-1, AS-52).
pub(crate) fn told_value(highlight: &Highlight) -> &str {
    match &highlight.value {
        _ if highlight.withheld => "ask your administrator",
        Some(value) => value,
        None => "Not available",
    }
}

/// Which indicators of the relationship were found, in one sentence or two (AS-6); none where there
/// are no indicators.
pub(crate) fn told_indicators(brief: &Brief) -> Option<String> {
    let named = |present: bool| {
        let found = brief.parts.indicators.iter().filter(|it| it.present == present);
        found.map(|it| plain_words(&it.name)).collect::<Vec<_>>().join(", ")
    };
    match (named(true), named(false)) {
        (found, missing) if found.is_empty() && missing.is_empty() => None,
        (found, missing) if missing.is_empty() => Some(format!("Shown by activities: {found}.")),
        (found, missing) if found.is_empty() => Some(format!("Not shown by any activity: {missing}.")),
        (found, missing) => Some(format!("Shown by activities: {found}. Not shown: {missing}.")),
    }
}

/// What a recommendation still needs, as the brief has it: `needs owner review`.
pub(crate) fn told_status(recommendation: &Recommendation) -> String {
    plain_words(&recommendation.status)
}

/// How many days are left until something, or have passed since.
pub(crate) fn told_days(name: &str, days: i32) -> String {
    match days {
        0 => format!("{name} today"),
        1 => format!("{name} tomorrow"),
        2.. => format!("{name} in {days} days"),
        -1 => format!("{name} yesterday"),
        _ => format!("{name} {} days ago", -days),
    }
}

/// The roles whose approval a brief of that kind waits for at first.
pub(crate) fn roles(brief: &Brief) -> Vec<Role> {
    definition(&brief.kind).map_or_else(Vec::new, |it| (it.plan)().waits_for(&[]))
}

/// The last part of an id, which is what people call it: `G-2` of `plan:objective/G-2`.
pub(crate) fn short_id(id: &str) -> &str {
    id.rsplit('/').next().unwrap_or(id)
}

/// A text with a capital at its beginning.
pub(crate) fn sentence(text: &str) -> String {
    let mut characters = text.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => String::new(),
    }
}

/// A text that can stand beside others, with a capital and a full stop.
pub(crate) fn whole_sentence(text: &str) -> String {
    let text = sentence(text.trim_end());
    let is_ended = text.ends_with(['.', '!', '?', '\u{201D}']);
    if is_ended { text } else { format!("{text}.") }
}

/// A word of a closed vocabulary, as a person writes it.
pub(crate) fn plain_words(word: &str) -> String {
    word.replace('_', " ")
}
