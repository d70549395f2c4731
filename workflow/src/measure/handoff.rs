//! What is counted of handoffs (HO-30, HO-31, HO-32, HO-41, HO-43).

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::case::{Case, HANDOFF, Window, count};
use super::share::{Component, Coverage, NINETY_PERCENT, Share, Threshold};
use crate::run::{Note, Run};

/// The date of a handoff by which it must be through, and the gate that opens the way to it.
const KICKOFF: &str = "kickoff";

/// The six parts of `cs_handoff_acceptance_rate` (HO-31), in the order of the document.
const PARTS: [&str; 6] = [
    "success_criteria",
    "stakeholders",
    "promised_scope",
    "risks",
    "timeline",
    "owner_notes",
];

/// What is counted of handoffs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct HandoffMetrics {
    /// Handoffs that were begun and came to a brief.
    pub started: u32,
    /// Handoffs that came to their end, every gate passed, and were not reopened.
    pub completed: u32,
    /// Those of the handoffs started that the AE and the CSM approved.
    pub accepted: u32,
    /// Times that a brief was sent back since context was missing.
    pub missing_context: u32,
    /// Those of them in which what was missing was material.
    pub material_missing_context: u32,
    /// How many of the handoffs started lacked each input when a run of them began: what the
    /// records lacked, counted apart from what people missed (HO-43).
    pub missing_fields: BTreeMap<String, u32>,
    /// Kickoffs that took place, the first of each handoff.
    pub kickoffs_held: u32,
    /// Those of them that took place later than the records said when the handoff began.
    pub kickoffs_delayed: u32,
    /// By how many days in all.
    pub kickoff_delay_days: u32,
    /// The share of the kickoffs held for which the kickoff gate was open on the day or before
    /// (HO-43).
    pub kickoff_readiness: Share,
    /// Customers who reached first value.
    pub first_value_reached: u32,
    /// Days for first value that passed without it.
    pub first_value_missed: u32,
    /// Escalations while the customer was onboarding.
    pub onboarding_escalations: u32,
    /// Risks that showed themselves up to the day of the kickoff. Where no kickoff is known, none
    /// has been.
    pub early_risks: u32,
    /// Risks that showed themselves after it, which CS inherited too late (HO-41).
    pub late_risks: u32,
    /// The share of the handoffs started that were accepted with all six parts (HO-31).
    pub cs_handoff_acceptance_rate: Coverage,
    /// The share of the handoffs started that were accepted without ever being sent back for
    /// something material (HO-32).
    pub accepted_without_material_return: Threshold,
}

/// What is counted of the handoffs among the runs.
pub(super) fn handoffs(runs: &[Run], window: Window) -> HandoffMetrics {
    let cases = Case::all(runs, HANDOFF, window);
    let started: Vec<&Case<'_>> = cases.iter().filter(|case| window.holds(case.began())).collect();
    let events = |what: Note| {
        count(
            cases
                .iter()
                .flat_map(|case| case.noted(what))
                .filter(|on| window.holds(*on)),
        )
    };
    let returns = || {
        let all = cases.iter().flat_map(Case::returns);
        all.filter(|(signed, _)| window.holds(signed.day))
    };
    let held: Vec<(&Case<'_>, Date)> = cases
        .iter()
        .filter_map(|case| Some((case, kickoff_held(case)?)))
        .filter(|(_, on)| window.holds(*on))
        .collect();
    let delays: Vec<u32> = held.iter().filter_map(|(case, on)| delay(case, *on)).collect();
    let risks = cases.iter().flat_map(|case| {
        let kickoff = kickoff_held(case).or_else(|| kickoff_planned_last(case));
        let found = case.noted(Note::RiskFound).filter(|on| window.holds(*on));
        found.map(move |on| kickoff.is_some_and(|kickoff| on > kickoff))
    });
    let (late, early): (Vec<bool>, Vec<bool>) = risks.partition(|late| *late);
    let completed = cases.iter().filter(|case| {
        let mut days = case.runs().filter_map(|run| run.completed.as_ref());
        days.any(|signed| window.holds(signed.day))
    });
    HandoffMetrics {
        started: count(started.iter()),
        completed: count(completed),
        accepted: count(started.iter().filter(|case| case.approved_on(window).is_some())),
        missing_context: count(returns()),
        material_missing_context: count(returns().filter(|(_, because)| because.material)),
        missing_fields: missing_fields(&started),
        kickoffs_held: count(held.iter()),
        kickoffs_delayed: count(delays.iter()),
        kickoff_delay_days: delays.iter().sum(),
        kickoff_readiness: Share::of_all(held.iter().map(|(case, on)| is_ready(case, *on))),
        first_value_reached: events(Note::FirstValueReached),
        first_value_missed: events(Note::FirstValueMissed),
        onboarding_escalations: events(Note::OnboardingEscalation),
        early_risks: count(early.iter()),
        late_risks: count(late.iter()),
        cs_handoff_acceptance_rate: acceptance(&started, window),
        accepted_without_material_return: Threshold::new(without_material_return(started, window), NINETY_PERCENT),
    }
}

/// The share that was accepted and that nobody sent back for something material (HO-32).
pub(super) fn without_material_return<'c, 'r: 'c>(
    cases: impl IntoIterator<Item = &'c Case<'r>>,
    window: Window,
) -> Share {
    Share::of_all(cases.into_iter().map(|case| {
        let mut returns = case.returns().filter(|(signed, _)| window.reaches(signed.day));
        case.approved_on(window).is_some() && !returns.any(|(_, because)| because.material)
    }))
}

