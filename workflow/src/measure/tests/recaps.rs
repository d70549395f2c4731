//! Recaps (VR-17, VR-60, VR-61, VR-62) and feedback (PG-5).

use grounding::{AccountId, Route};
use jiff::civil::{Date, date};

use crate::action::{Action, ActionEvent, ActionKind, Proposed};
use crate::brief::Counts;
use crate::measure::testing::{Told, handoff, recap, runs, signed};
use crate::measure::{Feedback, RecapMetrics, Share, metrics};
use crate::people::Role;
use crate::run::{Check, Note, RunEvent, Signed};

const DAY: Date = date(2026, 4, 1);
const LAST: Date = date(2026, 4, 30);
const AFTER: Date = date(2026, 5, 1);

fn counted(told: &[Told]) -> RecapMetrics {
    metrics(&runs(told), &[], Some((DAY, LAST))).recap
}

/// The parts of the baseline metric that a draft has, in the order of the document.
const DRAFTED: [&str; 5] = [
    "outcome_evidence",
    "usage_signal",
    "milestone_summary",
    "support_context",
    "risk_caveats",
];

/// Ten recaps: six lack one part each, another one for each of them; four lack nothing.
fn ten() -> Vec<Told> {
    let account = |at: usize| format!("account-{at}");
    let mut told: Vec<Told> = DRAFTED
        .iter()
        .enumerate()
        .map(|(at, part)| recap(&account(at), 1, DAY).without(part).approved(LAST))
        .collect();
    told.push(recap("account-5", 1, DAY));
    told.extend((6..10).map(|at| recap(&account(at), 1, DAY).approved(LAST)));
    told
}

