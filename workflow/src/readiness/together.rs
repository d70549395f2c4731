//! The conditions, asked of all accounts together.

use grounding::AccountId;

use super::condition::{Answer, CONDITIONS, CS_REJECTION, Condition, OWNER_REVIEW, Readiness, SUPPORT_CONTEXT};
use super::staff::{adding_role, anybody};
use super::support::{self, Connected};
use super::{AccountReadiness, counted};
use crate::people::{Person, Role};

/// Asks every condition of all accounts together. The answer is no where it is no for each account
/// that was asked; which ones lack what stands with the accounts. The help desk is connected or not
/// for all of them (VR-71), and so it is with there being anybody at all who may review or reject.
pub fn overall(accounts: &[AccountReadiness], connected: &Connected, people: &[Person]) -> Vec<Answer> {
    let answer = |condition: &&'static Condition| match *condition {
        it if *it == SUPPORT_CONTEXT && !accounts.is_empty() => support::connected(connected),
        it if *it == OWNER_REVIEW && !anybody(people, Role::AccountOwner) => {
            nobody(it, people, Role::AccountOwner, "nobody who may sign in owns an account")
        }
        it if *it == CS_REJECTION && !anybody(people, Role::Csm) => {
            nobody(it, people, Role::Csm, "nobody who may sign in is a CSM")
        }
        it => taken_together(it, accounts),
    };
    CONDITIONS.iter().map(answer).collect()
}

fn nobody(condition: &'static Condition, people: &[Person], role: Role, why: &str) -> Answer {
    Answer::not_ready(condition, why.to_owned(), adding_role(people, role))
}

fn taken_together(condition: &'static Condition, accounts: &[AccountReadiness]) -> Answer {
    let answers = accounts.iter().flat_map(|account| {
        let answers = account.answers.iter();
        answers.map(move |answer| (&account.account_id, answer))
    });
    let asked: Vec<(&AccountId, &Answer)> = answers
        .filter(|(_, answer)| *answer.condition == *condition && answer.readiness != Readiness::NotAsked)
        .collect();
    let ready = asked
        .iter()
        .filter(|(_, answer)| answer.readiness == Readiness::Ready)
        .count();
    let of_all = |number: &str| format!("{number} of {}", counted(asked.len(), "account", "accounts"));
    match asked.first() {
        None if accounts.is_empty() => Answer::not_asked(condition, "there are no accounts yet".to_owned()),
        None => Answer::not_asked(condition, "there is no account to ask it of".to_owned()),
        Some((account, first)) if ready == 0 => Answer {
            condition,
            readiness: Readiness::NotReady,
            why: format!("{}; of `{account}`: {}", of_all("none"), first.why),
            to_do: first.to_do.clone(),
        },
        Some(_) => Answer::ready(condition, of_all(&ready.to_string())),
    }
}
