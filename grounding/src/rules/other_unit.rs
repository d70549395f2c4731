use super::Check;
use crate::Diagnostic;
use crate::fault::FaultKind;
use crate::verify::ClaimCase;

rule! {
    /// Rejects a figure whose unit or currency is not the source's.
    ///
    /// ## What it does
    ///
    /// The number stands in a quote, but in other units: minutes for hours, dollars for euros, per
    /// cent for percentage points, a count for a share. The unit of a record's value may stand in a
    /// field of its own. Units that convert exactly (six weeks, 42 days) are the same.
    ///
    /// ## Why
    ///
    /// The digits look right, which is what makes this error travel.
    ///
    /// ## Example
    ///
    /// `Reporting takes 6 minutes.`, citing "reporting takes 6 hours".
    ///
    /// ## Instead
    ///
    /// `Reporting takes 6 hours.`
    303, "unit or currency differs", Deny, Check::Claim(check)
}

fn check(case: &ClaimCase<'_>) -> Vec<Diagnostic> {
    let own = case
        .faults()
        .iter()
        .filter(|fault| matches!(fault.kind, FaultKind::OtherUnit));
    own.map(|fault| {
        let words = &case.claim.text[fault.span.range()];
        let mut finding = Diagnostic::new(format!("`{words}` stands in what is cited with another unit"))
            .in_claim(fault.span, "another unit or currency");
        if let Some(beside) = fault.beside {
            finding = finding.in_source(
                case.cited()[beside.cited].proof.source,
                beside.span,
                "the figure with its unit",
            );
        }
        finding.help("say it in the unit that the source has")
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use crate::testing::{check, claim, prose, verdict};
    use crate::{SourceKind, Verdict};

    const QUOTE: &str = "Reporting went down from 12.7 hours to 7.2 hours, which saves EUR 4,000.";

    #[test]
    fn it_is_shown_where_it_stands() {
        let note = prose("note:file/a", SourceKind::Note, QUOTE);
        let claim = claim(
            "Reporting went down from 12.7 minutes to 7.2 hours.",
            &[("note:file/a", QUOTE)],
        );
        insta::assert_snapshot!(check("V303", vec![note], &claim), @"
        error[V303]: `12.7 minutes` stands in what is cited with another unit
         --> claim c1:1:26
          |
        1 | Reporting went down from 12.7 minutes to 7.2 hours.
          |                          ^^^^^^^^^^^^ another unit or currency
          |
         ::: note:file/a (2026-06-01):1:26
          |
        1 | Reporting went down from 12.7 hours to 7.2 hours, which saves EUR 4,000.
          |                          ---------- the figure with its unit
          |
        help: say it in the unit that the source has
        note: `vouch explain V303` says what this rule asks
        ");
    }

    #[test]
    fn what_the_quote_says_may_be_said() {
        let cases = [
            ("Reporting went down from 12.7 h to 7.2 h.", Verdict::Accepted),
            ("Reporting went down to 432 minutes.", Verdict::Accepted),
            ("Reporting went down to 7.2 days.", Verdict::Rejected),
            ("It comes to USD 4,000.", Verdict::Rejected),
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
