//! What to do next (HS-4, HS-16).
//!
//! It follows from the signals by fixed rules, so that the same evidence gives the same advice. What
//! is red goes before what is amber; among equals the order of the rules decides. Nothing of it is
//! done by the program: each step is for a person, and what reaches the customer waits for the
//! account's owner (HS-22).

mod delivery;
mod measured;
mod talks;

use std::cmp::Reverse;

use grounding::{Citation, Claim, ClaimKind, Record, Route};

use super::people::{cite_person, user};
use super::words::quoted;
use crate::account::fact;
use crate::calendar::long_date;
use crate::cite::cite_value;
use crate::health::facts::Facts;
use crate::health::level::Level;
use crate::health::signal::{Reading, SignalName};

/// One step stands first; so many stand in all.
const MOST_TOLD: usize = 3;

/// A step that somebody should take.
#[derive(Debug, Clone, PartialEq)]
pub(in super::super) struct NextStep {
    /// The recommendation, with what gives rise to it.
    pub(in super::super) claim: Claim,
    /// Who takes it.
    pub(in super::super) owner: Route,
    /// Within so many working days.
    pub(in super::super) working_days: i32,
    /// What kind of change it is that the customer owner reviews (HS-20): `renewal_risk`,
    /// `executive_escalation`, `account_plan`, `customer_outreach`, `relationship`, or none.
    pub(in super::super) kind: &'static str,
}

/// A step, and how badly it is needed.
type Needed = (Level, NextStep);

/// What to do next: the first is the next action, the others may be taken beside it. Never empty.
pub(in super::super) fn actions(facts: &Facts<'_>) -> Vec<NextStep> {
    let rules: [fn(&Facts<'_>) -> Option<Needed>; 10] = [
        measured::settle_conflict,
        talks::reach_out,
        delivery::agree_date,
        delivery::resolve_escalation,
        delivery::clear_invoice,
        measured::find_out,
        delivery::recover_goal,
        talks::ask_about_words,
        measured::refresh_usage,
        prepare_renewal,
    ];
    let mut needed: Vec<Needed> = rules.iter().filter_map(|rule| rule(facts)).collect();
    needed.sort_by_key(|(level, _)| Reverse(*level));
    let mut steps: Vec<NextStep> = needed.into_iter().map(|(_, step)| step).take(MOST_TOLD).collect();
    if steps.is_empty() {
        steps.push(review_again(facts));
    }
    steps
}

/// The worst of these readings of a signal, if it isn't green.
fn trouble<'f, 'a>(facts: &'f Facts<'a>, name: SignalName, readings: &[&str]) -> Option<&'f Reading<'a>> {
    let signal = facts.signal(name).filter(|signal| signal.is_known())?;
    let mut own = signal.readings.iter();
    own.find(|it| it.level > Level::Green && readings.contains(&it.criterion.name))
}

/// A step of the CSM's.
fn step(claim: Claim, working_days: i32, kind: &'static str) -> NextStep {
    NextStep {
        claim,
        owner: Route::Csm,
        working_days,
        kind,
    }
}

fn recommended(text: String, citations: Vec<Citation>) -> Claim {
    Claim {
        kind: ClaimKind::Recommendation,
        ..fact(text, citations)
    }
}

/// A renewal that is near is prepared, whatever the signals say.
fn prepare_renewal(facts: &Facts<'_>) -> Option<Needed> {
    let day = facts.near_renewal()?;
    let (_, citations) = facts.renewal_words()?;
    let claim = recommended(format!("Prepare the renewal of {}.", long_date(day)), citations);
    let step = NextStep {
        owner: Route::AccountOwner,
        ..step(claim, 5, "renewal_risk")
    };
    Some((Level::Amber, step))
}

/// Where nothing asks for more, the rhythm is kept: the goal that is due next is looked at again,
/// else somebody is met again, else the account is looked at again.
fn review_again(facts: &Facts<'_>) -> NextStep {
    let open = facts.ledger.goals().iter().filter(|goal| goal.is_open());
    let next = open
        .filter_map(|goal| Some((goal, facts.ledger.source(&goal.id)?)))
        .min_by_key(|(goal, _)| (goal.due().unwrap_or(jiff::civil::Date::MAX), &goal.id));
    let account = || {
        let mut sources = facts.ledger.sources();
        sources.find(|source| matches!(source.record, Some(Record::Account(_))))
    };
    let claim = if let Some((goal, source)) = next {
        let name = &goal.record.name;
        let text = format!(
            "Keep the rhythm: go through the goal {} in the next review.",
            quoted(source, name)
        );
        recommended(text, vec![cite_value(source, name)])
    } else if let Some(person) = user(facts) {
        let text = format!("Keep the rhythm: hold the next review with {}.", person.contact.name);
        recommended(text, vec![cite_person(person)])
    } else {
        let name = &facts.ledger.account.name;
        let cited = account().map(|source| cite_value(source, name));
        let text = format!("Keep the rhythm: go through the account of {name} in the next review.");
        recommended(text, cited.into_iter().collect())
    };
    step(claim, 20, "")
}
