//! The parts of a recap, as they follow from what was verified.

use std::collections::BTreeMap;

use grounding::{
    Audience, Claim, ClaimKind, ClaimOrigin, DraftSection, Ledger, Standing, Verdict, Verification, VerifiedClaim,
};

use super::super::RECAP;
use super::super::facts::Facts;
use super::super::facts::testing::{busy, goal, ledger};
use super::{Told, parts};
use crate::brief::{GoalOutcome, Parts};
use crate::definition::{Drafted, Request};

/// A verified claim, and the section that it stands in.
fn verified(
    (section, id): (&'static str, &str),
    goal: Option<u8>,
    verdict: Verdict,
    (standing, origin): (Standing, ClaimOrigin),
) -> (&'static str, VerifiedClaim) {
    let claim = Claim {
        id: id.to_owned(),
        text: String::new(),
        kind: ClaimKind::Fact,
        standing,
        goal_id: goal.map(|goal| format!("plan:objective/{goal}")),
        audience: Audience::Internal,
        citations: Vec::new(),
        origin,
        parent: None,
    };
    let verified = VerifiedClaim {
        claim,
        verdict,
        standing,
        routes: Vec::new(),
        diagnostics: Vec::new(),
    };
    (section, verified)
}

fn parts_of(ledger: &Ledger, claims: &[(&'static str, VerifiedClaim)], is_paused: bool) -> Parts {
    let request = Request::default();
    let prepared = (RECAP.prepare)(ledger, &request);
    let mut sections: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (section, it) in claims {
        sections.entry(section).or_default().push(it.claim.id.clone());
    }
    let sections: Vec<DraftSection> = sections
        .into_iter()
        .map(|(id, claims)| DraftSection {
            id: id.to_owned(),
            claims,
            ..DraftSection::default()
        })
        .collect();
    let verification = Verification {
        claims: claims.iter().map(|(_, it)| it.clone()).collect(),
        diagnostics: Vec::new(),
    };
    let drafted = Drafted {
        verification: &verification,
        questions: &[],
        sections: &sections,
    };
    let facts = Facts::read(ledger, &request);
    parts(&facts, &prepared, &Told::new(&drafted, is_paused), Vec::new())
}

const PROVEN: (Standing, ClaimOrigin) = (Standing::ProvenOutcome, ClaimOrigin::Model);
const LIKELY: (Standing, ClaimOrigin) = (Standing::LikelyBenefit, ClaimOrigin::Model);
const SAYING: (Standing, ClaimOrigin) = (Standing::Fact, ClaimOrigin::Records);

/// VR-13: each goal that was not given up has a row, with what came of it; what waits for a person
/// or was rejected proves nothing.
#[test]
fn each_goal_has_a_row_with_what_came_of_it() {
    let names = ["Deliver on time", "Onboard drivers", "Wash once", "Plan fast"];
    let mut sources: Vec<_> = names
        .iter()
        .zip(1..)
        .map(|(name, number)| goal(number, name, "In progress", "2026-12-31"))
        .collect();
    sources.push(goal(5, "Print labels in color", "Cancelled", "2026-08-31"));
    let claims = [
        verified(("outcomes", "c1"), Some(1), Verdict::Accepted, PROVEN),
        verified(("likely", "c2"), Some(1), Verdict::Accepted, LIKELY),
        verified(("likely", "c3"), Some(2), Verdict::Accepted, LIKELY),
        verified(("outcomes", "c4"), Some(3), Verdict::NeedsReview, PROVEN),
        verified(("outcomes", "c5"), Some(4), Verdict::Rejected, PROVEN),
        verified(("goals", "c6"), Some(4), Verdict::Accepted, SAYING),
        verified(
            ("changed", "c7"),
            Some(1),
            Verdict::Accepted,
            (Standing::ProvenOutcome, ClaimOrigin::Derived),
        ),
    ];
    let table = parts_of(&ledger(sources), &claims, false).goal_table;
    let rows: Vec<_> = table
        .iter()
        .map(|row| {
            (
                row.goal.as_str(),
                row.status.as_str(),
                row.outcome,
                row.claims.join(" "),
            )
        })
        .collect();
    let expected = [
        ("Deliver on time", GoalOutcome::Proven, "c1 c2"),
        ("Onboard drivers", GoalOutcome::Likely, "c3"),
        ("Wash once", GoalOutcome::Likely, "c4"),
        ("Plan fast", GoalOutcome::NoEvidence, ""),
    ];
    let expected = expected.map(|(goal, outcome, claims)| (goal, "on track", Some(outcome), claims.to_owned()));
    assert_eq!(rows, expected);
}

/// VR-16: exactly one first recommendation, beside the three answers, in both versions.
#[test]
fn the_story_and_the_recommendation_are_of_their_sections() {
    let full = [
        verified(("changed", "c1"), Some(1), Verdict::Accepted, PROVEN),
        verified(("open", "c2"), None, Verdict::Accepted, SAYING),
        verified(("next", "c3"), None, Verdict::Rejected, SAYING),
        verified(("next", "c4"), None, Verdict::Accepted, SAYING),
        verified(("next", "c5"), None, Verdict::Accepted, SAYING),
        verified(("decision", "c6"), None, Verdict::Accepted, SAYING),
    ];
    let told = |claims: &[(&'static str, VerifiedClaim)], is_paused: bool| {
        let parts = parts_of(&ledger(busy()), claims, is_paused);
        let story = parts.story.unwrap_or_default();
        let next = parts.recommendation.map_or_else(String::new, |it| {
            format!("{} {:?} {} {}", it.primary, it.others, it.status, it.owner)
        });
        format!("{:?} {:?} {:?}; {next}", story.changed, story.open, story.decision)
    };
    assert_eq!(
        told(&full, false),
        r#"["c1"] ["c2"] ["c6"]; c4 ["c5"] needs_owner_review Tove Lund"#
    );
    // A paused brief shows what is computed from records, and points at nothing else.
    assert_eq!(
        told(&full, true),
        r#"[] ["c2"] ["c6"]; c4 ["c5"] needs_owner_review Tove Lund"#
    );
    let first = [
        verified(("customer_outcome", "c1"), Some(1), Verdict::Accepted, PROVEN),
        verified(("open_risk", "c2"), None, Verdict::Accepted, SAYING),
        verified(("next_recommendation", "c3"), None, Verdict::Accepted, SAYING),
    ];
    assert_eq!(
        told(&first, false),
        r#"["c1"] ["c2"] ["c3"]; c3 [] needs_owner_review Tove Lund"#
    );
    assert_eq!(told(&[], false), "[] [] []; ");
}
