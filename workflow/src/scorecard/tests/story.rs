//! Scorecards from the beginning to the review.

use super::*;

/// SC-2, SC-8: a task waits for its fields and for the stop tasks before it; one that is no stop
/// holds up nothing.
#[test]
fn tasks_are_done_in_their_order_and_with_their_answers() {
    let mut log = Log::begin();
    let refused = |log: &Log, task: &str| {
        told(
            &log.tries(&rep(), |card, signer| card.finish(signer, task, ""))
                .unwrap_err(),
        )
    };
    insta::assert_snapshot!(refused(&log, "visit"), @"
    `visit` is not done: without an answer: `visited_on`
    `vouch scorecard fill`, `confirm` or `correct`; what says nothing of this account: `vouch scorecard na ID FIELD --reason TEXT`
    ");
    insta::assert_snapshot!(refused(&log, "ours"), @"
    the stop task `visit` (Visit them) comes first
    `vouch scorecard done ID TASK` once it is done
    ");
    log.fills("visited_on", "2027-03-03").finishes("visit");
    insta::assert_snapshot!(refused(&log, "visit"), @"Odile has done `visit` already, on 2027-03-03");
    log.fills("tickets", "0").fills("mood", "good");
    insta::assert_snapshot!(refused(&log, "customer"), @"
    `customer` is not done: not confirmed: `stage`
    `vouch scorecard fill`, `confirm` or `correct`; what says nothing of this account: `vouch scorecard na ID FIELD --reason TEXT`
    ");
    log.does(&rep(), |card, signer| card.confirm(signer, "stage"))
        .finishes("customer");
    insta::assert_snapshot!(refused(&log, "file"), @"
    `file` takes a copy of what the figures come from, and none is attached
    `vouch scorecard attach ID FILE`
    ");
    insta::assert_snapshot!(refused(&log, "review"), @"
    `review` is done once the supervisor accepts the scorecard
    `vouch scorecard submit ID`, then the supervisor's `vouch scorecard approve ID`
    ");
    // `file` is no stop, so what comes after it needn't wait.
    log.fills("growth", "yes").finishes("ours").submitted();
    assert_eq!(log.card.state.word(), "in_review");
}

/// What the records answer is confirmed, or corrected with a reason; it is not typed over.
#[test]
fn what_is_on_record_is_confirmed_or_corrected_with_a_reason() {
    let log = Log::begin();
    let refused = [
        log.tries(&rep(), |card, signer| card.fill(signer, "stage", "reached", &[])),
        log.tries(&rep(), |card, signer| card.correct(signer, "stage", "reached", "", &[])),
        log.tries(&rep(), |card, signer| card.confirm(signer, "mood")),
        log.tries(&rep(), |card, signer| {
            card.correct(signer, "mood", "good", "I know better", &[])
        }),
        log.tries(&rep(), |card, signer| card.fill(signer, "moood", "good", &[])),
    ];
    let refused: Vec<String> = refused.into_iter().map(|it| told(&it.unwrap_err())).collect();
    insta::assert_snapshot!(refused.join("\n"), @"
    the records answer `stage` with “moving”
    `vouch scorecard confirm ID FIELD` if that holds, else `vouch scorecard correct ID FIELD=VALUE --reason TEXT`
    a correction takes a reason: say why the records are wrong
    the records don't answer `mood`, so there is nothing to confirm or correct
    `vouch scorecard fill ID FIELD=VALUE`
    the records don't answer `mood`, so there is nothing to confirm or correct
    `vouch scorecard fill ID FIELD=VALUE`
    this scorecard has no field `moood`; it has `visited_on`, `tickets`, `mood`, `stage`, `concerns`, `again_on`, `sponsor`, `growth`
    ");
}
