//! How large a part of something a sentence speaks of.

use crate::Span;
use crate::lexicon::Table;
use crate::text::{Reading, Unit};

/// A part of a whole, smallest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    /// Nobody, never.
    None,
    /// A handful, hardly.
    Few,
    /// Some, several, a third.
    Some,
    /// Many, often, half.
    Many,
    /// Most, usually.
    Most,
    /// All, every, always.
    All,
}

/// A word of quantity in a sentence.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Quantity {
    pub(crate) part: Part,
    /// The first word after it, by number.
    pub(crate) next: usize,
    pub(crate) span: Span,
    /// Whether it is denied: `not all`.
    pub(crate) denied: bool,
}

const NONE: [&str; 4] = ["none", "nobody", "never", "nothing"];

/// The words of quantity in a sentence, in order.
pub(crate) fn quantities(reading: &Reading<'_>, sentence: usize) -> Vec<Quantity> {
    let mut found: Vec<Quantity> = Vec::new();
    for mark in reading.marks_in(sentence) {
        let word = &reading.words[mark.first];
        let part = match mark.table {
            Table::Few => Part::Few,
            Table::Many => Part::Many,
            Table::Most => Part::Most,
            Table::Universal => Part::All,
            Table::Partial => Part::Some,
            Table::Negations if NONE.contains(&word.lower.as_str()) || mark.words > 1 => Part::None,
            _ => continue,
        };
        let quantity = Quantity {
            part,
            next: mark.first + mark.words,
            span: mark.span,
            denied: word.denied,
        };
        match found.iter_mut().rev().take(4).find(|it| it.span.overlaps(mark.span)) {
            // `Nearly all` is no `all`, and `a handful` stands in two tables: the longer phrase is
            // meant, and of two alike the one that says more than `some`.
            Some(known) => {
                let longer = mark.span.end - mark.span.start > known.span.end - known.span.start;
                if longer || (known.part == Part::Some && mark.span == known.span) {
                    *known = quantity;
                }
            }
            None => found.push(quantity),
        }
    }
    found.extend(shares(reading, sentence));
    found.extend(counted(reading, sentence));
    found.sort_by_key(|it| it.span);
    found
}

/// Shares of something: `a third of the leaders`, `71 % of users`.
fn shares<'a>(reading: &'a Reading<'_>, sentence: usize) -> impl Iterator<Item = Quantity> + 'a {
    let within = reading.sentences.get(sentence).copied().unwrap_or(Span::new(0, 0));
    let figures = reading.figures_in(within).iter();
    let told = figures.filter(|figure| figure.unit == Unit::Percent);
    told.filter_map(move |figure| {
        let next = reading.words.partition_point(|word| word.span.end <= figure.span.end);
        let of = reading.words.get(next)?;
        let percent = figure.value.round();
        let part = match u32::try_from(percent).ok()? {
            0 => Part::None,
            1..=15 => Part::Few,
            16..=44 => Part::Some,
            45..=50 => Part::Many,
            51..=99 => Part::Most,
            _ => Part::All,
        };
        (of.lower == "of").then_some(Quantity {
            part,
            next: next + 1,
            span: figure.span,
            denied: false,
        })
    })
}

/// So many of them, where it isn't said that these are all: `two pilots`, but not `the two pilots`.
fn counted<'a>(reading: &'a Reading<'_>, sentence: usize) -> impl Iterator<Item = Quantity> + 'a {
    let within = reading.sentences.get(sentence).copied().unwrap_or(Span::new(0, 0));
    let figures = reading.figures_in(within).iter();
    let told = figures.filter(|it| it.unit == Unit::Count && !it.is_year());
    told.filter_map(move |figure| {
        let next = reading.words.partition_point(|word| word.span.end <= figure.span.end);
        let noun = reading
            .words
            .get(next)
            .filter(|word| word.sentence == sentence && word.content)?;
        let lead = reading.text[within.start..figure.span.start]
            .split_whitespace()
            .next_back();
        let whole = lead.is_some_and(|it| {
            matches!(
                it.to_lowercase().as_str(),
                "the" | "all" | "our" | "their" | "your" | "of"
            )
        });
        let beside = reading
            .text
            .get(figure.span.end..noun.span.start)
            .is_some_and(|it| it.trim().is_empty());
        (beside && !whole).then_some(Quantity {
            part: Part::Some,
            next,
            span: figure.span,
            denied: false,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_longest_phrase_is_meant() {
        let parts = |text: &str| -> Vec<Part> {
            let reading = Reading::new(text, date(2026, 6, 30));
            quantities(&reading, 0).iter().map(|it| it.part).collect()
        };
        assert_eq!(
            [
                parts("Nearly all of them log in."),
                parts("A handful complain."),
                parts("Only about a third of the leaders open it."),
                parts("Every planner uses it."),
                parts("Nobody came."),
                parts("They came."),
            ],
            [
                vec![Part::Most],
                vec![Part::Few],
                vec![Part::Some],
                vec![Part::All],
                vec![Part::None],
                vec![],
            ]
        );
    }
}
