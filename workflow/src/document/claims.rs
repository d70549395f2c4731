//! What becomes of a claim on its way into a document.

use std::collections::BTreeMap;

use grounding::{ClaimKind, Standing, Verdict};

use super::Mark;
use crate::brief::{Brief, BriefClaim, ChecklistItem, ScopeRelation, Section};
use crate::run::Judged;

/// How far the words of a brief's claim may be trusted, given what people made of those that waited
/// for them; none for plain facts.
pub fn mark(brief: &Brief, judged: &BTreeMap<String, Judged>, claim: &BriefClaim) -> Option<Mark> {
    Claims::new(brief, judged).mark(claim)
}

/// The claims of a brief, and what people made of those that waited for them.
#[derive(Clone, Copy)]
pub(super) struct Claims<'a> {
    brief: &'a Brief,
    judged: &'a BTreeMap<String, Judged>,
}

impl<'a> Claims<'a> {
    pub(super) fn new(brief: &'a Brief, judged: &'a BTreeMap<String, Judged>) -> Self {
        Self { brief, judged }
    }

    /// Every claim that nobody has rejected.
    pub(super) fn all(self) -> impl Iterator<Item = &'a BriefClaim> {
        self.brief.claims.iter().filter(move |it| !self.is_rejected(it))
    }

    /// Those of a section, in its order.
    pub(super) fn of(self, section: &'a Section) -> impl Iterator<Item = &'a BriefClaim> {
        section
            .claims
            .iter()
            .filter_map(move |id| self.all().find(|it| it.claim.id == *id))
    }

    /// How far its words may be trusted.
    pub(super) fn mark(self, claim: &BriefClaim) -> Option<Mark> {
        if self.waits(claim) {
            return Some(Mark::Open);
        }
        match (claim.standing(), claim.claim.kind) {
            (Standing::ProvenOutcome, _) => Some(Mark::Proven),
            (Standing::LikelyBenefit, _) => Some(Mark::Likely),
            (Standing::Activity, _) => Some(Mark::Activity),
            (Standing::Fact, ClaimKind::Promise) => self.mark_of_promise(claim),
            (Standing::Fact, ClaimKind::Risk) => Some(Mark::Open),
            (Standing::Fact, _) => None,
        }
    }

    /// Whether it waits for a person.
    pub(super) fn waits(self, claim: &BriefClaim) -> bool {
        claim.verdict == Verdict::NeedsReview && !self.judged.contains_key(&claim.claim.id)
    }

    /// Whether it stands in a section that retells others.
    pub(super) fn retells(self, claim: &BriefClaim) -> bool {
        let mut derived = self.brief.sections.iter().filter(|it| it.origin == "derived");
        derived.any(|section| section.claims.contains(&claim.claim.id))
    }

    /// Whether it rests on a promise that the signed scope contradicts.
    pub(super) fn conflicts(self, claim: &BriefClaim) -> bool {
        self.promises(claim).any(|item| item.scope == ScopeRelation::Conflicts)
    }

    /// Whether a person said that it may not be said.
    fn is_rejected(self, claim: &BriefClaim) -> bool {
        self.judged.get(&claim.claim.id).is_some_and(|it| !it.accepted)
    }

    /// A promise needs somebody unless a clause covers it.
    fn mark_of_promise(self, claim: &BriefClaim) -> Option<Mark> {
        let is_covered = self.promises(claim).any(|item| item.scope == ScopeRelation::InScope);
        match (self.conflicts(claim), is_covered) {
            (true, _) => Some(Mark::Conflict),
            (false, true) => None,
            (false, false) => Some(Mark::Open),
        }
    }

    /// The promises of the checklist that it cites.
    fn promises(self, claim: &BriefClaim) -> impl Iterator<Item = &'a ChecklistItem> {
        self.brief.parts.checklist.iter().filter(move |item| {
            claim
                .claim
                .citations
                .iter()
                .any(|it| it.source_id == item.promise.source_id && it.quote.contains(&item.promise.quote))
        })
    }
}
