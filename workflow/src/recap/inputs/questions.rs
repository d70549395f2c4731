//! What somebody should be asked about the gaps of a recap (VR-4 to VR-9).

use grounding::{Goal, Question, Route};

use super::super::facts::Facts;
use crate::account::KpiState;
use crate::brief::{Input, InputStatus};
use crate::cite::cite_value;

/// What a question about a goal without evidence is about.
pub(in super::super) const UNPROVEN: &str = "goal_without_evidence";

/// What somebody should be asked, as far as the records show: what would prove a goal that nothing
/// measures, and what the missing inputs are.
pub(in super::super) fn questions(facts: &Facts<'_>, inputs: &[Input]) -> Vec<Question> {
    let mut asked: Vec<Question> = unproven(facts);
    asked.extend(
        inputs
            .iter()
            .filter(|input| input.status == InputStatus::Missing)
            .filter_map(missing),
    );
    asked.retain(|question| !facts.ledger.is_settled(&question.about, &question.citations));
    for (at, question) in asked.iter_mut().enumerate() {
        question.id = format!("q{}", at + 1);
    }
    asked
}

fn unproven(facts: &Facts<'_>) -> Vec<Question> {
    let is_measured = |goal: &Goal| {
        let mut own = facts.kpis.iter().filter(|kpi| kpi.goal.id == goal.id);
        own.any(KpiState::is_measured)
    };
    let goals = facts.goals().filter(|goal| !is_measured(goal));
    goals
        .filter_map(|goal| {
            let source = facts.ledger.source(&goal.id)?;
            Some(Question {
                citations: vec![cite_value(source, &goal.record.name)],
                ..question(
                    UNPROVEN,
                    Route::Csm,
                    &format!(
                        "What would prove \u{201C}{}\u{201D}, and where is it measured?",
                        goal.record.name
                    ),
                )
            })
        })
        .collect()
}

fn missing(input: &Input) -> Option<Question> {
    let (to, text) = match input.name.as_str() {
        "completed_work" => (
            Route::Csm,
            "Which work was delivered to the customer, and what shows it?",
        ),
        "outcome_evidence" => (
            Route::Csm,
            "Which figures, or which words of the customer's, show what they gained?",
        ),
        "usage_or_performance" => (
            Route::Csm,
            "Where is measured what the customer uses, or what the work achieves?",
        ),
        "customer_feedback" => (
            Route::Csm,
            "What does the customer say about the work, in their own words?",
        ),
        "open_risks" => (
            Route::Csm,
            "Which help desk and which list of risks hold what is open for this customer?",
        ),
        "next_recommendations" => (
            Route::AccountOwner,
            "What should the customer do next, and what shows that they want it?",
        ),
        _ => return None,
    };
    Some(question(&format!("{}_missing", input.name), to, text))
}

fn question(about: &str, to: Route, text: &str) -> Question {
    Question {
        id: String::new(),
        text: text.to_owned(),
        about: about.to_owned(),
        to,
        citations: Vec::new(),
    }
}
