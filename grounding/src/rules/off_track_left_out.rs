use super::{Check, place_of};
use crate::verify::{DraftCase, VerifiedClaim};
use crate::{ClaimKind, Diagnostic, Goal, GoalStatus, Route, SourceId, Span};

rule! {
    /// Refuses a draft whose risks leave out a goal that is off track.
    ///
    /// ## What it does
    ///
    /// In a brief that reports risks, each goal that is off track, or has a KPI that is, must be
    /// cited by a risk: a claim of that kind, or one in a section of risks. Citing the goal or the
    /// KPI that is off track both count. Goals that were given up need not be told. It denies,
    /// as the omission turns a report into an advertisement.
    ///
    /// ## Why
    ///
    /// What runs behind the plan is what the next talk with the customer is about.
    ///
    /// ## Example
    ///
    /// A business review whose risks name a late invoice, while the goal "Answer within two days"
    /// is off track.
    ///
    /// ## Instead
    ///
    /// `The goal "Answer within two days" is off track.`, of kind `risk`, citing its status.
    702, "off-track objective left out", Deny, Check::Draft(check)
}

fn check(case: &DraftCase<'_>) -> Vec<Diagnostic> {
    if !case.reports_risks() {
        return Vec::new();
    }
    let open = case.ledger.goals().iter().filter(|goal| goal.is_open());
    open.filter_map(|goal| left_out(case, goal)).collect()
}

fn left_out(case: &DraftCase<'_>, goal: &Goal) -> Option<Diagnostic> {
    let behind = off_track(goal);
    let is_told = |id: &&SourceId| case.cites(id, |claim| is_risk(case, claim));
    if behind.is_empty() || behind.iter().any(is_told) {
        return None;
    }
    let source = case.ledger.source(behind[0])?;
    Some(
        Diagnostic::new(format!(
            "the goal `{}` is off track and no risk says so",
            goal.record.name
        ))
        .about(goal.id.as_str())
        .in_source(source, status_place(source), "off track")
        .help("add a claim of kind `risk` that cites it")
        .route(&[Route::Csm]),
    )
}

/// The goal and its KPIs, as far as they are off track.
fn off_track(goal: &Goal) -> Vec<&SourceId> {
    let own = (goal.record.status == GoalStatus::OffTrack).then_some(&goal.id);
    let kpis = goal.kpis.iter().filter(|(_, kpi)| kpi.status == GoalStatus::OffTrack);
    own.into_iter().chain(kpis.map(|(id, _)| id)).collect()
}

fn is_risk(case: &DraftCase<'_>, claim: &VerifiedClaim) -> bool {
    let among_risks = |claim| {
        case.draft
            .sections
            .iter()
            .any(|it| it.id.contains("risk") && it.claims.contains(claim))
    };
    claim.claim.kind == ClaimKind::Risk || among_risks(&claim.claim.id)
}

/// The field that says where it stands, whatever the system calls it.
fn status_place(source: &crate::Source) -> Span {
    let says = |span: Span| GoalStatus::parse(&source.text[span.range()]) == GoalStatus::OffTrack;
    let field = source.fields.iter().find(|field| says(field.span));
    field.map_or_else(|| place_of(source, ""), |field| field.span)
}

#[cfg(test)]
mod tests {
    use crate::testing::{check_whole, claim, draft_of, goal, kpi};
    use crate::{Claim, ClaimKind, GoalStatus, Origin, Record, Source};

    fn behind() -> Source {
        goal("O1", "Answer within two days", GoalStatus::OffTrack)
    }

    fn telling(kind: ClaimKind) -> Claim {
        let cited = [("plan:objective/O1", "name: Answer within two days")];
        Claim {
            kind,
            ..claim("The goal to answer within two days is off track.", &cited)
        }
    }

    #[test]
    fn a_goal_that_is_behind_must_be_among_the_risks() {
        let silent = draft_of("recap", vec![telling(ClaimKind::Fact)], &[]);
        insta::assert_snapshot!(check_whole("V702", vec![behind()], &silent), @"
        error[V702]: the goal `Answer within two days` is off track and no risk says so
         --> plan:objective/O1 (2026-06-01):3:9
          |
        3 | status: OffTrack
          |         ^^^^^^^^ off track
          |
        help: add a claim of kind `risk` that cites it
        note: `vouch explain V702` says what this rule asks
        ");
        let on_track = goal("O1", "Answer within two days", GoalStatus::OnTrack);
        assert_eq!(check_whole("V702", vec![on_track], &silent), "");
    }

    #[test]
    fn a_risk_tells_it_by_its_kind_or_by_its_section() {
        let by_kind = draft_of("recap", vec![telling(ClaimKind::Risk)], &[]);
        assert_eq!(check_whole("V702", vec![behind()], &by_kind), "");
        let sections: [(&str, Origin, &[&str]); 1] = [("risks_and_blockers", Origin::Model, &["c1"])];
        let by_section = draft_of("recap", vec![telling(ClaimKind::Fact)], &sections);
        assert_eq!(check_whole("V702", vec![behind()], &by_section), "");
    }

    #[test]
    fn a_kpi_that_is_behind_counts_too() {
        let mut measured = kpi("K1", "O1", "answer time", [9, 2, 8]);
        if let Some(Record::Kpi(kpi)) = &mut measured.record {
            kpi.status = GoalStatus::OffTrack;
        }
        let goal = goal("O1", "Answer within two days", GoalStatus::OnTrack);
        let draft = draft_of("summary", Vec::new(), &[]);
        assert_ne!(check_whole("V702", vec![goal, measured], &draft), "");
    }
}
