use super::Check;
use crate::bound::move_in;
use crate::lexicon::Table;
use crate::verify::ClaimCase;
use crate::{Diagnostic, Standing, ValueRole};

rule! {
    /// Demotes a proven outcome without a baseline and a later measurement.
    ///
    /// ## What it does
    ///
    /// Proven means: it stood somewhere before, it was measured since, and a source says both.
    /// The quotes may give the two figures, or a figure and the word that it rose or fell; where
    /// they give only the later one, the goal's KPI may hold the baseline. What is missing is
    /// named. Without both, a likely benefit is left.
    ///
    /// ## Why
    ///
    /// A number without its before is a state, not a gain.
    ///
    /// ## Example
    ///
    /// `Onboarding got smoother.`, as a proven outcome, citing "onboarding feels smoother".
    ///
    /// ## Instead
    ///
    /// Cite the two measurements, or tell it as the customer's impression.
    502, "no baseline and later measurement", Demote, Check::Claim(check)
}

fn check(case: &ClaimCase<'_>) -> Vec<Diagnostic> {
    if case.claim.standing != Standing::ProvenOutcome || case.cited().is_empty() {
        return Vec::new();
    }
    let mut measured = false;
    let mut baseline = false;
    for cited in case.cited() {
        let known = cited.bound();
        let known: Vec<_> = known.iter().collect();
        measured |= known
            .iter()
            .any(|it| !matches!(it.role, Some(ValueRole::Target | ValueRole::Baseline)));
        baseline |=
            known.iter().any(|it| it.role == Some(ValueRole::Baseline)) || move_in(&cited.reading, &known).is_some();
        // `Fell by 40 %`, `halved`, `twice as many` tell a before without its figure.
        let told = [
            Table::Rising,
            Table::Falling,
            Table::Results,
            Table::Improving,
            Table::Worsening,
        ];
        let compares = told.into_iter().any(|table| cited.reading.has(table));
        baseline |= compares && !known.is_empty();
        measured |= compares
            && cited
                .reading
                .marks_of(Table::Results)
                .any(|mark| is_multiple(&cited.reading.words[mark.first].root));
        baseline |= cited
            .reading
            .marks_of(Table::Results)
            .any(|mark| is_multiple(&cited.reading.words[mark.first].root));
    }
    baseline |= case.cited().len() > 1 && measured;
    let of_goal = case
        .goal()
        .is_some_and(|goal| goal.kpis.iter().any(|(_, kpi)| kpi.baseline.is_some()));
    baseline |= of_goal && measured;
    let missing = match (baseline, measured) {
        (true, true) => return Vec::new(),
        (false, true) => "where it stood before",
        (true, false) => "what was measured since",
        (false, false) => "where it stood before and what was measured since",
    };
    let proof = case.cited()[0].proof;
    let finding = Diagnostic::new(format!("nothing cited says {missing}"))
        .in_claim(case.whole(), "told as proven")
        .in_source(proof.source, proof.span, "cited for it")
        .leaves(Standing::LikelyBenefit);
    vec![finding.help(format!("cite {missing}, or tell it as a likely benefit"))]
}

/// Words that tell a later figure as a multiple of an earlier one, by root.
fn is_multiple(root: &str) -> bool {
    ["doubl", "tripl", "halv", "elimin", "quadrupl"]
        .iter()
        .any(|stem| root.starts_with(stem))
}

#[cfg(test)]
mod tests {
    use crate::testing::{check, goal, outcome, said_by, verdict};
    use crate::{Affiliation, GoalStatus, Verdict};

    #[test]
    fn an_impression_is_not_a_measurement() {
        let goal = goal("G1", "Make onboarding smoother by December 2026", GoalStatus::OnTrack);
        let quote = "Onboarding has improved, it feels smoother to everybody.";
        let call = said_by("gong:call/1", Affiliation::Customer, quote);
        let claim = outcome(
            "Onboarding has improved and feels smoother.",
            "G1",
            &[("gong:call/1", quote)],
        );
        insta::assert_snapshot!(check("V502", vec![goal.clone(), call], &claim), @"
        warning[V502]: nothing cited says where it stood before and what was measured since
         --> claim c1:1:1
          |
        1 | Onboarding has improved and feels smoother.
          | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ told as proven
          |
         ::: gong:call/1 (2026-06-01):1:7
          |
        1 | Omar: Onboarding has improved, it feels smoother to everybody.
          |       -------------------------------------------------------- cited for it
          |
        help: cite where it stood before and what was measured since, or tell it as a likely benefit
        note: `vouch explain V502` says what this rule asks
        ");
        let quote = "Onboarding went down from 9 days to 6 days.";
        let call = said_by("gong:call/1", Affiliation::Customer, quote);
        let claim = outcome(
            "Onboarding fell from 9 days to 6 days.",
            "G1",
            &[("gong:call/1", quote)],
        );
        assert_eq!(verdict(vec![goal, call], &claim), Verdict::Accepted);
    }
}
