//! The text of a source, cut by who says what and by the fields of a record.

use std::ops::Range;

use grounding::Source;

use super::Piece;

/// A stretch of a text that one person wrote or said, or that stands between two such.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    /// Whether it is somebody's words.
    pub(super) is_said: bool,
    pub(super) pieces: Vec<Piece>,
    /// Which of its pieces is the first of the text that is lit; none where that stands elsewhere.
    first_lit: Option<usize>,
}

impl Stretch {
    /// Whether whoever looks for what is lit is led to that piece.
    pub(super) fn leads_to(&self, piece: usize) -> bool {
        self.first_lit == Some(piece)
    }
}

/// A field of a record.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct FieldView {
    pub(super) name: String,
    /// Its value; nothing where it has none.
    pub(super) pieces: Vec<Piece>,
}

/// The text by who says what, where several people do; else all of it as one stretch. A name that
/// stands before somebody's words is none of them.
pub(super) fn stretches(source: &Source, pieces: &[Piece]) -> Vec<Stretch> {
    let several = source.authors.len() > 1;
    let mut found = Vec::new();
    let mut at = 0;
    for author in source.authors.iter().filter(|_| several) {
        let span = author.span.range();
        let said = source.text.get(span.clone()).unwrap_or_default();
        let begins = span.start + name_before(said, &author.name);
        add(&mut found, false, within(pieces, &(at..begins)));
        add(&mut found, true, within(pieces, &(begins..span.end)));
        at = span.end;
    }
    add(&mut found, !several, within(pieces, &(at..source.text.len())));
    let lit = |stretch: &Stretch| stretch.pieces.iter().position(|piece| piece.mark.is_some());
    if let Some(stretch) = found.iter_mut().find(|stretch| lit(stretch).is_some()) {
        stretch.first_lit = lit(stretch);
    }
    found
}

/// How many bytes of what somebody says are their name and a colon.
fn name_before(said: &str, name: &str) -> usize {
    let rest = said.strip_prefix(name).filter(|_| !name.is_empty());
    let has_colon = rest.is_some_and(|rest| rest.starts_with(':'));
    if has_colon { name.len() + 1 } else { 0 }
}

fn add(found: &mut Vec<Stretch>, is_said: bool, pieces: Vec<Piece>) {
    if !pieces.is_empty() {
        found.push(Stretch {
            is_said,
            pieces,
            first_lit: None,
        });
    }
}

/// The fields of a record with their values.
pub(super) fn fields(source: &Source, pieces: &[Piece]) -> Vec<FieldView> {
    let fields = source.fields.iter().map(|field| FieldView {
        name: field.name.clone(),
        pieces: within(pieces, &field.span.range()),
    });
    fields.collect()
}

/// The pieces of a text that lie within a range of its bytes, cut at its ends.
fn within(pieces: &[Piece], range: &Range<usize>) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut at = 0;
    for piece in pieces {
        let place = at..at + piece.text.len();
        at = place.end;
        let (from, to) = (range.start.max(place.start), range.end.min(place.end));
        if from >= to {
            continue;
        }
        if let Some(words) = piece.text.get(from - place.start..to - place.start) {
            found.push(Piece {
                text: words.to_owned(),
                mark: piece.mark,
            });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use grounding::{Affiliation, Author, Place, SourceId, SourceKind, Span, State, Visibility};

    use super::*;

    /// A call of two lines, by two people.
    fn call() -> Source {
        let text = "Ana: saved nine hours\nBo: good";
        let author = |name: &str, from: usize, to: usize| Author {
            span: Span::new(from, to),
            name: name.to_owned(),
            email: None,
            affiliation: Affiliation::Customer,
        };
        Source {
            id: SourceId::new("gong", "call", "7"),
            revision: 1,
            account: None,
            kind: SourceKind::Call,
            title: "Review".to_owned(),
            authors: vec![author("Ana", 0, 21), author("Bo", 22, 30)],
            occurred_at: None,
            visibility: Visibility::Shareable,
            state: State::Live,
            text: text.to_owned(),
            fields: Vec::new(),
            values: Vec::new(),
            record: None,
            origin: Place::default(),
        }
    }

    #[test]
    fn a_call_is_cut_by_who_says_what_and_leads_to_the_first_lit_words() {
        let all = pieces(&[("Ana: saved ", None), ("nine hours\nBo: go", Some(1)), ("od", None)]);
        let stretch = |is_said: bool, all: &[(&str, Option<usize>)], first_lit: Option<usize>| Stretch {
            is_said,
            pieces: pieces(all),
            first_lit,
        };
        assert_eq!(
            stretches(&call(), &all),
            [
                stretch(false, &[("Ana:", None)], None),
                stretch(true, &[(" saved ", None), ("nine hours", Some(1))], Some(1)),
                stretch(false, &[("\nBo:", Some(1))], None),
                stretch(true, &[(" go", Some(1)), ("od", None)], None),
            ]
        );
        let note = Source {
            authors: Vec::new(),
            ..call()
        };
        let whole = pieces(&[("Ana: saved nine hours\nBo: good", None)]);
        assert_eq!(
            stretches(&note, &whole),
            [stretch(true, &[("Ana: saved nine hours\nBo: good", None)], None)]
        );
    }

    fn pieces(all: &[(&str, Option<usize>)]) -> Vec<Piece> {
        let pieces = all.iter().map(|(text, mark)| Piece {
            text: (*text).to_owned(),
            mark: *mark,
        });
        pieces.collect()
    }

    #[test]
    fn pieces_are_cut_at_the_ends_of_a_range() {
        let all = pieces(&[("Ana: saved ", None), ("nine hours", Some(1)), (" a week", None)]);
        assert_eq!(within(&all, &(5..15)), pieces(&[("saved ", None), ("nine", Some(1))]));
        assert_eq!(within(&all, &(11..21)), pieces(&[("nine hours", Some(1))]));
        assert_eq!(within(&all, &(28..28)), Vec::<Piece>::new());
        assert_eq!(within(&all, &(26..90)), pieces(&[("ek", None)]));
    }

    #[test]
    fn a_name_before_words_is_none_of_them() {
        let length = |said: &str| name_before(said, "Ana Reyes");
        assert_eq!(["Ana Reyes: saved", "Ana Reyes saved", "Saved"].map(length), [10, 0, 0]);
        assert_eq!(name_before(": saved", ""), 0);
    }
}
