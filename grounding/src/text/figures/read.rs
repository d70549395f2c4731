//! Digits, and whether they are a number.

use rust_decimal::Decimal;

use super::starts_with_word;

#[derive(Clone, Copy)]
pub(super) struct Number {
    pub(super) value: Decimal,
    pub(super) decimals: u32,
}

/// Reads `1,320`, `733,000.00`, `6.4`, `1.234,50` from `start`; the end is past its last digit.
pub(super) fn read_number(text: &str, start: usize) -> (Option<Number>, usize) {
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
    // A decimal holds 28 digits; what is longer would be rounded.
    let digits = plain.bytes().filter(u8::is_ascii_digit).count();
    let number = plain
        .parse::<Decimal>()
        .ok()
        .filter(|_| digits <= MOST_DIGITS)
        .map(|value| Number {
            value,
            decimals: value.scale(),
        });
    (number, end)
}

/// What a decimal holds exactly.
const MOST_DIGITS: usize = 28;

/// Digits that hang on letters before them, or on letters by a dash, are part of a name; those
/// of an ordinal say which one and not how many.
pub(super) fn is_part_of_code(text: &str, start: usize, end: usize) -> bool {
    let before: Vec<char> = text[..start].chars().rev().take(2).collect();
    let letter = |at: usize| before.get(at).is_some_and(|it| it.is_alphabetic());
    let joined = before
        .first()
        .is_some_and(|it| matches!(it, '-' | '_' | '/' | '.' | '#'));
    let hangs_before = letter(0) || (joined && before.get(1).is_some_and(|it| it.is_alphanumeric()));
    let is_ordinal = ["st", "nd", "rd", "th"]
        .iter()
        .any(|it| starts_with_word(&text[end..], it).is_some());
    let is_range = before.first() == Some(&'-') && ends_in_number(&text[..start - 1]);
    (hangs_before && !is_range) || is_ordinal
}

/// Whether a text ends in a bare number, as the left side of `5-10` does.
pub(super) fn ends_in_number(text: &str) -> bool {
    let word = text
        .rsplit(|it: char| !(it.is_alphanumeric() || it == '.' || it == ','))
        .next()
        .unwrap_or_default();
    !word.is_empty() && word.chars().all(|it| !it.is_alphabetic())
}
