//! Words and their stems.

use std::borrow::Cow;
use unicode_segmentation::UnicodeSegmentation;

use crate::Span;
use crate::lexicon;

/// A word of a text and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word<'a> {
    /// The word as written.
    pub text: &'a str,
    /// Where it stands.
    pub span: Span,
}

/// The words of a text: letters and digits by the rules of Unicode (UAX 29), hyphens,
/// underscores and colons apart.
pub fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    // Most texts are ASCII, for which the rules of Unicode are few.
    let mut library = (!text.is_ascii()).then(|| text.unicode_word_indices());
    let mut at = 0;
    let whole = std::iter::from_fn(move || {
        if let Some(library) = &mut library {
            return library.next();
        }
        let (start, end) = ascii_word(text.as_bytes(), at)?;
        at = end;
        Some((start, &text[start..end]))
    });
    whole.flat_map(|(start, word)| {
        // Records join words so: `active_users`, and `metric:value`.
        let mut at = start;
        word.split(['_', ':'])
            .map(move |part| {
                let from = at;
                at += part.len() + 1;
                Word {
                    text: part,
                    span: Span::new(from, from + part.len()),
                }
            })
            .filter(|word| !word.text.is_empty())
    })
}

/// The next word of an ASCII text: letters, digits and underscores, with single points and
/// apostrophes between letters, and points, commas and semicolons between digits.
fn ascii_word(text: &[u8], from: usize) -> Option<(usize, usize)> {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    let start = from + text[from..].iter().position(|byte| is_part(*byte))?;
    let mut end = start;
    while let Some(byte) = text.get(end) {
        if is_part(*byte) {
            end += 1;
            continue;
        }
        let (Some(before), Some(after)) = (end.checked_sub(1).map(|at| text[at]), text.get(end + 1)) else {
            break;
        };
        let letters = before.is_ascii_alphabetic() && after.is_ascii_alphabetic();
        let digits = before.is_ascii_digit() && after.is_ascii_digit();
        match byte {
            b'.' | b'\'' if letters || digits => end += 1,
            b',' | b';' if digits => end += 1,
            _ => break,
        }
    }
    Some((start, end))
}

/// A run of letters, digits and points between blanks, as dates and figures need them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token<'a> {
    pub(super) text: &'a str,
    pub(super) span: Span,
}

/// The tokens of a text: split at everything that is no letter, no digit and no inner point.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    let mut start = None;
    for (offset, character) in text.char_indices().chain(std::iter::once((text.len(), ' '))) {
        match (character.is_alphanumeric() || character == '.', start) {
            (true, None) => start = Some(offset),
            (false, Some(from)) => {
                let word = text[from..offset].trim_end_matches('.');
                if !word.is_empty() {
                    // The point of an abbreviated month belongs to it.
                    let end = if word.len() <= 4 && word.chars().all(char::is_alphabetic) {
                        offset
                    } else {
                        from + word.len()
                    };
                    found.push(Token {
                        text: &text[from..end],
                        span: Span::new(from, end),
                    });
                }
                start = None;
            }
            _ => {}
        }
    }
    found
}

/// A text on one line: its words with one blank between them.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text in which nothing steers the terminal it is printed on: evidence may hold anything. What
/// does is replaced, but for white space.
pub fn printable(text: &str) -> Cow<'_, str> {
    let steers = |it: char| it.is_control() && !it.is_whitespace();
    if text.contains(steers) {
        text.replace(steers, "\u{fffd}").into()
    } else {
        text.into()
    }
}

/// The English stem of a word, in lowercase (Snowball's `english`).
pub fn stem(word: &str) -> String {
    stem_of(&lowered(word))
}

/// A word in lowercase, with plain apostrophes and without soft hyphens.
pub(crate) fn lowered(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    word.to_lowercase().replace('\u{2019}', "'").replace('\u{ad}', "")
}

/// The stem of a word that is lowered already.
pub(crate) fn stem_of(lower: &str) -> String {
    frostem::Stemmer::new(frostem::Algorithm::English)
        .stem(lower)
        .into_owned()
}

/// Whether a word carries no content of its own: an article, a pronoun, a preposition.
pub fn is_stop_word(word: &str) -> bool {
    lexicon::stop_words().contains(lowered(word).as_str())
}

/// The words of a text that carry content. Numbers do.
pub fn content_words(text: &str) -> impl Iterator<Item = Word<'_>> {
    words(text).filter(|word| !is_stop_word(word.text))
}

/// The stems of a text's content words, in order, with repetitions.
pub fn content_stems(text: &str) -> Vec<String> {
    content_words(text).map(|word| stem(word.text)).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn ascii_is_cut_as_the_rules_of_unicode_say(text in "[a-c0-2_.,;:'\"%() -]{0,24}") {
            let quick: Vec<&str> = words(&text).map(|word| word.text).collect();
            let library = text.unicode_word_indices().flat_map(|(_, word)| word.split(['_', ':']));
            let library: Vec<&str> = library.filter(|word| !word.is_empty()).collect();
            prop_assert_eq!(quick, library);
        }
    }

    #[test]
    fn content_words_leave_out_what_only_joins() {
        let found: Vec<&str> = content_words("We cut the time it takes to 6.4 hours.")
            .map(|word| word.text)
            .collect();
        assert_eq!(found, ["cut", "time", "takes", "6.4", "hours"]);
    }

    #[test]
    fn forms_of_a_word_share_a_stem() {
        assert_eq!(content_stems("promised promises"), ["promis", "promis"]);
    }
}
