//! What the customer reads.

use std::collections::{BTreeMap, BTreeSet};

use grounding::{Audience, Citation, ClaimKind, Source, SourceId, SourceKind, State, Visibility};

use super::claims::Claims;
use super::clean::clean;
use super::parts::{self, Allowed};
use super::sections::Teller;
use super::sheet::Sheet;
use super::{Document, Footnote, RunStanding};
use crate::brief::text::shape::{Shape, states_goals};
use crate::brief::{Brief, BriefClaim, GoalOutcome, GoalRow, Highlight, ProofRow, RunState, Section};
use crate::calendar::long_date;
use crate::handoff;
use crate::run::Judged;

/// The sections that are about the customer, for the vendor.
const VENDORS_OWN: [&str; 2] = ["expansion", "relational_health"];

/// The highlights that the customer knows anyway; the others speak of money and of trouble.
const SHARED_HIGHLIGHTS: [&str; 2] = ["product_family", "renewal"];

/// Why there is no document for the customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoCopy {
    /// Somebody who must approve the brief has not (VR-33, HO-22).
    #[error("the customer gets a copy of an approved brief only, and this one is not approved")]
    NotApproved,
    /// The brief tells the health of an account, whatever its claims rest on.
    #[error("an account's health is the vendor's own opinion, and the customer gets no copy of it")]
    Health,
}

impl Document {
    /// The brief for the customer: the claims among `allowed` that rest on nothing but sources
    /// that may be shared, what limits them, and the goals that they serve. Nothing else of the
    /// brief gets in.
    ///
    /// `allowed` has the ids of the claims that were verified again for the customer's eyes, and
    /// `source` finds what they cite; a source that it doesn't find may not be shared.
    ///
    /// # Errors
    ///
    /// Fails unless everybody who must has approved the brief, and of a health brief always.
    pub fn customer<'s>(
        brief: &Brief,
        standing: &RunStanding,
        judged: &BTreeMap<String, Judged>,
        source: &dyn Fn(&SourceId) -> Option<&'s Source>,
        allowed: &BTreeSet<String>,
    ) -> Result<Self, NoCopy> {
        if brief.health.is_some() {
            return Err(NoCopy::Health);
        }
        if standing.state != RunState::Approved {
            return Err(NoCopy::NotApproved);
        }
        let tell = |citation: &Citation| footnote(citation, source(&citation.source_id));
        let mut sheet = Sheet::new(&tell);
        let claims = Claims::new(brief, judged);
        let may_see = |id: &SourceId| source(id).is_some_and(is_shareable);
        let may_go = |claim: &BriefClaim| {
            let cited = &claim.claim.citations;
            allowed.contains(&claim.claim.id)
                && !claims.waits(claim)
                && !claims.conflicts(claim)
                && !is_vendors_own(brief, claims, claim)
                && !cited.is_empty()
                && cited.iter().all(|it| may_see(&it.source_id))
                && caveats(brief, claims, claim).all(|it| may_see(&it.source_id))
        };
        let allowed = Allowed {
            claim: &may_go,
            source: &may_see,
            kept_back: "Nothing that can be shared yet",
        };
        let teller = Teller {
            claims,
            names_goals: false,
        };
        let rows = parts::goal_rows(brief, allowed);
        for section in brief.sections.iter().filter(|it| !is_left_out(brief, it)) {
            self::section(&mut sheet, brief, teller, section, (&rows, allowed));
        }
        if !rows.is_empty() && !brief.sections.iter().any(states_goals) {
            sheet.heading("Goals");
            parts::goals(&mut sheet, claims, &rows, allowed);
        }
        parts::proof(&mut sheet, brief, claims, allowed);
        if sheet.is_empty() {
            sheet.say("Nothing of this brief can be shared.");
        }
        Ok(Self::new(brief, standing, Audience::Customer, sheet))
    }
}

