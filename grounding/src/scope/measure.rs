//! What a promise and a clause are compared on.

use super::Topic;
use crate::lexicon;
use crate::text::{Figure, Unit, content_stems, find_figures};

/// Whether a clause's value says that there is none.
pub(super) fn says_none(value: &str) -> bool {
    const NOTHING: [&str; 9] = ["", "n/a", "nil", "-", "\u{2013}", "not applicable", "0", "0%", "0 %"];
    let value = value.trim().trim_end_matches('.').to_lowercase();
    let first = value.split(|it: char| !it.is_alphanumeric()).next().unwrap_or_default();
    NOTHING.contains(&value.as_str()) || matches!(first, "none" | "no" | "na") || value == "not included"
}

/// Whether a clause leaves something out of what was sold.
pub(super) fn excludes(value: &str) -> bool {
    let value = value.to_lowercase();
    ["not included", "not part of", "out of scope", "excluded"]
        .iter()
        .any(|words| value.contains(words))
}

/// Nothing goes live within less: shorter times are those of a meeting or an answer.
const SHORTEST_DAYS: f64 = 5.0;

/// The amounts that a topic is compared on: lengths of time, percentages and money, or counts of
/// seats and the like.
pub(super) fn measures(topic: Topic, text: &str) -> Vec<Figure> {
    let figures = find_figures(text).into_iter();
    match topic {
        Topic::Timeline => figures
            .filter(|it| matches!(it.unit, Unit::Time(_) | Unit::Months(_)) && days(it) >= SHORTEST_DAYS)
            .collect(),
        Topic::Discount => figures
            .filter(|it| matches!(it.unit, Unit::Percent | Unit::Money(_)))
            .collect(),
        Topic::Scope => figures
            .filter(|it| it.unit == Unit::Count && counts_seats(text, it))
            .collect(),
        Topic::Integration | Topic::CustomPromise => Vec::new(),
    }
}

/// After such a word another thing is spoken of: `two workshops for users`.
fn joins(word: &str) -> bool {
    matches!(
        word,
        "for" | "with" | "per" | "of" | "on" | "to" | "from" | "at" | "in" | "and"
    )
}

/// Whether what is counted is people with access: `145 seats`, `Users: 40`.
pub(super) fn counts_seats(text: &str, figure: &Figure) -> bool {
    const SEATS: [&str; 6] = ["seat", "user", "licenc", "licens", "login", "agent"];
    let around = [
        text[figure.span.end..]
            .split_whitespace()
            .take(3)
            .take_while(|word| !joins(word))
            .collect::<Vec<_>>(),
        text[..figure.span.start]
            .split_whitespace()
            .rev()
            .take(2)
            .take_while(|word| word.ends_with([':', '|', 's', 'S']))
            .collect(),
    ];
    around
        .into_iter()
        .flatten()
        .any(|word| content_stems(word).iter().any(|stem| SEATS.contains(&stem.as_str())))
}

pub(super) fn same_amount(left: &Figure, right: &Figure) -> bool {
    match (&left.unit, &right.unit) {
        (Unit::Months(_), Unit::Time(_)) | (Unit::Time(_), Unit::Months(_)) => {
            let (left, right) = (days(left), days(right));
            (left - right).abs() * 10.0 <= left.max(right)
        }
        _ => left.same_as(right),
    }
}

/// A length of time in days; a month counts as a twelfth of a year.
pub(super) fn days(figure: &Figure) -> f64 {
    let value: f64 = figure.base_value().try_into().unwrap_or(0.0);
    match figure.unit {
        Unit::Months(_) => value * 365.25 / 12.0,
        _ => value / (60.0 * 60.0 * 24.0),
    }
}

/// The stems of a text's content words without those that only name the topic or the promise.
pub(super) fn own_stems(topic: Topic, text: &str) -> Vec<String> {
    let mut bare = text.to_owned();
    let tables = [
        topic.phrases(),
        lexicon::inclusions(),
        lexicon::promise_verbs(),
        lexicon::pledges(),
    ];
    for span in tables.into_iter().flat_map(|table| table.find_all(text)) {
        bare.replace_range(span.range(), &" ".repeat(span.end - span.start));
    }
    content_stems(&bare)
        .into_iter()
        .filter(|stem| stem.chars().count() > 2)
        .collect()
}
