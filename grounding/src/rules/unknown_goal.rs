use super::Check;
use crate::verify::ClaimCase;
use crate::{Diagnostic, SourceId};

rule! {
    /// Rejects a claim for a goal that the account doesn't have.
    ///
    /// ## What it does
    ///
    /// The goal's id must name one of this account's goals; not another account's, not some
    /// other source, not nothing.
    ///
    /// ## Why
    ///
    /// A goal that nobody set makes any sentence look wanted.
    ///
    /// ## Example
    ///
    /// An outcome for `plan:objective/G9`, where the account's plan has G1 to G3.
    ///
    /// ## Instead
    ///
    /// Name one of the account's goals; `vouch account` lists them.
    202, "unknown goal", Deny, Check::Claim(check)
}

fn check(case: &ClaimCase<'_>) -> Vec<Diagnostic> {
    let Some(id) = case.claim.goal_id.as_deref().filter(|id| !id.trim().is_empty()) else {
        return Vec::new();
    };
    if case.goal().is_some() {
        return Vec::new();
    }
    let is_source = case.ledger.source(&SourceId::raw(id)).is_some();
    let message = if is_source {
        format!("`{id}` is a source, not a goal")
    } else {
        format!("the account has no goal `{id}`")
    };
    let finding = Diagnostic::new(message)
        .about(id)
        .in_claim(case.whole(), "said to serve it");
    vec![finding.help("name one of the account's goals; `vouch account` lists them")]
}

#[cfg(test)]
mod tests {
    use crate::testing::{check, goal, outcome, prose};
    use crate::{GoalStatus, SourceKind};

    #[test]
    fn a_goal_that_nobody_set_is_refused() {
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
        let claim = outcome("Reporting fell from 9 to 6 hours.", "G9", &[("note:file/a", quote)]);
        insta::assert_snapshot!(check("V202", vec![note, goal], &claim), @"
        error[V202]: the account has no goal `plan:objective/G9`
         --> claim c1:1:1
          |
        1 | Reporting fell from 9 to 6 hours.
          | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ said to serve it
          |
        help: name one of the account's goals; `vouch account` lists them
        note: `vouch explain V202` says what this rule asks
        ");
    }
}
