//! Numbers as people and records write them.

use rust_decimal::{Decimal, RoundingStrategy};

use super::find_dates;
use crate::Span;

/// A number in a text, with its unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// Where it stands, unit included.
    pub span: Span,
    /// The number in the unit written, multipliers (`k`, `million`) applied.
    pub value: Decimal,
    /// The unit.
    pub unit: Unit,
    /// How many decimals were written: what a comparison may round to.
    pub decimals: u32,
    /// Whether it was written as a word (`four`).
    pub in_words: bool,
}

/// The unit of a figure, as far as it changes what the number means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unit {
    /// None, or a thing counted.
    Count,
    /// Per cent.
    Percent,
    /// Percentage points.
    Points,
    /// A length of time, as the number of minutes in one of it.
    Time(u32),
    /// Months or years, as months; their days can't be told.
    Months(u32),
    /// Money in a currency (ISO code).
    Money(String),
}

impl Unit {
    /// Whether figures in the two units can be compared at all. A count compares with
    /// everything, since records keep the unit in another field.
    pub fn comparable(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Count, _) | (_, Self::Count) => true,
            (Self::Money(left), Self::Money(right)) => left == right,
            _ => std::mem::discriminant(self) == std::mem::discriminant(other),
        }
    }
}

impl Figure {
    /// The value in the unit's base: minutes for time, months for months and years.
    pub fn base_value(&self) -> Decimal {
        match &self.unit {
            Unit::Time(scale) | Unit::Months(scale) => self.value * Decimal::from(*scale),
            _ => self.value,
        }
    }

    /// Whether the two say the same: units that compare, and the same number once the exact one
    /// is rounded to the decimals that this one shows.
    pub fn same_as(&self, exact: &Self) -> bool {
        if !self.unit.comparable(&exact.unit) {
            return false;
        }
        let both_time = !matches!((&self.unit, &exact.unit), (Unit::Count, _) | (_, Unit::Count));
        if both_time && self.base_value() == exact.base_value() {
            return true;
        }
        let same_scale = !both_time || self.unit == exact.unit;
        same_scale && self.shows(exact.value)
    }

    /// Whether an exact number, rounded to the decimals shown here, is this figure.
    pub fn shows(&self, exact: Decimal) -> bool {
        exact.round_dp_with_strategy(self.decimals, RoundingStrategy::MidpointAwayFromZero) == self.value
    }
}

/// The figures of a text, in order. Dates, and digits within names and codes (`Q4`, `OF-12`,
/// `A07-0001`), are none.
pub fn find_figures(text: &str) -> Vec<Figure> {
    let dates = find_dates(text);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(offset) = text[at..].find(|it: char| it.is_ascii_digit()) {
        let start = at + offset;
        let (number, end) = read_number(text, start);
        at = end;
        let in_date = dates.iter().any(|it| it.span.overlaps(Span::new(start, end)));
        if in_date || is_part_of_code(text, start, end) {
            at = end
                + text[end..]
                    .find(|it: char| !it.is_alphanumeric())
                    .unwrap_or(text.len() - end);
            continue;
        }
        let Some(number) = number else { continue };
        found.push(with_unit(text, start, end, number));
    }
    found.extend(number_words(text, &found));
    found.sort_by_key(|it| it.span);
    found
}

#[derive(Clone, Copy)]
struct Number {
    value: Decimal,
    decimals: u32,
}

