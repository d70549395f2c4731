use super::Check;
use crate::Diagnostic;
use crate::quote::Found;
use crate::text::content_words;
use crate::verify::ClaimCase;

rule! {
    /// Rejects a quote too short to prove anything.
    ///
    /// ## What it does
    ///
    /// A quote needs at least 12 characters and 2 content words (`min_quote_chars` and
    /// `min_quote_words` in the policy).
    ///
    /// ## Why
    ///
    /// "fee" or "7.2" stands in almost any text. A pointer at it looks like proof and is none.
    ///
    /// ## Example
    ///
    /// Citing "7.2" for `Onboarding takes 7.2 h.`
    ///
    /// ## Instead
    ///
    /// Quote the clause: "average onboarding time went down to 7.2 h".
    105, "quote too short", Deny, Check::Claim(check)
}

fn check(case: &ClaimCase<'_>) -> Vec<Diagnostic> {
    let (least_chars, least_words) = (case.policy.min_quote_chars, case.policy.min_quote_words);
    let mut findings = Vec::new();
    for quoted in &case.quotes {
        let quote = quoted.citation.quote.trim();
        let (chars, words) = (quote.chars().count(), content_words(quote).count());
        if chars >= least_chars && words >= least_words {
            continue;
        }
        let mut finding = Diagnostic::new(format!(
            "the quote \u{201C}{quote}\u{201D} is too short to prove anything"
        ))
        .about(quoted.citation.source_id.as_str());
        if let (Some(held), Found::At(span)) = (quoted.held(), quoted.found) {
            finding = finding.in_source(&held.source, span, "this alone is quoted");
        } else {
            finding = finding.in_claim(case.whole(), "rests on a quote that is too short");
        }
        findings.push(finding.help(format!(
            "quote the whole clause: {least_chars} characters and {least_words} content words at least"
        )));
    }
    findings
}

#[cfg(test)]
mod tests {
    use crate::SourceKind;
    use crate::testing::{check, claim, prose};

    #[test]
    fn a_bare_number_proves_nothing() {
        let note = prose("note:file/a", SourceKind::Note, "Onboarding went down to 7.2 h in May.");
        insta::assert_snapshot!(check("V105", vec![note], &claim("Onboarding takes 7.2 h.", &[("note:file/a", "7.2 h")])), @"
        error[V105]: the quote “7.2 h” is too short to prove anything
         --> claim c1
          |
          |
         ::: note:file/a (2026-06-01):1:25
          |
        1 | Onboarding went down to 7.2 h in May.
          |                         ----- this alone is quoted
          |
        help: quote the whole clause: 12 characters and 2 content words at least
        note: `vouch explain V105` says what this rule asks
        ");
    }
}
