//! Putting pieces of a text together into passages.

use grounding::Span;

use super::pieces::{MAX_WORDS, size};

/// The words at which a passage is long enough.
const MIN_WORDS: usize = 60;

/// A heading has at most this many words.
const HEADING_WORDS: usize = 8;

/// Joins neighbouring pieces until a passage is long enough, without going beyond the most
/// words where a piece's own length allows it.
pub(super) fn pack(text: &str, pieces: &[Span], headings: bool) -> Vec<Span> {
    let length = |span: Span| size(&text[span.range()]);
    let mut passages: Vec<Span> = Vec::new();
    let mut open: Vec<Span> = Vec::new();
    for &piece in pieces {
        let held = open.iter().map(|&span| length(span)).sum::<usize>();
        if !open.is_empty() && (held >= MIN_WORDS || held + length(piece) > MAX_WORDS) {
            // A heading belongs with what follows it.
            let heading = open.pop_if(|last| headings && is_heading(&text[last.range()]));
            passages.extend(join(&open));
            open.clear();
            open.extend(heading);
        }
        open.push(piece);
    }
    if let Some(rest) = join(&open) {
        match passages.last_mut() {
            // Too little to stand alone.
            Some(last) if length(rest) < MIN_WORDS / 2 && length(*last) + length(rest) <= MAX_WORDS + MIN_WORDS / 2 => {
                last.end = rest.end;
            }
            _ => passages.push(rest),
        }
    }
    passages
}

fn join(pieces: &[Span]) -> Option<Span> {
    Some(Span::new(pieces.first()?.start, pieces.last()?.end))
}

fn is_heading(text: &str) -> bool {
    size(text) <= HEADING_WORDS && !text.ends_with(['.', '!', '?', ';', ','])
}
