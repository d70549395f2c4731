//! Errors in figures and their units.

use grounding::Span;
use grounding::text::{Figure, Unit, find_figures, words};
use rust_decimal::Decimal;

use super::base::{Base, Edit, below};
use super::text::{NUMBER_WORDS, digits_of, put, word_before};

/// Words after which a figure is not meant to the digit.
const ABOUT: [&str; 11] = [
    "about",
    "around",
    "roughly",
    "some",
    "nearly",
    "almost",
    "approximately",
    "over",
    "under",
    "approx.",
    "circa",
];

/// Units and what they are taken for.
const UNITS: [(&str, &str); 15] = [
    ("hours", "minutes"),
    ("hour", "minute"),
    ("minutes", "hours"),
    ("minute", "hour"),
    ("h", "min"),
    ("min", "h"),
    ("days", "weeks"),
    ("day", "week"),
    ("weeks", "days"),
    ("week", "day"),
    ("months", "weeks"),
    ("month", "week"),
    ("years", "months"),
    ("year", "month"),
    ("percent", "percentage points"),
];

/// Signs of units and what they are taken for.
const SIGNS: [(&str, &str); 8] = [
    ("percentage points", "%"),
    ("per cent", "percentage points"),
    ("EUR", "USD"),
    ("USD", "EUR"),
    ("GBP", "EUR"),
    ("\u{20ac}", "$"),
    ("$", "\u{20ac}"),
    ("\u{a3}", "\u{20ac}"),
];

/// One figure that stands in a quote becomes another, which stands in none.
pub(super) fn number(base: &Base<'_>) -> Option<Edit> {
    let text = base.text();
    let cited = cited(base);
    let own = find_figures(text);
    let places: Vec<&Figure> = own
        .iter()
        .filter(|it| !it.is_year() && cited.iter().any(|known| it.same_as(known)))
        .collect();
    let is_taken = |new: &Figure| {
        let mut known = cited.iter().chain(&own);
        new.is_year() || known.any(|it| new.same_as(it) || it.same_as(new))
    };
    base.turned("figure", &places).find_map(|figure| {
        (0..12u64).find_map(|turn| {
            let seed = base.seed(&format!("digit {turn}"));
            let (place, with) = other_number(text, figure, seed)?;
            let changed = put(text, place, &with);
            let new = figure_at(&changed, figure.span.start)?;
            if is_taken(&new) {
                return None;
            }
            base.said(changed, vec![with])
        })
    })
}

/// A figure's unit becomes another.
pub(super) fn unit(base: &Base<'_>) -> Option<Edit> {
    let text = base.text();
    let cited = cited(base);
    let own = find_figures(text);
    let places: Vec<&Figure> = own.iter().filter(|it| it.unit != Unit::Count).collect();
    base.turned("unit", &places).find_map(|figure| {
        let (place, with) = other_unit(text, figure.span)?;
        let changed = put(text, place, with);
        let new = figure_at(&changed, figure.span.start)?;
        let stands = cited
            .iter()
            .any(|known| known.unit != Unit::Count && new.same_as(known));
        if stands || new.unit == figure.unit {
            return None;
        }
        base.said(changed, vec![with.trim().to_owned()])
    })
}

/// A figure that follows from those of the quotes is off by one of its last digit.
pub(super) fn derived_off_by_one(base: &Base<'_>) -> Option<Edit> {
    let text = base.text();
    let own = find_figures(text);
    let derived = |it: &&Figure| {
        let about = ABOUT.contains(&word_before(text, it.span.start).as_str());
        !about && grounding::derivation(text, it, &base.quotes).is_some()
    };
    let places: Vec<&Figure> = own.iter().filter(derived).collect();
    let up = below(base.seed("step"), 2) == 0;
    base.turned("derived", &places).find_map(|figure| {
        let (place, with) = next_number(text, figure, up)?;
        base.said(put(text, place, &with), vec![with])
    })
}

/// The figures of the quotes.
fn cited(base: &Base<'_>) -> Vec<Figure> {
    base.quotes.iter().flat_map(|quote| find_figures(quote)).collect()
}

fn figure_at(text: &str, start: usize) -> Option<Figure> {
    find_figures(text).into_iter().find(|it| it.span.start == start)
}

/// The figure's digits, without sign and unit.
fn digits(text: &str, figure: &Figure) -> Option<Span> {
    let found = digits_of(&text[figure.span.range()])?;
    Some(Span::new(
        figure.span.start + found.start,
        figure.span.start + found.end,
    ))
}

