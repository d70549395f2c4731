//! Footnotes.

use grounding::Citation;

/// Citations, numbered in the order in which they are first referred to.
#[derive(Default)]
pub(super) struct Footnotes {
    notes: Vec<Citation>,
}

impl Footnotes {
    /// The marks of these citations, to be set behind the words they prove.
    pub(super) fn refer(&mut self, citations: &[Citation]) -> String {
        let mut numbers: Vec<usize> = Vec::new();
        for citation in citations {
            let number = self.number(citation);
            if !numbers.contains(&number) {
                numbers.push(number);
            }
        }
        if numbers.is_empty() {
            return String::new();
        }
        let marks: Vec<String> = numbers.into_iter().map(superscript).collect();
        format!(" {}", marks.join("\u{2009}"))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.notes.is_empty()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (usize, &Citation)> {
        self.notes.iter().enumerate().map(|(at, citation)| (at + 1, citation))
    }

    fn number(&mut self, citation: &Citation) -> usize {
        let known = self
            .notes
            .iter()
            .position(|it| it.source_id == citation.source_id && it.quote == citation.quote);
        known.map_or_else(
            || {
                self.notes.push(citation.clone());
                self.notes.len()
            },
            |at| at + 1,
        )
    }
}

pub(super) fn superscript(number: usize) -> String {
    const DIGITS: [char; 10] = [
        '\u{2070}', '\u{b9}', '\u{b2}', '\u{b3}', '\u{2074}', '\u{2075}', '\u{2076}', '\u{2077}', '\u{2078}',
        '\u{2079}',
    ];
    number
        .to_string()
        .bytes()
        .map(|digit| DIGITS[usize::from(digit - b'0')])
        .collect()
}
