use super::{Check, word_of};
use crate::lexicon::Table;
use crate::verify::ClaimCase;
use crate::{Diagnostic, Route, Span};

rule! {
    /// Sends an all-clear to a person while a risk is open.
    ///
    /// ## What it does
    ///
    /// A claim that says that nothing is wrong (`there is no risk`, `nothing stands in the way`) waits
    /// for a person where a risk of the account is on record and open, whatever it cites.
    ///
    /// ## Why
    ///
    /// Source: a handoff must name its risks, and a green total can't hide a red signal. One
    /// cheerful sentence undoes a section of warnings.
    ///
    /// ## Example
    ///
    /// `Nothing stands in the way of the start.`, with the risk "Data export is delayed" open.
    ///
    /// ## Instead
    ///
    /// Say what is clear and what is not: `The desk is set up; the data export is still open.`
    413, "all-clear beside an open risk", Review, Check::Claim(check)
}

fn check(case: &ClaimCase<'_>) -> Vec<Diagnostic> {
    let Some(span) = word_of(case, Table::AllClear) else {
        return Vec::new();
    };
    let Some((source, risk)) = case.ledger.risks().find(|(_, risk)| risk.open) else {
        return Vec::new();
    };
    let title = source
        .text
        .find(&risk.title)
        .map(|at| Span::new(at, at + risk.title.len()));
    let finding = Diagnostic::new("the claim gives an all-clear, and a risk is open").in_claim(span, "all clear");
    let finding = match title.filter(|_| !risk.title.is_empty()) {
        Some(title) => finding.in_source(source, title, "open"),
        None => finding,
    };
    vec![
        finding
            .help("say what is clear and what is still open")
            .route(&[Route::Csm]),
    ]
}

#[cfg(test)]
mod tests {
    use crate::testing::{check, claim, prose};
    use crate::{Record, Risk, Source, SourceKind};

    #[test]
    fn a_cheerful_sentence_waits_for_a_person() {
        let text = "title: Data export is delayed\nstatus: Open";
        let risk = Risk {
            title: "Data export is delayed".to_owned(),
            severity: "High".to_owned(),
            open: true,
            owner: None,
        };
        let risk = Source {
            record: Some(Record::Risk(risk)),
            ..prose("plan:risk/R-1", SourceKind::Risk, text)
        };
        let quote = "Nothing stands in the way of the start.";
        let note = prose("note:file/a", SourceKind::Note, quote);
        insta::assert_snapshot!(check("V413", vec![note, risk], &claim(quote, &[("note:file/a", quote)])), @"
        warning[V413]: the claim gives an all-clear, and a risk is open
         --> claim c1:1:1
          |
        1 | Nothing stands in the way of the start.
          | ^^^^^^^^^^^^^^^^^^^^^^^^^ all clear
          |
         ::: plan:risk/R-1 (2026-06-01):1:8
          |
        1 | title: Data export is delayed
          |        ---------------------- open
          |
        help: say what is clear and what is still open
        note: `vouch explain V413` says what this rule asks
        ");
    }
}
