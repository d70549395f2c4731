//! What came of each goal, and what bears out each claim of value.

use grounding::Citation;

use super::layout::Page;
use super::notes::Footnotes;
use super::sections::mark;
use super::shape::proof_rows;
use super::words::{sentence, short_id, told_outcome};
use crate::brief::{Brief, BriefClaim, GoalOutcome};

/// Whether the brief says of any goal what came of it.
pub(super) fn has_rows(brief: &Brief) -> bool {
    brief.parts.goal_table.iter().any(|row| row.outcome.is_some())
}

/// A row for each goal: what it is, where it stands, what came of it (VR-13).
pub(super) fn goals(page: &mut Page, notes: &mut Footnotes, brief: &Brief) {
    let rows = brief.parts.goal_table.iter().filter_map(|row| {
        let outcome = row.outcome?;
        let mark = match outcome {
            GoalOutcome::Proven => '\u{2714}',
            GoalOutcome::Likely => '~',
            GoalOutcome::NoEvidence => '?',
        };
        let citations: Vec<Citation> = claims(brief, &row.claims)
            .flat_map(|it| it.claim.citations.iter().cloned())
            .collect();
        let marks = notes.refer(&citations);
        let cells = [
            format!("{} [{}]", row.goal, short_id(&row.goal_id)),
            row.status.clone(),
            format!("{}{marks}", told_outcome(outcome)),
        ];
        Some((mark, cells))
    });
    let rows: Vec<(char, [String; 3])> = rows.collect();
    page.table(&rows);
}

/// Each claim of value with its sources and what limits it (VR-14).
pub(super) fn proof(page: &mut Page, notes: &mut Footnotes, brief: &Brief) {
    if brief.parts.proof.is_empty() {
        return;
    }
    page.title("Proof and caveats");
    for (claim, row) in proof_rows(brief, |_| true) {
        let id = if page.shows_ids() {
            format!("{}  ", claim.claim.id)
        } else {
            String::new()
        };
        let marks = notes.refer(&claim.claim.citations);
        page.item(mark(brief, claim), &format!("{id}{}{marks}", claim.claim.text));
        for caveat in &row.caveats {
            let marks = notes.refer(&caveat.citations);
            page.under(&format!("{}{marks}", sentence(&caveat.text)));
        }
    }
}

fn claims<'a>(brief: &'a Brief, ids: &'a [String]) -> impl Iterator<Item = &'a BriefClaim> {
    ids.iter()
        .filter_map(|id| brief.claims.iter().find(|it| it.claim.id == *id))
}
