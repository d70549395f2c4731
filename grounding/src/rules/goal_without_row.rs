use super::{Check, place_of};
use crate::text::content_stems;
use crate::verify::DraftCase;
use crate::{Diagnostic, Goal, Route};

rule! {
    /// Tells of a goal that a recap passes over.
    ///
    /// ## What it does
    ///
    /// In a recap, each goal of the account that was not given up needs a row in the table of
    /// goals, or a claim, a caveat or a question that serves, cites or names it, by its own words
    /// or by its KPI's. A goal without evidence needs one as much as the others: "no evidence yet".
    /// It asks for review and does not deny: whoever reads the brief can add the row.
    ///
    /// ## Why
    ///
    /// A recap that shows only the goals with a success tells the customer that the others were
    /// forgotten.
    ///
    /// ## Example
    ///
    /// A recap of "Answer within two days" for an account that also has the goal "Close the books
    /// by the fifth day".
    ///
    /// ## Instead
    ///
    /// A row for the second goal too, with "no evidence yet" beside it.
    703, "goal without a row", Review, Check::Draft(check)
}

fn check(case: &DraftCase<'_>) -> Vec<Diagnostic> {
    if case.draft.kind != "recap" {
        return Vec::new();
    }
    let texts: Vec<Vec<String>> = texts(case).map(content_stems).collect();
    let open = case.ledger.goals().iter().filter(|goal| goal.is_open());
    open.filter(|goal| !has_row(case, goal) && !texts.iter().any(|text| names(goal, text)))
        .filter_map(|goal| {
            let source = case.ledger.source(&goal.id)?;
            let finding = Diagnostic::new(format!("the goal `{}` has no row", goal.record.name))
                .about(goal.id.as_str())
                .in_source(source, place_of(source, &goal.record.name), "told nowhere");
            Some(
                finding
                    .help("give it a row, with `no evidence yet` if there is none")
                    .route(&[Route::Csm]),
            )
        })
        .collect()
}

/// Whether the table of goals has it, a claim serves it, or something points at it or its KPIs.
fn has_row(case: &DraftCase<'_>, goal: &Goal) -> bool {
    let served = || {
        case.said()
            .any(|it| it.claim.goal_id.as_deref() == Some(goal.id.as_str()))
    };
    let ids = || std::iter::once(&goal.id).chain(goal.kpis.iter().map(|(id, _)| id));
    case.draft.goal_rows.contains(&goal.id) || served() || ids().any(|id| case.cites(id, |_| true))
}

fn texts<'a>(case: &DraftCase<'a>) -> impl Iterator<Item = &'a str> {
    let caveats = case.draft.caveats.iter().flatten().map(|it| it.text.as_str());
    let questions = case.draft.questions.iter().map(|it| it.text.as_str());
    case.said()
        .map(|it| it.claim.text.as_str())
        .chain(caveats)
        .chain(questions)
}

/// Whether a text speaks of the goal: nearly all words of its name stand in it, or all of a KPI's.
fn names(goal: &Goal, text: &[String]) -> bool {
    let shared = |words: &[String]| words.iter().filter(|word| text.contains(word)).count();
    let name = content_stems(&goal.record.name);
    let metrics = goal.kpis.iter().map(|(_, kpi)| content_stems(&kpi.metric));
    // One word alone, such as `cost`, names no goal.
    let mut metrics = metrics.filter(|metric| metric.len() > 1);
    (!name.is_empty() && shared(&name) * 4 >= name.len() * 3) || metrics.any(|metric| shared(&metric) == metric.len())
}

#[cfg(test)]
mod tests {
    use crate::testing::{check_whole, claim, draft_of, goal, kpi, prose};
    use crate::{Caveat, Draft, GoalStatus, Source, SourceId, SourceKind};

    fn sources() -> Vec<Source> {
        vec![
            goal("O1", "Answer within two days", GoalStatus::OnTrack),
            goal("O2", "Close the books by the fifth day", GoalStatus::NotStarted),
            goal("O3", "Open a second warehouse", GoalStatus::Closed),
            kpi("K2", "O2", "closing day", [9, 5, 9]),
            prose(
                "note:file/a",
                SourceKind::Note,
                "The whole team can now answer within two days.",
            ),
        ]
    }

    fn recap() -> Draft {
        let cited = [("note:file/a", "can now answer within two days")];
        draft_of("recap", vec![claim("They answer within two days.", &cited)], &[])
    }

    #[test]
    fn each_goal_needs_a_row() {
        insta::assert_snapshot!(check_whole("V703", sources(), &recap()), @"
        warning[V703]: the goal `Close the books by the fifth day` has no row
         --> plan:objective/O2 (2026-06-01):2:7
          |
        2 | name: Close the books by the fifth day
          |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ told nowhere
          |
        help: give it a row, with `no evidence yet` if there is none
        note: `vouch explain V703` says what this rule asks
        ");
    }

    #[test]
    fn a_row_a_caveat_or_the_kpis_name_will_do() {
        let row = Draft {
            goal_rows: vec![SourceId::raw("plan:objective/O2")],
            ..recap()
        };
        assert_eq!(check_whole("V703", sources(), &row), "");
        for text in [
            "No evidence yet for closing the books by the fifth day.",
            "The closing day was not measured.",
        ] {
            let caveat = Caveat {
                text: text.to_owned(),
                ..Caveat::default()
            };
            let told = Draft {
                caveats: Some(vec![caveat]),
                ..recap()
            };
            assert_eq!(check_whole("V703", sources(), &told), "");
        }
    }
}
