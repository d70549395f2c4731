//! Numbers as people and records write them.

mod fractions;
mod in_words;
mod read;
mod units;

use jiff::civil::Date;
use rust_decimal::{Decimal, RoundingStrategy};

use super::{DateMention, Times};
use crate::Span;
use fractions::fractions;
use in_words::number_words;
use read::{Number, is_part_of_code, read_number};
pub use units::unit_in_name;
use units::{currency_after, currency_before, money_multiplier, multiplier, time_unit};

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
    /// What the digits are multiplied by: a million in `1.2 million`, else 1.
    pub multiplier: Decimal,
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
    /// A length of time, as the number of seconds in one of it.
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
    /// The value in the unit's base: seconds for time, months for months and years.
    pub fn base_value(&self) -> Decimal {
        match &self.unit {
            // What overflows is larger than anything that it could be compared with.
            Unit::Time(scale) | Unit::Months(scale) => {
                self.value.checked_mul(Decimal::from(*scale)).unwrap_or(Decimal::MAX)
            }
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
        let round =
            |number: Decimal| number.round_dp_with_strategy(self.decimals, RoundingStrategy::MidpointAwayFromZero);
        let shown = |number: Decimal| number.checked_div(self.multiplier).map(round);
        shown(exact) == shown(self.value)
    }

    /// Whether it is a year rather than an amount: `2026`.
    pub fn is_year(&self) -> bool {
        let years = Decimal::from(1900)..=Decimal::from(2199);
        self.unit == Unit::Count && self.decimals == 0 && years.contains(&self.value)
    }
}

/// Five working days are a week.
const WORKING_DAY: Unit = Unit::Time(60 * 60 * 24 * 7 / 5);

/// The figures of a text, in order. Dates, and digits within names and codes (`Q4`, `OF-12`,
/// `A07-0001`), are none.
pub fn find_figures(text: &str) -> Vec<Figure> {
    let times = Times::of(text, Date::constant(2000, 1, 1));
    let mut dates: Vec<DateMention> = times.dates.into_iter().chain(times.days).collect();
    dates.sort_by_key(|it| it.span);
    find_figures_beside(text, &dates)
}

/// The figures of a text whose dates and days are known, by place.
pub(crate) fn find_figures_beside(text: &str, dates: &[DateMention]) -> Vec<Figure> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(offset) = text[at..].find(|it: char| it.is_ascii_digit()) {
        let start = at + offset;
        let (number, end) = read_number(text, start);
        at = end;
        let next = dates.partition_point(|it| it.span.end <= start);
        let in_date = dates
            .get(next)
            .is_some_and(|it| it.span.overlaps(Span::new(start, end)));
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
    let shares = fractions(text);
    let is_free = |figure: &Figure| {
        let next = shares.partition_point(|it| it.span.end <= figure.span.start);
        shares.get(next).is_none_or(|it| !it.span.overlaps(figure.span))
    };
    found.retain(is_free);
    found.extend(shares.iter().cloned());
    found.sort_by_key(|it| it.span);
    found
}

/// The numbers of a text that can't be read as one, in order: too long for a decimal, malformed
/// (`1.2.3,4`), or written in other digits than the usual ones.
pub fn find_unreadable(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(offset) = text[at..].find(char::is_numeric) {
        let start = at + offset;
        let rest = &text[start..];
        let is_plain = rest.starts_with(|it: char| it.is_ascii_digit());
        let length = rest.chars().next().map_or(1, char::len_utf8);
        if !is_plain {
            // `m²` is a unit.
            let of_unit = text[..start].ends_with(char::is_alphabetic);
            if !of_unit {
                found.push(Span::new(start, start + length));
            }
            at = start + length;
            continue;
        }
        let (number, end) = read_number(text, start);
        if number.is_none() && !is_part_of_code(text, start, end) {
            found.push(Span::new(start, end));
        }
        at = end.max(start + length);
    }
    found
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
    let mut scale = Decimal::ONE;
    let of_money = matches!(unit, Unit::Money(_)).then(|| money_multiplier(word)).flatten();
    if let Some(wanted) = of_money.or_else(|| multiplier(word))
        && let Some(product) = value.checked_mul(wanted)
    {
        (value, scale) = (product, wanted);
        rest = &rest[gap + word.len()..];
        span.end += gap + word.len();
    }
    let blanks = rest.len() - rest.trim_start_matches([' ', '\u{a0}', '\u{202f}', '-']).len();
    let tail = &rest[blanks..];
    let (word, gap) = next_word(rest);
    let used = if tail.starts_with('%') {
        unit = Unit::Percent;
        blanks + 1
    } else if let Some(length) = ["percentage points", "percentage point", "pp", "points", "point", "pts"]
        .iter()
        .find_map(|it| starts_with_word(tail, it))
    {
        unit = Unit::Points;
        blanks + length
    } else if let Some(length) = ["percent", "per cent", "pct"]
        .iter()
        .find_map(|it| starts_with_word(tail, it))
    {
        unit = Unit::Percent;
        blanks + length
    } else if let Some(length) = ["working days", "business days", "working day", "business day"]
        .iter()
        .find_map(|it| starts_with_word(tail, it))
    {
        unit = WORKING_DAY;
        blanks + length
    } else if let (Unit::Count, Some(found)) = (&unit, time_unit(word)) {
        unit = found;
        gap + word.len()
    } else if let (Unit::Count, Some((code, length))) = (&unit, currency_after(tail)) {
        unit = Unit::Money(code);
        blanks + length
    } else {
        0
    };
    span.end += used;
    let mut decimals = decimals;
    if matches!(unit, Unit::Time(_) | Unit::Months(_)) && starts_with_word(&text[span.end..], AND_A_HALF).is_some() {
        // `An hour and a half`.
        value += Decimal::new(5, 1);
        decimals = decimals.max(1);
        span.end += AND_A_HALF.len();
    }
    Figure {
        span,
        value,
        unit,
        decimals,
        multiplier: scale,
        in_words: false,
    }
}

