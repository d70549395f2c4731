use super::Check;
use crate::Diagnostic;
use crate::fault::{Fault, FaultKind, World};
use crate::verify::ClaimCase;

rule! {
    /// Rejects a figure that the quotes don't hold.
    ///
    /// ## What it does
    ///
    /// Every number of the claim must stand in a quote, in whatever dress (`six weeks` for `42
    /// days`, rounded as the claim shows it), or follow from the quotes' figures: a difference, a
    /// percentage change, a share, a sum, an average or a ratio that the claim names as one, a
    /// progress from baseline to target, or the days between two dates. A goal's own numbers are
    /// no evidence. Units, dates and what is told as derived have rules of their own.
    ///
    /// ## Why
    ///
    /// A wrong number is the error that a customer finds first.
    ///
    /// ## Example
    ///
    /// `Reporting fell to 5 h.`, citing "reporting went down to 6.4 hours".
    ///
    /// ## Instead
    ///
    /// Say the figure that the source has: `Reporting fell to 6.4 h.`
    301, "figure not in the quotes", Deny, Check::Claim(check)
}

fn check(case: &ClaimCase<'_>) -> Vec<Diagnostic> {
    let missing = case.faults().iter().filter(|fault| fault.kind == FaultKind::Missing);
    let mut missing = missing.peekable();
    let written = missing.peek().map(|_| World::written(case)).unwrap_or_default();
    missing.map(|fault| finding(case, fault, &written)).collect()
}

fn finding(case: &ClaimCase<'_>, fault: &Fault, written: &[String]) -> Diagnostic {
    let words = &case.claim.text[fault.span.range()];
    let mut finding = Diagnostic::new(format!("`{words}` does not stand in what is cited, nor follow from it"))
        .in_claim(fault.span, "not in the quotes");
    for proof in case.proofs().take(MOST_SHOWN) {
        finding = finding.in_source(proof.source, proof.span, "cited for it");
    }
    finding.help(match written {
        [] => "cite the words that hold it, or say it without the figure".to_owned(),
        written => format!(
            "the quotes hold {}; say one of these, or cite the words that hold `{words}`",
            written.join(", ")
        ),
    })
}

/// So many quotes are shown beside a figure.
const MOST_SHOWN: usize = 3;

#[cfg(test)]
mod tests {
    use crate::testing::{check, claim, kpi, prose, verdict};
    use crate::{SourceKind, Verdict};

    const QUOTE: &str = "average onboarding time went down from 12.7 h in January 2026 to 7.2 h in May 2026";

    fn judge(text: &str) -> Verdict {
        verdict(
            vec![prose("note:file/a", SourceKind::Note, QUOTE)],
            &claim(text, &[("note:file/a", QUOTE)]),
        )
    }

    #[test]
    fn a_figure_must_stand_in_the_quotes() {
        let note = prose("note:file/a", SourceKind::Note, QUOTE);
        let claim = claim("Onboarding now takes 5 h.", &[("note:file/a", QUOTE)]);
        insta::assert_snapshot!(check("V301", vec![note], &claim), @"
        error[V301]: `5 h` does not stand in what is cited, nor follow from it
         --> claim c1:1:22
          |
        1 | Onboarding now takes 5 h.
          |                      ^^^ not in the quotes
          |
         ::: note:file/a (2026-06-01):1:1
          |
        1 | average onboarding time went down from 12.7 h in January 2026 to 7.2 h in May 2026
          | ---------------------------------------------------------------------------------- cited for it
          |
        help: the quotes hold `12.7 h`, `7.2 h`; say one of these, or cite the words that hold `5 h`
        note: `vouch explain V301` says what this rule asks
        ");
    }

    #[test]
    fn a_figure_may_follow_from_the_quotes() {
        let cases = [
            ("Onboarding fell by 5.5 h.", Verdict::Accepted),
            ("Onboarding fell by 43 %.", Verdict::Accepted),
            ("Onboarding fell by 34 %.", Verdict::Rejected),
            (
                "Onboarding went from 12.7 h to 7.2 h between January and May 2026.",
                Verdict::Accepted,
            ),
            ("Onboarding went from 12.7 minutes to 7.2 minutes.", Verdict::Rejected),
            ("Onboarding stood at 7.2 h in March 2026.", Verdict::Rejected),
            ("Onboarding stood at 7.2 h on 9 July.", Verdict::Rejected),
            (
                "Onboarding stood at 7 h in May 2026, as of 30 June 2026.",
                Verdict::Accepted,
            ),
            (
                "Onboarding fell to 7.2 h, and two more teams joined.",
                Verdict::Rejected,
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(judge(text), expected, "{text}");
        }
    }

    #[test]
    fn progress_runs_from_baseline_to_target() {
        let source = kpi("K1", "G1", "weekly reporting", [10, 5, 7]);
        let quote = source.text.clone();
        let about = |text: &str| verdict(vec![source.clone()], &claim(text, &[("plan:kpi/K1", &quote)]));
        assert_eq!(about("60 % of the way is done."), Verdict::Accepted);
        assert_eq!(about("80 % of the way is done."), Verdict::Rejected);
        assert_eq!(
            about("Weekly reporting takes 7 h, measured in May 2026."),
            Verdict::Accepted
        );
    }
}
