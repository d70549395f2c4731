//! Words of records and of people, as a claim may say and cite them.

use grounding::text::{content_words, find_dates, find_figures, find_markup, hidden, one_line, sentences};
use grounding::{Affiliation, Author, Citation, Claim, Policy, Source, Span, Verdict, verify_claim};

use crate::account::cite_lines;
use crate::cite::{cite_span, cite_value};
use crate::health::facts::Facts;

/// A name as it stands in a sentence after what it names, in quotation marks: `the ticket “It is
/// slow”`. One with a link or hidden characters in it, which no claim may hold, is told by the number
/// that its record has: `the ticket 4801`.
pub(super) fn quoted(source: &Source, name: &str) -> String {
    let name = one_line(name);
    let name = name.trim().trim_end_matches('.');
    if name.is_empty() || find_markup(name).is_some() || hidden(name).is_some() {
        return source.id.as_str().rsplit('/').next().unwrap_or_default().to_owned();
    }
    format!("\u{201C}{name}\u{201D}")
}

/// What a talk or a message is called, as in `the call “Business review”`. A title with a number, a
/// date or something that no claim may hold in it is left out: nobody said it there.
pub(super) fn named(source: &Source) -> String {
    let noun = source.kind.noun();
    let title = one_line(&source.title);
    let title = title.trim();
    let counts = !find_figures(title).is_empty() || !find_dates(title).is_empty();
    if title.is_empty() || counts || find_markup(title).is_some() || hidden(title).is_some() {
        format!("the {noun}")
    } else {
        format!("the {noun} \u{201C}{title}\u{201D}")
    }
}

/// The value of the first filled field whose name is that word or ends in it, whatever its case:
/// `Status`, `Ticket Status`.
pub(super) fn stated<'a>(source: &'a Source, name: &str) -> Option<(Span, &'a str)> {
    let named = source
        .fields
        .iter()
        .filter(|field| field.name.to_lowercase().ends_with(name));
    let mut values = named.map(|field| (field.span, source.text[field.span.range()].trim()));
    values.find(|(_, value)| !value.is_empty())
}

/// Somebody at the customer who wrote or said what stands at a place, where they are known by name.
pub(super) fn customer_at(source: &Source, offset: usize) -> Option<&Author> {
    let author = source.author_at(offset)?;
    let is_name = !author.name.trim().is_empty() && !author.name.contains('@');
    (is_name && author.affiliation == Affiliation::Customer).then_some(author)
}

/// The first sentence within a place that is long enough to be cited and stands beside no order to
/// whoever drafts.
pub(super) fn cite_words(facts: &Facts<'_>, source: &Source, within: Span) -> Option<Citation> {
    let policy = Policy::default();
    let mut usable = sentences(&source.text[within.range()])
        .into_iter()
        .map(|span| Span::new(within.start + span.start, within.start + span.end));
    let found = usable.find(|span| {
        let text = &source.text[span.range()];
        let is_enough = text.trim().chars().count() >= policy.min_quote_chars
            && content_words(text).count() >= policy.min_quote_words;
        is_enough && facts.ledger.order_beside(&source.id, *span).is_none()
    })?;
    Some(cite_span(source, found))
}

/// Words of a record that tell what it is about: its title's line, else its first sentence.
pub(super) fn cite_title(facts: &Facts<'_>, source: &Source) -> Option<Citation> {
    if source.fields.is_empty() {
        return cite_words(facts, source, Span::new(0, source.text.len()));
    }
    Some(cite_value(source, &source.title))
}

/// The lines of a record that name somebody.
pub(super) fn cite_name(source: &Source, name: &str) -> Option<Citation> {
    let at = source.text.find(name).filter(|_| !name.is_empty())?;
    Some(cite_lines(source, [Span::new(at, at + name.len())].into_iter()))
}

/// Several things in one breath: `a`, `a and b`, `a, b and c`.
pub(super) fn listed(things: &[String]) -> String {
    match things {
        [others @ .., last] if !others.is_empty() => format!("{} and {last}", others.join(", ")),
        things => things.concat(),
    }
}

/// Whether a claim may be said as it is. Of what people wrote nobody knows beforehand what it holds:
/// of several sentences, the first that may be repeated is told.
pub(super) fn is_accepted(facts: &Facts<'_>, claim: &Claim) -> bool {
    verify_claim(facts.ledger, claim, &Policy::default()).verdict == Verdict::Accepted
}
