use super::Check;
use crate::Diagnostic;
use crate::verify::ClaimCase;

rule! {
    /// Rejects a value claim for a goal that was closed.
    ///
    /// ## What it does
    ///
    /// A goal that was given up or closed carries no new value. A completed goal does.
    ///
    /// ## Why
    ///
    /// The customer stopped wanting it; telling it as a success shows that nobody listened.
    ///
    /// ## Example
    ///
    /// An outcome for a goal of last year's plan with the status `Closed`.
    ///
    /// ## Instead
    ///
    /// Name an open goal, or tell it as a fact.
    203, "closed goal", Deny, Check::Claim(check)
}

fn check(case: &ClaimCase<'_>) -> Vec<Diagnostic> {
    let Some(goal) = case.goal().filter(|goal| !goal.is_open() && case.claim.is_value()) else {
        return Vec::new();
    };
    let finding = Diagnostic::new(format!("the goal `{}` is closed", goal.id))
        .about(goal.id.as_str())
        .in_claim(case.whole(), "said to serve a goal that nobody pursues any more");
    let finding = match case.ledger.source(&goal.id) {
        Some(source) => match source
            .fields
            .iter()
            .find(|field| field.name.eq_ignore_ascii_case("status"))
        {
            Some(status) => finding.in_source(source, status.span, "closed"),
            None => finding,
        },
        None => finding,
    };
    vec![finding.help("name an open goal, or tell it as a fact")]
}

#[cfg(test)]
mod tests {
    use crate::testing::{check, goal, outcome, prose};
    use crate::{GoalStatus, SourceKind};

    #[test]
    fn a_closed_goal_carries_no_value() {
        let quote = "reporting fell from 9 hours to 6 hours";
        let note = prose(
            "note:file/a",
            SourceKind::Note,
            "Omar: reporting fell from 9 hours to 6 hours since May.",
        );
        let goal = goal(
            "G1",
            "Cut reporting from 9 h to 5 h by December 2026",
            GoalStatus::Closed,
        );
        let claim = outcome("Reporting fell from 9 to 6 hours.", "G1", &[("note:file/a", quote)]);
        insta::assert_snapshot!(check("V203", vec![note, goal], &claim), @"
        error[V203]: the goal `plan:objective/G1` is closed
         --> claim c1:1:1
          |
        1 | Reporting fell from 9 to 6 hours.
          | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ said to serve a goal that nobody pursues any more
          |
         ::: plan:objective/G1 (2026-06-01):3:9
          |
        3 | status: Closed
          |         ------ closed
          |
        help: name an open goal, or tell it as a fact
        note: `vouch explain V203` says what this rule asks
        ");
    }
}
