//! Errors in when something was.

use std::collections::BTreeSet;

use grounding::Span;
use grounding::text::{DateMention, Precision, find_dates, find_days, words};
use jiff::civil::Date;

use super::base::{Base, Edit};
use super::text::put;

pub(super) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const QUARTERS: [&str; 4] = ["Q1", "Q2", "Q3", "Q4"];

/// One piece of a date, and what it may become.
type Place = (Span, Vec<String>);

/// A month, a quarter, a year or a day becomes another, which stands neither in a quote nor in
/// the claim.
pub(super) fn period(base: &Base<'_>) -> Option<Edit> {
    let text = base.text();
    let told: Vec<&str> = base.quotes.iter().copied().chain([text]).collect();
    let mut places = months(text, &told);
    places.extend(quarters(text, &told));
    places.extend(years(text, &told));
    places.extend(days(text, &told));
    let count = mentions(text).len();
    base.turned("place of date", &places).find_map(|(span, options)| {
        base.turned("date", options).find_map(|with| {
            let changed = put(text, *span, with);
            // `31 April` is no date.
            if mentions(&changed).len() != count {
                return None;
            }
            base.said(changed, vec![with.clone()])
        })
    })
}

/// The dates of a text, those without a year among them.
fn mentions(text: &str) -> Vec<DateMention> {
    let mut found = find_dates(text);
    found.extend(find_days(text, Date::constant(2000, 1, 1)));
    found
}

/// The number of a month that a word names, from 0, if it is written as a name is.
fn month(word: &str) -> Option<usize> {
    MONTHS
        .iter()
        .position(|name| *name == word || word == &name[..3] || (word == "Sept" && *name == "September"))
}

/// The months that the texts name, from 0.
fn months_told(texts: &[&str]) -> BTreeSet<usize> {
    let named = texts
        .iter()
        .flat_map(|text| words(text).filter_map(|word| month(word.text)));
    let dated = texts.iter().flat_map(|text| mentions(text));
    let dated = dated.filter_map(|it| usize::try_from(it.date.month() - 1).ok());
    named.chain(dated).collect()
}

fn months(text: &str, told: &[&str]) -> Vec<Place> {
    let known = months_told(told);
    let free: Vec<usize> = (0..MONTHS.len()).filter(|month| !known.contains(month)).collect();
    let mut found: Vec<Place> = Vec::new();
    for word in words(text) {
        // `May` that begins a sentence may be the verb.
        let rest = text[word.span.end..].trim_start();
        let is_verb = word.span.start == 0 && !rest.starts_with(|it: char| it.is_ascii_digit());
        if month(word.text).is_none() || is_verb {
            continue;
        }
        let short = word.text.len() <= 4 && word.text != "June" && word.text != "July" && word.text != "May";
        let options = free.iter().map(|month| {
            let name = MONTHS[*month];
            if short { name[..3].to_owned() } else { name.to_owned() }
        });
        found.push((word.span, options.collect()));
    }
    for mention in find_dates(text).into_iter().filter(|it| is_iso(text, it)) {
        let start = mention.span.start;
        let options = free.iter().map(|month| format!("{:02}", month + 1)).collect();
        found.push((Span::new(start + 5, start + 7), options));
    }
    found
}

fn quarters(text: &str, told: &[&str]) -> Vec<Place> {
    let is_free = |quarter: &&str| !told.iter().any(|text| words(text).any(|word| word.text == *quarter));
    let free: Vec<String> = QUARTERS.iter().copied().filter(is_free).map(str::to_owned).collect();
    words(text)
        .filter(|word| QUARTERS.contains(&word.text))
        .map(|word| (word.span, free.clone()))
        .collect()
}

fn years(text: &str, told: &[&str]) -> Vec<Place> {
    let mut found: Vec<Place> = Vec::new();
    for word in words(text) {
        let year: Option<i32> = (word.text.len() == 4).then(|| word.text.parse().ok()).flatten();
        let Some(year) = year.filter(|it| (2000..2100).contains(it)) else {
            continue;
        };
        let options = [year - 1, year + 1, year - 2].map(|it| it.to_string());
        let free = options
            .into_iter()
            .filter(|year| !told.iter().any(|text| text.contains(year.as_str())));
        found.push((word.span, free.collect()));
    }
    found
}

fn days(text: &str, told: &[&str]) -> Vec<Place> {
    let known: BTreeSet<i8> = told
        .iter()
        .flat_map(|text| mentions(text))
        .filter(|it| it.precision == Precision::Day)
        .map(|it| it.date.day())
        .collect();
    let free: Vec<i8> = (1..=28).filter(|day| !known.contains(day)).collect();
    let mut found: Vec<Place> = Vec::new();
    for mention in mentions(text).into_iter().filter(|it| it.precision == Precision::Day) {
        let written = &text[mention.span.range()];
        let start = mention.span.start;
        if is_iso(text, &mention) {
            let options = free.iter().map(|day| format!("{day:02}")).collect();
            found.push((Span::new(start + 8, start + 10), options));
            continue;
        }
        let is_day = |word: &str| word.len() <= 2 && word.bytes().all(|it| it.is_ascii_digit());
        if written.contains('/') || written.contains('.') {
            continue;
        }
        if let Some(word) = words(written).find(|word| is_day(word.text)) {
            let span = Span::new(start + word.span.start, start + word.span.end);
            found.push((span, free.iter().map(i8::to_string).collect()));
        }
    }
    found
}

/// Whether it is written `2026-05` or `2026-05-31`.
pub(super) fn is_iso(text: &str, mention: &DateMention) -> bool {
    let written = &text[mention.span.range()];
    written.as_bytes().get(4) == Some(&b'-') && written.starts_with(|it: char| it.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str, places: &[Place]) -> Vec<String> {
        places.iter().map(|(span, _)| text[span.range()].to_owned()).collect()
    }

    #[test]
    fn the_pieces_of_dates_are_found() {
        let text = "By 12 March 2026 and in Q2, or 2026-05-31, it may help.";
        let told = [text];
        assert_eq!(pieces(text, &months(text, &told)), ["March", "05"]);
        assert_eq!(pieces(text, &quarters(text, &told)), ["Q2"]);
        assert_eq!(pieces(text, &years(text, &told)), ["2026", "2026"]);
        assert_eq!(pieces(text, &days(text, &told)), ["12", "31"]);
    }

    #[test]
    fn what_is_told_is_not_put_in() {
        let found = months("In May.", &["In May.", "Since June, on 2026-07-01."]);
        let [(_, options)] = found.as_slice() else {
            panic!("{found:?}")
        };
        assert_eq!(options.len(), 9);
        assert!(!options.iter().any(|it| it == "June" || it == "July" || it == "May"));
    }
}
