//! Finding the phrases of all tables in a text.

use std::sync::LazyLock;

use super::{Table, WordMap, entries};
use crate::Span;
use crate::text::{lowered, stem, stem_of, words};

/// A word of a text as the tables ask for it.
#[derive(Debug, Clone)]
pub(crate) struct Spelt {
    pub(crate) span: Span,
    /// In lowercase, with a plain apostrophe.
    pub(crate) lower: String,
    /// Its stem.
    pub(crate) stem: String,
}

impl Spelt {
    /// The words of a text.
    pub(crate) fn all(text: &str) -> Vec<Self> {
        words(text)
            .map(|word| {
                let lower = lowered(word.text);
                Self {
                    span: word.span,
                    stem: stem_of(&lower),
                    lower,
                }
            })
            .collect()
    }
}

/// A phrase of a table, found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mark {
    pub(crate) table: Table,
    /// The first of its words, by place.
    pub(crate) first: usize,
    /// How many words it has.
    pub(crate) words: usize,
    pub(crate) span: Span,
}

/// A negation reaches so many words ahead: `has still not quite arrived`.
const REACH_WORDS: usize = 4;
/// `no` reaches so many.
const REACH_OF_NO: usize = 2;

#[derive(Debug)]
enum Part {
    Stem(Box<str>),
    Exact(Box<str>),
}

impl Part {
    fn fits(&self, word: &Spelt) -> bool {
        match self {
            Self::Stem(stem) => **stem == *word.stem,
            Self::Exact(exact) => **exact == *word.lower,
        }
    }
}

#[derive(Debug)]
struct Phrase {
    table: Table,
    /// The words after the first.
    rest: Box<[Part]>,
}

#[derive(Debug, Default)]
struct Tables {
    by_stem: WordMap<Box<str>, Vec<Phrase>>,
    by_form: WordMap<Box<str>, Vec<Phrase>>,
    /// Stems that count where a negation stands before them.
    negated: WordMap<Box<str>, Vec<Table>>,
    /// The tables that have such.
    with_negated: Vec<Table>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| Tables::read(Table::ALL));

impl Tables {
    fn read(files: &[(Table, &str)]) -> Self {
        let mut tables = Self::default();
        for (table, file) in files {
            for line in entries(file) {
                tables.add(*table, line);
            }
        }
        // The longest phrase of a table that fits is the one that was meant.
        let lists = tables.by_stem.values_mut().chain(tables.by_form.values_mut());
        lists.for_each(|phrases| phrases.sort_by_key(|it| (it.table, std::cmp::Reverse(it.rest.len()))));
        tables
    }

    fn add(&mut self, table: Table, line: &str) {
        if let Some(verb) = line.strip_prefix('!') {
            self.negated.entry(stem(verb).into()).or_default().push(table);
            if !self.with_negated.contains(&table) {
                self.with_negated.push(table);
            }
            return;
        }
        let exact = line.strip_prefix('=');
        let part = |word: &str| match exact {
            Some(_) => Part::Exact(word.to_lowercase().into()),
            None => Part::Stem(stem(word).into()),
        };
        let mut parts = words(exact.unwrap_or(line)).map(|word| part(word.text));
        let Some(first) = parts.next() else { return };
        let rest = parts.collect();
        match first {
            Part::Stem(first) => self.by_stem.entry(first).or_default().push(Phrase { table, rest }),
            Part::Exact(first) => self.by_form.entry(first).or_default().push(Phrase { table, rest }),
        }
    }

    fn starting_with(&self, word: &Spelt) -> impl Iterator<Item = &Phrase> {
        let by_stem = self.by_stem.get(word.stem.as_str());
        by_stem
            .into_iter()
            .chain(self.by_form.get(word.lower.as_str()))
            .flatten()
    }
}

/// Every phrase of every table that a rule may ask for, in a text whose words are given, by place.
pub(crate) fn marks(text: &str, words: &[Spelt]) -> Vec<Mark> {
    found_by(&TABLES, text, words, None)
}

/// Every place where a phrase of one table stands.
pub(super) fn find_all(text: &str, table: Table) -> Vec<Span> {
    let found = found_by(&TABLES, text, &Spelt::all(text), Some(table));
    found.into_iter().map(|mark| mark.span).collect()
}

