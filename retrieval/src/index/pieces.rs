//! Cutting a text into its smallest pieces: turns, paragraphs, lines, sentences.

use grounding::Span;

/// The words that a passage should not go beyond.
pub(super) const MAX_WORDS: usize = 120;

/// Characters that count as a word where there are no spaces: a word and its space are about
/// six in English, so prose never gets this far.
const CHARACTERS_OF_A_WORD: usize = 10;

/// Where a text is cut, from coarse to fine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cut {
    Paragraphs,
    Lines,
    Sentences,
    Words,
}

/// Cuts a stretch of the text, and each piece longer than `limit` more finely.
pub(super) fn pieces(text: &str, span: Span, cut: Cut, limit: usize) -> Vec<Span> {
    let (coarse, finer) = match cut {
        Cut::Paragraphs => (paragraphs(text, span), Cut::Lines),
        Cut::Lines => (lines(text, span), Cut::Sentences),
        Cut::Sentences => (sentences(text, span), Cut::Words),
        Cut::Words => return words(text, span),
    };
    let mut pieces_found = Vec::with_capacity(coarse.len());
    for piece in coarse {
        if size(&text[piece.range()]) > limit {
            pieces_found.extend(pieces(text, piece, finer, MAX_WORDS));
        } else {
            pieces_found.push(piece);
        }
    }
    pieces_found
}

/// How long a text is, in words.
pub(super) fn size(text: &str) -> usize {
    let words = text.split_whitespace().count();
    words.max(text.chars().count().div_ceil(CHARACTERS_OF_A_WORD))
}

/// The span without white space at its ends.
pub(super) fn trimmed(text: &str, span: Span) -> Span {
    let stretch = &text[span.range()];
    let start = span.start + (stretch.len() - stretch.trim_start().len());
    Span::new(start, start + stretch.trim().len())
}

fn paragraphs(text: &str, span: Span) -> Vec<Span> {
    let mut ends = Vec::new();
    let mut end = span.start;
    for line in text[span.range()].split_inclusive('\n') {
        if line.trim().is_empty() {
            ends.push(end);
        }
        end += line.len();
    }
    between(text, span, ends)
}

fn lines(text: &str, span: Span) -> Vec<Span> {
    let ends = text[span.range()].match_indices('\n').map(|(at, _)| span.start + at);
    between(text, span, ends)
}

/// A sentence ends where a full stop, with closing quotes or brackets, is followed by a space
/// and something that is not a small letter.
fn sentences(text: &str, span: Span) -> Vec<Span> {
    let mut ends = Vec::new();
    let mut stopped = false;
    let mut spaced = false;
    for (at, character) in text[span.range()].char_indices() {
        if character.is_whitespace() {
            spaced = stopped;
        } else {
            if spaced && !character.is_lowercase() {
                ends.push(span.start + at);
            }
            let closes = matches!(character, '"' | '\'' | ')' | ']' | '”' | '’' | '»');
            stopped = matches!(character, '.' | '!' | '?' | '…') || (stopped && !spaced && closes);
            spaced = false;
        }
    }
    between(text, span, ends)
}

/// Cuts between words, or within them where a word has no end.
fn words(text: &str, span: Span) -> Vec<Span> {
    let mut ends = Vec::new();
    let mut last_gap = None;
    let (mut words, mut characters) = (0, 0);
    let mut in_word = false;
    for (at, character) in text[span.range()].char_indices() {
        let at = span.start + at;
        if character.is_whitespace() {
            in_word = false;
        } else if !in_word {
            in_word = true;
            words += 1;
            last_gap = Some(at);
        }
        characters += 1;
        if words > MAX_WORDS || characters > MAX_WORDS * CHARACTERS_OF_A_WORD {
            let start = ends.last().copied().unwrap_or(span.start);
            let end = last_gap.filter(|&gap| gap > start).unwrap_or(at);
            ends.push(end);
            words = usize::from(in_word);
            characters = text[end..at].chars().count() + 1;
        }
    }
    between(text, span, ends)
}

/// The stretches between the given ends, without white space at either end of them.
fn between(text: &str, span: Span, ends: impl IntoIterator<Item = usize>) -> Vec<Span> {
    let mut start = span.start;
    let mut spans = Vec::new();
    for end in ends.into_iter().chain([span.end]) {
        let piece = trimmed(text, Span::new(start, end));
        if piece.start < piece.end {
            spans.push(piece);
        }
        start = end;
    }
    spans
}
