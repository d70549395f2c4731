//! Words and their stems.

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

/// The words of a text: letters and digits by the rules of Unicode (UAX 29), hyphens and
/// underscores apart.
pub fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    text.unicode_word_indices().flat_map(|(start, word)| {
        // Records join words so: `active_users`.
        let mut at = start;
        word.split('_')
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

/// The English stem of a word, in lowercase (Snowball's `english`).
pub fn stem(word: &str) -> String {
    let lower = word.to_lowercase();
    let lower = lower.replace('\u{2019}', "'").replace('\u{ad}', "");
    frostem::Stemmer::new(frostem::Algorithm::English)
        .stem(&lower)
        .into_owned()
}

/// Whether a word carries no content of its own: an article, a pronoun, a preposition.
pub fn is_stop_word(word: &str) -> bool {
    lexicon::stop_words().contains(word.to_lowercase().as_str())
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
    use super::*;

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
