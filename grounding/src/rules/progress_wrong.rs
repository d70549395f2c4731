use super::Check;
use crate::Diagnostic;
use crate::fault::FaultKind;
use crate::verify::ClaimCase;

rule! {
    /// Rejects a progress that is not what baseline, target and current figure give.
    ///
    /// ## What it does
    ///
    /// Where the claim tells a percentage as progress (`of the way`, `towards the target`, `from
    /// baseline`), it must be (current - baseline) / (target - baseline) of three figures cited, in
    /// exact decimals, rounded as shown.
    ///
    /// ## Why
    ///
    /// Source: the summary's key achievements give progress by that formula. Half of the target is
    /// not half of the way.
    ///
    /// ## Example
    ///
    /// `87 % of the way to the target is done.`, citing baseline 102, target 157, current 142.
    ///
    /// ## Instead
    ///
    /// `73 % of the way to the target is done.`
    307, "progress doesn't recompute", Deny, Check::Claim(check)
}

fn check(case: &ClaimCase<'_>) -> Vec<Diagnostic> {
    let own = case
        .faults()
        .iter()
        .filter(|fault| matches!(fault.kind, FaultKind::NotProgress));
    own.map(|fault| {
        let words = &case.claim.text[fault.span.range()];
        let mut finding = Diagnostic::new(format!("`{words}` is not (current - baseline) / (target - baseline)"))
            .in_claim(fault.span, "not the progress");
        for proof in case.proofs().take(2) {
            finding = finding.in_source(proof.source, proof.span, "the figures cited");
        }
        if let Some(beside) = fault.beside {
            finding = finding.in_source(case.cited()[beside.cited].proof.source, beside.span, "the figure");
        }
        finding.help("progress is (current - baseline) / (target - baseline), rounded as shown")
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use crate::testing::{check, claim, prose, verdict};
    use crate::{SourceKind, Verdict};

    const QUOTE: &str = "Baseline 102 users, target 157 users, current 142 users.";

    #[test]
    fn it_is_shown_where_it_stands() {
        let note = prose("note:file/a", SourceKind::Note, QUOTE);
        let claim = claim("They are 87 % of the way to the target.", &[("note:file/a", QUOTE)]);
        insta::assert_snapshot!(check("V307", vec![note], &claim), @"
        error[V307]: `87 %` is not (current - baseline) / (target - baseline)
         --> claim c1:1:10
          |
        1 | They are 87 % of the way to the target.
          |          ^^^^ not the progress
          |
         ::: note:file/a (2026-06-01):1:1
          |
        1 | Baseline 102 users, target 157 users, current 142 users.
          | -------------------------------------------------------- the figures cited
          |
        help: progress is (current - baseline) / (target - baseline), rounded as shown
        note: `vouch explain V307` says what this rule asks
        ");
    }

    #[test]
    fn what_the_quote_says_may_be_said() {
        let cases = [
            ("They are 73 % of the way to the target.", Verdict::Accepted),
            (
                "73 % of the distance from baseline to target is covered.",
                Verdict::Accepted,
            ),
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
