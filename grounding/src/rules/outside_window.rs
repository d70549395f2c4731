use super::Check;
use crate::bound::Bound;
use crate::verify::ClaimCase;
use crate::{Diagnostic, Record, Standing, ValueRole};

rule! {
    /// Demotes a proven outcome that was measured outside its goal's window.
    ///
    /// ## What it does
    ///
    /// A goal's window runs from its plan's first day, or its KPI's baseline, to the run's day.
    /// Where every dated measurement cited lies before the window begins, it says nothing about
    /// the goal: a likely benefit is left. The baseline itself is no measurement.
    ///
    /// ## Why
    ///
    /// What happened before the work began is not its outcome.
    ///
    /// ## Example
    ///
    /// `Errors fell to 12.` for a goal set in January 2026, citing figures of 2024.
    ///
    /// ## Instead
    ///
    /// Cite what was measured since the goal was set.
    503, "measured outside the goal's window", Demote, Check::Claim(check)
}

fn check(case: &ClaimCase<'_>) -> Vec<Diagnostic> {
    if case.claim.standing != Standing::ProvenOutcome {
        return Vec::new();
    }
    let Some(goal) = case.goal() else { return Vec::new() };
    let baselines = goal.kpis.iter().filter_map(|(id, _)| {
        let source = case.ledger.source(id)?;
        let value = source.values.iter().find(|value| value.role == ValueRole::Baseline)?;
        value.period
    });
    let plans = case.ledger.sources().filter_map(|source| match &source.record {
        Some(Record::Plan(plan)) => plan.start,
        _ => None,
    });
    let Some(begins) = baselines.min().or_else(|| plans.min()) else {
        return Vec::new();
    };
    let mut newest = None;
    for cited in case.cited() {
        let dated: &[Bound] = cited.bound();
        let dates = dated
            .iter()
            .filter(|it| it.role != Some(ValueRole::Baseline))
            .filter_map(|it| it.date);
        newest = newest.max(dates.map(|it| it.date).max());
        // A measurement without a date may be of any day, if its source isn't older itself.
        let undated = dated
            .iter()
            .any(|it| it.date.is_none() && it.role != Some(ValueRole::Target));
        if undated && cited.proof.source.occurred_at.is_none_or(|date| date >= begins) {
            return Vec::new();
        }
    }
    let Some(newest) = newest.filter(|date| date.last_of_month() < begins) else {
        return Vec::new();
    };
    let proof = case.cited()[0].proof;
    let finding = Diagnostic::new(format!(
        "measured in {}, before the goal's window began on {begins}",
        newest.strftime("%B %Y")
    ))
    .in_claim(case.whole(), "told as this goal's outcome")
    .in_source(proof.source, proof.span, "measured before")
    .leaves(Standing::LikelyBenefit);
    vec![finding.help("cite what was measured since the goal was set")]
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use crate::testing::{check, goal, kpi, outcome, prose, verdict};
    use crate::{GoalStatus, Source, SourceKind, ValueRole, Verdict};

    fn sources(quote: &str) -> Vec<Source> {
        let mut kpi = kpi("K1", "G1", "booking errors", [90, 10, 12]);
        let baseline = kpi
            .values
            .iter_mut()
            .find(|value| value.role == ValueRole::Baseline)
            .expect("a baseline");
        baseline.period = Some(date(2026, 1, 31));
        let goal = goal("G1", "Cut booking errors to 10 by December 2026", GoalStatus::OnTrack);
        vec![goal, kpi, prose("note:file/a", SourceKind::Note, quote)]
    }

    #[test]
    fn what_came_before_is_no_outcome() {
        let quote = "Booking errors fell from 160 in March 2024 to 120 in June 2024.";
        let claim = outcome("Booking errors fell from 160 to 120.", "G1", &[("note:file/a", quote)]);
        insta::assert_snapshot!(check("V503", sources(quote), &claim), @"
        warning[V503]: measured in June 2024, before the goal's window began on 2026-01-31
         --> claim c1:1:1
          |
        1 | Booking errors fell from 160 to 120.
          | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ told as this goal's outcome
          |
         ::: note:file/a (2026-06-01):1:1
          |
        1 | Booking errors fell from 160 in March 2024 to 120 in June 2024.
          | --------------------------------------------------------------- measured before
          |
        help: cite what was measured since the goal was set
        note: `vouch explain V503` says what this rule asks
        ");
        let quote = "Booking errors fell from 90 in January 2026 to 12 in May 2026.";
        let claim = outcome("Booking errors fell from 90 to 12.", "G1", &[("note:file/a", quote)]);
        assert_eq!(verdict(sources(quote), &claim), Verdict::Accepted);
    }
}
