//! Numbers written in another way.

use grounding::Span;
use grounding::text::{Figure, Unit, find_figures, words};
use rust_decimal::Decimal;

use super::base::{Base, Edit};
use super::text::{NUMBER_WORDS, digits_of, put};

/// A number is written in another way that says the same.
pub(super) fn number_form(base: &Base<'_>) -> Option<Edit> {
    let text = base.text();
    let figures = find_figures(text);
    let forms: Vec<(Span, String)> = figures.iter().flat_map(|figure| forms(text, figure)).collect();
    let (place, with) = base.pick("number form", &forms)?;
    base.said(put(text, *place, with), vec![with.clone()])
}

/// The other forms of a figure, each with the place that it takes.
fn forms(text: &str, figure: &Figure) -> Vec<(Span, String)> {
    let part = &text[figure.span.range()];
    // `4-week`, `x4` and `10-12` are left alone.
    let joined = text[..figure.span.start].ends_with(['-', '/', '(', '\u{2013}'])
        || text[figure.span.end..].starts_with(['-', '/', '\u{2013}'])
        || part.contains('-');
    if joined || figure.is_year() {
        return Vec::new();
    }
    let within = |start: usize, end: usize| Span::new(figure.span.start + start, figure.span.start + end);
    let mut found = Vec::new();
    if let Some(digits) = digits_of(part) {
        let written = &part[digits.range()];
        let whole = written.bytes().all(|it| it.is_ascii_digit());
        let plain = matches!(figure.unit, Unit::Count | Unit::Time(_) | Unit::Months(_));
        if let Some(word) = word_for(written).filter(|_| whole && plain && digits.start == 0) {
            found.push((within(digits.start, digits.end), word.to_owned()));
        }
        if written.contains(',') && !written.contains('.') {
            found.push((within(digits.start, digits.end), written.replace(',', "")));
        }
        if let Some(number) = part.strip_suffix('%') {
            found.push((within(number.trim_end().len(), part.len()), " per cent".to_owned()));
        }
    } else if let Some(first) = words(part).next()
        && let Some(number) = NUMBER_WORDS.iter().position(|it| first.text.eq_ignore_ascii_case(it))
        && number >= 2
        && words(part).count() <= 2
    {
        found.push((within(first.span.start, first.span.end), number.to_string()));
    }
    if let Some(other) = other_unit(part, figure) {
        found.push((figure.span, other));
    }
    found
}

/// A number from two to twelve as a word.
fn word_for(digits: &str) -> Option<&'static str> {
    let number: usize = digits.parse().ok().filter(|it| *it >= 2)?;
    NUMBER_WORDS.get(number).copied()
}

/// Days as weeks and months as years, or the other way, where that is exact.
fn other_unit(part: &str, figure: &Figure) -> Option<String> {
    let unit = words(part).last()?.text.to_lowercase();
    let plain = words(part).count() == 2 && figure.decimals == 0;
    let (times, larger, smaller) = match unit.as_str() {
        "days" | "weeks" => (7, "weeks", "days"),
        "months" | "years" => (12, "years", "months"),
        _ => return None,
    };
    let times = Decimal::from(times);
    let number = Some(figure.value).filter(|it| plain && *it >= Decimal::from(2) && *it < Decimal::from(200))?;
    if unit == larger {
        return Some(format!("{} {smaller}", (number * times).normalize()));
    }
    let quotient = (number / times).normalize();
    let exact = quotient.scale() == 0 && quotient >= Decimal::from(2);
    let written = quotient.to_string();
    exact.then(|| format!("{} {larger}", word_for(&written).unwrap_or(&written)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<String> {
        let figure = find_figures(text).remove(0);
        let found = forms(text, &figure);
        found.into_iter().map(|(place, with)| put(text, place, &with)).collect()
    }

    #[test]
    fn a_number_has_other_forms() {
        assert_eq!(all("It took 42 days."), ["It took six weeks."]);
        assert_eq!(all("It took 6 hours."), ["It took six hours."]);
        assert_eq!(all("Six users left."), ["6 users left."]);
        assert_eq!(all("It has 1,200 users."), ["It has 1200 users."]);
        assert_eq!(all("It fell to 8.1%."), ["It fell to 8.1 per cent."]);
        assert_eq!(all("A 6-week pilot."), [""; 0]);
    }
}
