//! What sections of briefs have in common, by where their claims come from.

use grounding::{ClaimKind, Origin, SectionSpec};

/// A section that is computed from records.
pub(crate) const RECORDS: SectionSpec = SectionSpec {
    id: "",
    title: "",
    origin: Origin::Records,
    feeders: &[],
    inputs: &[],
    query: "",
    sources: &[],
    claims: &[ClaimKind::Fact],
    cues: &[],
    budget_tokens: 0,
    max_claims: 12,
    prompt: "",
    likely_in: "",
};

/// A section that a drafter writes from passages.
pub(crate) const DRAFTED: SectionSpec = SectionSpec {
    origin: Origin::Model,
    budget_tokens: 6_000,
    max_claims: 6,
    ..RECORDS
};

/// A section that draws on what others say.
pub(crate) const DERIVED: SectionSpec = SectionSpec {
    origin: Origin::Derived,
    max_claims: 5,
    ..RECORDS
};