/// What of a section may be shared, under its title; nothing where nothing may.
fn section(
    sheet: &mut Sheet<'_>,
    brief: &Brief,
    teller: Teller<'_>,
    section: &Section,
    (rows, allowed): (&[(&GoalRow, GoalOutcome)], Allowed<'_>),
) {
    let shape = Shape::of(brief, section);
    let rows = if states_goals(section) { rows } else { &[] };
    let mut shared: Vec<&BriefClaim> = teller.claims.of(section).filter(|it| (allowed.claim)(it)).collect();
    if let Shape::Recommendation(advice) = shape
        && !shared.iter().any(|it| it.claim.id == advice.primary)
    {
        // Without the first choice the others would be taken for it.
        shared.clear();
    }
    if let Shape::Highlights = shape {
        highlights(sheet, brief, section, allowed);
        return;
    }
    if shared.is_empty() && rows.is_empty() {
        return;
    }
    sheet.heading(&section.title);
    match shape {
        Shape::Recommendation(advice) => teller.recommendation(sheet, advice, shared, true),
        Shape::Blocks => teller.blocks(sheet, &brief.parts.achievements, &shared, None),
        Shape::Prose => teller.prose(sheet, &shared),
        Shape::Lines | Shape::People | Shape::Highlights => teller.lines(sheet, &shared),
    }
    parts::goals(sheet, teller.claims, rows, allowed);
}

fn highlights(sheet: &mut Sheet<'_>, brief: &Brief, section: &Section, allowed: Allowed<'_>) {
    let known = brief.parts.highlights.iter().filter(|it| {
        let is_shared = SHARED_HIGHLIGHTS.contains(&it.name.as_str());
        is_shared && it.value.is_some() && !it.withheld
    });
    let known: Vec<&Highlight> = known.collect();
    if !known.is_empty() {
        sheet.heading(&section.title);
        parts::highlights(sheet, &known, allowed);
    }
}

/// Whether a section is not for the customer's eyes. The risks of a handoff are what sales tells
/// the CSM in confidence; those of other briefs are the customer's own.
fn is_left_out(brief: &Brief, section: &Section) -> bool {
    let in_confidence = is_handoff(brief) && section.id == "risks";
    in_confidence || VENDORS_OWN.contains(&section.id.as_str())
}

/// Whether a claim is for the vendor alone, by its kind or since it retells a suggested expansion.
fn is_vendors_own(brief: &Brief, claims: Claims<'_>, claim: &BriefClaim) -> bool {
    let is_kept = match claim.claim.kind {
        ClaimKind::Expansion | ClaimKind::Promise => true,
        ClaimKind::Risk => is_handoff(brief),
        _ => false,
    };
    let mut expansions = brief.claims.iter().filter(|it| it.claim.kind == ClaimKind::Expansion);
    is_kept || (claims.retells(claim) && expansions.any(|it| share_words(it, claim)))
}

fn is_handoff(brief: &Brief) -> bool {
    brief.kind == handoff::SPEC.kind
}

/// What shows the caveats of a claim, and of those that it retells: a claim of value goes with all
/// that limits it, or not at all.
fn caveats<'a>(brief: &'a Brief, claims: Claims<'_>, claim: &BriefClaim) -> impl Iterator<Item = &'a Citation> {
    let retells = claims.retells(claim);
    let limits = |row: &&ProofRow| {
        let mut proven = brief.claims.iter().filter(|it| it.claim.id == row.claim);
        row.claim == claim.claim.id || (retells && proven.any(|it| share_words(it, claim)))
    };
    let rows: Vec<&ProofRow> = brief.parts.proof.iter().filter(limits).collect();
    let caveats = rows.into_iter().flat_map(|row| &row.caveats);
    caveats.flat_map(|caveat| &caveat.citations)
}

/// Whether two claims point at the same words.
fn share_words(left: &BriefClaim, right: &BriefClaim) -> bool {
    let theirs = &right.claim.citations;
    let mut ours = left.claim.citations.iter();
    ours.any(|it| theirs.iter().any(|other| it.overlaps(other)))
}

/// A health score is the vendor's opinion, wherever it is kept.
fn is_shareable(source: &Source) -> bool {
    source.visibility == Visibility::Shareable && source.state == State::Live && source.kind != SourceKind::Snapshot
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
