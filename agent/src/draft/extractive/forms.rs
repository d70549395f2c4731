//! The claim that is made of a sentence: its kind, its standing, and the first form of words that our
//! own rules let stand.

use grounding::text::find_dates;
use grounding::{Citation, Claim, ClaimKind, Policy, Standing, Utterance, Verdict, verify_claim};
use workflow::{cite_span, summary};

use super::reads::Tells;
use super::recount::Candidate;
use super::sentence::Sign;
use super::told::{lifted, plainly, restated, told, told_of_ticket};
use crate::draft::Assignment;

/// More sources for one claim help nobody.
const MOST_CITATIONS: usize = 3;

/// A claim of a candidate, in the first form that our own rules let stand; none where none does.
pub(super) fn claim_of(assignment: Assignment<'_>, candidate: &Candidate<'_>) -> Option<Claim> {
    let ledger = assignment.ledger;
    let said = &candidate.sentence.said;
    let (kind, standing, goal) = match candidate.tells {
        Tells::Gain(goal) => (ClaimKind::Outcome, Standing::ProvenOutcome, Some(goal)),
        Tells::Hope(goal) => (ClaimKind::Benefit, Standing::LikelyBenefit, Some(goal)),
        Tells::Request => (ClaimKind::Expansion, Standing::Fact, None),
        Tells::Work => (ClaimKind::Activity, Standing::Activity, None),
        Tells::Opinion | Tells::Teamwork => (ClaimKind::Fact, Standing::Fact, None),
        Tells::Trouble => (ClaimKind::Risk, Standing::Fact, None),
    };
    let mark = mark(assignment, candidate);
    let of_kind = |claim: Claim| Claim {
        text: format!("{}{mark}", claim.text),
        kind,
        standing,
        goal_id: goal.map(|goal| goal.id.to_string()),
        audience: ledger.view.audience,
        ..claim
    };
    let quoted = told(ledger, said);
    let own = match candidate.tells {
        Tells::Gain(goal) => restated(ledger, said, goal).map(|text| Claim { text, ..quoted.clone() }),
        Tells::Work | Tells::Teamwork => as_it_stands(candidate),
        _ => told_of_ticket(ledger, said),
    };
    let everywhere = std::iter::once(said).chain(&candidate.also);
    let everywhere: Vec<Citation> = everywhere.map(|said| cite_span(said.source, said.span)).collect();
    let forms = own.into_iter().chain(std::iter::once(quoted)).flat_map(|claim| {
        let mut borne_out = claim.clone();
        let further = everywhere.iter().filter(|it| !claim.citations.contains(it));
        let room = MOST_CITATIONS.saturating_sub(claim.citations.len());
        borne_out.citations.extend(further.take(room).cloned());
        [of_kind(borne_out), of_kind(claim)]
    });
    let stands = |claim: &Claim| {
        let verified = verify_claim(ledger, claim, &Policy::default());
        verified.verdict != Verdict::Rejected && verified.standing == claim.standing
    };
    forms.into_iter().find(stands)
}

/// A summary tells risks of today from those that may come (AS-7).
fn mark(assignment: Assignment<'_>, candidate: &Candidate<'_>) -> &'static str {
    let marked = assignment.brief.kind == summary::SPEC.kind && candidate.tells == Tells::Trouble;
    match (marked, candidate.sentence.has(Sign::Hopes)) {
        (false, _) => "",
        (true, true) => " (possible)",
        (true, false) => " (current)",
    }
}

/// Work and meetings as the record has them, where one of the sentences that tell of them needs no
/// name beside it: one that gives its own day before others.
fn as_it_stands(candidate: &Candidate<'_>) -> Option<Claim> {
    let mut plain: Vec<(bool, String, &Utterance<'_>)> = std::iter::once(&candidate.sentence.said)
        .chain(&candidate.also)
        .filter_map(|said| {
            let text = plainly(said)?;
            Some((find_dates(said.text()).is_empty(), text, said))
        })
        .collect();
    plain.sort_by_key(|(undated, ..)| *undated);
    let (_, text, said) = plain.into_iter().next()?;
    Some(lifted(
        text,
        ClaimKind::Activity,
        vec![cite_span(said.source, said.span)],
    ))
}
