use super::{Check, word_of};
use crate::lexicon::Table;
use crate::verify::ClaimCase;
use crate::{ClaimKind, Diagnostic, Route};

rule! {
    /// Sends a recommendation to the account owner.
    ///
    /// ## What it does
    ///
    /// A claim whose kind is a recommendation, or that recommends or speaks of strategy in its words,
    /// gets a route to the account owner. The claim itself may stand.
    ///
    /// ## Why
    ///
    /// What we advise a customer to do is the account owner's word, not a tool's.
    ///
    /// ## Example
    ///
    /// `We recommend extending the planner to the Lyon plant.`
    ///
    /// ## Instead
    ///
    /// Nothing to mend: the account owner decides.
    603, "strategic recommendation", Warn, Check::Claim(check)
}

fn check(case: &ClaimCase<'_>) -> Vec<Diagnostic> {
    let told = case.claim.kind == ClaimKind::Recommendation;
    let found = word_of(case, Table::Strategic).or_else(|| told.then(|| case.whole()));
    let Some(span) = found else { return Vec::new() };
    let finding = Diagnostic::new("a recommendation: the account owner must see it");
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
        let text = "We recommend extending the planner to the Lyon plant.";
        let note = prose("note:file/a", SourceKind::Note, text);
        insta::assert_snapshot!(check("V603", vec![note], &claim(text, &[("note:file/a", text)])), @"
        warning[V603]: a recommendation: the account owner must see it
         --> claim c1:1:4
          |
        1 | We recommend extending the planner to the Lyon plant.
          |    ^^^^^^^^^ for them to review
          |
        note: `vouch explain V603` says what this rule asks
        ");
    }
}
