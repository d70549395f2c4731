//! The parts of a brief that are no claims: tables, and what belongs with it.

use grounding::{Citation, SourceId};

use super::claims::Claims;
use super::sheet::Sheet;
use super::{Line, Mark};
use crate::brief::text::shape::proof_rows;
use crate::brief::text::words::{plain_words, sentence, told_outcome, told_value, whole_sentence};
use crate::brief::{Brief, BriefClaim, GoalOutcome, GoalRow, Highlight, Stakeholder};
use crate::calendar::long_date;

/// What may be told of a brief's parts in one edition.
#[derive(Clone, Copy)]
pub(super) struct Allowed<'a> {
    /// Whether a claim may be told.
    pub(super) claim: &'a dyn Fn(&BriefClaim) -> bool,
    /// Whether a source may be named.
    pub(super) source: &'a dyn Fn(&SourceId) -> bool,
    /// What is said of a goal with no claim that may be told, though there are some.
    pub(super) kept_back: &'static str,
}

impl Allowed<'_> {
    fn of(self, citations: &[Citation]) -> Vec<Citation> {
        let citations = citations.iter().filter(|it| (self.source)(&it.source_id));
        citations.cloned().collect()
    }
}

/// The goals that have a row: those with an outcome whose records may be told.
pub(super) fn goal_rows<'a>(brief: &'a Brief, allowed: Allowed<'_>) -> Vec<(&'a GoalRow, GoalOutcome)> {
    let rows = brief.parts.goal_table.iter();
    rows.filter(|row| (allowed.source)(&SourceId::raw(&row.goal_id)))
        .filter_map(|row| Some((row, row.outcome?)))
        .collect()
}

/// A row for each goal: what it is, where it stands, what came of it (VR-13).
pub(super) fn goals(sheet: &mut Sheet<'_>, claims: Claims<'_>, rows: &[(&GoalRow, GoalOutcome)], allowed: Allowed<'_>) {
    if rows.is_empty() {
        return;
    }
    let rows = rows
        .iter()
        .map(|(row, outcome)| {
            [
                sheet.line(None, &row.goal, &[]),
                sheet.line(None, &row.status, &[]),
                outcome_cell(sheet, claims, row, *outcome, allowed),
            ]
        })
        .collect();
    sheet.table(["Goal", "Status", "What came of it"], rows);
}

/// What came of a goal, in the words of its claims.
fn outcome_cell(
    sheet: &mut Sheet<'_>,
    claims: Claims<'_>,
    row: &GoalRow,
    outcome: GoalOutcome,
    allowed: Allowed<'_>,
) -> Line {
    let mark = match outcome {
        GoalOutcome::Proven => Mark::Proven,
        GoalOutcome::Likely => Mark::Likely,
        GoalOutcome::NoEvidence => return Line::plain(sentence(told_outcome(outcome))),
    };
    let told: Vec<&BriefClaim> = claims
        .all()
        .filter(|it| row.claims.contains(&it.claim.id) && claims.mark(it) == Some(mark) && (allowed.claim)(it))
        .collect();
    if told.is_empty() {
        return Line::plain(allowed.kept_back);
    }
    let texts: Vec<&str> = told.iter().map(|it| it.claim.text.as_str()).collect();
    let citations: Vec<Citation> = told.iter().flat_map(|it| it.claim.citations.iter().cloned()).collect();
    sheet.line(Some(mark), &texts.join(" "), &citations)
}

/// Each claim of value that may be told, with all that limits it (VR-14).
pub(super) fn proof(sheet: &mut Sheet<'_>, brief: &Brief, claims: Claims<'_>, allowed: Allowed<'_>) {
    let is_standing = |claim: &BriefClaim| claims.all().any(|it| it.claim.id == claim.claim.id);
    let rows = proof_rows(brief, |claim| is_standing(claim) && (allowed.claim)(claim));
    if rows.is_empty() {
        return;
    }
    sheet.heading("Proof and caveats");
    let rows = rows
        .into_iter()
        .map(|(claim, row)| {
            let caveats: Vec<String> = row.caveats.iter().map(|it| whole_sentence(&it.text)).collect();
            let shown: Vec<Citation> = row.caveats.iter().flat_map(|it| it.citations.iter().cloned()).collect();
            [
                sheet.line(claims.mark(claim), &claim.claim.text, &claim.claim.citations),
                sheet.line(None, &caveats.join(" "), &shown),
            ]
        })
        .collect();
    sheet.table(["Claim", "What limits it"], rows);
}

/// The account at a glance.
pub(super) fn highlights(sheet: &mut Sheet<'_>, highlights: &[&Highlight], allowed: Allowed<'_>) {
    let rows = highlights
        .iter()
        .map(|it| {
            [
                sheet.line(None, &it.label, &[]),
                sheet.line(None, told_value(it), &allowed.of(&it.citations)),
            ]
        })
        .collect();
    sheet.table(["Field", "Value"], rows);
}

pub(super) fn people(sheet: &mut Sheet<'_>, people: &[Stakeholder]) {
    let rows = people
        .iter()
        .map(|it| {
            let calls = match (it.side.as_str(), it.calls, it.last_call) {
                ("vendor", ..) => String::new(),
                (_, 0, _) => "never".to_owned(),
                (_, calls, Some(last)) => format!("{calls}, last on {}", long_date(last)),
                (_, calls, None) => calls.to_string(),
            };
            [
                sheet.line(None, &it.name, &it.citations),
                sheet.line(None, &it.role, &[]),
                sheet.line(None, &it.side, &[]),
                Line::plain(if it.sponsor { "yes" } else { "" }),
                Line::plain(calls),
            ]
        })
        .collect();
    sheet.table(["Name", "Role", "Side", "Can sponsor", "On recorded calls"], rows);
}

/// What belongs with a brief and stays a document of its own (VR-75).
pub(super) fn links(sheet: &mut Sheet<'_>, brief: &Brief) {
    if brief.parts.links.is_empty() {
        return;
    }
    sheet.heading("Belongs with it");
    let rows = brief
        .parts
        .links
        .iter()
        .map(|it| {
            let target = if it.target.is_empty() { "none yet" } else { &it.target };
            [
                sheet.line(None, &sentence(&plain_words(&it.relation)), &[]),
                sheet.line(None, target, &[]),
                sheet.line(None, &it.note, &it.citations),
            ]
        })
        .collect();
    sheet.table(["What", "Which", "What to know"], rows);
}

/// What a handoff is scored by, each with the sum that gives it (HO-37).
pub(super) fn scores(sheet: &mut Sheet<'_>, brief: &Brief) {
    if brief.parts.scores.is_empty() {
        return;
    }
    sheet.heading("Scores");
    let rows = brief
        .parts
        .scores
        .iter()
        .map(|it| {
            [
                sheet.line(None, &sentence(&plain_words(&it.name)), &[]),
                Line::plain(format!("{} of 100", it.value)),
                sheet.line(None, &it.formula, &[]),
                sheet.line(None, &it.terms.join(", "), &[]),
            ]
        })
        .collect();
    sheet.table(["Score", "Value", "Formula", "With"], rows);
}
