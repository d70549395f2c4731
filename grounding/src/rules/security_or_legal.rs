use super::{Check, word_of};
use crate::lexicon::Table;
use crate::verify::ClaimCase;
use crate::{Diagnostic, Route};

rule! {
    /// Sends what touches law, compliance or security to the supervisor.
    ///
    /// ## What it does
    ///
    /// A word of law, liability, data protection, breach or vulnerability in the claim gives it a
    /// route to the supervisor. The claim itself may stand.
    ///
    /// ## Why
    ///
    /// A sentence on a breach or a claim in law binds more than the account.
    ///
    /// ## Example
    ///
    /// `The penetration test of May left no open findings.`
    ///
    /// ## Instead
    ///
    /// Nothing to mend: the supervisor decides.
    607, "security or legal matter", Warn, Check::Claim(check)
}

fn check(case: &ClaimCase<'_>) -> Vec<Diagnostic> {
    let found = word_of(case, Table::LegalSecurity);
    let Some(span) = found else { return Vec::new() };
    let finding = Diagnostic::new("a security or legal matter: the supervisor must see it");
    vec![finding.in_claim(span, "for them to review").route(&[Route::Supervisor])]
}

#[cfg(test)]
mod tests {
    use crate::SourceKind;
    use crate::testing::{check, claim, prose};

    #[test]
    fn it_goes_to_whom_it_concerns() {
        let text = "The penetration test of May left no open findings.";
        let note = prose("note:file/a", SourceKind::Note, text);
        insta::assert_snapshot!(check("V607", vec![note], &claim(text, &[("note:file/a", text)])), @"
        warning[V607]: a security or legal matter: the supervisor must see it
         --> claim c1:1:5
          |
        1 | The penetration test of May left no open findings.
          |     ^^^^^^^^^^^^^^^^ for them to review
          |
        note: `vouch explain V607` says what this rule asks
        ");
    }
}
