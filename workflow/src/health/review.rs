//! What the customer owner reviews before anything follows from a snapshot (HS-20).

#[cfg(test)]
mod tests;

use grounding::lexicon;

use super::facts::Facts;
use super::level::Level;
use super::next::Next;
use super::signal::SignalName;
use super::stops::Applied;
use crate::action::stops;
use crate::brief::OwnerReview;
use crate::calendar::long_date;
use crate::leaving::open_escalations;
use crate::people::Role;
use crate::run::Plan;

/// A kind of change that the owner reviews.
pub(super) struct Kind {
    pub(super) name: &'static str,
    /// What the owner answers for.
    asks: &'static str,
    /// What is to be done about one, as a task.
    pub(super) task: &'static str,
    /// That the next action is one.
    by_next: &'static str,
}

/// The five kinds, in their order.
pub(super) static KINDS: [Kind; 5] = [
    Kind {
        name: RENEWAL_RISK,
        asks: "what it means for the renewal is right",
        task: "Review the risk to the renewal",
        by_next: "the next action touches the renewal",
    },
    Kind {
        name: EXECUTIVE_ESCALATION,
        asks: "it goes to the executives where it must, and nowhere else",
        task: "Review whether it goes to the executives",
        by_next: "the next action goes to somebody who decides",
    },
    Kind {
        name: ACCOUNT_PLAN,
        asks: "the account plan changes where it must",
        task: "Review what changes in the account plan",
        by_next: "the next action changes the account plan",
    },
    Kind {
        name: CUSTOMER_OUTREACH,
        asks: "what is said to the customer is right, and this is the time for it",
        task: "Review what is said to the customer",
        by_next: "the next action reaches the customer",
    },
    Kind {
        name: RELATIONSHIP,
        asks: "the relationship can bear what follows",
        task: "Review what touches the relationship",
        by_next: "the next action touches the relationship",
    },
];

const RENEWAL_RISK: &str = "renewal_risk";
const EXECUTIVE_ESCALATION: &str = "executive_escalation";
const ACCOUNT_PLAN: &str = "account_plan";
const CUSTOMER_OUTREACH: &str = "customer_outreach";
const RELATIONSHIP: &str = "relationship";

/// The account's owner, for the five kinds of change.
pub(super) fn plan() -> Plan {
    let items: Vec<(&str, &str)> = KINDS.iter().map(|kind| (kind.name, kind.asks)).collect();
    Plan::new(&[&[Role::AccountOwner]], &items)
}

/// The five kinds, each with why this snapshot is one; without a reason where it isn't.
pub(super) fn reviews(facts: &Facts<'_>, next: Option<&Next<'_>>, applied: &[Applied]) -> Vec<OwnerReview> {
    let of_kind = |kind: &Kind| {
        let shown = match kind.name {
            RENEWAL_RISK => renewal_risk(facts, applied),
            EXECUTIVE_ESCALATION => escalated(facts),
            ACCOUNT_PLAN => not_green(facts, SignalName::Milestones, "the success plan"),
            RELATIONSHIP => not_green(facts, SignalName::Relationship, "the relationship"),
            _ => None,
        };
        let by_next = || {
            next.filter(|next| is_of(facts, kind, next))
                .map(|_| kind.by_next.to_owned())
        };
        OwnerReview {
            kind: kind.name.to_owned(),
            why: shown.or_else(by_next).unwrap_or_default(),
        }
    };
    KINDS.iter().map(of_kind).collect()
}

/// A renewal is at risk where it is near and the account isn't green, and where somebody speaks of
/// leaving.
fn renewal_risk(facts: &Facts<'_>, applied: &[Applied]) -> Option<String> {
    let level = facts.snapshot.level;
    let near = facts.near_renewal().filter(|_| level != Level::Green);
    let by_day = near.map(|day| {
        let level = level.word();
        format!("the contract renews on {}, and the account is {level}", long_date(day))
    });
    let mut leaving = applied
        .iter()
        .filter(|it| it.rule.name == "cancellation" && it.in_evidence);
    by_day.or_else(|| Some(format!("somebody speaks of leaving: {}", leaving.next()?.shown_by)))
}

fn escalated(facts: &Facts<'_>) -> Option<String> {
    match open_escalations(facts.ledger).as_slice() {
        [] => None,
        [(source, ticket)] => Some(format!(
            "the {} \u{201C}{}\u{201D} is open and escalated",
            source.kind.noun(),
            grounding::text::one_line(&ticket.subject)
        )),
        open => Some(format!("{} escalated tickets are open", open.len())),
    }
}

fn not_green(facts: &Facts<'_>, name: SignalName, what: &str) -> Option<String> {
    let signal = facts.signal(name)?;
    let is_bad = matches!(signal.level, Level::Amber | Level::Red);
    is_bad.then(|| format!("{what} is {}", signal.level.word()))
}

/// Whether the next action is of a kind: by its step's, or by what its words touch.
fn is_of(facts: &Facts<'_>, kind: &Kind, next: &Next<'_>) -> bool {
    let text = next.said.claim.text.as_str();
    let trips = |names: &[&str]| stops(text, next.action()).iter().any(|it| names.contains(&it.name));
    let is_named = |name: &str| !name.is_empty() && text.contains(name);
    let touches = match kind.name {
        RENEWAL_RISK => trips(&["renewal_strategy", "cancellation"]),
        EXECUTIVE_ESCALATION => lexicon::executives().is_in(text),
        CUSTOMER_OUTREACH => trips(&["customer_ask"]) || facts.people.iter().any(|it| is_named(&it.contact.name)),
        RELATIONSHIP => trips(&["relationship_sensitive"]),
        _ => false,
    };
    next.kind == kind.name || touches
}
