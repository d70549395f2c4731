//! Finding a quote in a source.

use crate::lexicon;
use crate::text::{Folded, find_figures};
use crate::{Held, SourceKind, Span};

/// What became of looking for a quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Found {
    /// It stands here. For an elided quote, from its first part to its last.
    At(Span),
    /// Its parts stand in the source, but what was left out or joined changes what they say.
    Spliced(Splice),
    /// It doesn't stand in the source.
    Nowhere,
}

/// Why parts of a source don't make a quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Splice {
    /// The parts stand in another order, or too far apart to be one passage.
    Apart(Span),
    /// What lies between holds a negation, a contrast or a figure.
    Hides(Span),
    /// It joins the words of two speakers.
    Turns(Span),
}

/// The parts of an elided quote stand in one passage if no more than this lies between them.
const PASSAGE_BYTES: usize = 600;

pub(crate) fn find(held: &Held, quote: &Folded) -> Found {
    let text = held.folded();
    let mut across_turns = None;
    for found in text.find_all(quote) {
        if within_one_turn(held, found.span) {
            return Found::At(found.span);
        }
        across_turns.get_or_insert(found.span);
    }
    if let Some(span) = across_turns {
        return Found::Spliced(Splice::Turns(span));
    }
    elided(held, quote.as_str()).unwrap_or(Found::Nowhere)
}

fn within_one_turn(held: &Held, span: Span) -> bool {
    let has_turns = matches!(held.source.kind, SourceKind::Call | SourceKind::Transcript);
    !has_turns || held.source.authors.is_empty() || held.source.authors.iter().any(|turn| turn.span.contains(span))
}

/// Looks for the parts of a quote that has an ellipsis in it.
fn elided(held: &Held, quote: &str) -> Option<Found> {
    let plain = quote.replace("[...]", "...").replace("(...)", "...");
    let parts: Vec<&str> = plain
        .split("...")
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    if parts.len() < 2 {
        return None;
    }
    let text = held.folded();
    let mut whole: Option<Span> = None;
    for part in parts {
        let part = Folded::new(part);
        let after = whole.map_or(0, |span| span.end);
        let Some(next) = text
            .find_all(&part)
            .map(|found| found.span)
            .find(|span| span.start >= after)
        else {
            let elsewhere = text.find(&part)?.span;
            return Some(Found::Spliced(Splice::Apart(elsewhere)));
        };
        if let Some(so_far) = whole {
            let gap = Span::new(so_far.end, next.start);
            if gap.end - gap.start > PASSAGE_BYTES {
                return Some(Found::Spliced(Splice::Apart(next)));
            }
            if hides_something(&held.source.text[gap.range()]) {
                return Some(Found::Spliced(Splice::Hides(gap)));
            }
        }
        whole = Some(Span::new(whole.map_or(next.start, |span| span.start), next.end));
    }
    let whole = whole?;
    Some(if within_one_turn(held, whole) {
        Found::At(whole)
    } else {
        Found::Spliced(Splice::Turns(whole))
    })
}

fn hides_something(gap: &str) -> bool {
    const CONTRASTS: [&str; 8] = [
        "but", "however", "although", "though", "except", "unless", "yet", "while",
    ];
    let contrasts = crate::text::words(gap).any(|word| CONTRASTS.contains(&word.text.to_lowercase().as_str()));
    contrasts || lexicon::negations().is_in(gap) || !find_figures(gap).is_empty()
}
