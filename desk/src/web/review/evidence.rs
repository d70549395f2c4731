//! The sources of a claim beside it, with the very words lit.

use std::ops::Range;

use askama::Template;
use grounding::{Affiliation, Citation, Source, Visibility};
use workflow::brief::BriefClaim;

use super::pieces::{Piece, cut, floor};

/// So much of a long source stands before its first lit words and after its last, in bytes.
const AROUND: usize = 2_500;
/// A source up to so long is shown whole, in bytes.
const WHOLE: usize = 9_000;

/// The sources of a claim.
#[derive(Template)]
#[template(path = "web/review/evidence.html")]
pub(crate) struct EvidenceView {
    pub(crate) run: String,
    pub(crate) claim: String,
    pub(crate) sources: Vec<SourceView>,
}

/// A source with lit words.
pub(crate) struct SourceView {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) kind: &'static str,
    pub(crate) author: String,
    pub(crate) affiliation: &'static str,
    pub(crate) date: String,
    pub(crate) visibility: &'static str,
    pub(crate) pieces: Vec<Piece>,
    /// Whether something stands before what is shown.
    pub(crate) begins_within: bool,
    /// Whether something stands after it.
    pub(crate) ends_within: bool,
    /// Quotes that its text does not hold any more.
    pub(crate) lost: Vec<String>,
}

impl EvidenceView {
    /// The sources of a claim, each once, in the order in which it cites them.
    pub(crate) fn of(run: &str, claim: &BriefClaim, cited: &[(Citation, Source)]) -> Self {
        let mut sources: Vec<(&Source, Vec<&Citation>)> = Vec::new();
        for (citation, source) in cited {
            match sources.iter_mut().find(|(known, _)| known.id == source.id) {
                Some((_, citations)) => citations.push(citation),
                None => sources.push((source, vec![citation])),
            }
        }
        Self {
            run: run.to_owned(),
            claim: claim.claim.id.clone(),
            sources: sources
                .iter()
                .map(|(source, citations)| SourceView::lit(source, citations, false))
                .collect(),
        }
    }
}

impl SourceView {
    /// A source with the words of citations lit: all of it, or what stands around them.
    pub(crate) fn lit(source: &Source, citations: &[&Citation], whole: bool) -> Self {
        let places: Vec<Option<Range<usize>>> = citations.iter().map(|it| place(source, it)).collect();
        let lost = citations.iter().zip(&places).filter(|(_, place)| place.is_none());
        let lost = lost.map(|(citation, _)| citation.quote.clone()).collect();
        let found: Vec<Range<usize>> = places.into_iter().flatten().collect();
        let text = &source.text;
        let window = if whole || text.len() <= WHOLE {
            0..text.len()
        } else {
            let first = found.iter().map(|it| it.start).min().unwrap_or(0);
            let last = found.iter().map(|it| it.end).max().unwrap_or(0);
            floor(text, first.saturating_sub(AROUND))..floor(text, last + AROUND)
        };
        let within: Vec<(Range<usize>, usize)> = found
            .iter()
            .enumerate()
            .map(|(at, it)| (it.start - window.start..it.end - window.start, at + 1))
            .collect();
        let author = found
            .first()
            .and_then(|place| source.author_at(place.start))
            .or_else(|| source.author())
            .filter(|author| !author.name.is_empty());
        Self {
            id: source.id.to_string(),
            title: source.title.clone(),
            kind: source.kind.noun(),
            author: author.map(|it| it.name.clone()).unwrap_or_default(),
            affiliation: match author.map(|it| it.affiliation) {
                Some(Affiliation::Customer) => "customer",
                Some(Affiliation::Vendor) => "vendor",
                Some(Affiliation::Unknown) | None => "",
            },
            date: source.occurred_at.map(|date| date.to_string()).unwrap_or_default(),
            visibility: match source.visibility {
                Visibility::Shareable => "may be shared",
                Visibility::Internal => "internal",
                Visibility::Restricted => "restricted",
            },
            pieces: cut(text.get(window.clone()).unwrap_or_default(), &within),
            begins_within: window.start > 0,
            ends_within: window.end < text.len(),
            lost,
        }
    }
}

/// Where a citation's words stand in the source as it is now; none where they don't any more.
fn place(source: &Source, citation: &Citation) -> Option<Range<usize>> {
    let told = citation.start.zip(citation.end).map(|(start, end)| start..end);
    let told = told.filter(|range| source.text.get(range.clone()) == Some(citation.quote.as_str()));
    told.or_else(|| {
        let start = source
            .text
            .find(&citation.quote)
            .filter(|_| !citation.quote.is_empty())?;
        Some(start..start + citation.quote.len())
    })
}