/// Whether the kickoff gate of one of the case's runs was open on the day or before.
pub(super) fn is_ready(case: &Case<'_>, by: Date) -> bool {
    case.runs().filter_map(ready_on).any(|day| day <= by)
}

/// The day of the first kickoff that took place.
pub(super) fn kickoff_held(case: &Case<'_>) -> Option<Date> {
    case.noted(Note::KickoffHeld).min()
}

fn acceptance(cases: &[&Case<'_>], window: Window) -> Coverage {
    let whole = |case: &&Case<'_>| PARTS.iter().all(|part| case.has(part, window));
    let accepted = cases
        .iter()
        .map(|case| whole(case) && case.approved_on(window).is_some());
    Coverage {
        share: Share::of_all(accepted),
        components: PARTS
            .iter()
            .map(|part| Component {
                name: (*part).to_owned(),
                share: Share::of_all(cases.iter().map(|case| case.has(part, window))),
            })
            .collect(),
    }
}

fn missing_fields(cases: &[&Case<'_>]) -> BTreeMap<String, u32> {
    let mut found = BTreeMap::new();
    for case in cases {
        let missing: BTreeSet<&String> = case.runs().flat_map(|run| &run.started.missing_inputs).collect();
        for input in missing {
            *found.entry(input.clone()).or_default() += 1;
        }
    }
    found
}

/// By how many days a kickoff was later than the records first said; none where it was not, or
/// where they never said.
fn delay(case: &Case<'_>, held: Date) -> Option<u32> {
    let planned = case.runs().find_map(|run| run.started.dates.get(KICKOFF).copied())?;
    let days = (held - planned).get_days();
    u32::try_from(days).ok().filter(|days| *days > 0)
}

/// The day of the kickoff as it was planned last.
fn kickoff_planned_last(case: &Case<'_>) -> Option<Date> {
    case.runs().filter_map(|run| run.dates.get(KICKOFF).copied()).last()
}

/// The day on which a run's kickoff gate opened: that of the last thing it waited for, or that of
/// the run's completion, before which it must have been open. None while it is closed.
fn ready_on(run: &Run) -> Option<Date> {
    let open = run.gates().iter().any(|gate| gate.name == KICKOFF && gate.passed);
    let approvals = run.state.signatures().iter().map(|it| it.signed.day);
    let stop_tasks = run.tasks.iter().filter(|task| task.stop);
    let tasks = stop_tasks.filter_map(|task| task.done.as_ref()).map(|done| done.day);
    let opened = approvals.chain(tasks).chain(decided(run)).max().filter(|_| open);
    let completed = run.completed.as_ref().map(|signed| signed.day);
    opened.into_iter().chain(completed).min()
}

/// The days of the decisions that a closed gate of the draft waited for: owners of risks, and
/// answers to what the records lack.
fn decided(run: &Run) -> impl Iterator<Item = Date> + '_ {
    let lacked: Vec<String> = run
        .started
        .missing_inputs
        .iter()
        .map(|input| format!("{input}_missing"))
        .collect();
    let waited_for = run
        .decisions
        .iter()
        .filter(move |(_, it)| it.subject.code == "V704" || lacked.contains(&it.subject.about));
    waited_for.map(|(signed, _)| signed.day)
}
