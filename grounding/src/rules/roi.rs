use super::{Check, word_of};
use crate::lexicon::Table;
use crate::verify::ClaimCase;
use crate::{Diagnostic, Route};

rule! {
    /// Sends a claim of return on investment or money saved to the account owner.
    ///
    /// ## What it does
    ///
    /// A word of return on investment, payback or savings, or a sum of money beside a word of saving,
    /// anywhere in the claim, whatever its label. The claim waits for the account owner.
    ///
    /// ## Why
    ///
    /// A sum that the customer saved is the sentence that gets repeated to their board; its owner
    /// must know what went into it.
    ///
    /// ## Example
    ///
    /// `The programme saves them EUR 40,000 a year.`
    ///
    /// ## Instead
    ///
    /// Show the inputs and the arithmetic, and let the account owner decide.
    601, "ROI", Review, Check::Claim(check)
}

fn check(case: &ClaimCase<'_>) -> Vec<Diagnostic> {
    let said = case.said();
    let money = said
        .figures()
        .iter()
        .find(|figure| matches!(figure.unit, crate::text::Unit::Money(_)));
    let saved = money
        .filter(|_| said.words.iter().any(|word| word.root == "save"))
        .map(|figure| figure.span);
    // That somebody wants to see a saving claims none.
    let told = |span: &crate::Span| {
        let word = said.text[span.range()].to_lowercase();
        !matches!(word.as_str(), "saving" | "savings") || !said.figures().is_empty() || case.claim.is_value()
    };
    let found = word_of(case, Table::Roi).filter(told).or(saved);
    let Some(span) = found else { return Vec::new() };
    let finding = Diagnostic::new("return on investment or money saved: the account owner must see it");
    vec![
        finding
            .in_claim(span, "for them to review")
            .route(&[Route::AccountOwner]),
    ]
}

#[cfg(test)]
mod tests {
    use crate::SourceKind;
    use crate::testing::{check, claim, prose};

    #[test]
    fn it_goes_to_whom_it_concerns() {
        let text = "The programme saves them EUR 40,000 a year.";
        let note = prose("note:file/a", SourceKind::Note, text);
        insta::assert_snapshot!(check("V601", vec![note], &claim(text, &[("note:file/a", text)])), @"
        warning[V601]: return on investment or money saved: the account owner must see it
         --> claim c1:1:26
          |
        1 | The programme saves them EUR 40,000 a year.
          |                          ^^^^^^^^^^ for them to review
          |
        note: `vouch explain V601` says what this rule asks
        ");
    }
}