/// The place of a number written as a word, from two to twelve, and the number.
fn number_word(text: &str, figure: &Figure) -> Option<(Span, usize)> {
    let part = &text[figure.span.range()];
    let first = words(part).next()?;
    let number = NUMBER_WORDS.iter().position(|it| first.text.eq_ignore_ascii_case(it))?;
    // `Six and a half` is not six.
    let alone = words(part).count() <= 2 && number >= 2;
    let place = Span::new(figure.span.start + first.span.start, figure.span.start + first.span.end);
    alone.then_some((place, number))
}

fn other_number(text: &str, figure: &Figure, seed: u64) -> Option<(Span, String)> {
    let Some(place) = digits(text, figure) else {
        let (place, number) = number_word(text, figure)?;
        let other = 2 + below(seed, NUMBER_WORDS.len() - 2);
        return (other != number).then(|| (place, NUMBER_WORDS[other].to_owned()));
    };
    let written = &text[place.range()];
    let at: Vec<usize> = written
        .char_indices()
        .filter(|(_, it)| it.is_ascii_digit())
        .map(|(at, _)| at)
        .collect();
    let about = ABOUT.contains(&word_before(text, figure.span.start).as_str());
    let chosen = *at.get(if about { 0 } else { below(seed, at.len()) })?;
    let old = written[chosen..].chars().next()?.to_digit(10)?;
    let step = u32::try_from(1 + below(seed >> 8, 9)).unwrap_or(1);
    let new = (old + step) % 10;
    // A number doesn't begin with 0, and `1 hours` is none.
    if chosen == 0 && (new == 0 || (new == 1 && at.len() == 1)) {
        return None;
    }
    let mut changed = written.to_owned();
    changed.replace_range(chosen..=chosen, &new.to_string());
    Some((place, changed))
}

fn next_number(text: &str, figure: &Figure, up: bool) -> Option<(Span, String)> {
    let Some(place) = digits(text, figure) else {
        let (place, number) = number_word(text, figure)?;
        let next = if up || number <= 2 { number + 1 } else { number - 1 };
        return NUMBER_WORDS.get(next).map(|word| (place, (*word).to_owned()));
    };
    let value: Decimal = text[place.range()].parse().ok()?;
    let step = Decimal::new(1, value.scale());
    let next = if up || value <= step + step {
        value + step
    } else {
        value - step
    };
    Some((place, next.to_string()))
}

/// Where the unit stands, and what it becomes.
fn other_unit(text: &str, span: Span) -> Option<(Span, &'static str)> {
    let part = &text[span.range()];
    let within = |start: usize, end: usize| Span::new(span.start + start, span.start + end);
    if let Some(number) = part.strip_suffix('%') {
        return Some((within(number.trim_end().len(), part.len()), " percentage points"));
    }
    for (sign, other) in SIGNS {
        if let Some(start) = part.find(sign) {
            // `3 %` has its blank already.
            return Some((within(start, start + sign.len()), other));
        }
    }
    let lower = part.to_lowercase();
    if lower.contains("working") || lower.contains("business") {
        return None;
    }
    let last = words(part).last()?;
    let (_, other) = UNITS.iter().find(|(unit, _)| last.text.eq_ignore_ascii_case(unit))?;
    Some((within(last.span.start, last.span.end), *other))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(text: &str) -> Figure {
        find_figures(text).remove(0)
    }

    #[test]
    fn a_unit_becomes_another_at_its_place() {
        let changed = |text: &str| {
            let (place, with) = other_unit(text, first(text).span).unwrap();
            put(text, place, with)
        };
        assert_eq!(changed("It takes 6.4 hours."), "It takes 6.4 minutes.");
        assert_eq!(changed("It fell to 8.1%."), "It fell to 8.1 percentage points.");
        assert_eq!(changed("It costs EUR 640 a head."), "It costs USD 640 a head.");
        assert_eq!(changed("A two-week pilot ran."), "A two-day pilot ran.");
    }

    #[test]
    fn a_number_becomes_another_of_the_same_form() {
        let text = "It takes 1,320 minutes.";
        for seed in (0..40).map(|it| it << 16) {
            if let Some((place, with)) = other_number(text, &first(text), seed) {
                assert_eq!((&text[place.range()], with.len()), ("1,320", 5));
                assert_ne!(with, "1,320");
            }
        }
    }

    #[test]
    fn the_next_number_is_one_of_the_last_digit_away() {
        let next = |text: &str, up: bool| next_number(text, &first(text), up).unwrap().1;
        assert_eq!(next("It fell by 4.3 hours.", true), "4.4");
        assert_eq!(next("It fell by 37%.", false), "36");
        assert_eq!(next("It fell by seven hours.", false), "six");
    }
}
