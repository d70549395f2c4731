//! How a scorecard begins: for which account, by which template, and who plays which part.

use std::collections::BTreeMap;

use grounding::Account;
use jiff::ToSpan;
use jiff::civil::Date;

use super::event::{ScorecardEvent, Started};
use super::prefill::Prefilled;
use super::refusal::ScorecardRefusal;
use super::template::{Part, Template};
use crate::calendar::on_weekday;
use crate::people::{Act, Person, Who, may};
use crate::run::{Assignee, Signer};

/// A scorecard to be begun.
#[derive(Debug, Clone, Copy)]
pub struct Begin<'a> {
    /// The account.
    pub account: &'a Account,
    /// The template.
    pub template: &'a Template,
    /// Counts the account's scorecards of that template, from 1.
    pub number: u32,
    /// The day it is due; none for the template's.
    pub due: Option<Date>,
    /// Everybody the desk knows.
    pub people: &'a [Person],
    /// What the records answer, by field.
    pub prefilled: &'a [(String, Prefilled)],
}

/// Begins a scorecard. Whoever begins it is its representative; its supervisor is the one person
/// who has that role for the account, and nobody where there are several (SC-10).
///
/// # Errors
///
/// Refused to whoever may not fill scorecards of the account, and to a template with faults.
pub fn start(signer: &Signer<'_>, asked: Begin<'_>) -> Result<ScorecardEvent, ScorecardRefusal> {
    may(
        Who::SignedIn(signer.person),
        Act::FillScorecard,
        Some(&asked.account.id),
    )?;
    if let Some(fault) = asked.template.faults().first() {
        return Err(ScorecardRefusal::Template {
            name: asked.template.name.clone(),
            why: fault.to_string(),
        });
    }
    let days = i64::from(asked.template.due_days).days();
    let usual = signer
        .signed
        .day
        .checked_add(days)
        .map_or(signer.signed.day, on_weekday);
    let representative = Assignee {
        name: signer.person.name.clone(),
        login: Some(signer.person.login.clone()),
    };
    let mut people = BTreeMap::from([(Part::CsRep, representative)]);
    if let Some(person) = supervisor(&asked, signer.person) {
        let assignee = Assignee {
            name: person.name.clone(),
            login: Some(person.login.clone()),
        };
        people.insert(Part::Supervisor, assignee);
    }
    Ok(ScorecardEvent::Started(Box::new(Started {
        account: asked.account.id.clone(),
        account_name: asked.account.name.clone(),
        number: asked.number,
        template: asked.template.clone(),
        people,
        due: asked.due.unwrap_or(usual),
        prefilled: asked.prefilled.iter().cloned().collect(),
    })))
}

/// The one person who can be the supervisor: a role for this very account says more than one for
/// all of them.
fn supervisor<'a>(asked: &Begin<'a>, representative: &Person) -> Option<&'a Person> {
    let (role, account) = (Part::Supervisor.role(), &asked.account.id);
    let own = |person: &&Person| {
        let mut grants = person.grants.iter();
        grants.any(|grant| grant.role == role && grant.account.as_ref() == Some(account))
    };
    let holds = |person: &&Person| person.holds(role, Some(account));
    let others = || {
        asked
            .people
            .iter()
            .filter(|person| person.active && person.login != representative.login)
    };
    one(others().filter(own)).or_else(|| one(others().filter(holds)))
}

/// The one thing there is, where there is one.
fn one<T>(mut of: impl Iterator<Item = T>) -> Option<T> {
    let first = of.next()?;
    of.next().is_none().then_some(first)
}
