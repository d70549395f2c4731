use super::Check;
use crate::text::Folded;
use crate::verify::{ClaimCase, Proof};
use crate::{Diagnostic, SourceKind, Standing, ValueRole};

rule! {
    /// Rejects a goal that is told as its own outcome.
    ///
    /// ## What it does
    ///
    /// A proven outcome whose quotes only restate the goal (the goal's record, a target, a
    /// sentence that repeats the goal's words) is rejected.
    ///
    /// ## Why
    ///
    /// A wish proves nothing. Small models turn every goal they are shown into an outcome, with
    /// a quote that is right to the letter.
    ///
    /// ## Example
    ///
    /// `Reporting fell to 5 h.`, citing the goal "Cut reporting from 9 h to 5 h by December".
    ///
    /// ## Instead
    ///
    /// Cite the measurement that came after, or leave it out until there is one.
    206, "goal told as its own outcome", Deny, Check::Claim(check)
}

fn check(case: &ClaimCase<'_>) -> Vec<Diagnostic> {
    if case.claim.standing != Standing::ProvenOutcome {
        return Vec::new();
    }
    let proofs: Vec<Proof<'_>> = case.proofs().collect();
    if proofs.is_empty() || !proofs.iter().all(|proof| restates_goal(case, *proof)) {
        return Vec::new();
    }
    let proof = proofs[0];
    let finding = Diagnostic::new("the claim tells a goal as if it had been reached")
        .in_claim(case.whole(), "told as proven")
        .in_source(proof.source, proof.span, "this is what was wished for");
    vec![finding.help("cite a measurement that came after the goal was set, or leave it out")]
}

fn restates_goal(case: &ClaimCase<'_>, proof: Proof<'_>) -> bool {
    match proof.source.kind {
        kind if kind.is_wish() => true,
        SourceKind::Kpi => !proof
            .source
            .values
            .iter()
            .any(|value| value.role == ValueRole::Current && proof.span.contains(value.span)),
        _ => {
            let quote = Folded::new(proof.text());
            let states = |name: &str| {
                let name = Folded::new(name);
                // The sentence is the goal's name and little else.
                quote.find(&name).is_some() && quote.as_str().len() < name.as_str().len() * 2
            };
            case.ledger.goals().iter().any(|goal| states(&goal.record.name))
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::GoalStatus;
    use crate::testing::{check, goal, outcome};

    #[test]
    fn a_wish_is_no_proof() {
        let name = "Cut reporting from 9 h to 5 h by December 2026";
        let claim = outcome("Reporting was cut.", "G1", &[("plan:objective/G1", name)]);
        insta::assert_snapshot!(check("V206", vec![goal("G1", name, GoalStatus::OnTrack)], &claim), @"
        error[V206]: the claim tells a goal as if it had been reached
         --> claim c1:1:1
          |
        1 | Reporting was cut.
          | ^^^^^^^^^^^^^^^^^^ told as proven
          |
         ::: plan:objective/G1 (2026-06-01):2:7
          |
        2 | name: Cut reporting from 9 h to 5 h by December 2026
          |       ---------------------------------------------- this is what was wished for
          |
        help: cite a measurement that came after the goal was set, or leave it out
        note: `vouch explain V206` says what this rule asks
        ");
    }
}
