//! Sentences of the evidence, with who said them.

use crate::text::sentences;
use crate::{Affiliation, Author, Ledger, Source, SourceKind, Span};

/// One sentence that somebody said or wrote.
#[derive(Debug, Clone, Copy)]
pub struct Utterance<'a> {
    /// The source.
    pub source: &'a Source,
    /// The sentence's place in the canonical text.
    pub span: Span,
    /// Who said it, where anybody knows.
    pub author: Option<&'a Author>,
}

impl<'a> Utterance<'a> {
    /// The sentence.
    pub fn text(&self) -> &'a str {
        &self.source.text[self.span.range()]
    }

    /// Which side said it.
    pub fn affiliation(&self) -> Affiliation {
        self.author.map_or(Affiliation::Unknown, |author| author.affiliation)
    }

    /// Every sentence of the ledger's sources of those kinds, by date and place, oldest first, but for
    /// what stands beside orders to whoever drafts.
    pub fn all(ledger: &'a Ledger, kinds: &[SourceKind]) -> Vec<Self> {
        let mut sources: Vec<&Source> = ledger.sources().filter(|source| kinds.contains(&source.kind)).collect();
        sources.sort_by(|left, right| (left.occurred_at, &left.id).cmp(&(right.occurred_at, &right.id)));
        let said = sources.into_iter().flat_map(Self::of);
        said.filter(|it| it.is_evidence(ledger)).collect()
    }

    /// Whether it may be lifted into a brief: it stands beside no order to whoever drafts.
    pub fn is_evidence(&self, ledger: &Ledger) -> bool {
        ledger.order_beside(&self.source.id, self.span).is_none()
    }

    /// The sentences of one source: of each turn of a call, each long field of a record, or of
    /// the whole text.
    pub fn of(source: &'a Source) -> Vec<Self> {
        stretches(source)
            .into_iter()
            .flat_map(|stretch| {
                let offset = stretch.start;
                sentences(&source.text[stretch.range()])
                    .into_iter()
                    .map(move |span| Span::new(offset + span.start, offset + span.end))
            })
            .map(|span| Self {
                source,
                span,
                author: source.author_at(span.start),
            })
            .collect()
    }
}

/// A field of fewer words is a name or a code, not something said.
const LONG_FIELD_WORDS: usize = 4;

fn stretches(source: &Source) -> Vec<Span> {
    if !source.fields.is_empty() {
        let is_long = |span: &Span| source.text[span.range()].split_whitespace().count() >= LONG_FIELD_WORDS;
        return source.fields.iter().map(|field| field.span).filter(is_long).collect();
    }
    if matches!(source.kind, SourceKind::Call | SourceKind::Transcript) && !source.authors.is_empty() {
        return source.authors.iter().map(|turn| without_name(source, turn)).collect();
    }
    vec![Span::new(0, source.text.len())]
}

fn without_name(source: &Source, turn: &Author) -> Span {
    let text = &source.text[turn.span.range()];
    let said = text
        .strip_prefix(turn.name.as_str())
        .and_then(|rest| rest.strip_prefix(": "))
        .unwrap_or(text);
    Span::new(turn.span.end - said.len(), turn.span.end)
}
