//! What is counted of account value recaps (VR-60, VR-61, VR-62).

use schemars::JsonSchema;
use serde::Serialize;

use super::case::{Case, RECAP, Window, count, noted};
use super::share::{Component, Coverage, NINETY_PERCENT, Share, Threshold};
use crate::action::{Action, ActionKind, ActionState};
use crate::run::{Note, Run};

/// The part of the baseline metric that people give and no draft has.
const OWNER_APPROVAL: &str = "owner_approval";

/// The six parts of `account_value_evidence_coverage` (VR-61), in the order of the document.
const PARTS: [&str; 6] = [
    "outcome_evidence",
    "usage_signal",
    "milestone_summary",
    "support_context",
    "risk_caveats",
    OWNER_APPROVAL,
];

/// What is counted of account value recaps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RecapMetrics {
    /// Recaps that were begun and came to a brief.
    pub created: u32,
    /// Claims that may be said in recaps that were approved: those that the verifier let stand,
    /// and those that waited for a person who accepted them.
    pub claims_approved: u32,
    /// Findings that stand beside claims of the recaps created.
    pub caveats_added: u32,
    /// Questions that customers asked about something in a recap.
    pub customer_questions: u32,
    /// Renewals that a recap supported.
    pub renewals_supported: u32,
    /// Expansions that were pursued from a recap: noted by a person, or asked for by an action that
    /// follows from the recap and was carried out. What was noted and carried out on one day counts
    /// once.
    pub expansion_actions: u32,
    /// Decisions made from a recap, ours and the customers'.
    pub decisions_made: u32,
    /// Those of them that customers made (VR-17).
    pub customer_decisions: u32,
    /// The share of the recaps created that have all six parts (VR-61).
    pub account_value_evidence_coverage: Coverage,
    /// The share of the recaps created that have outcome evidence and risk caveats, approved by the
    /// owner (VR-62): another test than the coverage, with fewer parts.
    pub value_and_caveats_approved: Threshold,
}

/// What is counted of the recaps among the runs.
pub(super) fn recaps(runs: &[Run], actions: &[Action], window: Window) -> RecapMetrics {
    let cases = Case::all(runs, RECAP, window);
    let created: Vec<&Case<'_>> = cases.iter().filter(|case| window.holds(case.began())).collect();
    let events = |what: Note| {
        count(
            cases
                .iter()
                .flat_map(|case| case.noted(what))
                .filter(|on| window.holds(*on)),
        )
    };
    let approved = cases
        .iter()
        .filter(|case| case.approved_on(window).is_some_and(|day| window.holds(day)));
    let customer_decisions = events(Note::CustomerDecision);
    RecapMetrics {
        created: count(created.iter()),
        claims_approved: approved
            .map(|case| claims_that_may_be_said(case.standing(window)))
            .sum(),
        caveats_added: created.iter().map(|case| case.standing(window).started.caveats).sum(),
        customer_questions: events(Note::CustomerQuestion),
        renewals_supported: events(Note::RenewalSupported),
        expansion_actions: events(Note::ExpansionAction) + asked(&cases, actions, window),
        decisions_made: events(Note::DecisionMade) + customer_decisions,
        customer_decisions,
        account_value_evidence_coverage: coverage(&created, window),
        value_and_caveats_approved: Threshold::new(value_and_caveats(created, window), NINETY_PERCENT),
    }
}

/// The share that has outcome evidence and risk caveats and that the owner approved (VR-62).
pub(super) fn value_and_caveats<'c, 'r: 'c>(cases: impl IntoIterator<Item = &'c Case<'r>>, window: Window) -> Share {
    Share::of_all(cases.into_iter().map(|case| {
        let has = |part: &str| case.has(part, window);
        has("outcome_evidence") && has("risk_caveats") && case.approved_on(window).is_some()
    }))
}

fn coverage(cases: &[&Case<'_>], window: Window) -> Coverage {
    let has = |case: &Case<'_>, part: &str| match part {
        OWNER_APPROVAL => case.approved_on(window).is_some(),
        _ => case.has(part, window),
    };
    Coverage {
        share: Share::of_all(cases.iter().map(|case| PARTS.iter().all(|part| has(case, part)))),
        components: PARTS
            .iter()
            .map(|part| Component {
                name: (*part).to_owned(),
                share: Share::of_all(cases.iter().map(|case| has(case, part))),
            })
            .collect(),
    }
}

/// How many claims of a run may be said. An edit puts one claim in the place of another, so the
/// number of those that are not rejected stays what the draft left; what waits for a person is
/// told by the brief as it stands.
fn claims_that_may_be_said(run: &Run) -> u32 {
    let accepted = |claim: &String| run.judged.get(claim).is_some_and(|it| it.accepted);
    let refused = run.to_judge.keys().filter(|claim| !accepted(claim)).count();
    let readable = run.started.counts.emitted.saturating_sub(run.started.counts.rejected);
    u32::try_from(readable.saturating_sub(refused)).unwrap_or(u32::MAX)
}

/// Expansion asks that followed from a recap and were carried out, without those that a person
/// noted as well.
fn asked(cases: &[Case<'_>], actions: &[Action], window: Window) -> u32 {
    let counts = |action: &&Action| {
        let ActionState::Executed(executed) = &action.state else {
            return false;
        };
        let day = executed.signed.day;
        let followed = |run: &&Run| action.proposed.run.as_ref() == Some(&run.id);
        let recap = cases.iter().flat_map(Case::runs).find(followed);
        window.holds(day) && recap.is_some_and(|run| noted(run, Note::ExpansionAction).all(|on| on != day))
    };
    let asks = actions.iter().filter(|it| it.proposed.kind == ActionKind::ExpansionAsk);
    count(asks.filter(counts))
}
