//! Texts cut into pieces of which some are marked.

use std::ops::Range;

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece {
    /// Its words.
    pub(crate) text: String,
    /// The number of what is marked there, from 1; none for the rest.
    pub(crate) mark: Option<usize>,
}

/// Cuts a text at ranges of bytes, each with its number. Where two overlap, the first that begins
/// there has the words; what lies outside the text or within a character is left unmarked.
pub(crate) fn cut(text: &str, marks: &[(Range<usize>, usize)]) -> Vec<Piece> {
    let mut sorted: Vec<&(Range<usize>, usize)> = marks.iter().collect();
    sorted.sort_by_key(|(range, number)| (range.start, range.end, *number));
    let mut pieces = Vec::new();
    let mut at = 0;
    for (range, number) in sorted {
        let from = range.start.max(at);
        let (Some(before), Some(words)) = (text.get(at..from), text.get(from..range.end)) else {
            continue;
        };
        if words.is_empty() {
            continue;
        }
        if !before.is_empty() {
            pieces.push(plain(before));
        }
        pieces.push(Piece {
            text: words.to_owned(),
            mark: Some(*number),
        });
        at = range.end;
    }
    pieces.extend(text.get(at..).filter(|rest| !rest.is_empty()).map(plain));
    pieces
}

fn plain(text: &str) -> Piece {
    Piece {
        text: text.to_owned(),
        mark: None,
    }
}

/// The nearest place at or before one that is no place within a character.
pub(crate) fn floor(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, marks: &[(Range<usize>, usize)]) -> String {
        let pieces = cut(text, marks).into_iter().map(|piece| match piece.mark {
            Some(number) => format!("[{number}:{}]", piece.text),
            None => piece.text,
        });
        pieces.collect()
    }

    #[test]
    fn marks_lie_on_whole_characters_and_never_twice() {
        assert_eq!(shown("one two three", &[(4..7, 1)]), "one [1:two] three");
        assert_eq!(
            shown("one two three", &[(8..13, 2), (4..9, 1)]),
            "one [1:two t][2:hree]"
        );
        assert_eq!(shown("one two", &[(0..7, 1), (2..5, 2)]), "[1:one two]");
        assert_eq!(shown("né", &[(0..2, 1)]), "né");
        assert_eq!(shown("one", &[(1..9, 1), (2..2, 2)]), "one");
        assert_eq!(floor("né", 2), 1);
        assert_eq!(floor("né", 9), 3);
    }
}
