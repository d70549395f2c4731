use super::Check;
use crate::Diagnostic;
use crate::fault::FaultKind;
use crate::verify::ClaimCase;

rule! {
    /// Rejects a figure that is told as following from others and doesn't.
    ///
    /// ## What it does
    ///
    /// A percentage, a difference, a sum, an average, a ratio or a number of days that stands in no
    /// quote is computed again from the figures and dates cited, with exact decimals, rounded to the
    /// digits that the claim shows (half away from zero). Percentage points are told from per cent.
    /// Where nothing gives the figure, it is refused.
    ///
    /// ## Why
    ///
    /// The division by the wrong one of two numbers is the oldest trick of a slide.
    ///
    /// ## Example
    ///
    /// `Reporting fell by 57 %.`, citing "from 9 h to 6 h".
    ///
    /// ## Instead
    ///
    /// `Reporting fell by 33 %.`
    305, "derived figure doesn't recompute", Deny, Check::Claim(check)
}

fn check(case: &ClaimCase<'_>) -> Vec<Diagnostic> {
    let own = case
        .faults()
        .iter()
        .filter(|fault| matches!(fault.kind, FaultKind::NotDerived));
    own.map(|fault| {
        let words = &case.claim.text[fault.span.range()];
        let mut finding = Diagnostic::new(format!("`{words}` does not follow from the figures cited")).in_claim(fault.span, "does not recompute");
        for proof in case.proofs().take(2) {
            finding = finding.in_source(proof.source, proof.span, "the figures cited");
        }
        if let Some(beside) = fault.beside {
            finding = finding.in_source(case.cited()[beside.cited].proof.source, beside.span, "the figure");
        }
        finding.help("recompute it: difference, percentage change, share, sum, average or ratio of the figures cited, rounded as shown")
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use crate::testing::{check, claim, prose, verdict};
    use crate::{SourceKind, Verdict};

    const QUOTE: &str = "Reporting went from 12.7 h in January to 7.2 h in May; rejects from 8 % to 5 %.";

    #[test]
    fn it_is_shown_where_it_stands() {
        let note = prose("note:file/a", SourceKind::Note, QUOTE);
        let claim = claim("Reporting fell by 34 %.", &[("note:file/a", QUOTE)]);
        insta::assert_snapshot!(check("V305", vec![note], &claim), @"
        error[V305]: `34 %` does not follow from the figures cited
         --> claim c1:1:19
          |
        1 | Reporting fell by 34 %.
          |                   ^^^^ does not recompute
          |
         ::: note:file/a (2026-06-01):1:1
          |
        1 | Reporting went from 12.7 h in January to 7.2 h in May; rejects from 8 % to 5 %.
          | ------------------------------------------------------------------------------- the figures cited
          |
        help: recompute it: difference, percentage change, share, sum, average or ratio of the figures cited, rounded as shown
        note: `vouch explain V305` says what this rule asks
        ");
    }

    #[test]
    fn what_the_quote_says_may_be_said() {
        let cases = [
            ("Reporting fell by 43 %.", Verdict::Accepted),
            ("Reporting fell by 5.5 h.", Verdict::Accepted),
            ("Reporting fell by 5.6 h.", Verdict::Rejected),
            ("Rejects fell by 3 percentage points.", Verdict::Accepted),
            ("Rejects fell by 4 percentage points.", Verdict::Rejected),
        ];
        for (text, expected) in cases {
            let note = prose("note:file/a", SourceKind::Note, QUOTE);
            assert_eq!(
                verdict(vec![note], &claim(text, &[("note:file/a", QUOTE)])),
                expected,
                "{text}"
            );
        }
    }
}
