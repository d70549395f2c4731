//! Due dates (SC-9).

use super::*;

fn due(card: &Scorecard) -> Vec<Option<Date>> {
    (0..card.template().tasks.len()).map(|at| card.due_of(at)).collect()
}

/// SC-9: from the start, from another date, from the task before, from the day it is due; weekends
/// are left out where the template says so.
#[test]
fn due_dates_follow_what_they_are_counted_from() {
    let mut log = Log::begin();
    // 10 days after Wednesday 3 March is a Saturday, so it is due on Monday 15 March.
    assert_eq!(log.card.due, date(2027, 3, 15));
    let (visit, ours, review) = (date(2027, 3, 5), date(2027, 3, 15), date(2027, 3, 15));
    assert_eq!(due(&log.card), [Some(visit), None, None, Some(ours), Some(review)]);

    // Three days after Wednesday is a Saturday; it moves to the Monday.
    log.fills("visited_on", "2027-03-03");
    assert_eq!(due(&log.card)[1], Some(date(2027, 3, 8)));
    log.does(&rep(), |card, signer| {
        card.move_date(signer, "visited_on", date(2027, 3, 9))
    });
    assert_eq!(due(&log.card)[1], Some(date(2027, 3, 12)));

    log.finishes("visit").fills("tickets", "0").fills("mood", "good");
    log.does(&rep(), |card, signer| card.confirm(signer, "stage"));
    log.day = date(2027, 3, 10);
    log.finishes("customer");
    assert_eq!(due(&log.card)[2], Some(date(2027, 3, 11)));

    let manager = person("ole", &[Role::CsOperations]);
    log.does(&manager, |card, signer| card.move_date(signer, DUE, date(2027, 3, 25)));
    // Two days before Thursday 25 March.
    assert_eq!(due(&log.card)[3..], [Some(date(2027, 3, 23)), Some(date(2027, 3, 25))]);
    assert_eq!(log.card.next_due(), Some(date(2027, 3, 11)));
}

#[test]
fn only_dates_move_and_those_on_record_are_corrected() {
    let log = Log::begin();
    let refused = log
        .tries(&rep(), |card, signer| card.move_date(signer, "mood", DAY))
        .unwrap_err();
    insta::assert_snapshot!(told(&refused), @"this scorecard has no date `mood`; it has `visited_on`, `again_on`, `due`");
}

/// The day that was agreed counts; without one, so many days after the approval.
#[test]
fn the_account_is_assessed_again_on_the_day_that_was_agreed() {
    let mut log = Log::begin();
    log.filled("0", "good", "yes");
    let mut agreed = log.clone();
    agreed.fills("again_on", "2027-04-30");
    for log in [&mut log, &mut agreed] {
        log.submitted().approved(&[]);
    }
    assert_eq!(log.card.reassess_on(), Some(date(2027, 6, 1)));
    assert_eq!(agreed.card.reassess_on(), Some(date(2027, 4, 30)));
}
