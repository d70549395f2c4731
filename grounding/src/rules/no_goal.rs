use super::Check;
use crate::Diagnostic;
use crate::verify::ClaimCase;

rule! {
    /// Rejects a value claim that serves no goal.
    ///
    /// ## What it does
    ///
    /// A claim that the customer gained or will gain something needs the goal it serves. Facts
    /// and activities don't.
    ///
    /// ## Why
    ///
    /// Value is what the customer wanted, not what we are proud of.
    ///
    /// ## Example
    ///
    /// `Reporting is twice as fast.`, as an outcome without a goal.
    ///
    /// ## Instead
    ///
    /// Name the goal, or tell it as an activity.
    201, "value claim without a goal", Deny, Check::Claim(check)
}

fn check(case: &ClaimCase<'_>) -> Vec<Diagnostic> {
    let names_goal = case.claim.goal_id.as_deref().is_some_and(|id| !id.trim().is_empty());
    if names_goal || !case.claim.is_value() {
        return Vec::new();
    }
    let finding = Diagnostic::new("the claim tells of value, but of no goal that it serves")
        .in_claim(case.whole(), "whom does this serve?");
    let open: Vec<&str> = case
        .ledger
        .goals()
        .iter()
        .filter(|goal| goal.is_open())
        .map(|goal| goal.id.as_str())
        .collect();
    vec![finding.help(if open.is_empty() {
        "the account has no open goal; tell it as a fact or an activity".to_owned()
    } else {
        format!(
            "name one of the account's goals ({}), or tell it as a fact",
            open.join(", ")
        )
    })]
}

#[cfg(test)]
mod tests {
    use crate::testing::{check, goal, outcome, prose};
    use crate::{Claim, GoalStatus, SourceKind};

    #[test]
    fn value_without_a_goal_is_rejected() {
        let quote = "reporting fell from 9 hours to 6 hours";
        let note = prose(
            "note:file/a",
            SourceKind::Note,
            "Omar: reporting fell from 9 hours to 6 hours since May.",
        );
        let goal = goal(
            "G1",
            "Cut reporting from 9 h to 5 h by December 2026",
            GoalStatus::OnTrack,
        );
        let claim = Claim {
            goal_id: None,
            ..outcome("Reporting fell from 9 to 6 hours.", "G1", &[("note:file/a", quote)])
        };
        insta::assert_snapshot!(check("V201", vec![note, goal], &claim), @"
        error[V201]: the claim tells of value, but of no goal that it serves
         --> claim c1:1:1
          |
        1 | Reporting fell from 9 to 6 hours.
          | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ whom does this serve?
          |
        help: name one of the account's goals (plan:objective/G1), or tell it as a fact
        note: `vouch explain V201` says what this rule asks
        ");
    }
}
