//! The claims of a section, in the form in which they are read.

use grounding::ClaimKind;

use super::claims::Claims;
use super::sheet::Sheet;
use super::{Line, Mark};
use crate::brief::text::shape::{claims_of, paragraphs, primary_first};
use crate::brief::text::words::{short_id, told_status};
use crate::brief::{Block, Brief, BriefClaim, Recommendation, Section};

/// Tells claims in the way of one edition.
#[derive(Clone, Copy)]
pub(super) struct Teller<'a> {
    pub(super) claims: Claims<'a>,
    /// Whether the goal that a claim serves is named beside it.
    pub(super) names_goals: bool,
}

impl Teller<'_> {
    /// A line for each claim.
    pub(super) fn lines(self, sheet: &mut Sheet<'_>, claims: &[&BriefClaim]) {
        self.noted(sheet, claims, |_| String::new());
    }

    /// A line for each claim, with a note behind its words.
    pub(super) fn noted(self, sheet: &mut Sheet<'_>, claims: &[&BriefClaim], note: impl Fn(&BriefClaim) -> String) {
        let lines = claims.iter().map(|it| self.line(sheet, it, &note(it))).collect();
        sheet.list(lines);
    }

    /// Sentences that run on, each saying of itself where it is no plain fact.
    pub(super) fn prose(self, sheet: &mut Sheet<'_>, claims: &[&BriefClaim]) {
        let sentences: Vec<Line> = claims
            .iter()
            .map(|it| {
                let mark = match self.claims.mark(it) {
                    Some(Mark::Likely) => " (likely)",
                    Some(Mark::Open) => " (open)",
                    Some(Mark::Conflict) => " (in conflict)",
                    Some(Mark::Proven | Mark::Activity) | None => "",
                };
                sheet.line(None, &format!("{}{mark}", it.claim.text), &it.claim.citations)
            })
            .collect();
        sheet.prose(paragraphs(&sentences));
    }

    /// Claims under the titles of their blocks, those that stand in none first. `nothing` is said of
    /// an empty block, which is left out where there are no words for it.
    pub(super) fn blocks(self, sheet: &mut Sheet<'_>, blocks: &[Block], claims: &[&BriefClaim], nothing: Option<&str>) {
        let is_in = |block: &Block, claim: &BriefClaim| block.claims.contains(&claim.claim.id);
        let (within, loose): (Vec<&BriefClaim>, Vec<&BriefClaim>) = claims
            .iter()
            .partition(|claim| blocks.iter().any(|block| is_in(block, claim)));
        self.lines(sheet, &loose);
        for block in blocks {
            let of_block: Vec<&BriefClaim> = within.iter().copied().filter(|it| is_in(block, it)).collect();
            match (of_block.is_empty(), nothing) {
                (true, None) => {}
                (true, Some(nothing)) => sheet.say(&format!("{}: {nothing}", block.title)),
                (false, _) => {
                    sheet.say(&format!("{}:", block.title));
                    self.lines(sheet, &of_block);
                }
            }
        }
    }

    /// What to do next, the primary one first, with what it still needs.
    pub(super) fn recommendation(
        self,
        sheet: &mut Sheet<'_>,
        advice: &Recommendation,
        claims: Vec<&BriefClaim>,
        is_approved: bool,
    ) {
        let lines = primary_first(claims, advice).into_iter().map(|claim| {
            let needs = claim.claim.id == advice.primary && !is_approved;
            let note = if needs {
                format!(" \u{2014} {}", told_status(advice))
            } else {
                String::new()
            };
            self.line(sheet, claim, &note)
        });
        let lines = lines.collect();
        sheet.list(lines);
    }

    /// A claim as a line, with a note behind its words.
    pub(super) fn line(self, sheet: &mut Sheet<'_>, claim: &BriefClaim, note: &str) -> Line {
        let goal = claim.claim.goal_id.as_deref().filter(|_| self.names_goals);
        let goal = goal.map(|id| format!(" [{}]", short_id(id))).unwrap_or_default();
        let text = format!("{}{goal}{note}", claim.claim.text);
        sheet.line(self.claims.mark(claim), &text, &claim.claim.citations)
    }
}

/// Whether a section of the brief has nothing in it but open risks, so that nobody needs them
/// gathered once more.
pub(super) fn lists_risks(brief: &Brief, section: &Section) -> bool {
    let is_named_so = section.title == "Open risks" || section.title == "Open risk";
    is_named_so && claims_of(brief, section).any(|it| it.claim.kind == ClaimKind::Risk)
}