/// Reads `1,320`, `733,000.00`, `6.4`, `1.234,50` from `start`; the end is past its last digit.
fn read_number(text: &str, start: usize) -> (Option<Number>, usize) {
    let run = text[start..]
        .find(|it: char| !(it.is_ascii_digit() || matches!(it, '.' | ',')))
        .map_or(text.len(), |it| start + it);
    let written = text[start..run].trim_end_matches(['.', ',']);
    let end = start + written.len();
    let (points, commas) = (written.matches('.').count(), written.matches(',').count());
    let grouped = |separator: char| {
        let mut groups = written
            .split(['.', ','])
            .zip(std::iter::once(' ').chain(written.chars().filter(|it| matches!(it, '.' | ','))));
        let first = groups.next().is_some_and(|(digits, _)| (1..=3).contains(&digits.len()));
        first && groups.all(|(digits, before)| before != separator || digits.len() == 3)
    };
    let plain = match (points, commas) {
        (0 | 1, 0) => written.to_owned(),
        (0 | 1, _)
            if grouped(',')
                && written
                    .find('.')
                    .is_none_or(|it| written.rfind(',').is_some_and(|comma| comma < it)) =>
        {
            written.replace(',', "")
        }
        (_, 1) if points > 0 && grouped('.') => written.replace('.', "").replace(',', "."),
        (0, 1) => written.replace(',', "."),
        _ => return (None, end),
    };
    let number = plain.parse::<Decimal>().ok().map(|value| Number {
        value,
        decimals: value.scale(),
    });
    (number, end)
}

/// Digits that hang on letters, or on letters by a dash, are part of a name.
fn is_part_of_code(text: &str, start: usize, end: usize) -> bool {
    let before: Vec<char> = text[..start].chars().rev().take(2).collect();
    let letter = |at: usize| before.get(at).is_some_and(|it| it.is_alphabetic());
    let joined = before
        .first()
        .is_some_and(|it| matches!(it, '-' | '_' | '/' | '.' | '#'));
    let hangs_before = letter(0) || (joined && before.get(1).is_some_and(|it| it.is_alphanumeric()));
    let word_after: String = text[end..].chars().take_while(|it| it.is_alphanumeric()).collect();
    let known_suffix = word_after.is_empty() || multiplier(&word_after).is_some() || time_unit(&word_after).is_some();
    let is_range = before.first() == Some(&'-') && ends_in_number(&text[..start - 1]);
    (hangs_before && !is_range) || !known_suffix
}

/// Whether a text ends in a bare number, as the left side of `5-10` does.
fn ends_in_number(text: &str) -> bool {
    let word = text
        .rsplit(|it: char| !(it.is_alphanumeric() || it == '.' || it == ','))
        .next()
        .unwrap_or_default();
    !word.is_empty() && word.chars().all(|it| !it.is_alphabetic())
}

fn with_unit(text: &str, start: usize, end: usize, number: Number) -> Figure {
    let Number { mut value, decimals } = number;
    let mut span = Span::new(start, end);
    let mut unit = Unit::Count;
    let before = &text[..start];
    let trimmed = before.trim_end();
    let sign_at = before
        .strip_suffix(['-', '\u{2212}'])
        .filter(|it| it.is_empty() || it.ends_with([' ', '(', ':', '\n']));
    if let Some(rest) = sign_at {
        value = -value;
        span.start = rest.len();
    }
    if let Some((code, length)) = currency_before(trimmed) {
        unit = Unit::Money(code);
        span.start = trimmed.len() - length;
    }
    let mut rest = &text[end..];
    // Contracts write `eight (8) weeks`: the unit stands after the bracket.
    if before.ends_with('(')
        && let Some(after) = rest.strip_prefix(')')
    {
        rest = after;
        span.end += 1;
    }
    let (word, gap) = next_word(rest);
    if let Some(scale) = multiplier(word) {
        value *= scale;
        rest = &rest[gap + word.len()..];
        span.end += gap + word.len();
    }
    let blanks = rest.len() - rest.trim_start_matches([' ', '\u{a0}', '\u{202f}', '-']).len();
    let tail = &rest[blanks..];
    let (word, gap) = next_word(rest);
    let used = if tail.starts_with('%') {
        unit = Unit::Percent;
        blanks + 1
    } else if let Some(length) = ["percentage points", "percentage point", "pp"]
        .iter()
        .find_map(|it| starts_with_word(tail, it))
    {
        unit = Unit::Points;
        blanks + length
    } else if let Some(length) = ["percent", "per cent"].iter().find_map(|it| starts_with_word(tail, it)) {
        unit = Unit::Percent;
        blanks + length
    } else if let Some(found) = time_unit(word) {
        unit = found;
        gap + word.len()
    } else if let (Unit::Count, Some((code, length))) = (&unit, currency_after(tail)) {
        unit = Unit::Money(code);
        blanks + length
    } else {
        0
    };
    span.end += used;
    Figure {
        span,
        value,
        unit,
        decimals,
        in_words: false,
    }
}

