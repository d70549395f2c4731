use super::{Check, word_of};
use crate::lexicon::Table;
use crate::verify::ClaimCase;
use crate::{Diagnostic, Route};

rule! {
    /// Sends what touches severity, roadmap, refund or cancellation to the account owner.
    ///
    /// ## What it does
    ///
    /// A word of severity, escalation, outage, roadmap, refund or cancellation in the claim gives it
    /// a route to the account owner. The claim itself may stand.
    ///
    /// ## Why
    ///
    /// Source: the handoff workflow lets nobody change these without an owner's approval.
    ///
    /// ## Example
    ///
    /// `The outage of 3 May was closed with a refund.`
    ///
    /// ## Instead
    ///
    /// Nothing to mend: the account owner decides.
    605, "severity, roadmap, refund or cancellation", Warn, Check::Claim(check)
}

fn check(case: &ClaimCase<'_>) -> Vec<Diagnostic> {
    let found = word_of(case, Table::Escalation);
    let Some(span) = found else { return Vec::new() };
    let finding = Diagnostic::new("severity, roadmap, refund or cancellation: the account owner must see it");
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
        let text = "The outage of 3 May was closed with a refund.";
        let note = prose("note:file/a", SourceKind::Note, text);
        insta::assert_snapshot!(check("V605", vec![note], &claim(text, &[("note:file/a", text)])), @"
        warning[V605]: severity, roadmap, refund or cancellation: the account owner must see it
         --> claim c1:1:5
          |
        1 | The outage of 3 May was closed with a refund.
          |     ^^^^^^ for them to review
          |
        note: `vouch explain V605` says what this rule asks
        ");
    }
}
