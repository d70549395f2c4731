//! Answering the questions, and scoring the answers.

use super::*;
use crate::customers::{MORROW, TIDEWATER};

/// SC-2: a scorecard begins with its questions; a task with a required field that is empty can't be
/// done, and so nothing after it.
#[test]
fn a_required_field_that_is_empty_holds_its_task_up() {
    let desk = desk();
    let id = begun(&desk, TIDEWATER);
    insta::assert_snapshot!(refused(&desk, CSM, &["done", &id, "details"]), @"
    error: `details` is not done: without an answer: `assessed_on`; not confirmed: `representative`, `renewal_on`
    hint: `vouch scorecard fill`, `confirm` or `correct`; what says nothing of this account: `vouch scorecard na ID FIELD --reason TEXT`
    ");
    insta::assert_snapshot!(refused(&desk, CSM, &["submit", &id]), @"
    error: the stop task `details` (Fill in the workflow details) comes first
    hint: `vouch scorecard done ID TASK` once it is done
    ");
    does(&desk, CSM, &["confirm", &id, "representative", "renewal_on"]);
    insta::assert_snapshot!(refused(&desk, CSM, &["done", &id, "details"]), @"
    error: `details` is not done: without an answer: `assessed_on`
    hint: `vouch scorecard fill`, `confirm` or `correct`; what says nothing of this account: `vouch scorecard na ID FIELD --reason TEXT`
    ");
    let filled = desk.out(CSM, 0, &["scorecard", "fill", &id, "assessed_on=2026-06-30"]);
    insta::assert_snapshot!(filled, @"next: Fill in the workflow details (details), by 1 July 2026");
    let done = desk.out(CSM, 0, &["scorecard", "done", &id, "details"]);
    insta::assert_snapshot!(done, @"`details` is done; next: Measure the customer's success (customer), by 3 July 2026; to fill: business_value, seats_used, performance, reassess_on; to confirm: objectives, target_outcomes, progress_stage, kpi_progress, survey_score, open_escalations, late_milestones");
}

/// SC-2: a number, a date, a choice, a text, a person and a stage each take their kind of answer and
/// no other; of several answers of one command, all are taken or none.
#[test]
fn each_kind_of_field_takes_its_kind_of_answer() {
    let desk = desk();
    let id = begun(&desk, TIDEWATER);
    for wrong in [
        "open_escalations=a few",
        "assessed_on=yesterday",
        "business_value=fine",
        "concerns=",
        "progress_stage=done",
        "seats_used=-1",
    ] {
        let (name, _) = wrong.split_once('=').unwrap();
        let told = match text(field(&shown(&desk, &id), name), "status") {
            "unconfirmed" => refused(&desk, CSM, &["correct", &id, wrong, "--reason", "so it is"]),
            _ => refused(&desk, CSM, &["fill", &id, wrong]),
        };
        assert!(
            told.contains(&format!("is no answer to `{name}`, which takes ")),
            "{told}"
        );
    }
    let person = refused(
        &desk,
        CSM,
        &["correct", &id, "representative=Nobody Known", "--reason", "she left"],
    );
    insta::assert_snapshot!(person, @"error: `Nobody Known` is no answer to `representative`, which takes the name or the login of somebody whom the desk, the CRM or a call knows; of anybody else `Name <mail address>`");
    let half_wrong = refused(
        &desk,
        CSM,
        &["fill", &id, "assessed_on=2026-06-30", "business_value=fine"],
    );
    insta::assert_snapshot!(half_wrong, @"error: `fine` is no answer to `business_value`, which takes an option: `more`, `as_expected`, `less`, `none`");
    assert_eq!(text(field(&shown(&desk, &id), "assessed_on"), "status"), "empty");

    does(
        &desk,
        CSM,
        &["correct", &id, "representative=tobias", "--reason", "Ewan is away"],
    );
    does(
        &desk,
        CSM,
        &[
            "fill",
            &id,
            "assessed_on=2026-06-30",
            "business_value=as expected",
            "concerns=Pitches.",
        ],
    );
    let card = shown(&desk, &id);
    let told =
        ["representative", "assessed_on", "business_value", "concerns"].map(|name| text(field(&card, name), "told"));
    assert_eq!(told, ["Tobias Renn", "30 June 2026", "As was expected", "Pitches."]);
}

/// SC-4: the score of a dimension is set with a reason and never without; what is not applicable is
/// in neither sum.
#[test]
fn nuance_is_set_with_a_reason_and_leaves_the_denominator() {
    let desk = desk();
    let id = begun(&desk, MORROW);
    answer(&desk, &id, &[]);
    let score = |name: &str| {
        let card = shown(&desk, &id);
        let scores = list(&card["scores"], "dimensions").iter();
        let found = scores.into_iter().find(|it| it["id"] == name).unwrap();
        (text(found, "formula").to_owned(), found["score"].clone())
    };
    assert_eq!(
        score("performance"),
        (
            "(10 \u{d7} 100 + 10 \u{d7} 100) / 20 = 100".to_owned(),
            Value::from("100")
        )
    );
    insta::assert_snapshot!(refused(&desk, CSM, &["override", &id, "performance=40"]), @"error: setting a score takes a reason: say what the answers don't show");
    insta::assert_snapshot!(refused(&desk, CSM, &["override", &id, "performance=140", "--reason", "so"]), @"error: `140` is no score; take a number from 0 to 100, or `none` to go by the answers again");
    insta::assert_snapshot!(refused(&desk, CSM, &["na", &id, "performance"]), @"error: say why it says nothing of this account");
    let set = [
        "scorecard",
        "override",
        &id,
        "performance=40",
        "--reason",
        "the X-rays are cut off",
    ];
    insta::assert_snapshot!(desk.out(CSM, 0, &set), @"Performance and adoption: set to 40; the answers give (10 × 100 + 10 × 100) / 20 = 100");
    assert_eq!(score("performance").1, Value::from("40"));
    does(
        &desk,
        CSM,
        &["override", &id, "performance=none", "--reason", "the answers show it"],
    );
    does(
        &desk,
        CSM,
        &["na", &id, "performance", "--reason", "nothing was agreed"],
    );
    assert_eq!(
        score("performance"),
        ("(10 \u{d7} 100) / 10 = 100".to_owned(), Value::from("100"))
    );
    does(
        &desk,
        CSM,
        &["na", &id, "seats_used", "--reason", "they pay by the day"],
    );
    assert_eq!(score("performance"), ("nothing counts".to_owned(), Value::Null));
}
