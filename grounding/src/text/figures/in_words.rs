//! Numbers written as words.

use rust_decimal::Decimal;

use super::read::Number;
use super::{AND_A_HALF, Figure, Unit, with_unit};
use crate::Span;
use crate::text::words;

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
pub(super) fn number_words(text: &str, digits: &[Figure]) -> Vec<Figure> {
    let mut found: Vec<Figure> = Vec::new();
    for word in words(text) {
        let lower = word.text.to_lowercase();
        let value = in_word(&lower);
        let Some(value) = value.or_else(|| stands_for_one(text, &lower, word.span)) else {
            continue;
        };
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
        // `six and a half weeks` is one figure.
        let half = text[word.span.end..]
            .get(..AND_A_HALF.len())
            .is_some_and(|it| it.eq_ignore_ascii_case(AND_A_HALF));
        let (number, end) = if half {
            let number = Number {
                value: Decimal::from(value) + Decimal::new(5, 1),
                decimals: 1,
            };
            (number, word.span.end + AND_A_HALF.len())
        } else {
            (
                Number {
                    value: Decimal::from(value),
                    decimals: 0,
                },
                word.span.end,
            )
        };
        let figure = with_unit(text, word.span.start, end, number);
        let is_pronoun = value == 1 && figure.unit == Unit::Count;
        let in_brackets = word.span.end + " (".len();
        let repeated = text[word.span.end..].starts_with(" (")
            && digits.binary_search_by_key(&in_brackets, |it| it.span.start).is_ok();
        if !is_pronoun && !repeated {
            found.push(Figure {
                in_words: true,
                ..figure
            });
        }
    }
    found
}

/// The number that one word tells, up to ninety.
pub(super) fn in_word(word: &str) -> Option<u32> {
    let place = |list: &[&str]| list.iter().position(|it| word.eq_ignore_ascii_case(it));
    let value = place(&SMALL).or_else(|| place(&TENS).map(|at| at * 10 + 20))?;
    u32::try_from(value).ok()
}

/// `in a month` is one month, and so is `an hour and a half` more than one; elsewhere `a` counts
/// nothing.
fn stands_for_one(text: &str, word: &str, place: Span) -> Option<u32> {
    const BEFORE: [&str; 6] = ["in", "within", "about", "under", "inside", "over"];
    if !matches!(word, "a" | "an") {
        return None;
    }
    let mut after = text[place.end..].split_whitespace();
    let unit = after.next()?;
    if super::time_unit(unit).is_some() && after.take(3).eq(["and", "a", "half"]) {
        return Some(1);
    }
    let before = text[..place.start].split_whitespace().next_back()?.to_lowercase();
    BEFORE.contains(&before.as_str()).then_some(1)
}
