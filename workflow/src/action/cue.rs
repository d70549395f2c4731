//! What gives away in a sentence that a stop rule applies.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use grounding::lexicon::Table;
use grounding::text::{Unit, find_figures, root, says_when, stem, words};
use grounding::{Span, Topic, find_private};

use super::stops::ACTION_STOPS;

/// What a sentence trips a stop with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cue {
    /// One of the signs.
    Says(&'static [Sign]),
    /// One of the first and one of the second, apart from each other.
    Beside(&'static [Sign], &'static [Sign]),
}

/// Something that can stand in a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    /// A phrase of a word table.
    Table(Table),
    /// A phrase of a list, in any form of its words. Commas stand between the phrases, and a `~` for
    /// up to four words within one.
    Words(&'static str),
    /// What a promise can be about, as `grounding` reads it.
    Topic(Topic),
    /// A date, a month, a quarter, or a length of time of a day or more.
    When,
    /// A sum of money.
    Money,
    /// A mail address, a telephone number, an account's number or a secret.
    Private,
}

/// Shorter times are those of a meeting or an answer, in seconds.
const SHORTEST_TIME: u32 = 60 * 60 * 24;

/// So many words may stand within a phrase that is taken apart: `put the second launch off`.
const GAP_WORDS: usize = 4;

/// A sentence, taken apart.
#[derive(Debug)]
pub(super) struct Sentence<'a> {
    text: &'a str,
    words: Vec<Stems>,
}

/// A word as a phrase asks for it.
#[derive(Debug)]
struct Stems {
    span: Span,
    /// Of the word as it stands: `renewals` is `renew`.
    own: String,
    /// Of its base form where it is irregular: `left` is `leav`.
    base: String,
}

impl<'a> Sentence<'a> {
    pub(super) fn read(text: &'a str) -> Self {
        let words = words(text)
            .map(|word| Stems {
                span: word.span,
                own: stem(word.text),
                base: stem(root(&word.text.to_lowercase())),
            })
            .collect();
        Self { text, words }
    }

    /// Whether the cue stands in the sentence.
    pub(super) fn has(&self, cue: &Cue) -> bool {
        match cue {
            Cue::Says(signs) => !self.places(signs).is_empty(),
            Cue::Beside(first, second) => {
                let others = self.places(second);
                let apart = |place: &Span| others.iter().any(|other| !place.overlaps(*other));
                self.places(first).iter().any(apart)
            }
        }
    }

    fn places(&self, signs: &[Sign]) -> Vec<Span> {
        signs.iter().flat_map(|sign| self.places_of(sign)).collect()
    }

    fn places_of(&self, sign: &Sign) -> Vec<Span> {
        // What is told of the sentence as a whole has no place that could lie over another.
        let somewhere = |there: bool| there.then(|| Span::new(0, 0)).into_iter();
        match sign {
            Sign::Table(table) => table.find_all(self.text),
            Sign::Words(phrases) => match PHRASES.get(phrases) {
                Some(read) => read.iter().flat_map(|phrase| self.find(phrase)).collect(),
                None => read_phrases(phrases)
                    .iter()
                    .flat_map(|phrase| self.find(phrase))
                    .collect(),
            },
            Sign::Topic(topic) => somewhere(Topic::of(self.text).contains(topic)).collect(),
            Sign::When => {
                let long = |unit: &Unit| match unit {
                    Unit::Time(seconds) => *seconds >= SHORTEST_TIME,
                    unit => matches!(unit, Unit::Months(_)),
                };
                self.figures(long).chain(somewhere(says_when(self.text))).collect()
            }
            Sign::Money => self.figures(|unit| matches!(unit, Unit::Money(_))).collect(),
            Sign::Private => find_private(self.text).into_iter().map(|it| it.span).collect(),
        }
    }

    fn figures(&self, of: impl Fn(&Unit) -> bool) -> impl Iterator<Item = Span> {
        let figures = find_figures(self.text).into_iter();
        figures.filter(move |figure| of(&figure.unit)).map(|figure| figure.span)
    }

    /// Every place where a phrase stands: that of its first part, since what is sought beside it
    /// may lie within, as `ticket` in `raise the ticket to urgent`.
    fn find(&self, parts: &Phrase) -> Vec<Span> {
        let starts = (0..self.words.len()).filter(|at| self.follows(*at, parts));
        starts
            .filter_map(|at| {
                let first = self.words.get(at..at + parts.first()?.len())?;
                Some(Span::new(first.first()?.span.start, first.last()?.span.end))
            })
            .collect()
    }

    /// Whether a phrase begins at a word: its first part stands there, and each further part at
    /// most a few words after the one before it.
    fn follows(&self, at: usize, parts: &[Vec<String>]) -> bool {
        let Some((part, rest)) = parts.split_first() else {
            return true;
        };
        let next = at + part.len();
        let stands = self
            .words
            .get(at..next)
            .is_some_and(|run| run.iter().zip(part).all(|(word, stem)| word.is(stem)));
        let gap = if rest.is_empty() { 0 } else { GAP_WORDS };
        stands && (next..=next + gap).any(|after| self.follows(after, rest))
    }
}

impl Stems {
    fn is(&self, stem: &str) -> bool {
        self.own == stem || self.base == stem
    }
}

/// A phrase: the stems of each of its parts.
type Phrase = Vec<Vec<String>>;

/// The phrases of the lists of every stop rule, read once: a snapshot looks through every sentence of
/// months.
static PHRASES: LazyLock<BTreeMap<&'static str, Vec<Phrase>>> = LazyLock::new(|| {
    let cues = ACTION_STOPS.iter().flat_map(|stop| stop.cues);
    let signs = cues.flat_map(|cue| match cue {
        Cue::Says(signs) => [*signs, &[]],
        Cue::Beside(first, second) => [*first, *second],
    });
    let lists = signs.flatten().filter_map(|sign| match sign {
        Sign::Words(phrases) => Some(*phrases),
        _ => None,
    });
    lists.map(|phrases| (phrases, read_phrases(phrases))).collect()
});

fn read_phrases(phrases: &str) -> Vec<Phrase> {
    phrases.split(',').map(read_phrase).collect()
}

fn read_phrase(phrase: &str) -> Phrase {
    phrase.split('~').map(stems).collect()
}

fn stems(phrase: &str) -> Vec<String> {
    words(phrase).map(|word| stem(word.text)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'a>(phrase: &str, text: &'a str) -> Vec<&'a str> {
        let places = Sentence::read(text).find(&read_phrase(phrase));
        places.into_iter().map(|place| &text[place.range()]).collect()
    }

    #[test]
    fn a_phrase_is_found_in_any_form_of_its_words() {
        let text = "Two of them left us; one may be leaving us, and none leaves.";
        assert_eq!(found("leave us", text), ["left us", "leaving us"]);
        assert_eq!(found("sign-off", "They signed off what we sign."), ["signed off"]);
        assert_eq!(
            found(
                "bring ~ forward",
                "Bring it forward, or brought by ten to three and then forward."
            ),
            ["Bring"]
        );
    }

    #[test]
    fn what_stands_beside_a_sign_is_not_the_sign_itself() {
        const CUE: Cue = Cue::Beside(&[Sign::Words("include")], &[Sign::Words("include, seat")]);
        assert!(!Sentence::read("The letter is included.").has(&CUE));
        assert!(Sentence::read("Nine seats are included.").has(&CUE));
    }
}
