//! In which form a section is read, on a terminal and in a document.

use grounding::ClaimKind;

use crate::brief::{Brief, BriefClaim, ProofRow, Recommendation, Section};

/// In which form a section is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape<'a> {
    /// A line for each claim.
    Lines,
    /// Sentences that run on, since they retell other sections.
    Prose,
    /// The people who matter, from the brief's parts.
    People,
    /// The fields of the account at a glance, from the brief's parts.
    Highlights,
    /// Lines under the titles of the brief's blocks.
    Blocks,
    /// One thing to do, and what could be done instead.
    Recommendation(&'a Recommendation),
}

impl<'a> Shape<'a> {
    pub(crate) fn of(brief: &'a Brief, section: &Section) -> Self {
        let parts = &brief.parts;
        // A health brief tells its next action with who does it and by when, as a line.
        let advice = parts.recommendation.as_ref().filter(|_| brief.health.is_none());
        let advice = advice.filter(|it| section.claims.contains(&it.primary));
        match (section.id.as_str(), advice) {
            (_, Some(advice)) => Self::Recommendation(advice),
            ("people" | "stakeholders", _) if !parts.stakeholders.is_empty() => Self::People,
            ("highlights", _) if !parts.highlights.is_empty() => Self::Highlights,
            ("achievements", _) if !parts.achievements.is_empty() => Self::Blocks,
            _ if section.origin == "derived" && !recommends(brief, section) => Self::Prose,
            _ => Self::Lines,
        }
    }
}

/// Whether a section suggests what to do: steps are read one by one.
fn recommends(brief: &Brief, section: &Section) -> bool {
    let mut claims = claims_of(brief, section);
    claims.any(|it| it.claim.kind == ClaimKind::Recommendation)
}

/// The claims of a section, in its order.
pub(crate) fn claims_of<'a>(brief: &'a Brief, section: &'a Section) -> impl Iterator<Item = &'a BriefClaim> {
    let ids = section.claims.iter();
    ids.filter_map(|id| brief.claims.iter().find(|it| it.claim.id == *id))
}

/// Whether a section states the goals that the customer set out for; what came of them follows it.
pub(crate) fn states_goals(section: &Section) -> bool {
    matches!(section.id.as_str(), "goals" | "original_goal")
}

/// The claims of a section with a recommendation: the primary one first.
pub(crate) fn primary_first<'a>(claims: Vec<&'a BriefClaim>, advice: &Recommendation) -> Vec<&'a BriefClaim> {
    let (primary, others): (Vec<_>, Vec<_>) = claims.into_iter().partition(|it| it.claim.id == advice.primary);
    primary.into_iter().chain(others).collect()
}

/// Claims as one paragraph, or as two of about the same length where there are many.
pub(crate) fn paragraphs<T>(claims: &[T]) -> impl Iterator<Item = &[T]> {
    const LONGEST: usize = 3;
    let length = if claims.len() > LONGEST {
        claims.len().div_ceil(2)
    } else {
        LONGEST
    };
    claims.chunks(length)
}

/// The claims of value that may be told, with what limits each: once, where another section retells
/// one in the same words.
pub(crate) fn proof_rows(brief: &Brief, may_tell: impl Fn(&BriefClaim) -> bool) -> Vec<(&BriefClaim, &ProofRow)> {
    let mut rows: Vec<(&BriefClaim, &ProofRow)> = Vec::new();
    for row in &brief.parts.proof {
        let claim = brief.claims.iter().find(|it| it.claim.id == row.claim);
        let Some(claim) = claim.filter(|it| may_tell(it)) else {
            continue;
        };
        let is_told = |(told, known): &(&BriefClaim, &ProofRow)| {
            told.claim.text == claim.claim.text && known.caveats == row.caveats
        };
        if !rows.iter().any(is_told) {
            rows.push((claim, row));
        }
    }
    rows
}
