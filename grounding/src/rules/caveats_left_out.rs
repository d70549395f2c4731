use super::Check;
use crate::verify::{DraftCase, VerifiedClaim};
use crate::{Diagnostic, Route, Standing};

rule! {
    /// Refuses a draft that claims value and says nothing against it.
    ///
    /// ## What it does
    ///
    /// In a recap, and in any draft that has a list of caveats, each claim of a proven outcome or a
    /// likely benefit needs an entry in that list: a caveat, or the explicit words that none was
    /// found. An entry without a claim's id speaks for all of them. It denies: a recap without its
    /// caveats is not the recap that was asked for.
    ///
    /// ## Why
    ///
    /// A number without its limits is repeated without them, until somebody asks at renewal.
    ///
    /// ## Example
    ///
    /// `Weekly reporting fell from 10.0 h to 6.4 h.`, and no list of caveats.
    ///
    /// ## Instead
    ///
    /// The same claim beside `measured at two of three sites`, or beside `no caveat found`.
    713, "caveats left out", Deny, Check::Draft(check)
}

fn check(case: &DraftCase<'_>) -> Vec<Diagnostic> {
    let value: Vec<&str> = case
        .said()
        .filter(|it| claims_value(it))
        .map(|it| it.claim.id.as_str())
        .collect();
    let help = "add a caveat for it, or say `no caveat found`";
    let Some(caveats) = &case.draft.caveats else {
        if value.is_empty() || case.draft.kind != "recap" {
            return Vec::new();
        }
        let names: Vec<String> = value.iter().map(|id| format!("`{id}`")).collect();
        let finding = Diagnostic::new(format!("value is claimed in {} without any caveats", names.join(", ")));
        return vec![finding.help(help).route(&[Route::AccountOwner])];
    };
    let speaks_for = |id: &str| {
        let entries = caveats.iter().filter(|it| !it.text.trim().is_empty());
        let mut claims = entries.map(|it| it.claim.as_deref());
        claims.any(|claim| claim.is_none_or(|claim| claim == id))
    };
    value
        .into_iter()
        .filter(|id| !speaks_for(id))
        .map(|id| {
            Diagnostic::new(format!("claim `{id}` claims value and has no caveat"))
                .about(id)
                .help(help)
                .route(&[Route::AccountOwner])
        })
        .collect()
}

/// Whether a claim still says that the customer gains something, after what was demoted.
fn claims_value(verified: &VerifiedClaim) -> bool {
    let by_standing = matches!(verified.standing, Standing::ProvenOutcome | Standing::LikelyBenefit);
    by_standing || (verified.claim.is_value() && verified.standing == verified.claim.standing)
}

#[cfg(test)]
mod tests {
    use crate::testing::{check_whole, draft_of, goal, outcome, prose};
    use crate::{Caveat, Draft, GoalStatus, Source, SourceKind};

    const QUOTE: &str = "Reporting fell from 10 hours to 6.4 hours a week.";

    fn sources() -> Vec<Source> {
        let note = prose("note:file/a", SourceKind::Note, QUOTE);
        vec![
            goal("O1", "Cut the hours of weekly reporting", GoalStatus::OnTrack),
            note,
        ]
    }

    fn recap(caveats: Option<&[(Option<&str>, &str)]>) -> Draft {
        let entry = |(claim, text): &(Option<&str>, &str)| Caveat {
            claim: claim.map(str::to_owned),
            text: (*text).to_owned(),
            citations: Vec::new(),
        };
        let claim = outcome(
            "Reporting fell from 10 hours to 6.4 hours a week.",
            "O1",
            &[("note:file/a", QUOTE)],
        );
        Draft {
            caveats: caveats.map(|it| it.iter().map(entry).collect()),
            ..draft_of("recap", vec![claim], &[])
        }
    }

    #[test]
    fn value_needs_its_caveats() {
        insta::assert_snapshot!(check_whole("V713", sources(), &recap(None)), @"
        error[V713]: value is claimed in `c1` without any caveats
         |
        help: add a caveat for it, or say `no caveat found`
        note: `vouch explain V713` says what this rule asks
        ");
        let other = recap(Some(&[(Some("c9"), "one site only"), (Some("c1"), " ")]));
        insta::assert_snapshot!(check_whole("V713", sources(), &other), @"
        error[V713]: claim `c1` claims value and has no caveat
         |
        help: add a caveat for it, or say `no caveat found`
        note: `vouch explain V713` says what this rule asks
        ");
    }

    #[test]
    fn a_caveat_or_the_word_that_there_is_none_will_do() {
        for entry in [
            (Some("c1"), "one site only"),
            (None, "one site only"),
            (None, "no caveat found"),
        ] {
            assert_eq!(check_whole("V713", sources(), &recap(Some(&[entry]))), "");
        }
    }

    #[test]
    fn only_a_recap_must_have_the_list() {
        let handoff = Draft {
            kind: "handoff".into(),
            ..recap(None)
        };
        assert_eq!(check_whole("V713", sources(), &handoff), "");
    }
}
