use super::Check;
use crate::Diagnostic;
use crate::verify::ClaimCase;

rule! {
    /// Rejects a claim that points at no source.
    ///
    /// ## What it does
    ///
    /// A claim with an empty list of citations is rejected, whatever it says.
    ///
    /// ## Why
    ///
    /// A sentence that nobody can trace to a record is the one thing that must never reach a
    /// customer.
    ///
    /// ## Example
    ///
    /// `Weekly reporting fell to 6.4 h.`, citing nothing.
    ///
    /// ## Instead
    ///
    /// Cite the words that say so: `gong:call/77`, "weekly reporting went down to 6.4 hours".
    101, "uncited", Deny, Check::Claim(check)
}

fn check(case: &ClaimCase<'_>) -> Vec<Diagnostic> {
    if !case.claim.citations.is_empty() {
        return Vec::new();
    }
    let finding = Diagnostic::new("the claim cites no source")
        .in_claim(case.whole(), "nothing is cited for this")
        .help("cite the source that says so, or leave the sentence out");
    vec![finding]
}

#[cfg(test)]
mod tests {
    use crate::testing::{check, claim};

    #[test]
    fn a_claim_without_a_source_is_rejected() {
        insta::assert_snapshot!(check("V101", vec![], &claim("Weekly reporting fell to 6.4 h.", &[])), @"
        error[V101]: the claim cites no source
         --> claim c1:1:1
          |
        1 | Weekly reporting fell to 6.4 h.
          | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ nothing is cited for this
          |
        help: cite the source that says so, or leave the sentence out
        note: `vouch explain V101` says what this rule asks
        ");
    }
}
