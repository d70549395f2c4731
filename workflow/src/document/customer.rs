//! What the customer reads.

use std::collections::{BTreeMap, BTreeSet};

use grounding::{Audience, Citation, ClaimKind, Source, SourceId, State, Visibility};

use super::claims::Claims;
use super::clean::clean;
use super::sheet::Sheet;
use super::{Document, Footnote, RunStanding};
use crate::brief::{Brief, BriefClaim, RunState};
use crate::calendar::long_date;
use crate::run::Judged;

/// The sections that are about the customer, for the vendor.
const VENDORS_OWN: [&str; 2] = ["risks", "expansion"];

/// A document for the customer was asked of a brief that is not approved (VR-33, HO-22).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the customer gets a copy of an approved brief only, and this one is not approved")]
pub struct NotApproved;

impl Document {
    /// The brief for the customer: the claims among `allowed` that rest on nothing but sources
    /// that may be shared. Nothing else of the brief gets in.
    ///
    /// `allowed` has the ids of the claims that were verified again for the customer's eyes, and
    /// `source` finds what they cite; a source that it doesn't find may not be shared.
    ///
    /// # Errors
    ///
    /// Fails unless everybody who must has approved the brief.
    pub fn customer<'s>(
        brief: &Brief,
        standing: &RunStanding,
        judged: &BTreeMap<String, Judged>,
        source: &dyn Fn(&SourceId) -> Option<&'s Source>,
        allowed: &BTreeSet<String>,
    ) -> Result<Self, NotApproved> {
        if standing.state != RunState::Approved {
            return Err(NotApproved);
        }
        let tell = |citation: &Citation| footnote(citation, source(&citation.source_id));
        let mut sheet = Sheet::new(&tell);
        let claims = Claims::new(brief, judged);
        let may_go = |claim: &BriefClaim| {
            let cited = &claim.claim.citations;
            allowed.contains(&claim.claim.id)
                && !claims.waits(claim)
                && !claims.conflicts(claim)
                && !matches!(
                    claim.claim.kind,
                    ClaimKind::Expansion | ClaimKind::Risk | ClaimKind::Promise
                )
                && !cited.is_empty()
                && cited.iter().all(|it| source(&it.source_id).is_some_and(is_shareable))
        };
        let sections = brief.sections.iter();
        for section in sections.filter(|it| !VENDORS_OWN.contains(&it.id.as_str())) {
            let shared: Vec<&BriefClaim> = claims.of(section).filter(|it| may_go(it)).collect();
            if shared.is_empty() {
                continue;
            }
            sheet.heading(&section.title);
            let lines = shared
                .into_iter()
                .map(|it| sheet.line(claims.mark(it), &it.claim.text, &it.claim.citations))
                .collect();
            sheet.list(lines);
        }
        if sheet.is_empty() {
            sheet.say("Nothing of this brief can be shared.");
        }
        Ok(Self::new(brief, standing, Audience::Customer, sheet))
    }
}

fn is_shareable(source: &Source) -> bool {
    source.visibility == Visibility::Shareable && source.state == State::Live
}

/// The kind of the source and its date; never its id, and nobody's name.
fn footnote(citation: &Citation, source: Option<&Source>) -> Footnote {
    let about = source.map(|it| match it.occurred_at {
        Some(date) => format!("{}, {}", it.kind.noun(), long_date(date)),
        None => it.kind.noun().to_owned(),
    });
    Footnote {
        about: about.unwrap_or_default(),
        quote: clean(&citation.quote),
    }
}
