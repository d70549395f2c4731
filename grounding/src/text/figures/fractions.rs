//! Shares and halves told in words: `a third of the agents`, `one in twelve`, `half an hour`.

use rust_decimal::Decimal;

use super::in_words::in_word;
use super::{Figure, Unit, time_unit};
use crate::Span;
use crate::text::{Word, words};

/// The shares and the half units of time that a text tells in words, in order and without
/// overlap. A share is in per cent, rounded to whole ones.
pub(super) fn fractions(text: &str) -> Vec<Figure> {
    let words: Vec<Word<'_>> = words(text).collect();
    let mut found: Vec<Figure> = Vec::new();
    for at in 0..words.len() {
        let free = found.last().is_none_or(|it| it.span.end <= words[at].span.start);
        if let Some(figure) = free.then(|| read(text, &words[at..], &words[..at])).flatten() {
            found.push(figure);
        }
    }
    found
}

fn read(text: &str, words: &[Word<'_>], before: &[Word<'_>]) -> Option<Figure> {
    let is = |at: usize, list: &[&str]| {
        words
            .get(at)
            .is_some_and(|word| list.iter().any(|it| word.text.eq_ignore_ascii_case(it)))
    };
    let span = |last: usize| Some(Span::new(words[0].span.start, words.get(last)?.span.end));
    let unit_at = |at: usize| words.get(at).and_then(|word| time_unit(word.text));
    if is(0, &["half"]) && is(1, &["a", "an"]) {
        return Some(half_of(unit_at(2)?, span(2)?));
    }
    if is(0, &["a"]) && is(1, &["fortnight"]) {
        return Some(figure(Decimal::from(14), Unit::Time(60 * 60 * 24), span(1)?));
    }
    if is(0, &["quarter"]) && is(1, &["of"]) && is(2, &["an"]) && is(3, &["hour"]) {
        return Some(figure(Decimal::from(15), Unit::Time(60), span(3)?));
    }
    // `One in twelve`, `two out of every three`.
    if let Some(part) = in_word(words[0].text).or_else(|| words[0].text.parse().ok()) {
        let between = (1..=3)
            .find(|at| is(*at, &["in"]))
            .filter(|at| *at == 1 || words[0].text.chars().all(char::is_alphabetic));
        let gap = if let Some(at) = between {
            at + 1
        } else if is(1, &["out"]) && is(2, &["of"]) {
            3
        } else {
            0
        };
        let at = gap + usize::from(gap > 0 && is(gap, &["every"]));
        let whole = words
            .get(at)
            .filter(|_| gap > 0)
            .and_then(|word| in_word(word.text).or_else(|| word.text.parse().ok()));
        if let Some(whole) = whole.filter(|whole| (part..=MOST_IN).contains(whole) && *whole > 1) {
            return Some(share(part, whole, span(at)?));
        }
    }
    let joined = |at: usize| {
        at == 0
            || text[words[at - 1].span.end..words[at].span.start]
                .chars()
                .all(|it| it == ' ' || it == '-')
    };
    let parts = match words[0].text.to_lowercase().as_str() {
        "a" | "one" => 1,
        "two" => 2,
        "three" => 3,
        "four" => 4,
        "five" => 5,
        "six" => 6,
        "seven" => 7,
        "eight" => 8,
        "nine" => 9,
        "half" => {
            let lead = before.last().is_some_and(|word| {
                [
                    "by", "about", "roughly", "nearly", "almost", "over", "under", "than", "around", "in", "just",
                ]
                .iter()
                .any(|it| word.text.eq_ignore_ascii_case(it))
            });
            let told = lead || is(1, &["of", "as", "the"]);
            return told.then(|| share(1, 2, words[0].span));
        }
        _ => return None,
    };
    let whole = match words.get(1)?.text.to_lowercase().as_str() {
        "third" | "thirds" => 3,
        "quarter" | "quarters" | "fourth" | "fourths" => 4,
        "fifth" | "fifths" => 5,
        "sixth" | "sixths" => 6,
        "eighth" | "eighths" => 8,
        "tenth" | "tenths" => 10,
        _ => return None,
    };
    // `A quarter ago` is a time, and `two quarters of data` too.
    let calendar = whole == 4 && !is(2, &["of", "fewer", "less", "more", "lower", "higher", "faster"]);
    let by = before
        .last()
        .is_some_and(|word| ["by", "about", "roughly", "nearly", "almost", "than"].contains(&word.text));
    let of_time = is(2, &["of"]) && is(3, &["data", "an"]);
    let is_share = parts < whole && joined(1) && (!calendar || by) && !of_time;
    is_share
        .then(|| span(1).map(|span| share(parts, whole, span)))
        .flatten()
}

/// `One in` a larger number than that is no share that people round.
const MOST_IN: u32 = 200;

fn share(part: u32, whole: u32, span: Span) -> Figure {
    let percent = Decimal::from(part * 100) / Decimal::from(whole);
    figure(percent.round_dp(4), Unit::Percent, span)
}

fn half_of(unit: Unit, span: Span) -> Figure {
    // Half a year is told in months, which can be counted.
    match unit {
        Unit::Months(months) if months % 2 == 0 => figure(Decimal::from(months / 2), Unit::Months(1), span),
        unit => Figure {
            decimals: 1,
            ..figure(Decimal::new(5, 1), unit, span)
        },
    }
}

fn figure(value: Decimal, unit: Unit, span: Span) -> Figure {
    Figure {
        span,
        value,
        unit,
        decimals: 0,
        multiplier: Decimal::ONE,
        in_words: true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_and_halves_are_figures() {
        let told = |text: &str| -> Vec<(String, String, Unit)> {
            let found = fractions(text).into_iter();
            found
                .map(|it| (text[it.span.range()].to_owned(), it.value.to_string(), it.unit))
                .collect()
        };
        let expected = |rows: &[(&str, &str, Unit)]| -> Vec<(String, String, Unit)> {
            let rows = rows.iter().cloned();
            rows.map(|(words, value, unit)| (words.to_owned(), value.to_owned(), unit))
                .collect()
        };
        assert_eq!(
            told(
                "About one in twelve, half of the agents, two-thirds of sites, cut by half, 3 out of 4, in half an hour"
            ),
            expected(&[
                ("one in twelve", "8.3333", Unit::Percent),
                ("half", "50", Unit::Percent),
                ("two-thirds", "66.6667", Unit::Percent),
                ("half", "50", Unit::Percent),
                ("3 out of 4", "75", Unit::Percent),
                ("half an hour", "0.5", Unit::Time(3600)),
            ])
        );
        assert_eq!(
            told("In the second half, a quarter ago, two quarters of data, a half-day course, one in the field"),
            []
        );
    }
}
