use super::Check;
use crate::text::hidden;
use crate::verify::ClaimCase;
use crate::{Diagnostic, Span};

rule! {
    /// Rejects a claim or a quote that shows its reader another text than the one compared.
    ///
    /// ## What it does
    ///
    /// Characters without width within a word, changes of reading direction, letters of two
    /// scripts in one word, Latin letters in other dress (fullwidth, mathematical), and marks or
    /// entities between two letters are refused in the claim, and in the words of a source that
    /// are quoted for it. Soft hyphens, accents and texts in other scripts are fine.
    ///
    /// ## Why
    ///
    /// A `not` that is written so that no rule sees it is still read by the customer.
    ///
    /// ## Example
    ///
    /// A claim with a zero-width space inside `not`.
    ///
    /// ## Instead
    ///
    /// Write the word in plain letters, or cite another passage.
    410, "hidden or look-alike characters", Deny, Check::Claim(check)
}

fn check(case: &ClaimCase<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    if let Some(span) = hidden(&case.claim.text) {
        let finding =
            Diagnostic::new("the claim hides a character within a word").in_claim(span, "not what it looks like");
        findings.push(finding.help("write it in plain letters"));
    }
    for proof in case.proofs() {
        if let Some(span) = hidden(proof.text()) {
            let place = Span::new(proof.span.start + span.start, proof.span.start + span.end);
            let finding = Diagnostic::new("the words quoted hide a character within a word")
                .in_claim(case.whole(), "rests on them")
                .in_source(proof.source, place, "not what it looks like");
            findings.push(finding.help("cite another passage"));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use crate::testing::{check, claim, prose, verdict};
    use crate::{SourceKind, Verdict};

    #[test]
    fn a_look_alike_is_shown_where_it_stands() {
        let quote = "The pl\u{430}nner is used in the depot.";
        let note = prose("note:file/a", SourceKind::Note, quote);
        let claim = claim("The planner is used in the depot.", &[("note:file/a", quote)]);
        insta::assert_snapshot!(check("V410", vec![note], &claim), @"
        error[V410]: the words quoted hide a character within a word
         --> claim c1:1:1
          |
        1 | The planner is used in the depot.
          | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ rests on them
          |
         ::: note:file/a (2026-06-01):1:7
          |
        1 | The plаnner is used in the depot.
          |       - not what it looks like
          |
        help: cite another passage
        note: `vouch explain V410` says what this rule asks
        ");
    }

    #[test]
    fn plain_letters_pass() {
        let quote = "The planner is used in the depot.";
        let note = prose("note:file/a", SourceKind::Note, quote);
        let judge = |text: &str| verdict(vec![note.clone()], &claim(text, &[("note:file/a", quote)]));
        assert_eq!(
            [
                judge("The planner is used in the depot."),
                judge("The planner is n\u{2060}ot used in the depot.")
            ],
            [Verdict::Accepted, Verdict::Rejected]
        );
    }
}
