use super::Check;
use crate::verify::ClaimCase;
use crate::{Diagnostic, GoalStatus, Record, Standing};

rule! {
    /// Rejects an achievement that rests on a KPI or a goal which is not on track.
    ///
    /// ## What it does
    ///
    /// A value claim may not cite a KPI that is off track, not started or blocked, nor the record
    /// of such a goal. The status is read as the system words it, with its synonyms (`At risk`,
    /// `On hold`).
    ///
    /// ## Why
    ///
    /// Source: the account summary leaves such KPIs out of what was achieved. A success story
    /// about a goal that its owners have marked red is the one the customer will correct.
    ///
    /// ## Example
    ///
    /// `Good progress on reporting.`, citing a KPI whose status is `Off Track`.
    ///
    /// ## Instead
    ///
    /// Tell it as a risk.
    505, "KPI in an excluded status", Deny, Check::Claim(check)
}

fn check(case: &ClaimCase<'_>) -> Vec<Diagnostic> {
    if !matches!(case.claim.standing, Standing::ProvenOutcome | Standing::LikelyBenefit) {
        return Vec::new();
    }
    let excluded = |status: GoalStatus| {
        matches!(
            status,
            GoalStatus::OffTrack | GoalStatus::NotStarted | GoalStatus::Blocked
        )
    };
    let mut findings = Vec::new();
    for proof in case.proofs() {
        let (what, status) = match &proof.source.record {
            Some(Record::Kpi(kpi)) => ("KPI", kpi.status),
            Some(Record::Goal(goal)) => ("goal", goal.status),
            _ => continue,
        };
        // A record without a status says nothing of it.
        let stated = proof
            .source
            .fields
            .iter()
            .find(|field| field.name.eq_ignore_ascii_case("status"));
        let stated = stated.filter(|field| !proof.source.text[field.span.range()].trim().is_empty());
        let place = stated.map(|field| field.span);
        if !excluded(status) || (place.is_none() && status == GoalStatus::NotStarted) {
            continue;
        }
        let message = format!("the {what} cited is {}", status.noun());
        let finding = Diagnostic::new(message)
            .in_claim(case.whole(), "told as achieved")
            .in_source(proof.source, place.unwrap_or(proof.span), "its status");
        findings.push(finding.help("tell it as a risk, or leave it out"));
    }
    findings
}

#[cfg(test)]
mod tests {
    use crate::testing::{check, goal, outcome, verdict};
    use crate::{ClaimKind, GoalStatus, Standing, Verdict};

    const NAME: &str = "Cut reporting from 9 h to 5 h by December 2026";

    #[test]
    fn what_is_off_track_is_no_achievement() {
        let off = goal("G1", NAME, GoalStatus::OffTrack);
        let told = outcome(
            "Good progress was made on reporting.",
            "G1",
            &[("plan:objective/G1", NAME)],
        );
        insta::assert_snapshot!(check("V505", vec![off.clone()], &crate::Claim { standing: Standing::LikelyBenefit, kind: ClaimKind::Benefit, ..told }), @"
        error[V505]: the goal cited is off track
         --> claim c1:1:1
          |
        1 | Good progress was made on reporting.
          | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ told as achieved
          |
         ::: plan:objective/G1 (2026-06-01):3:9
          |
        3 | status: OffTrack
          |         -------- its status
          |
        help: tell it as a risk, or leave it out
        note: `vouch explain V505` says what this rule asks
        ");
        let risk = crate::testing::claim(
            "The goal to cut reporting is off track.",
            &[("plan:objective/G1", "status: OffTrack")],
        );
        assert_eq!(verdict(vec![off], &risk), Verdict::Accepted);
    }
}
