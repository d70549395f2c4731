use super::Check;
use crate::text::{content_stems, find_dates, find_figures};
use crate::verify::DraftCase;
use crate::{Diagnostic, Question, SourceKind, Utterance, lexicon};

rule! {
    /// Refuses a question whose answer is in the evidence.
    ///
    /// ## What it does
    ///
    /// A question that asks when, how much or who, and whose content words stand nearly all in
    /// one sentence of the evidence that holds a date, a figure or a name, is not asked; the
    /// brief lists the answer under what is known already.
    ///
    /// ## Why
    ///
    /// The customer, and the AE, must not have to repeat what somebody already wrote down.
    ///
    /// ## Example
    ///
    /// `When is the kickoff?`, where a CRM task says "kickoff is set for 7 July 2026".
    ///
    /// ## Instead
    ///
    /// Cite the answer.
    710, "question whose answer is in the evidence", Deny, Check::Draft(check)
}

/// What an answer must hold.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asks {
    When,
    HowMuch,
    Who,
}

/// The kinds of source in which people answer questions.
const ANSWERS: [SourceKind; 8] = [
    SourceKind::Call,
    SourceKind::Transcript,
    SourceKind::Note,
    SourceKind::Task,
    SourceKind::Activity,
    SourceKind::Comment,
    SourceKind::OrderForm,
    SourceKind::Challenge,
];

fn check(case: &DraftCase<'_>) -> Vec<Diagnostic> {
    if case.draft.questions.is_empty() {
        return Vec::new();
    }
    let sentences = Utterance::all(case.ledger, &ANSWERS);
    case.draft
        .questions
        .iter()
        .filter_map(|question| known(case, question, &sentences))
        .collect()
}

fn known(case: &DraftCase<'_>, question: &Question, sentences: &[Utterance<'_>]) -> Option<Diagnostic> {
    let asks = asks(&question.text)?;
    let account = content_stems(&case.ledger.account.name);
    let wanted: Vec<String> = content_stems(&question.text)
        .into_iter()
        .filter(|stem| !account.contains(stem))
        .collect();
    // The newest answer is the one that holds.
    let answer = sentences.iter().rev().find(|sentence| {
        let text = sentence.text();
        let stems = content_stems(text);
        let shared = wanted.iter().filter(|stem| stems.contains(stem)).count();
        let nearly_all = !wanted.is_empty() && shared * 4 >= wanted.len() * 3;
        nearly_all && answers(case, asks, text) && !lexicon::pending().is_in(text) && !text.trim_end().ends_with('?')
    })?;
    let finding = Diagnostic::new(format!("`{}` is answered in `{}`", question.text, answer.source.id))
        .about(question.id.as_str())
        .in_source(answer.source, answer.span, "the answer");
    Some(finding.help("cite the answer instead of asking"))
}

fn asks(question: &str) -> Option<Asks> {
    let lower = question.to_lowercase();
    let has = |words: &[&str]| {
        words
            .iter()
            .any(|word| lower.split(|it: char| !it.is_alphanumeric()).any(|it| it == *word))
    };
    if lower.contains("how many") || lower.contains("how much") || lower.contains("how long") {
        Some(Asks::HowMuch)
    } else if has(&["when", "date"]) {
        Some(Asks::When)
    } else if has(&["who", "whom", "whose"]) {
        Some(Asks::Who)
    } else {
        None
    }
}

fn answers(case: &DraftCase<'_>, asks: Asks, text: &str) -> bool {
    match asks {
        Asks::When => !find_dates(text).is_empty(),
        Asks::HowMuch => !find_figures(text).is_empty(),
        Asks::Who => {
            let mut names = case
                .ledger
                .contacts()
                .map(|(_, it)| &it.name)
                .chain(case.ledger.users().map(|(_, it)| &it.name));
            names.any(|name| !name.is_empty() && text.contains(name.as_str()))
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::SourceKind;
    use crate::testing::{check_draft, prose};

    #[test]
    fn a_question_with_an_answer_is_not_asked() {
        let note = prose(
            "note:file/a",
            SourceKind::Note,
            "Agreed today: the kickoff is set for 7 July 2026 in Lyon.",
        );
        insta::assert_snapshot!(check_draft("V710", vec![note], &["When is the kickoff set?"]), @"
        error[V710]: `When is the kickoff set?` is answered in `note:file/a`
         --> note:file/a (2026-06-01):1:1
          |
        1 | Agreed today: the kickoff is set for 7 July 2026 in Lyon.
          | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the answer
          |
        help: cite the answer instead of asking
        note: `vouch explain V710` says what this rule asks
        ");
    }

    #[test]
    fn a_question_without_one_is() {
        let note = prose(
            "note:file/a",
            SourceKind::Note,
            "The kickoff date is still to be agreed. The pilot ran until 3 May 2026.",
        );
        assert_eq!(
            check_draft("V710", vec![note], &["When is the kickoff?", "What does success mean?"]),
            ""
        );
    }
}
