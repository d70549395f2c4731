//! What the customer's people said or wrote, a sentence each.

use grounding::text::sentences;
use grounding::{Affiliation, Author, Ledger, Source, SourceKind, Span, SurveyAnswer, Utterance};
use jiff::civil::Date;

use super::Voice;
use crate::health::tone::tone;

/// Kinds of source that hold what people said. A ticket holds its comments once more, and a CRM
/// activity may be a mail of the customer's.
const SAID_IN: [SourceKind; 6] = [
    SourceKind::Call,
    SourceKind::Transcript,
    SourceKind::Mail,
    SourceKind::Message,
    SourceKind::Comment,
    SourceKind::Task,
];

/// The sentences of a source that are the customer's own, in order: none that they quote, none in the
/// breath of an order to whoever drafts.
pub(super) fn voices<'a>(ledger: &'a Ledger, source: &'a Source, date: Date) -> Vec<Voice<'a>> {
    let is_theirs = |author: &&Author| author.affiliation == Affiliation::Customer;
    if !SAID_IN.contains(&source.kind) || !source.authors.iter().any(|it| is_theirs(&it)) {
        return Vec::new();
    }
    // Only a mail quotes.
    let own = (source.kind == SourceKind::Mail).then(|| own_words(source));
    let is_own = |author: &Author| {
        own.as_ref()
            .is_none_or(|own| own.iter().any(|it| it.span == author.span))
    };
    let said = Utterance::of(source)
        .into_iter()
        .filter(|it| it.author.filter(is_theirs).is_some_and(is_own) && !it.text().starts_with('>'));
    heard(ledger, source, date, said.map(|it| it.span))
}

/// The sentences of the comment that came with an answer to a survey.
pub(super) fn comment<'a>(ledger: &'a Ledger, source: &'a Source, answer: &SurveyAnswer) -> Vec<Voice<'a>> {
    let is_ours = source.author().is_some_and(|it| it.affiliation == Affiliation::Vendor);
    let comment = answer.comment.trim();
    if is_ours || comment.is_empty() {
        return Vec::new();
    }
    let says = |span: &Span| source.text.get(span.range()).is_some_and(|it| it.trim() == comment);
    let field = source.fields.iter().map(|field| field.span).find(says);
    let Some(start) = field.map(|span| span.start).or_else(|| source.text.find(comment)) else {
        return Vec::new();
    };
    let whole = field.map_or(comment, |span| &source.text[span.range()]);
    let spans = sentences(whole)
        .into_iter()
        .map(|span| Span::new(start + span.start, start + span.end));
    heard(ledger, source, answer.date, spans)
}

fn heard<'a>(ledger: &Ledger, source: &'a Source, date: Date, spans: impl Iterator<Item = Span>) -> Vec<Voice<'a>> {
    let voice = |span: Span| {
        let text = source.text.get(span.range())?;
        let is_evidence = ledger.order_beside(&source.id, span).is_none();
        is_evidence.then(|| Voice {
            date,
            text,
            compound: tone(text),
            place: Some((source, span)),
        })
    };
    spans.filter_map(voice).collect()
}

/// The stretches of a mail that its sender wrote. History that is quoted stands after a line that
/// says who wrote it, or behind marks.
pub(super) fn own_words(source: &Source) -> Vec<&Author> {
    let mut end = 0;
    let mut own: Vec<&Author> = Vec::new();
    for author in &source.authors {
        let between = source.text.get(end..author.span.start).unwrap_or_default();
        let text = source.text.get(author.span.range()).unwrap_or_default();
        end = author.span.end.max(end);
        let is_told_of = !between.trim().is_empty() || text.trim_start().starts_with('>');
        let is_sender = own.first().is_none_or(|sender| is_same(sender, author));
        if !is_told_of && is_sender {
            own.push(author);
        }
    }
    own
}

/// An address is one person; without one, a name is.
fn is_same(left: &Author, right: &Author) -> bool {
    match (&left.email, &right.email) {
        (Some(left), Some(right)) => left == right,
        _ => left.name == right.name,
    }
}
