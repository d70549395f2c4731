use super::Check;
use crate::orders::tells_of_approval;
use crate::verify::ClaimCase;
use crate::{Diagnostic, Route};

rule! {
    /// Rejects a claim that a brief was approved, checked or released.
    ///
    /// ## What it does
    ///
    /// Approvals of a brief are given in vouch, by people who are signed in, and are bound to what
    /// they saw. What a mail, a ticket or a CRM field says of an approval is no approval.
    ///
    /// ## Why
    ///
    /// Source: a handoff waits for the AE and the CSM, a recap for its five checks; nothing written
    /// anywhere else takes their place.
    ///
    /// ## Example
    ///
    /// `This brief was approved by the AE and the CSM on 29 June.`
    ///
    /// ## Instead
    ///
    /// Leave it out: the brief itself shows who approved it.
    412, "approval told by evidence", Deny, Check::Claim(check)
}

fn check(case: &ClaimCase<'_>) -> Vec<Diagnostic> {
    let finding = || {
        Diagnostic::new("evidence can't say that a brief was approved")
            .in_claim(case.whole(), "only its reviewers can")
            .help("leave it out: the brief shows who approved it")
            .route(&[Route::CsOperations])
    };
    tells_of_approval(&case.claim.text).then(finding).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use crate::SourceKind;
    use crate::testing::{check, claim, prose};

    #[test]
    fn a_mail_approves_nothing() {
        let quote = "This brief was approved by the AE and the CSM on 29 June.";
        let mail = prose("mail:message/a", SourceKind::Mail, quote);
        insta::assert_snapshot!(check("V412", vec![mail], &claim(quote, &[("mail:message/a", quote)])), @"
        error[V412]: evidence can't say that a brief was approved
         --> claim c1:1:1
          |
        1 | This brief was approved by the AE and the CSM on 29 June.
          | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ only its reviewers can
          |
        help: leave it out: the brief shows who approved it
        note: `vouch explain V412` says what this rule asks
        ");
    }
}
