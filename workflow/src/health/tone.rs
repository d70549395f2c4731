//! How a sentence sounds, by the word list of VADER (Hutto and Gilbert, 2014), which anybody can
//! look up. Nobody's opinion enters, least of all a model's.
//!
//! The list was made for social media, where `support`, `share` and `please` are warm words and
//! `86` is a rude one. In business mail they carry no feeling, so they are left out before a
//! sentence is scored; `lists` says which, and why. Feelings that the list has no word for, such
//! as those behind `slow` or `outage`, are not heard. It is a list of English words: of a sentence
//! in another language little or nothing is heard, which leaves the tone unknown rather than wrong.
//!
//! What reaches the crate is guarded, as it differs from the published rules:
//! - It scores a sentence of neutral words below zero if it ends in `?` or `!`. So question marks
//!   never reach it, and exclamation marks only beside words that carry a feeling.
//! - It looks for words of degree within other words (`so` in `also`), counts them twice and always
//!   as praise, which makes `extremely unhappy` milder than `unhappy`, and adds them up in an order
//!   that differs from run to run. So words of degree never reach it, but for a few vulgar ones.
//! - It knows `no` only as a bad word, so that `no problems` is twice as bad as `problems`. It gets
//!   `not` in its place, which turns the words that follow.
//! - It knows no curly apostrophe, and so no `isn’t` that a mail program has prettified.
//!
//! It panics on no text that a test could find.

mod lists;
#[cfg(test)]
mod tests;

use std::sync::OnceLock;

use grounding::Span;
use vader_sentimental::SentimentIntensityAnalyzer;

/// How a sentence sounds, from −1 (bad) to 1 (good), to four digits; 0 where no word of it carries
/// a feeling. The same text gives the same number everywhere (HS-2, HS-12).
pub fn tone(sentence: &str) -> f64 {
    let words: Vec<String> = heard(sentence).into_iter().map(|word| word.text).collect();
    let plain = words.join(" ");
    let calm = compound(&plain);
    if calm == 0.0 {
        return 0.0;
    }
    let marks = "!".repeat(sentence.matches('!').count().min(MOST_MARKS));
    let loud = if marks.is_empty() {
        calm
    } else {
        compound(&format!("{plain} {marks}"))
    };
    (loud * 10_000.0).round() / 10_000.0
}

/// The words of a sentence that carry a feeling each by itself, as stretches of its bytes, in
/// order: what a page underlines to show where a tone comes from.
pub fn toned_words(sentence: &str) -> Vec<Span> {
    let toned = |word: &Heard| compound(&word.text) != 0.0;
    heard(sentence)
        .into_iter()
        .filter(toned)
        .map(|word| word.span)
        .collect()
}

/// More exclamation marks than these add nothing.
const MOST_MARKS: usize = 4;

/// The few signs that people in business mean as a smile or a frown. Of the others on the list
/// (`8)`, `%)`, `$:`) nearly all are the remains of numbers, brackets and lists.
const SMILEYS: [&str; 6] = [":-)", ":)", ";-)", ";)", ":-(", ":("];

/// A word as the crate gets it, and where it stands.
struct Heard {
    text: String,
    span: Span,
}

/// A word as it is written, without the signs around it.
struct Word<'a> {
    text: &'a str,
    /// In small letters, with plain apostrophes.
    lower: String,
    span: Span,
    /// Whether the speaker pauses after it: at a comma, a point, a line's end.
    pauses: bool,
}

fn compound(text: &str) -> f64 {
    static ANALYZER: OnceLock<SentimentIntensityAnalyzer<'static>> = OnceLock::new();
    ANALYZER
        .get_or_init(SentimentIntensityAnalyzer::new)
        .polarity_scores(text)
        .compound
}

/// What is left of a sentence for the crate, in order.
fn heard(sentence: &str) -> Vec<Heard> {
    let words = words(sentence);
    let lower: Vec<&str> = words.iter().map(|word| word.lower.as_str()).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while let (Some(word), Some(rest)) = (words.get(at), lower.get(at..)) {
        let phrase = lists::phrase(rest);
        let is_farewell = at == 0 && word.lower == "best" && word.pauses;
        if phrase == 0
            && !is_farewell
            && let Some(text) = word.heard()
        {
            found.push(Heard { text, span: word.span });
        }
        at += phrase.max(1);
    }
    found
}

impl Word<'_> {
    /// The word as the crate gets it; none where it carries no feeling or would mislead it.
    fn heard(&self) -> Option<String> {
        let text = self.text.replace('\u{2019}', "'");
        match self.lower.as_str() {
            // `No, we have not` answers a question.
            "no" if self.pauses => None,
            "no" | "nobody" => Some("not".to_owned()),
            word if lists::says_nothing(word) => None,
            // Numbers are words of hate and love on the list, and `PO` and `AML` are slang.
            word if word.contains(char::is_numeric) => None,
            _ if self.is_acronym() && compound(&text) != 0.0 => None,
            _ => Some(text),
        }
    }

    fn is_acronym(&self) -> bool {
        self.text.len() <= 3 && self.text.bytes().all(|it| it.is_ascii_uppercase())
    }
}

/// The words of a sentence between blanks, and its smileys. Signs beyond ASCII separate words, as
/// do the marks that the crate must not get.
fn words(sentence: &str) -> Vec<Word<'_>> {
    let is_gap = |it: char| {
        it.is_whitespace() || matches!(it, '!' | '?') || !(it.is_ascii() || it.is_alphanumeric() || it == '\u{2019}')
    };
    let is_sign = |it: char| !it.is_alphanumeric();
    let mut found = Vec::new();
    let mut start = 0;
    for piece in sentence.split_inclusive(is_gap) {
        let from = start;
        start += piece.len();
        let token = piece.trim_end_matches(is_gap);
        let core = token.trim_start_matches(is_sign);
        let before = token.len() - core.len();
        let core = core.trim_end_matches(is_sign);
        let (text, at) = if core.chars().nth(1).is_some() {
            (core, from + before)
        } else if let Some(smiley) = SMILEYS.iter().find(|it| token.starts_with(**it)) {
            (*smiley, from)
        } else {
            continue;
        };
        let span = Span::new(at, at + text.len());
        let after = sentence.get(span.end..).and_then(|it| it.chars().next());
        found.push(Word {
            text,
            lower: text.to_lowercase().replace('\u{2019}', "'"),
            span,
            pauses: after.is_none_or(|it| matches!(it, ',' | '.' | ';' | ':' | '!' | '?' | '\n' | '\r')),
        });
    }
    found
}