/// VR-61.
#[test]
fn coverage_is_the_share_that_has_all_six() {
    let coverage = counted(&ten()).account_value_evidence_coverage;
    let parts: Vec<String> = coverage
        .components
        .iter()
        .map(|part| format!("{}: {}", part.name, part.share))
        .collect();
    insta::assert_snapshot!(format!("{}\n{}", coverage.share, parts.join("\n")), @"
    4 of 10 (40 %)
    outcome_evidence: 9 of 10 (90 %)
    usage_signal: 9 of 10 (90 %)
    milestone_summary: 9 of 10 (90 %)
    support_context: 9 of 10 (90 %)
    risk_caveats: 9 of 10 (90 %)
    owner_approval: 9 of 10 (90 %)
    ");
}

/// VR-62: other parts than VR-61, so that a recap can pass one and fail the other.
#[test]
fn the_threshold_looks_at_two_parts_and_the_approval() {
    let threshold = counted(&ten()).value_and_caveats_approved;
    assert_eq!(
        threshold.share,
        Share {
            of: 10,
            passed: 7,
            value: Some("0.7".to_owned())
        }
    );
}

/// VR-62.
#[test]
fn nine_of_ten_pass_and_eight_do_not() {
    let met = |approved: usize, of: usize| {
        let told: Vec<Told> = (0..of)
            .map(|at| {
                let recap = recap(&format!("account-{at}"), 1, DAY).without("usage_signal");
                if at < approved { recap.approved(LAST) } else { recap }
            })
            .collect();
        let threshold = counted(&told).value_and_caveats_approved;
        (threshold.share.to_string(), threshold.met)
    };
    assert_eq!(met(9, 10), ("9 of 10 (90 %)".to_owned(), Some(true)));
    assert_eq!(met(8, 10), ("8 of 10 (80 %)".to_owned(), Some(false)));
    assert_eq!(met(0, 0), ("no data".to_owned(), None));
}

/// VR-62: an approval that was taken back is none, nor is one after the last day.
#[test]
fn what_was_reopened_is_not_approved() {
    let told = [
        recap("kept", 1, DAY).approved(DAY),
        recap("reopened", 1, DAY).approved(DAY).reopened(LAST),
        recap("late", 1, DAY).approved(AFTER),
    ];
    let share = counted(&told).value_and_caveats_approved.share;
    assert_eq!((share.passed, share.of), (1, 3));
}

/// What happens to an action that the owner approves on its first day and that is carried out.
fn events(kind: ActionKind, run: Option<&str>, on: Date) -> [(Signed, ActionEvent); 3] {
    let proposed = Proposed {
        account: AccountId::new("orrin"),
        kind,
        text: "a second region".to_owned(),
        run: run.map(str::to_owned),
        citations: Vec::new(),
        stops: Vec::new(),
    };
    let digest = proposed.digest();
    [
        (signed("csm", DAY), ActionEvent::Proposed(proposed)),
        (
            signed("owner", DAY),
            ActionEvent::Approved {
                role: Role::AccountOwner,
                digest: digest.clone(),
                checks: Check::ALL.to_vec(),
                comment: String::new(),
            },
        ),
        (signed("owner", on), ActionEvent::Executed { digest }),
    ]
}

fn folded(events: &[(Signed, ActionEvent)]) -> Action {
    Action::replay("a1", events.iter().map(|(by, event)| (by, event))).unwrap()
}

/// An action that was carried out.
fn action(kind: ActionKind, run: Option<&str>, on: Date) -> Action {
    folded(&events(kind, run, on))
}

/// An expansion ask that was approved and is not carried out yet.
fn open_action(run: &str) -> Action {
    folded(&events(ActionKind::ExpansionAsk, Some(run), LAST)[..2])
}

/// VR-60, VR-17.
#[test]
fn every_count_of_recaps_is_known() {
    let mut judged = recap("judged", 1, DAY);
    // Ten drafted, two of them rejected; three wait for a person, who accepts one and rejects one.
    judged.started.counts = Counts {
        emitted: 10,
        accepted: 4,
        demoted: 1,
        needs_review: 3,
        rejected: 2,
    };
    judged.started.caveats = 4;
    for claim in ["c1", "c2", "c3"] {
        judged
            .started
            .to_judge
            .insert(claim.to_owned(), vec![Route::AccountOwner]);
    }
    let judge = |claim: &str, accepted| RunEvent::ClaimJudged {
        claim: claim.to_owned(),
        accepted,
        reason: "it is what the series shows".to_owned(),
    };
    let judged = judged
        .then("owner", DAY, judge("c1", true))
        .then("owner", DAY, judge("c2", false))
        .approved(LAST);
    let mut open = recap("open", 1, DAY);
    open.started.counts = judged.started.counts;
    open.started.caveats = 1;
    let open = open
        .noted(Note::CustomerQuestion, DAY, "")
        .noted(Note::CustomerQuestion, LAST, "")
        .noted(Note::CustomerQuestion, AFTER, "")
        .noted(Note::RenewalSupported, LAST, "")
        .noted(Note::DecisionMade, LAST, "")
        .noted(Note::DecisionMade, LAST, "")
        .noted(Note::CustomerDecision, LAST, "")
        .noted(Note::ExpansionAction, LAST, "");
    // What comes of a recap counts although the recap is older than the period.
    let old = recap("old", 1, date(2026, 3, 1)).noted(Note::RenewalSupported, DAY, "");
    let handoff = handoff("orrin", 1, DAY).noted(Note::DecisionMade, DAY, "");
    let actions = [
        action(ActionKind::ExpansionAsk, Some("judged-1"), LAST),
        action(ActionKind::ExpansionAsk, Some("judged-1"), AFTER),
        action(ActionKind::ExpansionAsk, Some("orrin-1"), LAST),
        action(ActionKind::ExpansionAsk, None, LAST),
        action(ActionKind::Outreach, Some("judged-1"), LAST),
        open_action("judged-1"),
        // The same that somebody noted.
        action(ActionKind::ExpansionAsk, Some("open-1"), LAST),
    ];
    let runs = runs(&[judged, open, old, handoff]);
    let recap = metrics(&runs, &actions, Some((DAY, LAST))).recap;
    let numbers = [
        recap.created,
        recap.claims_approved,
        recap.caveats_added,
        recap.customer_questions,
        recap.renewals_supported,
        recap.expansion_actions,
        recap.decisions_made,
        recap.customer_decisions,
    ];
    assert_eq!(numbers, [2, 6, 5, 2, 2, 2, 3, 1]);
}

/// PG-5.
#[test]
fn opinions_are_counted_by_section() {
    let told = [
        recap("orrin", 1, DAY)
            .noted(Note::Liked, DAY, "value: just what they asked")
            .noted(Note::Disliked, DAY, "value")
            .noted(Note::Liked, LAST, "value")
            .noted(Note::Liked, AFTER, "value"),
        handoff("orrin", 1, DAY).noted(Note::Disliked, DAY, " "),
    ];
    let feedback = |kind: &str, section: Option<&str>, liked, disliked| Feedback {
        kind: kind.to_owned(),
        section: section.map(str::to_owned),
        liked,
        disliked,
    };
    assert_eq!(
        metrics(&runs(&told), &[], Some((DAY, LAST))).feedback,
        [feedback("handoff", None, 0, 1), feedback("recap", Some("value"), 2, 1)]
    );
}
