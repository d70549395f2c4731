use super::Check;
use crate::Diagnostic;
use crate::quote::{Found, Splice};
use crate::verify::ClaimCase;

rule! {
    /// Rejects a quote put together from pieces that don't belong together.
    ///
    /// ## What it does
    ///
    /// An ellipsis is allowed only where its parts stand in order in one passage and what lies
    /// between holds no negation, no contrast and no figure. A quote from a call stays within
    /// one person's turn.
    ///
    /// ## Why
    ///
    /// With three dots one can make anybody say anything: "we will ... renew" from "we will not,
    /// as things stand, renew".
    ///
    /// ## Example
    ///
    /// Quoting "the rollout ... went well" where the source says "the rollout has not, by any
    /// measure, gone as it went well last year".
    ///
    /// ## Instead
    ///
    /// Quote one part, or cite each part on its own.
    106, "spliced quote", Deny, Check::Claim(check)
}

fn check(case: &ClaimCase<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for quoted in &case.quotes {
        let (Some(held), Found::Spliced(splice)) = (quoted.held(), quoted.found) else {
            continue;
        };
        let (span, why) = match splice {
            Splice::Apart(span) => (span, "this part stands elsewhere, not after the one before it"),
            Splice::Hides(span) => (span, "the ellipsis leaves this out"),
            Splice::Turns(span) => (span, "more than one person speaks here"),
        };
        let finding = Diagnostic::new(format!("the quote joins words that `{}` keeps apart", held.source.id))
            .about(held.source.id.as_str())
            .in_source(&held.source, span, why)
            .help("quote one stretch of one person's words, or cite each part on its own");
        findings.push(finding);
    }
    findings
}

#[cfg(test)]
mod tests {
    use crate::SourceKind;
    use crate::testing::{check, claim, prose, verdict};

    const TEXT: &str = "The second site will, as things stand and unless the board objects, not go live in July.";

    #[test]
    fn an_ellipsis_must_not_hide_a_negation() {
        let note = prose("note:file/a", SourceKind::Note, TEXT);
        let claim = claim(
            "The second site goes live in July.",
            &[("note:file/a", "The second site will ... go live in July.")],
        );
        insta::assert_snapshot!(check("V106", vec![note], &claim), @"
        error[V106]: the quote joins words that `note:file/a` keeps apart
         --> claim c1
          |
          |
         ::: note:file/a (2026-06-01):1:21
          |
        1 | ...te will, as things stand and unless the board objects, not go live in ...
          |           ---------------------------------------------------- the ellipsis leaves this out
          |
        help: quote one stretch of one person's words, or cite each part on its own
        note: `vouch explain V106` says what this rule asks
        ");
    }

    #[test]
    fn an_ellipsis_that_hides_nothing_is_fine() {
        let note = prose(
            "note:file/a",
            SourceKind::Note,
            "The second site, near the river, is ready for training.",
        );
        let claim = claim(
            "The second site is ready.",
            &[("note:file/a", "The second site, ... is ready for training.")],
        );
        assert_eq!(verdict(vec![note], &claim), crate::Verdict::Accepted);
    }
}
