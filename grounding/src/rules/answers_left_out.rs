use super::Check;
use crate::verify::DraftCase;
use crate::{ClaimOrigin, Diagnostic, DraftSection, GoalStatus, Route};

rule! {
    /// Refuses a recap without what changed, what is still open or which decision comes next.
    ///
    /// ## What it does
    ///
    /// A recap with sections must answer three questions, each by a claim that may be said. What
    /// changed stands in `changed` or `customer_outcome`; what is still open in `open` or
    /// `open_risk`; which decision comes next in `decision` or `next_recommendation`. A section
    /// without a claim, or with none but rejected ones, answers nothing. Where the account has no
    /// open risk, no open ticket or case, and every goal is completed or was given up, nothing
    /// needs to be said to be open. It denies, and so pauses the run, also where there is simply
    /// nothing to tell.
    ///
    /// Two kinds of draft are left alone: claims without any of these sections, and a recap that
    /// holds nothing yet but what is computed from records, because its other sections are still
    /// to be written. Sections that don't say where their claims come from were written by
    /// somebody, and are judged.
    ///
    /// ## Why
    ///
    /// A list of what was done is an activity log. The customer knows that work was done; they
    /// read the recap to learn what it changed and what they must decide.
    ///
    /// ## Example
    ///
    /// A recap of six workshops and one open risk, whose section `What changed` is empty.
    ///
    /// ## Instead
    ///
    /// `Handling time fell from 9 h to 5 h.` in that section. If nothing did change, the recap
    /// waits until something has.
    714, "answers left out", Deny, Check::Draft(check)
}

/// A question that a recap must answer.
struct Answer {
    /// The question, as it follows upon `the recap does not say`.
    asks: &'static str,
    /// The sections that answer it, of any edition.
    sections: [&'static str; 2],
    help: &'static str,
}

const CHANGED: Answer = Answer {
    asks: "what changed",
    sections: ["changed", "customer_outcome"],
    help: "tell what is different for the customer, with its source, or wait until something is",
};
const OPEN: Answer = Answer {
    asks: "what is still open",
    sections: ["open", "open_risk"],
    help: "tell of the risks, tickets and goals that are open",
};
const DECISION: Answer = Answer {
    asks: "which decision comes next",
    sections: ["decision", "next_recommendation"],
    help: "name the decision that is to be made next, or recommend one",
};

fn check(case: &DraftCase<'_>) -> Vec<Diagnostic> {
    let answers = [CHANGED, OPEN, DECISION];
    let of_answers = |section: &DraftSection| answers.iter().any(|it| it.sections.contains(&section.id.as_str()));
    if case.draft.kind != "recap" || !case.draft.sections.iter().any(of_answers) || !is_written(case) {
        return Vec::new();
    }
    let may_be_silent = |answer: &Answer| answer.asks == OPEN.asks && !has_open_matters(case);
    answers
        .iter()
        .filter(|answer| !is_given(case, answer) && !may_be_silent(answer))
        .map(|answer| {
            Diagnostic::new(format!("the recap does not say {}", answer.asks))
                .help(answer.help)
                .route(&[Route::AccountOwner])
        })
        .collect()
}

/// Whether more was written than what is computed from records.
fn is_written(case: &DraftCase<'_>) -> bool {
    let drafted = |origin: ClaimOrigin| origin != ClaimOrigin::Records;
    case.claims.iter().any(|it| drafted(it.claim.origin))
        || case.draft.sections.iter().all(|section| section.origin.is_none())
}

fn is_given(case: &DraftCase<'_>, answer: &Answer) -> bool {
    let sections = case.draft.sections.iter();
    sections
        .filter(|section| answer.sections.contains(&section.id.as_str()))
        .any(|section| case.claims_of(section).iter().any(|(_, claim)| claim.is_said()))
}

fn has_open_matters(case: &DraftCase<'_>) -> bool {
    let ledger = case.ledger;
    let is_unfinished = |status: GoalStatus| !matches!(status, GoalStatus::Completed | GoalStatus::Closed);
    ledger.risks().any(|(_, risk)| risk.open)
        || ledger.tickets().any(|(_, ticket)| ticket.open)
        || ledger.goals().iter().any(|goal| is_unfinished(goal.record.status))
}

#[cfg(test)]
mod tests {
    use crate::testing::{check_whole, claim, draft_of, goal, prose};
    use crate::{Claim, ClaimOrigin, Draft, GoalStatus, Origin, Record, Risk, Source, SourceKind, Ticket};

    const NOTED: &str = "The team answers within a day since the spring.";

    fn sources(status: GoalStatus) -> Vec<Source> {
        vec![
            goal("O1", "Answer within two days", status),
            prose("note:file/a", SourceKind::Note, NOTED),
        ]
    }

    fn said(id: &str) -> Claim {
        Claim {
            id: id.into(),
            ..claim("The team answers within a day.", &[("note:file/a", NOTED)])
        }
    }

