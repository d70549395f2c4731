use super::Check;
use crate::align::Cited;
use crate::text::find_dates;
use crate::verify::{ClaimCase, Proof};
use crate::{Diagnostic, Span, Standing, lexicon};

rule! {
    /// Demotes a proven outcome that rests on a hope, a plan or an estimate.
    ///
    /// ## What it does
    ///
    /// Where every quote of a proven outcome is hedged (expect, should, might, if, about to, a
    /// rough estimate, a forecast), the claim is left the standing of a likely benefit.
    ///
    /// ## Why
    ///
    /// Proven and hoped for must be apart before anybody reads the draft.
    ///
    /// ## Example
    ///
    /// `Response time has reached 8 h.`, citing "response time should come to 8 h by December".
    ///
    /// ## Instead
    ///
    /// Say that it is expected, or cite the measurement.
    501, "hedged or forecast source told as proven", Demote, Check::Claim(check)
}

fn check(case: &ClaimCase<'_>) -> Vec<Diagnostic> {
    if case.claim.standing != Standing::ProvenOutcome {
        return Vec::new();
    }
    // Where some of the quotes hold the claim's figures, it rests on those.
    let figures = case.said().figures();
    let holds = |cited: &&Cited<'_>| {
        let mut known = cited.reading.figures().iter();
        known.any(|known| figures.iter().any(|figure| figure.same_as(known)))
    };
    let mut proofs: Vec<Proof<'_>> = case.cited().iter().filter(holds).map(|cited| cited.proof).collect();
    if proofs.is_empty() {
        proofs = case.proofs().collect();
    }
    let hedges: Vec<(Proof<'_>, Option<Span>)> = proofs.into_iter().map(|proof| (proof, hedge(proof))).collect();
    let Some((proof, Some(words))) = hedges.first().copied() else {
        return Vec::new();
    };
    if hedges.iter().any(|(_, hedge)| hedge.is_none()) {
        return Vec::new();
    }
    let finding = Diagnostic::new("the source hopes or estimates, and the claim says it is so")
        .in_claim(case.whole(), "told as proven")
        .in_source(proof.source, words, "a hedge")
        .leaves(Standing::LikelyBenefit);
    vec![finding.help("say that it is expected, or cite the measurement")]
}

/// Where a quote hedges, in bytes of its source's text. Records state; they don't hedge.
pub(super) fn hedge(proof: Proof<'_>) -> Option<Span> {
    if !proof.is_statement() {
        return None;
    }
    let text = proof.text();
    let dates = find_dates(text);
    let is_month = |span: &Span| &text[span.range()] == "May" || dates.iter().any(|date| date.span.overlaps(*span));
    let found = lexicon::hedges()
        .find_all(text)
        .into_iter()
        .find(|span| !is_month(span) && !is_yardstick(text, *span))?;
    Some(Span::new(proof.span.start + found.start, proof.span.start + found.end))
}

/// Whether what was hoped for is only what the result is measured by: `better than expected`.
fn is_yardstick(text: &str, span: Span) -> bool {
    const BEFORE: [&str; 10] = [
        "than", "below", "above", "under", "beat", "met", "exceeded", "as", "like", "hit",
    ];
    let before: Vec<&str> = text[..span.start].split_whitespace().rev().take(2).collect();
    before.iter().any(|word| BEFORE.contains(&word.to_lowercase().as_str()))
}

#[cfg(test)]
mod tests {
    use crate::testing::{check, goal, outcome, prose, verdict};
    use crate::{GoalStatus, SourceKind, Verdict};

    fn judge(quote: &str) -> Verdict {
        let goal = goal(
            "G1",
            "Cut reporting from 9 h to 6 h by December 2026",
            GoalStatus::OnTrack,
        );
        let claim = outcome("Reporting fell to 6 h.", "G1", &[("note:file/a", quote)]);
        verdict(vec![prose("note:file/a", SourceKind::Note, quote), goal], &claim)
    }

    #[test]
    fn a_hope_is_not_proven() {
        let quote = "With the second team aboard, reporting ought to drop to 6 h, we believe.";
        let goal = goal(
            "G1",
            "Cut reporting from 9 h to 6 h by December 2026",
            GoalStatus::OnTrack,
        );
        let claim = outcome("Reporting fell to 6 h.", "G1", &[("note:file/a", quote)]);
        insta::assert_snapshot!(check("V501", vec![prose("note:file/a", SourceKind::Note, quote), goal], &claim), @"
        warning[V501]: the source hopes or estimates, and the claim says it is so
         --> claim c1:1:1
          |
        1 | Reporting fell to 6 h.
          | ^^^^^^^^^^^^^^^^^^^^^^ told as proven
          |
         ::: note:file/a (2026-06-01):1:65
          |
        1 | With the second team aboard, reporting ought to drop to 6 h, we believe.
          |                                                                 ------- a hedge
          |
        help: say that it is expected, or cite the measurement
        note: `vouch explain V501` says what this rule asks
        ");
    }

    #[test]
    fn a_month_is_not_a_hedge() {
        assert_eq!(judge("In May reporting fell to 6 h, down from 9."), Verdict::Accepted);
        assert_eq!(
            judge("Reporting fell to 6 h, faster than we expected."),
            Verdict::Accepted
        );
        assert_eq!(judge("Reporting may have fallen to 6 h."), Verdict::Demoted);
    }
}