const AND_A_HALF: &str = " and a half";

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
                "From 9.1 h to 6.4 hours, USD 485,100.00 or $40k, 12 % off, 3 percentage points, \u{20ac}1.2 million, 1,320 seats in eight weeks, a 4-week plan, -3 errors, in a month, 40 working days"
            ),
            [
                ("9.1 h", "9.1".into(), Unit::Time(3600)),
                ("6.4 hours", "6.4".into(), Unit::Time(3600)),
                ("USD 485,100.00", "485100.00".into(), Unit::Money("USD".into())),
                ("$40k", "40000".into(), Unit::Money("USD".into())),
                ("12 %", "12".into(), Unit::Percent),
                ("3 percentage points", "3".into(), Unit::Points),
                ("\u{20ac}1.2 million", "1200000.0".into(), Unit::Money("EUR".into())),
                ("1,320", "1320".into(), Unit::Count),
                ("eight weeks", "8".into(), Unit::Time(604_800)),
                ("4-week", "4".into(), Unit::Time(604_800)),
                ("-3", "-3".into(), Unit::Count),
                ("a month", "1".into(), Unit::Months(1)),
                ("40 working days", "40".into(), Unit::Time(120_960)),
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
            [("8) weeks", "8".into(), Unit::Time(604_800))]
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
        assert!(one("GBP 1.2 million").same_as(&one("GBP 1.2m")));
        assert!(
            one("EUR 1.2 million").same_as(&one("EUR 1,234,567")),
            "rounded as shown"
        );
    }

    /// Cells of hostile exports are long words of one kind; none may cost more than its length.
    #[test]
    #[expect(
        clippy::disallowed_types,
        clippy::disallowed_methods,
        reason = "how long it takes is what is tested"
    )]
    fn a_long_text_of_any_kind_is_read_in_one_pass() {
        for piece in [
            "\u{6f22}",
            "7\u{6f22}",
            "one ",
            "a",
            "a ",
            "in a month ",
            "3 May ",
            "3 May 2026 ",
            "1,",
            "1-",
            "eight (8) ",
            "12 %",
            "$",
            "-7",
            "\u{e9}9",
            " 1  ",
            "GBP",
            "2026-05-14",
            "1.",
        ] {
            let time = |times: usize| {
                let text = piece.repeat(times);
                let begun = std::time::Instant::now();
                std::hint::black_box(find_figures(&text));
                begun.elapsed()
            };
            // A second pass over each part of the text would take far longer.
            assert!(time(20_000) < std::time::Duration::from_secs(5), "{piece:?}");
        }
    }

    #[test]
    fn large_and_odd_numbers_are_numbers_too() {
        assert_eq!(
            figures("two hundred trucks, a dozen, 10x, $3B, 12pp, on 8 July"),
            [
                ("two hundred", "200".into(), Unit::Count),
                ("10", "10".into(), Unit::Count),
                ("$3B", "3000000000".into(), Unit::Money("USD".into())),
                ("12pp", "12".into(), Unit::Points),
            ],
        );
        let huge = one("9999999999999999999999999999 billion weeks");
        assert!(huge.base_value() >= huge.value, "an overflow is no panic");
    }
}
