//! The derived sections of a summary: what others read first (AS-4, AS-10, AS-40).

mod challenges;
mod executive;
mod next_steps;
#[cfg(test)]
mod tests;

use grounding::text::find_figures;
use grounding::{Audience, Claim, ClaimOrigin, Ledger, VerifiedClaim};

use super::facts::Facts;
use super::spec::SPEC;
use crate::definition::{Basis, Prepared, SectionDraft};

/// The two derived sections, from the accepted claims of the sections that feed them and are shown
/// (AS-40 to AS-42). Nothing is said that none of these claims says: a sentence bears the citations
/// of those it draws on, and a figure that they lack is not put into it. A section that nothing
/// feeds stays empty.
pub(super) fn derive(ledger: &Ledger, prepared: &Prepared, basis: &Basis<'_>) -> Vec<SectionDraft> {
    let facts = Facts::read(ledger, &prepared.request);
    let fed = |id: &str| -> Vec<Fed<'_>> {
        let spec = SPEC.section(id);
        let claims = spec.into_iter().flat_map(|spec| basis.of(spec));
        claims
            .map(|(section, claim)| Fed {
                section: section.id,
                claim,
            })
            .collect()
    };
    vec![
        SectionDraft {
            section: "executive_summary",
            claims: executive::summary(&facts, &fed("executive_summary")),
        },
        SectionDraft {
            section: "next_steps",
            claims: next_steps::steps(&facts, &fed("next_steps"), basis),
        },
    ]
}

/// An accepted claim and the section in which it stands.
#[derive(Debug, Clone, Copy)]
struct Fed<'a> {
    section: &'static str,
    claim: &'a VerifiedClaim,
}

/// Whether each figure of a sentence stands in the text of one of the claims that it draws on.
fn is_borne_out(text: &str, from: &[&VerifiedClaim]) -> bool {
    let known: Vec<_> = from.iter().flat_map(|it| find_figures(&it.claim.text)).collect();
    let figures = find_figures(text);
    figures
        .iter()
        .all(|figure| known.iter().any(|known| figure.same_as(known)))
}

/// A sentence that says again what one claim says: with its kind, its goal, what standing was left
/// to it, and its citations.
fn restated(text: String, from: &VerifiedClaim) -> Claim {
    Claim {
        id: String::new(),
        text,
        kind: from.claim.kind,
        standing: from.standing,
        goal_id: from.claim.goal_id.clone(),
        audience: Audience::Internal,
        citations: from.claim.citations.clone(),
        origin: ClaimOrigin::Derived,
        parent: None,
    }
}