fn found_by(tables: &Tables, text: &str, words: &[Spelt], only: Option<Table>) -> Vec<Mark> {
    let mut found: Vec<Mark> = Vec::new();
    let wanted = |table: Table| only.map_or(!table.is_of_drafting(), |only| only == table);
    for (at, word) in words.iter().enumerate() {
        let from = found.len();
        for phrase in tables.starting_with(word).filter(|phrase| wanted(phrase.table)) {
            let rest = words.get(at + 1..at + 1 + phrase.rest.len());
            if !rest.is_some_and(|rest| phrase.rest.iter().zip(rest).all(|(part, word)| part.fits(word))) {
                continue;
            }
            let length = phrase.rest.len() + 1;
            let mark = Mark {
                table: phrase.table,
                first: at,
                words: length,
                span: Span::new(word.span.start, words[at + length - 1].span.end),
            };
            match found[from..].iter_mut().find(|known| known.table == mark.table) {
                Some(known) if known.words < length => *known = mark,
                Some(_) => {}
                None => found.push(mark),
            }
        }
        if tables.with_negated.iter().any(|table| wanted(*table)) {
            let reach = NegatedReach {
                tables,
                text,
                words,
                at,
            };
            reach.settle(&mut found, from, &wanted);
        }
    }
    found
}

/// What a negation makes of the phrases of the tables that ask for one.
struct NegatedReach<'a> {
    tables: &'a Tables,
    text: &'a str,
    words: &'a [Spelt],
    at: usize,
}

impl NegatedReach<'_> {
    /// Takes back, from the given place on, the phrases that are negated themselves, and adds
    /// those that a negation here makes.
    fn settle(&self, found: &mut Vec<Mark>, from: usize, wanted: &dyn Fn(Table) -> bool) {
        let asks = |table: Table| self.tables.with_negated.contains(&table);
        if found[from..].iter().any(|mark| asks(mark.table)) && self.is_negated() {
            let kept: Vec<Mark> = found.drain(from..).filter(|mark| !asks(mark.table)).collect();
            found.extend(kept);
        }
        for table in self.tables.with_negated.iter().copied().filter(|table| wanted(*table)) {
            let known = found[from..].iter().any(|mark| mark.table == table);
            if !known && let Some(mark) = self.reached(table) {
                found.push(mark);
            }
        }
    }

    fn negates(&self, word: &Spelt) -> bool {
        let single = |phrase: &Phrase| phrase.table == Table::Negations && phrase.rest.is_empty();
        self.tables
            .by_form
            .get(word.lower.as_str())
            .is_some_and(|phrases| phrases.iter().any(single))
    }

    /// Whether one of the two words before negates what stands here.
    fn is_negated(&self) -> bool {
        let before = &self.words[self.at.saturating_sub(2)..self.at];
        before.iter().any(|word| {
            let breaks = self.text[word.span.end..].starts_with([',', ';', '.']);
            !breaks && self.negates(word)
        })
    }

    fn reached(&self, table: Table) -> Option<Mark> {
        let word = &self.words[self.at];
        if !self.negates(word) {
            return None;
        }
        // `no` belongs to the thing beside it; `not` reaches over a few words. Neither reaches
        // over a comma.
        let reach = if word.lower == "no" { REACH_OF_NO } else { REACH_WORDS };
        let ahead = self.words.iter().enumerate().skip(self.at + 1).take(reach);
        let is_verb = |word: &Spelt| {
            let tables = self.tables.negated.get(word.stem.as_str());
            tables.is_some_and(|tables| tables.contains(&table))
        };
        let (last, verb) = ahead.into_iter().find(|(_, word)| is_verb(word))?;
        let between = &self.text[word.span.end..verb.span.start];
        (!between.contains([',', ';', ':', '.'])).then(|| Mark {
            table,
            first: self.at,
            words: last - self.at + 1,
            span: Span::new(word.span.start, verb.span.end),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'a>(file: &str, text: &'a str) -> Vec<&'a str> {
        let negations = Table::ALL.iter().filter(|(table, _)| *table == Table::Negations);
        let files: Vec<(Table, &str)> = negations.copied().chain([(Table::Pending, file)]).collect();
        let tables = Tables::read(&files);
        let marks = found_by(&tables, text, &Spelt::all(text), Some(Table::Pending));
        marks.into_iter().map(|mark| &text[mark.span.range()]).collect()
    }

    #[test]
    fn phrases_are_found_in_any_form() {
        let table = "# head\ncount on\n=may\npromise\n!arrive\n";
        let text = "They are counting on it. In May we promised; it may rain.";
        assert_eq!(found(table, text), ["counting on", "May", "promised", "may"]);
        assert_eq!(
            found(table, "It has still not quite arrived. It arrived."),
            ["not quite arrived"]
        );
        assert_eq!(
            found(table, "At no cost, it arrived. They don't count on it."),
            Vec::<&str>::new()
        );
    }
}
