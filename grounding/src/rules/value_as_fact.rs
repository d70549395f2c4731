use super::Check;
use crate::lexicon::Table;
use crate::text::content_stems;
use crate::verify::ClaimCase;
use crate::{ClaimKind, Diagnostic, SourceKind, Standing};

rule! {
    /// Sends value that is told as a fact to a person.
    ///
    /// ## What it does
    ///
    /// A claim with the label of a fact or an activity escapes the rules on value. Where it names
    /// the metric of one of the account's KPIs in full and says that it went up, down, better or
    /// worse, it is value, whatever its label. Not meant are risks, goals and what is to come, and
    /// claims that only cite the vendor's own health score.
    ///
    /// ## Why
    ///
    /// The label is the drafter's. What the sentence does to its reader is not.
    ///
    /// ## Example
    ///
    /// `Invoice turnaround fell to 4 days.`, as a fact, where invoice turnaround is a KPI.
    ///
    /// ## Instead
    ///
    /// Give it the standing of an outcome, and the goal that it serves.
    207, "value told as a fact", Review, Check::Claim(check)
}

fn check(case: &ClaimCase<'_>) -> Vec<Diagnostic> {
    let claim = case.claim;
    let labelled = claim.is_value() || !matches!(claim.standing, Standing::Fact | Standing::Activity);
    if labelled || !matches!(claim.kind, ClaimKind::Fact | ClaimKind::Activity | ClaimKind::Other) {
        return Vec::new();
    }
    let said = case.said();
    let moves = [Table::Improving, Table::Rising, Table::Falling];
    let Some(mark) = said.marks.iter().find(|mark| moves.contains(&mark.table)) else {
        return Vec::new();
    };
    let nobody = said.denies(said.words[mark.first].sentence);
    if nobody || said.words[mark.first].denied || said.figures().is_empty() || said.has(Table::Hedges) {
        return Vec::new();
    }
    // A goal told as one, and what is to come, claim nothing gained.
    let of_wishes = case.cited().iter().all(|cited| cited.proof.source.kind.is_wish());
    let to_come = said.dates().iter().any(|it| it.date > case.ledger.view.as_of);
    if of_wishes || to_come {
        return Vec::new();
    }
    let stems = content_stems(said.text);
    let named = case.ledger.kpis().find(|(_, kpi)| {
        let metric = content_stems(&kpi.metric);
        metric.len() > 1 && metric.iter().all(|stem| stems.contains(stem))
    });
    let own_score = case
        .cited()
        .iter()
        .all(|cited| cited.proof.source.kind == SourceKind::Snapshot);
    let Some((source, kpi)) = named.filter(|_| !own_score) else {
        return Vec::new();
    };
    let finding = Diagnostic::new(format!(
        "the claim tells how `{}` moved, which is value, as a fact",
        kpi.metric
    ))
    .in_claim(mark.span, "a gain or a loss")
    .in_source(
        source,
        source.values.first().map_or(crate::Span::new(0, 0), |value| value.span),
        "one of their KPIs",
    );
    vec![finding.help("give it the standing of an outcome, and the goal that it serves")]
}

#[cfg(test)]
mod tests {
    use crate::testing::{check, claim, goal, kpi, prose, verdict};
    use crate::{GoalStatus, Source, SourceKind, Verdict};

    const QUOTE: &str = "Invoice turnaround went down from 9 h in January 2026 to 4 h in May 2026.";

    fn sources() -> Vec<Source> {
        let goal = goal(
            "G1",
            "Cut invoice turnaround from 9 h to 5 h by December 2026",
            GoalStatus::OnTrack,
        );
        vec![
            goal,
            kpi("K1", "G1", "invoice turnaround", [9, 5, 4]),
            prose("note:file/a", SourceKind::Note, QUOTE),
        ]
    }

    #[test]
    fn a_label_hides_no_value() {
        let told = claim("Invoice turnaround fell to 4 h in May 2026.", &[("note:file/a", QUOTE)]);
        insta::assert_snapshot!(check("V207", sources(), &told), @"
        warning[V207]: the claim tells how `invoice turnaround` moved, which is value, as a fact
         --> claim c1:1:20
          |
        1 | Invoice turnaround fell to 4 h in May 2026.
          |                    ^^^^ a gain or a loss
          |
         ::: plan:kpi/K1 (2026-06-01):2:11
          |
        2 | baseline: 9
          |           - one of their KPIs
          |
        help: give it the standing of an outcome, and the goal that it serves
        note: `vouch explain V207` says what this rule asks
        ");
        let told = claim(
            "Invoice turnaround stood at 4 h in May 2026.",
            &[("note:file/a", QUOTE)],
        );
        assert_eq!(verdict(sources(), &told), Verdict::Accepted);
    }
}
