//! Are there people who may say yes or no (VR-72, HO-34)?

use grounding::Ledger;

use super::condition::{Answer, CS_REJECTION, OWNER_REVIEW};
use super::joined;
use crate::people::{Person, Role};

/// Somebody who may sign in must own the account here. That the CRM names an owner is not enough:
/// an approval takes a name that was signed in with.
pub(super) fn owner_review(ledger: &Ledger, people: &[Person]) -> Answer {
    let owners = holders(people, Role::AccountOwner, ledger);
    if !owners.is_empty() {
        return Answer::ready(&OWNER_REVIEW, joined(&owners));
    }
    let role = format!("{}:{}", Role::AccountOwner, ledger.account.id);
    let adding = adding(people, &format!("`vouch user add LOGIN --name NAME --role {role}`"));
    let Some(owner) = ledger.account_owner() else {
        let why = "no owner is on record, and nobody who may sign in owns the account here".to_owned();
        let to_do = format!("name an owner in the CRM and read its export again; {adding}");
        return Answer::not_ready(&OWNER_REVIEW, why, to_do);
    };
    let name = ledger.person(owner);
    let why = format!("{name} owns the account on record, and nobody who may sign in owns it here");
    let to_do = match known(people, ledger, owner, &name) {
        Some(person) => format!("`vouch user grant {} {role}`", person.login),
        None => adding,
    };
    Answer::not_ready(&OWNER_REVIEW, why, to_do)
}

/// The person of the desk who is the owner on record, by mail address or by name.
fn known<'a>(people: &'a [Person], ledger: &Ledger, owner: &str, name: &str) -> Option<&'a Person> {
    let email = ledger
        .users()
        .find(|(source, _)| source.id.as_str() == owner)
        .and_then(|(_, user)| user.email.as_deref());
    let is_owner = |person: &&Person| person.name == name || (email.is_some() && person.email.as_deref() == email);
    people.iter().filter(|person| person.active).find(is_owner)
}

/// A handoff can only be rejected by somebody of CS who may sign in.
pub(super) fn rejection(ledger: &Ledger, people: &[Person]) -> Answer {
    let managers = holders(people, Role::Csm, ledger);
    if !managers.is_empty() {
        return Answer::ready(&CS_REJECTION, joined(&managers));
    }
    let why = "nobody who may sign in is the account's CSM".to_owned();
    Answer::not_ready(&CS_REJECTION, why, adding_role(people, Role::Csm))
}

/// Whether anybody who may sign in has the role for any account at all.
pub(super) fn anybody(people: &[Person], role: Role) -> bool {
    people.iter().any(|person| person.active && person.holds(role, None))
}

/// How somebody gets into a role.
pub(super) fn adding_role(people: &[Person], role: Role) -> String {
    adding(people, &format!("`vouch user add LOGIN --name NAME --role {role}`"))
}

/// The names of those who may sign in and have the role for the account.
fn holders(people: &[Person], role: Role, ledger: &Ledger) -> Vec<String> {
    let account = Some(&ledger.account.id);
    let able = people
        .iter()
        .filter(|person| person.active && person.holds(role, account));
    able.map(|person| person.name.clone()).collect()
}

/// A desk that knows nobody needs an administrator before anybody can be added.
fn adding(people: &[Person], command: &str) -> String {
    if people.is_empty() {
        format!("`vouch user init`, then {command}")
    } else {
        command.to_owned()
    }
}