fn next_word(rest: &str) -> (&str, usize) {
    let trimmed = rest.trim_start_matches([' ', '\u{a0}', '\u{202f}', '-', '\n']);
    let length = trimmed.find(|it: char| !it.is_alphabetic()).unwrap_or(trimmed.len());
    (&trimmed[..length], rest.len() - trimmed.len())
}

fn starts_with_word(text: &str, word: &str) -> Option<usize> {
    let head = text.get(..word.len())?;
    let ends = !text[word.len()..].starts_with(char::is_alphanumeric);
    (head.eq_ignore_ascii_case(word) && ends).then_some(word.len())
}

fn multiplier(word: &str) -> Option<Decimal> {
    match word {
        "k" | "K" | "thousand" => Some(Decimal::from(1_000)),
        "M" | "mn" | "million" | "mio" => Some(Decimal::from(1_000_000)),
        "bn" | "billion" => Some(Decimal::from(1_000_000_000)),
        _ => None,
    }
}

fn time_unit(word: &str) -> Option<Unit> {
    Some(match word.to_lowercase().as_str() {
        "m" | "min" | "mins" | "minute" | "minutes" => Unit::Time(1),
        "h" | "hr" | "hrs" | "hour" | "hours" => Unit::Time(60),
        "d" | "day" | "days" => Unit::Time(60 * 24),
        "w" | "wk" | "wks" | "week" | "weeks" => Unit::Time(60 * 24 * 7),
        "mo" | "month" | "months" => Unit::Months(1),
        "y" | "yr" | "yrs" | "year" | "years" => Unit::Months(12),
        _ => return None,
    })
}

const CURRENCIES: [&str; 16] = [
    "USD", "EUR", "GBP", "JPY", "CHF", "CAD", "AUD", "NZD", "SEK", "NOK", "DKK", "PLN", "CZK", "INR", "SGD", "BRL",
];
const CURRENCY_SIGNS: [(&str, &str); 4] = [("$", "USD"), ("\u{20ac}", "EUR"), ("\u{a3}", "GBP"), ("\u{a5}", "JPY")];

fn currency_before(text: &str) -> Option<(String, usize)> {
    let sign = CURRENCY_SIGNS
        .iter()
        .find(|(sign, _)| text.ends_with(sign))
        .map(|(sign, code)| ((*code).to_owned(), sign.len()));
    sign.or_else(|| {
        let code = CURRENCIES.iter().find(|code| text.ends_with(**code))?;
        Some(((*code).to_owned(), code.len()))
    })
}

fn currency_after(text: &str) -> Option<(String, usize)> {
    let sign = CURRENCY_SIGNS
        .iter()
        .find(|(sign, _)| text.starts_with(sign))
        .map(|(sign, code)| ((*code).to_owned(), sign.len()));
    sign.or_else(|| {
        let code = CURRENCIES.iter().find(|code| starts_with_word(text, code).is_some())?;
        Some(((*code).to_owned(), code.len()))
    })
}

const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 8] = [
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];

