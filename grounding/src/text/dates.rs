//! Dates as people and records write them.

use jiff::civil::Date;

use super::words;
use crate::Span;

/// How exactly a date is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Precision {
    /// A month of a year.
    Month,
    /// A day.
    Day,
}

/// A date that a text names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateMention {
    /// Where it stands.
    pub span: Span,
    /// The day, or the first day of the month.
    pub date: Date,
    /// How exactly it is given.
    pub precision: Precision,
}

impl DateMention {
    /// Whether the two name the same time, as far as the coarser of them goes.
    pub fn agrees_with(&self, other: &Self) -> bool {
        let same_month = (self.date.year(), self.date.month()) == (other.date.year(), other.date.month());
        match (self.precision, other.precision) {
            (Precision::Day, Precision::Day) => self.date == other.date,
            _ => same_month,
        }
    }
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The dates in a text, in order and without overlap: `2026-05-14`, `14 May 2026`,
/// `May 14th, 2026`, `May 2026`, `14/05/2026` where only one reading is possible. A day and a
/// month without a year (`2 May`) are no date: nobody can say which year was meant.
pub fn find_dates(text: &str) -> Vec<DateMention> {
    dates_among(text, &words::tokens(text))
}

/// What a text names of times, each in order: dates, days without a year, months without one.
#[derive(Debug)]
pub(crate) struct Times {
    pub(crate) dates: Vec<DateMention>,
    pub(crate) days: Vec<DateMention>,
    pub(crate) months: Vec<DateMention>,
}

impl Times {
    /// Reads a text that was written on a day.
    pub(crate) fn of(text: &str, written: Date) -> Self {
        let tokens = words::tokens(text);
        let dates = dates_among(text, &tokens);
        let days = days_among(text, written, &tokens, &dates);
        let mut taken: Vec<DateMention> = dates.iter().chain(&days).copied().collect();
        taken.sort_by_key(|mention| mention.span);
        let months = months_among(written, &tokens, &taken);
        Self { dates, days, months }
    }
}

fn dates_among(text: &str, tokens: &[words::Token<'_>]) -> Vec<DateMention> {
    if !text.contains(|it: char| it.is_ascii_digit()) {
        return Vec::new();
    }
    let mut found = iso_dates(text);
    found.extend(slashed_dates(text));
    let mut at = 0;
    while at < tokens.len() {
        match written_date(&tokens[at..]) {
            Some((mention, used)) if is_one(&text[mention.span.range()]) => {
                found.push(mention);
                at += used;
            }
            _ => at += 1,
        }
    }
    found.sort_by_key(|mention| mention.span);
    found.dedup_by(|next, kept| kept.span.overlaps(next.span));
    found
}

/// Whether the words of a date stand together: in `31% (May 2026)` they don't.
fn is_one(written: &str) -> bool {
    written
        .chars()
        .all(|it| it.is_alphanumeric() || it.is_whitespace() || matches!(it, '.' | ',' | '-' | '\u{2013}' | '/'))
}

/// The days that a text names without their year (`7 July`, `July 7th`), in order. Each is the
/// one that somebody who wrote on the given day most likely meant: of the days to come, or of
/// the last two months.
pub fn find_days(text: &str, written: Date) -> Vec<DateMention> {
    let tokens = words::tokens(text);
    let dated = dates_among(text, &tokens);
    days_among(text, written, &tokens, &dated)
}

fn days_among(text: &str, written: Date, tokens: &[words::Token<'_>], dated: &[DateMention]) -> Vec<DateMention> {
    let pairs = tokens.windows(2).filter_map(|pair| {
        // `In May, 27 minutes` names no day.
        if text[pair[0].span.end..pair[1].span.start].contains(',') {
            return None;
        }
        let (day, name) = match (day_of_month(pair[0].text), day_of_month(pair[1].text)) {
            (Some(day), None) => (day, pair[1].text),
            (None, Some(day)) => (day, pair[0].text),
            _ => return None,
        };
        // Written small, `may` and `march` are words of another kind.
        let is_name = name.starts_with(char::is_uppercase);
        let this_year = Date::new(written.year(), month(name)?, day).ok().filter(|_| is_name)?;
        let date = if (written - this_year).get_days() > LOOKING_BACK_DAYS {
            Date::new(written.year() + 1, this_year.month(), day).ok()?
        } else {
            this_year
        };
        let span = Span::new(pair[0].span.start, pair[1].span.end);
        Some(DateMention {
            span,
            date,
            precision: Precision::Day,
        })
    });
    let pairs: Vec<DateMention> = pairs.collect();
    pairs
        .into_iter()
        .filter(|mention| {
            let next = dated.partition_point(|known| known.span.end <= mention.span.start);
            dated.get(next).is_none_or(|known| !known.span.overlaps(mention.span))
        })
        .collect()
}

/// The months that a text names without their year (`in May`, `last October`), in order. Each is
/// the one that somebody who wrote on the given day most likely meant: of the three to come, or
/// the last.
pub fn find_months(text: &str, written: Date) -> Vec<DateMention> {
    Times::of(text, written).months
}

fn months_among(written: Date, tokens: &[words::Token<'_>], taken: &[DateMention]) -> Vec<DateMention> {
    const BEFORE: [&str; 26] = [
        "in", "by", "since", "until", "till", "last", "this", "next", "of", "from", "to", "end", "early", "late",
        "mid", "through", "during", "between", "and", "before", "after", "for", "than", "versus", "against", "per",
    ];
    let pairs = tokens.windows(2).filter_map(|pair| {
        let [before, name] = pair else { return None };
        let named =
            name.text.starts_with(char::is_uppercase) && BEFORE.iter().any(|it| before.text.eq_ignore_ascii_case(it));
        let month = month(name.text).filter(|_| named)?;
        let this_year = Date::new(written.year(), month, 1).ok()?;
        let ahead =
            (this_year.year() - written.year()) * 12 + i16::from(this_year.month()) - i16::from(written.month());
        let to_come = ["by", "until", "till", "next", "before"]
            .iter()
            .any(|it| before.text.eq_ignore_ascii_case(it));
        let year = if to_come && (-2..0).contains(&ahead) {
            written.year()
        } else if to_come {
            written.year() + i16::from(ahead < 0)
        } else if ahead > MONTHS_AHEAD || (ahead > 0 && before.text.eq_ignore_ascii_case("last")) {
            written.year() - 1
        } else if ahead < MONTHS_AHEAD - 11 {
            written.year() + 1
        } else {
            written.year()
        };
        Some(DateMention {
            span: name.span,
            date: Date::new(year, month, 1).ok()?,
            precision: Precision::Month,
        })
    });
    let pairs: Vec<DateMention> = pairs.collect();
    let is_free = |mention: &DateMention| {
        let next = taken.partition_point(|known| known.span.end <= mention.span.start);
        taken.get(next).is_none_or(|known| !known.span.overlaps(mention.span))
    };
    pairs.into_iter().filter(is_free).collect()
}

/// The quarters of a year that a text names (`Q2`, `the second quarter`), with their numbers.
pub fn find_quarters(text: &str) -> Vec<(Span, i8)> {
    const ORDINALS: [(&str, i8); 10] = [
        ("first", 1),
        ("second", 2),
        ("third", 3),
        ("fourth", 4),
        ("last", 4),
        ("final", 4),
        ("1st", 1),
        ("2nd", 2),
        ("3rd", 3),
        ("4th", 4),
    ];
    let words: Vec<words::Word<'_>> = words::words(text).collect();
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let number = match word.text {
            "Q1" => Some(1),
            "Q2" => Some(2),
            "Q3" => Some(3),
            "Q4" => Some(4),
            _ => None,
        };
        if let Some(number) = number {
            found.push((word.span, number));
        }
        // The last quarter may be any, unless its year is named.
        let next = words.get(at + 1).filter(|it| it.text.eq_ignore_ascii_case("quarter"));
        let of_year = words.get(at + 2).is_some_and(|it| it.text == "of");
        let ordinal = ORDINALS.iter().find(|(name, _)| word.text.eq_ignore_ascii_case(name));
        if let (Some(next), Some((name, number))) = (next, ordinal)
            && (!matches!(*name, "last" | "final") || of_year)
        {
            found.push((Span::new(word.span.start, next.span.end), *number));
        }
    }
    found
}

/// So many months ahead people still name a month without its year.
const MONTHS_AHEAD: i16 = 3;

/// So many days back people still name a day without its year.
const LOOKING_BACK_DAYS: i32 = 60;

/// Whether a text says when: by a date, a day, a month (`by September`) or a quarter (`in Q3`).
pub fn says_when(text: &str) -> bool {
    const BEFORE: [&str; 10] = [
        "by", "in", "of", "end", "until", "before", "mid", "early", "late", "from",
    ];
    let tokens = words::tokens(text);
    let names_month = tokens
        .windows(2)
        .any(|pair| BEFORE.contains(&pair[0].text.to_lowercase().as_str()) && month(pair[1].text).is_some());
    let names_quarter = tokens
        .iter()
        .any(|token| matches!(token.text, "Q1" | "Q2" | "Q3" | "Q4"));
    names_month
        || names_quarter
        || !find_dates(text).is_empty()
        || !find_days(text, Date::constant(2000, 1, 1)).is_empty()
}

/// `14 May 2026`, `14th of May 2026`, `May 14, 2026`, `May 2026`.
fn written_date(tokens: &[words::Token<'_>]) -> Option<(DateMention, usize)> {
    let first = tokens.first()?;
    if let Some(day) = day_of_month(first.text) {
        let skip = usize::from(tokens.get(1).is_some_and(|it| it.text.eq_ignore_ascii_case("of")));
        let month = month(tokens.get(1 + skip)?.text)?;
        let last = tokens.get(2 + skip)?;
        let date = Date::new(year(last.text)?, month, day).ok()?;
        let span = Span::new(first.span.start, last.span.end);
        return Some((
            DateMention {
                span,
                date,
                precision: Precision::Day,
            },
            3 + skip,
        ));
    }
    let month = month(first.text)?;
    let second = tokens.get(1)?;
    if let (Some(day), Some(last)) = (day_of_month(second.text), tokens.get(2))
        && let Some(year) = year(last.text)
        && let Ok(date) = Date::new(year, month, day)
    {
        let span = Span::new(first.span.start, last.span.end);
        return Some((
            DateMention {
                span,
                date,
                precision: Precision::Day,
            },
            3,
        ));
    }
    let date = Date::new(year(second.text)?, month, 1).ok()?;
    let span = Span::new(first.span.start, second.span.end);
    Some((
        DateMention {
            span,
            date,
            precision: Precision::Month,
        },
        2,
    ))
}

fn month(word: &str) -> Option<i8> {
    let word = word.to_lowercase();
    let word = word.trim_end_matches('.');
    // `may` and `march` are words too; without a year beside them they are not taken.
    let at = MONTHS
        .iter()
        .position(|month| *month == word || (word.len() >= 3 && word.len() <= 4 && month.starts_with(word)))?;
    i8::try_from(at + 1).ok()
}

fn day_of_month(word: &str) -> Option<i8> {
    let digits = word.trim_end_matches(|it: char| it.is_ascii_alphabetic());
    let suffix = &word[digits.len()..];
    let day: i8 = digits.parse().ok()?;
    (matches!(suffix.to_lowercase().as_str(), "" | "st" | "nd" | "rd" | "th") && (1..=31).contains(&day)).then_some(day)
}

fn year(word: &str) -> Option<i16> {
    let year: i16 = (word.len() == 4).then(|| word.parse().ok())??;
    (1900..=2199).contains(&year).then_some(year)
}

fn iso_dates(text: &str) -> Vec<DateMention> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at + 7 <= bytes.len() {
        let edge = at == 0 || !bytes[at - 1].is_ascii_alphanumeric();
        let length = if edge { iso_length(&bytes[at..]) } else { 0 };
        let date = match length {
            10 => text[at..at + 10]
                .parse::<Date>()
                .ok()
                .map(|date| (date, Precision::Day)),
            7 => format!("{}-01", &text[at..at + 7])
                .parse::<Date>()
                .ok()
                .map(|date| (date, Precision::Month)),
            _ => None,
        };
        if let Some((date, precision)) = date {
            found.push(DateMention {
                span: Span::new(at, at + length),
                date,
                precision,
            });
        }
        at += length.max(1);
    }
    found
}

/// 10 for `2026-05-14`, 7 for `2026-05` standing alone, else 0.
fn iso_length(bytes: &[u8]) -> usize {
    let digits = |range: std::ops::Range<usize>| bytes.get(range).is_some_and(|it| it.iter().all(u8::is_ascii_digit));
    let dash = |at: usize| bytes.get(at) == Some(&b'-');
    let ends = |at: usize| bytes.get(at).is_none_or(|it| !it.is_ascii_digit() && *it != b'-');
    if !(digits(0..4) && dash(4) && digits(5..7)) {
        return 0;
    }
    if dash(7) && digits(8..10) && ends(10) {
        10
    } else if ends(7) && (bytes.starts_with(b"19") || bytes.starts_with(b"20")) {
        7
    } else {
        0
    }
}

/// `14/05/2026` and `14.05.2026`; where both parts could be the month, nothing.
fn slashed_dates(text: &str) -> Vec<DateMention> {
    let mut found = Vec::new();
    let mut start = 0;
    for piece in text.split_inclusive(|it: char| !(it.is_ascii_digit() || it == '/' || it == '.')) {
        let body = piece.trim_end_matches(|it: char| !it.is_ascii_digit());
        let parts: Vec<&str> = body.split(['/', '.']).collect();
        if let [first, second, third] = parts.as_slice()
            && let (Ok(left), Ok(right), Some(year)) = (first.parse::<i8>(), second.parse::<i8>(), year(third))
        {
            let dotted = body.contains('.');
            let date = match (left, right) {
                (day, month) if dotted || left > 12 || left == right => Date::new(year, month, day).ok(),
                (month, day) if right > 12 => Date::new(year, month, day).ok(),
                _ => None,
            };
            if let Some(date) = date {
                found.push(DateMention {
                    span: Span::new(start, start + body.len()),
                    date,
                    precision: Precision::Day,
                });
            }
        }
        start += piece.len();
    }
    found
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn dates(text: &str) -> Vec<(&str, Date, Precision)> {
        find_dates(text)
            .into_iter()
            .map(|it| (&text[it.span.range()], it.date, it.precision))
            .collect()
    }

    #[test]
    fn dates_are_read_as_they_are_written() {
        assert_eq!(
            dates(
                "From 2026-05-14 to 14th of May 2026, May 2, 2026, in Sept. 2025, on 31/01/2026 and 01.02.2026; 2026-03; 31% (January 2026)."
            ),
            [
                ("2026-05-14", date(2026, 5, 14), Precision::Day),
                ("14th of May 2026", date(2026, 5, 14), Precision::Day),
                ("May 2, 2026", date(2026, 5, 2), Precision::Day),
                ("Sept. 2025", date(2025, 9, 1), Precision::Month),
                ("31/01/2026", date(2026, 1, 31), Precision::Day),
                ("01.02.2026", date(2026, 2, 1), Precision::Day),
                ("2026-03", date(2026, 3, 1), Precision::Month),
                ("January 2026", date(2026, 1, 1), Precision::Month),
            ],
        );
    }

    #[test]
    fn a_day_without_a_year_is_the_next_one() {
        let days = |text: &str| -> Vec<Date> {
            find_days(text, date(2026, 6, 20))
                .into_iter()
                .map(|it| it.date)
                .collect()
        };
        assert_eq!(
            days("Kickoff is on 7 July, and the review on January 15th."),
            [date(2026, 7, 7), date(2027, 1, 15)]
        );
        assert_eq!(days("Kickoff was on 7 July 2025; may 2 be enough."), Vec::<Date>::new());
        assert!(says_when("by the end of September") && says_when("in Q3") && !says_when("as soon as we may"));
    }

    #[test]
    fn what_could_mean_two_things_is_no_date() {
        assert_eq!(
            dates("03/04/2026, 2 May, we may 2 things, version 4.5.2026.1, 2026"),
            []
        );
    }
}
