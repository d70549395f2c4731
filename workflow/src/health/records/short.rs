//! The snapshot in short, drawn from the other sections.

use grounding::{Claim, ClaimOrigin, Ledger, SourceId, VerifiedClaim};

use crate::definition::{Basis, Prepared, SectionDraft};
use crate::health::spec::SPEC;

/// What decides the level, what changed, and the main risk or else the main opportunity: each says
/// again what an accepted claim says, with its citations (V707).
pub(in super::super) fn derive(_ledger: &Ledger, _prepared: &Prepared, basis: &Basis<'_>) -> Vec<SectionDraft> {
    let Some(spec) = SPEC.section("in_short") else {
        return Vec::new();
    };
    let fed: Vec<_> = basis.of(spec).collect();
    let of = |id: &'static str| {
        fed.iter()
            .filter(move |(section, _)| section.id == id)
            .map(|(_, it)| *it)
    };
    let mut picked: Vec<&VerifiedClaim> = of("condition").take(1).chain(of("trend").take(1)).collect();
    let mut others = of("risks").chain(of("opportunities")).chain(of("condition"));
    let main = others.find(|it| !picked.iter().any(|known| is_about_same(known, it)));
    picked.extend(main);
    vec![SectionDraft {
        section: "in_short",
        claims: picked.into_iter().map(again).collect(),
    }]
}

/// Whether two claims say the same, or are about one record.
fn is_about_same(one: &VerifiedClaim, other: &VerifiedClaim) -> bool {
    let first = |it: &VerifiedClaim| -> Option<SourceId> { Some(it.claim.citations.first()?.source_id.clone()) };
    one.claim.text == other.claim.text || first(one) == first(other)
}

/// The claim again, as one of a derived section.
fn again(verified: &VerifiedClaim) -> Claim {
    Claim {
        id: String::new(),
        standing: verified.standing,
        origin: ClaimOrigin::Derived,
        parent: None,
        ..verified.claim.clone()
    }
}
