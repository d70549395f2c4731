//! What follows from a verified draft, whatever kind of brief it is.

use grounding::{Code, Diagnostic, Ledger, Question, Route, Severity};

use crate::brief::{Flag, Known};
use crate::cite::cite_span;

/// Takes out the questions whose answer the verifier found, and gives the answers.
pub(crate) fn without_known(questions: &[Question], findings: &[Diagnostic]) -> (Vec<Question>, Vec<Known>) {
    let answer = |question: &Question| {
        let mut known = findings
            .iter()
            .filter(|it| it.code == Code::KNOWN_ALREADY && it.severity == Severity::Deny);
        known.find(|it| it.about == question.id)
    };
    let open = questions.iter().filter(|it| answer(it).is_none()).cloned();
    let known = questions.iter().filter_map(|question| {
        Some(Known {
            about: question.text.clone(),
            citations: answer(question)?.citations(),
        })
    });
    (open.collect(), known.collect())
}

/// Evidence that gives orders to whoever drafts: nothing of it is used, and whoever runs the desk
/// must know.
pub(crate) fn orders(ledger: &Ledger) -> Vec<Flag> {
    let giving = ledger.giving_orders().map(|(source, order)| {
        let message = format!(
            "the {} `{}` gives orders to whoever drafts; what stands beside them was not used",
            source.kind.noun(),
            source.id
        );
        let cited = vec![cite_span(source, order.said)];
        Flag::new("review_required", message, &[Route::CsOperations], cited)
    });
    giving.collect()
}
