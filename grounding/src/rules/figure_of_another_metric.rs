use super::Check;
use crate::Diagnostic;
use crate::fault::FaultKind;
use crate::verify::ClaimCase;

rule! {
    /// Rejects a figure that the quotes hold of something else.
    ///
    /// ## What it does
    ///
    /// The words about a figure in the claim must be among the words about it in a quote: its metric,
    /// its subject. Where they belong to another figure of the quotes and to none that is the same,
    /// the figure has changed hands. Of a record, a target told as where things stand is the same
    /// fault, and so is a baseline.
    ///
    /// ## Why
    ///
    /// Both numbers are in the report, so nobody looks twice.
    ///
    /// ## Example
    ///
    /// `Satisfaction rose to 71 %.`, citing "adoption reached 71 %, satisfaction 84 %".
    ///
    /// ## Instead
    ///
    /// `Satisfaction reached 84 %.`
    302, "figure bound to another metric or subject", Deny, Check::Claim(check)
}

fn check(case: &ClaimCase<'_>) -> Vec<Diagnostic> {
    let own = case
        .faults()
        .iter()
        .filter(|fault| matches!(fault.kind, FaultKind::OtherMetric | FaultKind::OtherRole(_)));
    own.map(|fault| {
        let words = &case.claim.text[fault.span.range()];
        let (message, label) = match fault.kind {
            FaultKind::OtherRole(crate::ValueRole::Target) => (
                format!("`{words}` is the target, not where things stand"),
                "told as reached",
            ),
            FaultKind::OtherRole(_) => (
                format!("`{words}` is where things stood before, not where they stand"),
                "told as reached",
            ),
            _ => (
                format!("`{words}` stands in what is cited, but of something else"),
                "of another metric",
            ),
        };
        let mut finding = Diagnostic::new(message).in_claim(fault.span, label);
        if let Some(beside) = fault.beside {
            finding = finding.in_source(case.cited()[beside.cited].proof.source, beside.span, "the figure");
        }
        finding.help("say of what it is a figure, or take the figure that belongs to these words")
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use crate::testing::{check, claim, prose, verdict};
    use crate::{SourceKind, Verdict};

    const QUOTE: &str = "Adoption came to 71 % in May, and satisfaction to 84 %.";

    #[test]
    fn it_is_shown_where_it_stands() {
        let note = prose("note:file/a", SourceKind::Note, QUOTE);
        let claim = claim("Satisfaction came to 71 % in May.", &[("note:file/a", QUOTE)]);
        insta::assert_snapshot!(check("V302", vec![note], &claim), @"
        error[V302]: `71 %` stands in what is cited, but of something else
         --> claim c1:1:22
          |
        1 | Satisfaction came to 71 % in May.
          |                      ^^^^ of another metric
          |
         ::: note:file/a (2026-06-01):1:18
          |
        1 | Adoption came to 71 % in May, and satisfaction to 84 %.
          |                  ---- the figure
          |
        help: say of what it is a figure, or take the figure that belongs to these words
        note: `vouch explain V302` says what this rule asks
        ");
    }

    #[test]
    fn what_the_quote_says_may_be_said() {
        let cases = [
            ("Satisfaction came to 84 %.", Verdict::Accepted),
            ("Adoption came to 71 % and satisfaction to 84 %.", Verdict::Accepted),
            ("Adoption came to 84 %.", Verdict::Rejected),
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
