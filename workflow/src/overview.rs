//! An account at a glance.

use std::collections::BTreeMap;

use grounding::text::find_dates;
use grounding::{Ledger, SignedScope, SourceKind};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use crate::account::{renewal_deal, renews};
use crate::brief::{Input, InputStatus};
use crate::{Definition, Request};

/// An account at a glance: whose it is, when it renews, what is known and what is missing.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Overview {
    /// The account.
    pub account_id: String,
    /// Its display name.
    pub name: String,
    /// Who owns it at the vendor.
    pub owner: Option<String>,
    /// When the contract renews.
    pub renewal: Option<Date>,
    /// The day of the newest evidence, apart from what this program has written itself.
    pub newest: Option<Date>,
    /// The inputs that the brief asked about wants.
    pub inputs: Vec<Input>,
    /// How many sources of each kind there are.
    pub sources: BTreeMap<SourceKind, usize>,
    /// The account's goals and where they stand.
    pub goals: Vec<GoalView>,
    /// The people at the customer.
    pub contacts: Vec<String>,
}

/// A goal at a glance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct GoalView {
    /// The goal's id.
    pub id: String,
    /// The goal in the customer's words.
    pub name: String,
    /// Where it stands.
    pub status: grounding::GoalStatus,
}

impl Overview {
    /// Looks at an account, with the inputs of one kind of brief.
    pub fn of(ledger: &Ledger, definition: &Definition) -> Self {
        let owner = ledger.account_owner().map(|owner| ledger.person(owner));
        let mut sources: BTreeMap<SourceKind, usize> = BTreeMap::new();
        for source in ledger.sources().filter(|source| source.account.is_some()) {
            *sources.entry(source.kind).or_default() += 1;
        }
        let goals = ledger.goals().iter().map(|goal| GoalView {
            id: goal.id.to_string(),
            name: goal.record.name.clone(),
            status: goal.record.status,
        });
        Self {
            account_id: ledger.account.id.to_string(),
            name: ledger.account.name.clone(),
            owner,
            renewal: renewal(ledger),
            newest: ledger
                .sources()
                .filter(|source| source.account.is_some() && !source.id.as_str().starts_with("vouch:"))
                .filter_map(|source| source.occurred_at)
                .max(),
            inputs: (definition.prepare)(ledger, &Request::default()).inputs,
            sources,
            goals: goals.collect(),
            contacts: ledger
                .contacts()
                .map(|(_, contact)| format!("{} ({})", contact.name, contact.title))
                .collect(),
        }
    }

    /// The names of the inputs that are missing or stale.
    pub fn lacks(&self) -> Vec<&str> {
        self.inputs
            .iter()
            .filter(|input| input.status != InputStatus::Present)
            .map(|input| input.name.as_str())
            .collect()
    }
}

/// The renewal date that the order form names, else the close date of an open renewal deal.
pub fn renewal(ledger: &Ledger) -> Option<Date> {
    let signed = SignedScope::of(ledger).and_then(|scope| {
        let mut clauses = scope.clauses.iter();
        let clause = clauses.find(|clause| renews(scope.words(clause.label)))?;
        find_dates(scope.words(clause.value))
            .first()
            .map(|mention| mention.date)
    });
    signed.or_else(|| renewal_deal(ledger)?.1.close_date)
}
