//! What follows from a verified snapshot: why it is paused, what to look at, what the owner
//! reviews, and what must be passed.

mod flags;
mod gates;
mod reasons;
#[cfg(test)]
mod tests;

use grounding::{Code, Ledger, Route};

use super::facts::Facts;
use super::links::links;
use super::next::Next;
use super::review::reviews;
use super::stops::applied;
use super::tasks::tasks;
use super::view;
use crate::account::{cast, decided, without_known};
use crate::brief::{Parts, Reason};
use crate::definition::{Drafted, Finished, Prepared};
use flags::flags;
use gates::gates;
use reasons::reasons;

/// The rule that finds a claim's figure which another source gives differently.
const FIGURE_DISPUTED: Code = Code(306);
/// The rule that tells of two sources with different values of a metric.
const SOURCES_DISAGREE: Code = Code(705);

/// Draws the conclusions from a snapshot.
///
/// It pauses on evidence that is missing, too old or at odds with itself (HS-14, HS-21), and where
/// it would say nothing to do (HS-16). What is wrong with the account is a flag: the snapshot is for
/// the account's own people, who must read of it rather than wait for it.
pub(super) fn finish(ledger: &Ledger, prepared: &Prepared, drafted: &Drafted<'_>) -> Finished {
    let facts = Facts::read(ledger, &prepared.request);
    let next = Next::of(&facts, drafted);
    let (questions, known) = without_known(drafted.questions, &drafted.verification.diagnostics);
    let reasons = reasons(&facts, drafted, next.as_ref());
    let applied = applied(&facts, &reasons, next.as_ref());
    let reviews = reviews(&facts, next.as_ref(), &applied);
    Finished {
        tasks: tasks(facts.as_of, &questions, &reviews, next.as_ref()),
        flags: flags(&facts, prepared, drafted, &applied),
        gates: gates(&facts, prepared, next.as_ref(), &applied),
        parts: Parts {
            dates: facts
                .renewal
                .map(|day| ("renewal".to_owned(), day))
                .into_iter()
                .collect(),
            links: links(&facts, &applied),
            known_already: known,
            decided: decided(ledger),
            cast: cast(ledger, &facts.sale),
            ..Parts::default()
        },
        health: Some(view::health(&facts, drafted, next.as_ref(), reviews)),
        withheld: vec![withheld()],
        reasons,
        questions,
    }
}

/// What the vendor thinks of an account's health is never told to the customer.
fn withheld() -> Reason {
    Reason {
        code: "V107".to_owned(),
        message: "a health snapshot is for the vendor's own people".to_owned(),
        citations: Vec::new(),
        about: String::new(),
        to: vec![Route::AccountOwner],
    }
}
