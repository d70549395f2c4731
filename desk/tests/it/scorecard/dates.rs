//! The order of the tasks and their dates.

use serde_json::json;

use super::*;
use crate::customers::MORROW;

/// The days on which the tasks are due.
fn due(desk: &Desk, id: &str) -> Vec<(String, Value)> {
    let card = shown(desk, id);
    let tasks = list(&card, "tasks").iter();
    tasks.map(|it| (text(it, "id").to_owned(), it["due"].clone())).collect()
}

fn days(of: [(&str, Value); 5]) -> Vec<(String, Value)> {
    of.into_iter().map(|(id, day)| (id.to_owned(), day)).collect()
}

/// SC-8: a later task can't be done while a stop task before it is open; what is no stop task holds
/// up nothing.
#[test]
fn stop_tasks_keep_their_order() {
    let desk = desk();
    let id = begun(&desk, MORROW);
    answer(&desk, &id, &[]);
    insta::assert_snapshot!(refused(&desk, CSM, &["done", &id, "internal"]), @"
    error: the stop task `details` (Fill in the workflow details) comes first
    hint: `vouch scorecard done ID TASK` once it is done
    ");
    insta::assert_snapshot!(refused(&desk, CSM, &["submit", &id]), @"
    error: the stop task `details` (Fill in the workflow details) comes first
    hint: `vouch scorecard done ID TASK` once it is done
    ");
    insta::assert_snapshot!(refused(&desk, CSM, &["done", &id, "review"]), @"
    error: `review` is done once the supervisor accepts the scorecard
    hint: `vouch scorecard submit ID`, then the supervisor's `vouch scorecard approve ID`
    ");
    does(&desk, CSM, &["done", &id, "details"]);
    insta::assert_snapshot!(refused(&desk, CSM, &["done", &id, "internal"]), @"
    error: the stop task `customer` (Measure the customer's success) comes first
    hint: `vouch scorecard done ID TASK` once it is done
    ");
    does(&desk, CSM, &["done", &id, "customer"]);
    does(&desk, CSM, &["done", &id, "internal", "--note", "with finance"]);
    insta::assert_snapshot!(refused(&desk, CSM, &["done", &id, "copy"]), @"
    error: `copy` takes a copy of what the figures come from, and none is attached
    hint: `vouch scorecard attach ID FILE`
    ");
    // The copy is no stop task, so the review needn't wait for it.
    does(&desk, CSM, &["submit", &id]);
}

/// SC-9: due dates are counted from the start, from a date field, from the task before and from the
/// day the scorecard is due; a weekend moves to the Monday, and what depends on a date moves with it.
#[test]
fn due_dates_follow_what_they_are_counted_from() {
    let desk = desk();
    // Tuesday 30 June 2026; two weeks later is Tuesday 14 July.
    let id = begun(&desk, MORROW);
    let none = Value::Null;
    assert_eq!(
        due(&desk, &id),
        days([
            ("details", json!("2026-07-01")),
            ("customer", none.clone()),
            ("internal", none.clone()),
            ("copy", json!("2026-07-13")),
            ("review", json!("2026-07-14")),
        ])
    );
    does(&desk, CSM, &["fill", &id, "assessed_on=2026-07-01"]);
    assert_eq!(
        due(&desk, &id)[1].1,
        json!("2026-07-06"),
        "three working days after a Wednesday"
    );
    let moved = desk.out(CSM, 0, &["scorecard", "move", &id, "assessed_on", "2026-07-06"]);
    insta::assert_snapshot!(moved, @"`assessed_on` is 6 July 2026 now; `details` by 1 July 2026, `customer` by 9 July 2026, `copy` by 13 July 2026, `review` by 14 July 2026");
    // A Saturday: the review moves to the Monday.
    does(&desk, SUPERVISOR, &["move", &id, "due", "2026-07-18"]);
    answer(&desk, &id, &[]);
    does(&desk, CSM, &["done", &id, "details"]);
    does(&desk, CSM, &["done", &id, "customer", "--as-of", "2026-07-08"]);
    assert_eq!(
        due(&desk, &id)[1..],
        days([
            ("details", none),
            ("customer", json!("2026-07-09")),
            ("internal", json!("2026-07-10")),
            ("copy", json!("2026-07-16")),
            ("review", json!("2026-07-20")),
        ])[1..]
    );
    let listed = desk.json("", 0, &["scorecard", "list", "--as-of", "2026-07-13"]);
    assert_eq!(
        (&listed[0]["next_due"], &listed[0]["overdue"]),
        (&json!("2026-07-10"), &json!(true))
    );
    insta::assert_snapshot!(refused(&desk, CSM, &["move", &id, "business_value", "2026-07-20"]), @"error: this scorecard has no date `business_value`; it has `assessed_on`, `renewal_on`, `reassess_on`, `due`");
    insta::assert_snapshot!(refused(&desk, CSM, &["move", &id, "renewal_on", "2026-12-01"]), @"
    error: the records answer `renewal_on` with “29 August 2026”
    hint: `vouch scorecard confirm ID FIELD` if that holds, else `vouch scorecard correct ID FIELD=VALUE --reason TEXT`
    ");
}