    /// A recap with one claim in each of the sections.
    fn recap(sections: &[&str]) -> Draft {
        let claims = sections.iter().map(|id| said(id)).collect();
        let own: Vec<[&str; 1]> = sections.iter().map(|id| [*id]).collect();
        let sections: Vec<(&str, Origin, &[&str])> = own.iter().map(|id| (id[0], Origin::Model, &id[..])).collect();
        draft_of("recap", claims, &sections)
    }

    fn found(status: GoalStatus, draft: &Draft) -> Vec<String> {
        let told = check_whole("V714", sources(status), draft);
        let first_lines = told.lines().filter_map(|line| line.strip_prefix("error[V714]: "));
        first_lines.map(str::to_owned).collect()
    }

    #[test]
    fn each_answer_that_is_missing_is_named() {
        let told = check_whole("V714", sources(GoalStatus::OnTrack), &recap(&["changed", "delivered"]));
        insta::assert_snapshot!(told, @"
        error[V714]: the recap does not say what is still open
         |
        help: tell of the risks, tickets and goals that are open
        note: `vouch explain V714` says what this rule asks

        error[V714]: the recap does not say which decision comes next
         |
        help: name the decision that is to be made next, or recommend one
        note: `vouch explain V714` says what this rule asks
        ");
        let activity_log = recap(&["delivered", "open", "decision"]);
        insta::assert_snapshot!(check_whole("V714", sources(GoalStatus::OnTrack), &activity_log), @"
        error[V714]: the recap does not say what changed
         |
        help: tell what is different for the customer, with its source, or wait until something is
        note: `vouch explain V714` says what this rule asks
        ");
    }

    #[test]
    fn the_sections_of_either_edition_answer() {
        let whole = recap(&["changed", "open", "decision"]);
        let first = recap(&["customer_outcome", "open_risk", "next_recommendation"]);
        for draft in [whole, first] {
            assert_eq!(found(GoalStatus::OnTrack, &draft), Vec::<String>::new());
        }
    }

    #[test]
    fn an_empty_section_or_a_rejected_claim_answers_nothing() {
        let mut empty = recap(&["changed", "open", "decision"]);
        empty.sections[0].claims.clear();
        let mut rejected = recap(&["changed", "open", "decision"]);
        rejected.claims[0].citations.clear();
        for draft in [empty, rejected] {
            assert_eq!(
                found(GoalStatus::OnTrack, &draft),
                ["the recap does not say what changed"]
            );
        }
    }

    #[test]
    fn where_nothing_is_open_nothing_need_be_said_to_be() {
        let draft = recap(&["changed", "decision"]);
        for status in [GoalStatus::Completed, GoalStatus::Closed] {
            assert_eq!(found(status, &draft), Vec::<String>::new());
        }
        let risk = |open| {
            let record = Risk {
                title: "The lead leaves".into(),
                severity: "high".into(),
                open,
                owner: None,
            };
            Source {
                record: Some(Record::Risk(record)),
                ..prose("plan:risk/R1", SourceKind::Risk, "title: The lead leaves")
            }
        };
        let ticket = |open| {
            let record = Ticket {
                subject: "Invoices are sent twice".into(),
                open,
                escalated: false,
            };
            Source {
                record: Some(Record::Ticket(record)),
                ..prose(
                    "zendesk:ticket/9",
                    SourceKind::Ticket,
                    "subject: Invoices are sent twice",
                )
            }
        };
        for (more, expected) in [(risk(true), 1), (risk(false), 0), (ticket(true), 1), (ticket(false), 0)] {
            let mut sources = sources(GoalStatus::Completed);
            sources.push(more);
            let told = check_whole("V714", sources, &draft);
            assert_eq!(told.matches("what is still open").count(), expected);
        }
    }

    #[test]
    fn what_is_not_yet_written_is_not_judged() {
        let from_records = |mut draft: Draft| {
            for claim in &mut draft.claims {
                claim.origin = ClaimOrigin::Records;
            }
            draft
        };
        let begun = from_records(recap(&["delivered", "decision"]));
        assert_eq!(found(GoalStatus::OnTrack, &begun), Vec::<String>::new());
        let mut by_hand = begun.clone();
        for section in &mut by_hand.sections {
            section.origin = None;
        }
        let missing = [
            "the recap does not say what changed",
            "the recap does not say what is still open",
        ];
        assert_eq!(found(GoalStatus::OnTrack, &by_hand), missing);
        let mut drafted = begun;
        drafted.claims[0].origin = ClaimOrigin::Extractive;
        assert_eq!(found(GoalStatus::OnTrack, &drafted), missing);
    }

    #[test]
    fn bare_claims_and_other_briefs_need_no_answers() {
        for (kind, sections) in [
            ("recap", &[][..]),
            ("recap", &["delivered"][..]),
            ("summary", &["changed"][..]),
        ] {
            let draft = Draft {
                kind: kind.into(),
                ..recap(sections)
            };
            assert_eq!(found(GoalStatus::OnTrack, &draft), Vec::<String>::new());
        }
    }
}