/// Numbers in words. `one` counts only before a unit of time, being a pronoun elsewhere; a word
/// whose digits follow in brackets, as contracts write it (`eight (8) weeks`), is left to them.
fn number_words(text: &str, digits: &[Figure]) -> Vec<Figure> {
    let mut found: Vec<Figure> = Vec::new();
    for word in super::words(text) {
        let lower = word.text.to_lowercase();
        let value = SMALL
            .iter()
            .position(|it| *it == lower)
            .or_else(|| TENS.iter().position(|it| *it == lower).map(|at| at * 10 + 20));
        let Some(value) = value else { continue };
        let previous = found
            .last_mut()
            .filter(|it| text[it.span.end..word.span.start].trim_matches([' ', '-']).is_empty());
        if let Some(tens) = previous
            && value < 10
            && tens.value >= Decimal::from(20)
            && tens.unit == Unit::Count
        {
            let sum = tens.value + Decimal::from(value);
            *tens = with_unit(
                text,
                tens.span.start,
                word.span.end,
                Number {
                    value: sum,
                    decimals: 0,
                },
            );
            tens.in_words = true;
            continue;
        }
        let figure = with_unit(
            text,
            word.span.start,
            word.span.end,
            Number {
                value: Decimal::from(value),
                decimals: 0,
            },
        );
        let is_pronoun = value == 1 && figure.unit == Unit::Count;
        let repeated = digits
            .iter()
            .any(|it| text[word.span.end..].starts_with(" (") && it.span.start == word.span.end + 2);
        if !is_pronoun && !repeated {
            found.push(Figure {
                in_words: true,
                ..figure
            });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figures(text: &str) -> Vec<(&str, String, Unit)> {
        find_figures(text)
            .into_iter()
            .map(|it| (&text[it.span.range()], it.value.to_string(), it.unit))
            .collect()
    }

    fn one(text: &str) -> Figure {
        find_figures(text).remove(0)
    }

    #[test]
    fn figures_are_read_with_their_units() {
        assert_eq!(
            figures(
                "From 9.1 h to 6.4 hours, USD 485,100.00 or $40k, 12 % off, 3 percentage points, \u{20ac}1.2 million, 1,320 seats in eight weeks, a 4-week plan, -3 errors"
            ),
            [
                ("9.1 h", "9.1".into(), Unit::Time(60)),
                ("6.4 hours", "6.4".into(), Unit::Time(60)),
                ("USD 485,100.00", "485100.00".into(), Unit::Money("USD".into())),
                ("$40k", "40000".into(), Unit::Money("USD".into())),
                ("12 %", "12".into(), Unit::Percent),
                ("3 percentage points", "3".into(), Unit::Points),
                ("\u{20ac}1.2 million", "1200000.0".into(), Unit::Money("EUR".into())),
                ("1,320", "1320".into(), Unit::Count),
                ("eight weeks", "8".into(), Unit::Time(10080)),
                ("4-week", "4".into(), Unit::Time(10080)),
                ("-3", "-3".into(), Unit::Count),
            ],
        );
    }

    #[test]
    fn names_codes_and_dates_are_no_figures() {
        assert_eq!(
            figures("Order OF-A12, invoice A027LA7-0001, Q4, on 2026-05-14, 3 June 2026, the 2nd one"),
            []
        );
    }

    #[test]
    fn contracts_repeat_a_number_in_brackets() {
        assert_eq!(
            figures("within eight (8) weeks"),
            [("8) weeks", "8".into(), Unit::Time(10080))]
        );
        assert_eq!(
            figures("thirty-five users"),
            [("thirty-five", "35".into(), Unit::Count)]
        );
    }

    #[test]
    fn the_same_figure_in_another_dress() {
        assert!(one("six weeks").same_as(&one("42 days")));
        assert!(one("30 %").same_as(&one("30")));
        assert!(one("6 h").same_as(&one("6.4 h")), "rounded as shown");
        assert!(!one("6.5 h").same_as(&one("6.4 h")));
        assert!(!one("12.7 minutes").same_as(&one("12.7 h")));
        assert!(!one("EUR 10").same_as(&one("USD 10")));
        assert!(!one("140").same_as(&one("142")));
    }
}
