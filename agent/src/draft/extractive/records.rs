//! What a brief says from records, so that nothing is said twice.

use grounding::{Citation, Claim, Ledger, SourceKind, Standing};
use workflow::cite_span;

use super::alike::Gist;
use super::reads::Tells;
use super::sentence::Sentence;
use crate::draft::Assignment;

/// Whether two lists of citations point at the same words anywhere.
pub(super) fn shares(one: &[Citation], other: &[Citation]) -> bool {
    one.iter().any(|citation| other.iter().any(|it| it.overlaps(citation)))
}

/// What the brief says from records.
pub(super) struct Records<'a> {
    ledger: &'a Ledger,
    claims: Vec<(&'a Claim, Gist)>,
}

impl<'a> Records<'a> {
    pub(super) fn of(assignment: Assignment<'a>) -> Self {
        let claims = assignment.known.iter().chain(assignment.elsewhere);
        Self {
            ledger: assignment.ledger,
            claims: claims
                .map(|claim| (claim, Gist::of(assignment.ledger, &claim.text)))
                .collect(),
        }
    }

    /// Whether the brief says from records what a sentence tells: the same words are cited, a
    /// figure of a gain stands in a measured one, or most of the words are the same.
    pub(super) fn say(&self, sentence: &Sentence<'_>, tells: Tells<'_>) -> bool {
        let own = [cite_span(sentence.said.source, sentence.said.span)];
        let mut claims = self.claims.iter();
        claims.any(|(claim, gist)| {
            let same = match tells {
                Tells::Gain(_) => self.is_measured(claim) && sentence.gist.is_measured_by(gist),
                // A goal and a hope share most of their words, and are two things.
                Tells::Hope(_) => claim.standing == Standing::LikelyBenefit && sentence.gist.is_like(gist),
                _ => sentence.gist.is_like(gist),
            };
            same || shares(&claim.citations, &own)
        })
    }

    /// Whether a claim tells what was measured, rather than what was wished for.
    fn is_measured(&self, claim: &Claim) -> bool {
        let measures = |kind| {
            matches!(
                kind,
                SourceKind::Kpi | SourceKind::Usage | SourceKind::Series | SourceKind::Metric
            )
        };
        let mut cited = claim
            .citations
            .iter()
            .filter_map(|it| self.ledger.source(&it.source_id));
        claim.is_value() || cited.any(|source| measures(source.kind))
    }
}
