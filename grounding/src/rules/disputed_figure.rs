use super::Check;
use crate::bound::is_denied;
use crate::dispute::terms;
use crate::text::content_stems;
use crate::verify::ClaimCase;
use crate::{Diagnostic, LabelPlace, Record, Route, ValueRole};

rule! {
    /// Sends a figure to a person that another source gives differently.
    ///
    /// ## What it does
    ///
    /// Where the figure cited is one of a KPI's metric in a month, and another source of the
    /// account gives another figure for the same metric and month, both are shown and nobody's
    /// is taken. Figures that are only hoped for, planned or denied don't count, nor does
    /// rounding.
    ///
    /// ## Why
    ///
    /// The customer may be the one who disputes it.
    ///
    /// ## Example
    ///
    /// `Turnaround fell to 4 days in May.`, citing the KPI, while a note of the same month says
    /// "their own count for turnaround in May is 6 days".
    ///
    /// ## Instead
    ///
    /// Ask the two which figure holds, and correct the one that doesn't.
    306, "disputed figure", Review, Check::Claim(check)
}

fn check(case: &ClaimCase<'_>) -> Vec<Diagnostic> {
    let said = case.said();
    if said.figures().is_empty() || case.cited().is_empty() {
        return Vec::new();
    }
    let disputes = case.ledger.disputes();
    if disputes.is_empty() {
        return Vec::new();
    }
    let mut findings: Vec<Diagnostic> = Vec::new();
    for cited in case.cited() {
        for known in cited.bound() {
            let Some(date) = known.date else { continue };
            // A record tells its metric in a field; in prose the figure's own sentence must name it.
            let metrics: Vec<Vec<String>> = if let Some(Record::Kpi(kpi)) = &cited.proof.source.record {
                vec![terms(&kpi.metric)]
            } else if let Some(Record::Measure(measure)) = &cited.proof.source.record {
                vec![terms(&measure.metric)]
            } else {
                let place = cited.reading.sentences.get(known.sentence);
                let stems = content_stems(place.map_or("", |span| &cited.reading.text[span.range()]));
                disputes.metrics_in(&stems).collect()
            };
            let hoped = matches!(known.role, Some(ValueRole::Target | ValueRole::Baseline));
            if hoped || is_denied(&cited.reading, known.figure.span) {
                continue;
            }
            let told = said.figures().iter().any(|figure| figure.same_as(&known.figure)) || said.figures().len() == 1;
            let other = metrics
                .iter()
                .find_map(|metric| disputes.against(metric, &known.figure, date.date));
            let (true, Some(other)) = (told, other) else { continue };
            let Some(source) = case.ledger.source(&other.source) else {
                continue;
            };
            let seen = |finding: &Diagnostic| {
                finding
                    .labels
                    .iter()
                    .any(|label| label.place == LabelPlace::Source(other.source.clone()))
            };
            // A claim that tells both figures tells the dispute.
            let told_both = said.figures().iter().any(|figure| figure.same_as(&other.figure));
            if told_both || other.source == cited.proof.source.id || findings.iter().any(seen) {
                continue;
            }
            let ours = cited.in_source(known.figure.span);
            let message = format!(
                "another source says {} for the same metric and month",
                source.text[other.span.range()].trim()
            );
            let finding = Diagnostic::new(message)
                .in_claim(case.whole(), "rests on a disputed figure")
                .in_source(cited.proof.source, ours, "one figure")
                .in_source(source, other.span, "another figure");
            findings.push(
                finding
                    .help("ask which of the two holds before either is said")
                    .route(&[Route::AccountOwner]),
            );
        }
    }
    findings.truncate(1);
    findings
}

#[cfg(test)]
mod tests {
    use crate::testing::{check, claim, goal, kpi, prose, verdict};
    use crate::{GoalStatus, Source, SourceKind, Verdict};

    const NOTE: &str = "Their own count for invoice turnaround in May 2026 is 6 h.";

    fn sources(note: &str) -> Vec<Source> {
        let goal = goal(
            "G1",
            "Cut invoice turnaround from 9 h to 5 h by December 2026",
            GoalStatus::OnTrack,
        );
        vec![
            goal,
            kpi("K1", "G1", "invoice turnaround", [9, 5, 4]),
            prose("note:file/a", SourceKind::Note, note),
        ]
    }

    const QUOTE: &str = "metric: invoice turnaround\nbaseline: 9\ntarget: 5\ncurrent: 4";

    #[test]
    fn both_figures_are_shown() {
        let claim = claim(
            "Invoice turnaround stood at 4 h in May 2026.",
            &[("plan:kpi/K1", QUOTE)],
        );
        insta::assert_snapshot!(check("V306", sources(NOTE), &claim), @"
        warning[V306]: another source says 6 h for the same metric and month
         --> claim c1:1:1
          |
        1 | Invoice turnaround stood at 4 h in May 2026.
          | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ rests on a disputed figure
          |
         ::: plan:kpi/K1 (2026-06-01):4:10
          |
        4 | current: 4
          |          - one figure
          |
         ::: note:file/a (2026-06-01):1:55
          |
        1 | Their own count for invoice turnaround in May 2026 is 6 h.
          |                                                       --- another figure
          |
        help: ask which of the two holds before either is said
        note: `vouch explain V306` says what this rule asks
        ");
    }

    #[test]
    fn another_month_and_a_hope_are_no_dispute() {
        let claim = claim(
            "Invoice turnaround stood at 4 h in May 2026.",
            &[("plan:kpi/K1", QUOTE)],
        );
        for note in [
            "Their own count for invoice turnaround in April 2026 is 6 h.",
            "We hope that invoice turnaround in May 2026 comes to 3 h.",
            "Invoice turnaround stood at 4.2 h in May 2026.",
        ] {
            assert_eq!(verdict(sources(note), &claim), Verdict::Accepted, "{note}");
        }
    }
}
