//! What tells when first value is reached.

use grounding::Utterance;
use grounding::text::{find_figures, says_when};

use super::super::facts::{FIRST_VALUE, Facts};

/// What tells when first value is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Signs {
    /// Whether somebody says it: in the talks, in the order form or by a decision.
    pub(super) explicit: bool,
    /// Whether that names a date.
    pub(super) date: bool,
    /// Whether that names a number that is no date.
    pub(super) metric: bool,
    /// How many goals have a metric, a number and a date.
    pub(super) measurable: usize,
    /// How many goals there are.
    pub(super) goals: usize,
}

impl Signs {
    pub(super) fn of(facts: &Facts<'_>) -> Self {
        let said = facts.first_value.iter().map(Utterance::text);
        let decisions = facts.ledger.decisions().filter(|(_, it)| it.about == FIRST_VALUE);
        let said: Vec<&str> = said.chain(decisions.map(|(_, it)| it.answer.as_str())).collect();
        let has_number = |text: &&str| find_figures(text).iter().any(|figure| !figure.is_year());
        Self {
            explicit: facts.first_value_is_explicit(),
            date: said.iter().any(|text| says_when(text)),
            metric: said.iter().any(has_number),
            measurable: facts.goals.iter().filter(|goal| goal.missing().is_empty()).count(),
            goals: facts.goals.len(),
        }
    }
}
