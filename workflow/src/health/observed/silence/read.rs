//! A sentence by its words.

use std::ops::Range;

use grounding::text::{root, stem, words};

use super::phrases::{FILLERS, Phrases};

/// The last words of a phrase stand no further from its first than this.
const LONGEST: usize = 8;

/// The base form of a word in lowercase.
pub(super) fn base(word: &str) -> String {
    stem(root(word))
}

/// A word of a sentence.
struct Word {
    /// In lowercase, without what is contracted with it.
    text: String,
    base: String,
    /// Whether a comma or the like stands before it.
    is_apart: bool,
    /// Whether it is part of a mail address.
    is_address: bool,
    /// Whether it is written with a capital letter.
    is_capital: bool,
}

/// A sentence by its words. A place beyond the last of them holds an empty word.
pub(super) struct Read {
    words: Vec<Word>,
}

impl Read {
    /// Takes a sentence apart. `hasn't` becomes two words.
    pub(super) fn of(sentence: &str) -> Self {
        let mut found = Vec::new();
        let mut end = 0;
        for word in words(sentence) {
            let between = sentence.get(end..word.span.start).unwrap_or_default();
            end = word.span.end;
            let is_apart =
                between.contains([',', ';', ':', '(', ')', '\u{2013}', '\u{2014}']) || between.contains(" - ");
            let is_address = between.ends_with('@') || sentence.get(end..).is_some_and(|rest| rest.starts_with('@'));
            let is_capital = word.text.starts_with(char::is_uppercase);
            let lower = word.text.to_lowercase().replace('\u{2019}', "'");
            for (at, text) in parts(&lower).into_iter().enumerate() {
                found.push(Word {
                    base: base(&text),
                    text,
                    is_apart: is_apart && at == 0,
                    is_address,
                    is_capital,
                });
            }
        }
        Self { words: found }
    }

    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    pub(super) fn text(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |it| it.text.as_str())
    }

    pub(super) fn base(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |it| it.base.as_str())
    }

    pub(super) fn is_apart(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|it| it.is_apart)
    }

    pub(super) fn is_address(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|it| it.is_address)
    }

    /// Whether it is written as names are, and is neither `I` nor one of the words that often begin a
    /// sentence.
    pub(super) fn is_name(&self, at: usize, no_names: &[&str]) -> bool {
        let is_capital = self.words.get(at).is_some_and(|it| it.is_capital);
        is_capital && !self.is_any(at, no_names) && !self.is_any(at, &["i", "we", "no", "not", "never"])
    }

    pub(super) fn is_any(&self, at: usize, of: &[&str]) -> bool {
        of.contains(&self.text(at))
    }

    pub(super) fn has_any(&self, mut places: Range<usize>, of: &[&str]) -> bool {
        places.any(|at| self.is_any(at, of))
    }

    /// The place after the longest of the phrases that begins here.
    pub(super) fn end_of(&self, phrases: &Phrases, at: usize) -> Option<usize> {
        let all = phrases.get(self.base(at))?.iter();
        all.filter_map(|rest| self.end_of_rest(rest, at)).max()
    }

    fn end_of_rest(&self, rest: &[String], at: usize) -> Option<usize> {
        let mut next = at + 1;
        for wanted in rest {
            while self.base(next) != wanted {
                let is_filler = self.is_any(next, &FILLERS) || self.is_name(next, &[]);
                if self.is_apart(next) || !is_filler || next > at + LONGEST {
                    return None;
                }
                next += 1;
            }
            if self.is_apart(next) {
                return None;
            }
            next += 1;
        }
        Some(next)
    }

    /// The places before a word within its clause, the nearest first.
    pub(super) fn back_from(&self, at: usize) -> impl Iterator<Item = usize> {
        let mut begins = self.is_apart(at);
        (0..at).rev().take_while(move |place| {
            let is_within = !begins;
            begins = self.is_apart(*place);
            is_within
        })
    }

    /// The places from one on to the end of its clause.
    pub(super) fn on_from(&self, at: usize) -> impl Iterator<Item = usize> {
        (at..self.len()).take_while(|place| !self.is_apart(*place))
    }
}

/// The words that a contraction stands for.
fn parts(lower: &str) -> Vec<String> {
    const BARE: [&str; 9] = [
        "didnt", "doesnt", "dont", "hasnt", "havent", "hadnt", "wasnt", "werent", "couldnt",
    ];
    let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    if lower == "cannot" {
        return owned(&["can", "not"]);
    }
    let bare = || lower.strip_suffix("nt").filter(|_| BARE.contains(&lower));
    match lower.strip_suffix("n't").or_else(bare) {
        Some(verb) => owned(&[verb, "not"]),
        None => owned(&[lower.split('\'').next().unwrap_or(lower)]),
    }
}
