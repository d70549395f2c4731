use super::Check;
use crate::Diagnostic;
use crate::fault::FaultKind;
use crate::verify::ClaimCase;

rule! {
    /// Rejects a figure told for another time, and a date that nothing cited names.
    ///
    /// ## What it does
    ///
    /// Every date of the claim must stand in a quote, in whatever form, or be the date of a source
    /// cited or of the run. And where both the claim and the quote tie a figure to a time (`12 h in
    /// January and 7 h in May`; a KPI's `currentDate`), the two times must agree as far as the
    /// coarser of them goes.
    ///
    /// ## Why
    ///
    /// Last quarter's result in this quarter's review is a false result.
    ///
    /// ## Example
    ///
    /// `In March it stood at 7 h.`, citing "7 h in May".
    ///
    /// ## Instead
    ///
    /// `In May it stood at 7 h.`
    304, "period or date differs", Deny, Check::Claim(check)
}

fn check(case: &ClaimCase<'_>) -> Vec<Diagnostic> {
    let own = case
        .faults()
        .iter()
        .filter(|fault| matches!(fault.kind, FaultKind::OtherPeriod));
    own.map(|fault| {
        let words = &case.claim.text[fault.span.range()];
        let message = match fault.beside {
            Some(_) => format!("`{words}` held at another time than the claim says"),
            None => format!("`{words}` is a time that nothing cited names"),
        };
        let mut finding = Diagnostic::new(message).in_claim(fault.span, "another time");
        if let Some(beside) = fault.beside {
            finding = finding.in_source(
                case.cited()[beside.cited].proof.source,
                beside.span,
                "the figure and its time",
            );
        }
        finding.help("say the time that the source names")
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use crate::testing::{check, claim, prose, verdict};
    use crate::{SourceKind, Verdict};

    const QUOTE: &str = "Reporting took 12.7 h in January 2026 and takes 7.2 h in May 2026.";

    #[test]
    fn it_is_shown_where_it_stands() {
        let note = prose("note:file/a", SourceKind::Note, QUOTE);
        let claim = claim("Reporting took 7.2 h in January 2026.", &[("note:file/a", QUOTE)]);
        insta::assert_snapshot!(check("V304", vec![note], &claim), @"
        error[V304]: `7.2 h` held at another time than the claim says
         --> claim c1:1:16
          |
        1 | Reporting took 7.2 h in January 2026.
          |                ^^^^^ another time
          |
         ::: note:file/a (2026-06-01):1:49
          |
        1 | Reporting took 12.7 h in January 2026 and takes 7.2 h in May 2026.
          |                                                 ----- the figure and its time
          |
        help: say the time that the source names
        note: `vouch explain V304` says what this rule asks
        ");
    }

    #[test]
    fn what_the_quote_says_may_be_said() {
        let cases = [
            ("Reporting took 12.7 h in January 2026.", Verdict::Accepted),
            (
                "Reporting went from 12.7 h to 7.2 h between January and May 2026.",
                Verdict::Accepted,
            ),
            (
                "Reporting went from 12.7 h to 7.2 h between January 2026 and March 2026.",
                Verdict::Rejected,
            ),
            ("On 9 July reporting took 7.2 h.", Verdict::Rejected),
            ("Reporting took 7.2 h in 2026-05.", Verdict::Accepted),
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
