//! What is wrong with templates, and where.

use super::*;

fn way(fault: &Fault) -> String {
    let steps = fault.at.iter().map(|step| match step {
        Step::Key(key) => (*key).to_owned(),
        Step::At(at) => at.to_string(),
    });
    steps.collect::<Vec<_>>().join(".")
}

/// The faults of the template once something in it is another.
fn faults(at: &str, other: Json) -> String {
    let mut written = written();
    *written.pointer_mut(at).unwrap() = other;
    let told = read(written)
        .faults()
        .iter()
        .map(|it| format!("{}: {it}", way(it)))
        .collect::<Vec<_>>();
    told.join("\n")
}

#[test]
fn the_template_of_these_tests_can_be_used() {
    assert_eq!(read(written()).faults(), []);
}

#[test]
fn names_are_words_that_nothing_else_has() {
    insta::assert_snapshot!(faults("/name", json!("Pulse check")), @"name: `Pulse check` is no name: take lowercase letters, digits, `-` and `_`, a letter first");
    insta::assert_snapshot!(faults("/section/1/field/0/id", json!("mood")), @"
    section.1.field.0.id: there are two fields `mood`; call one of them something else
    task.3.id: `mood` is covered by the tasks `customer` and `ours`; keep one
    ");
    insta::assert_snapshot!(faults("/section/0/field/4/id", json!("due")), @"
    section.0.field.4.id: `due` is the day the scorecard is due; call the field something else
    task.1.fields: no field is called `concerns`; there are `visited_on`, `tickets`, `mood`, `stage`, `due`, `again_on`, `sponsor`, `growth`
    ");
    insta::assert_snapshot!(faults("/task/2/id", json!("visit")), @"task.2.id: there are two tasks `visit`; call one of them something else");
}

#[test]
fn both_halves_are_there_and_weigh_something() {
    insta::assert_snapshot!(faults("/halves", json!({"customer": 0, "internal": 0})), @"halves: the weights of the halves sum to zero: give one of them a weight");
    insta::assert_snapshot!(faults("/section/1/half", json!("customer")), @"
    section: no section belongs to the half `internal`; a scorecard measures both
    section.1.field.1.dimension: `growth` stands in the half `customer`, and its dimension `growth` in the half `internal`
    ");
    insta::assert_snapshot!(faults("/levels", json!({"green": 50, "amber": 50})), @"levels: amber begins above 0, and green above amber and at 100 at most");
}

#[test]
fn what_is_scored_has_points_for_every_answer_and_a_weight() {
    let dimension = "/section/0/field/2/dimension";
    insta::assert_snapshot!(faults(dimension, json!("suport")), @"section.0.field.2.dimension: no dimension is called `suport`; there are `support`, `value`, `growth`");
    insta::assert_snapshot!(faults("/section/0/field/3/weight", json!(0)), @"dimension.1.id: the weights in the dimension `value` sum to zero: give a field of it a weight");
    insta::assert_snapshot!(faults("/section/0/field/2/options/1", json!({"value": "mixed"})), @"section.0.field.2.options: the option `mixed` of `mood` has no points");
    insta::assert_snapshot!(faults("/section/0/field/2/options/1/points", json!(101)), @"section.0.field.2.options: an answer to `mood` gives from 0 to 100 points");
    insta::assert_snapshot!(
        faults("/section/0/field/2/options/0", json!({"value": "good", "points": 90, "level": "red"})),
        @"section.0.field.2.options: for `mood`, 90 points are red and 50 points are amber: more points are never worse"
    );
}

#[test]
fn buckets_leave_nothing_out_and_give_nothing_twice() {
    let buckets = "/section/0/field/1/buckets";
    let of = |second: i64| json!([{"below": 1, "points": 100}, {"from": second, "below": 3, "points": 60}, {"from": 3, "points": 0}]);
    insta::assert_snapshot!(faults(buckets, of(2)), @"section.0.field.1.buckets.1: the buckets of `tickets` leave a gap: from 1 to 2 no points are given");
    insta::assert_snapshot!(faults(buckets, of(0)), @"section.0.field.1.buckets.1: two buckets of `tickets` overlap: one ends below 1 and the next begins at 0");
    insta::assert_snapshot!(faults(buckets, json!([{"from": 1, "below": 50, "points": 60}])), @"
    section.0.field.1.buckets.0: the buckets of `tickets` leave a gap: from 0 to 1 no points are given
    section.0.field.1.buckets.0: the buckets of `tickets` leave a gap: from 50 to 50 no points are given
    ");
    insta::assert_snapshot!(faults(buckets, json!([])), @"section.0.field.1.dimension: `tickets` is scored and has no buckets");
}

#[test]
fn records_fill_in_what_they_can_answer() {
    insta::assert_snapshot!(faults("/section/0/field/3/prefill", json!("overdue_amount")), @"section.0.field.3.prefill: `overdue_amount` gives a number, and `stage` is a stage");
    insta::assert_snapshot!(faults("/section/0/field/3/options/0/when", json!("some_reached")), @"section.0.field.3.options: along the path of `stage`, each `when` is further than the one before");
}

/// SC-2, SC-10: what is required belongs to a task, and the last task is the supervisor's review.
#[test]
fn tasks_cover_what_is_required_and_end_in_the_review() {
    insta::assert_snapshot!(faults("/task/0/fields", json!(["visited_onn"])), @"
    task.0.fields: no field is called `visited_onn`; there are `visited_on`, `tickets`, `mood`, `stage`, `concerns`, `again_on`, `sponsor`, `growth`
    section.0.field.0.required: `visited_on` is required, and no task covers it
    ");
    insta::assert_snapshot!(faults("/task/4/role", json!("cs_rep")), @r#"task.4.role: the last task is the supervisor's review: give it `role = "supervisor"`"#);
    insta::assert_snapshot!(faults("/task/3/role", json!("supervisor")), @"task.3.role: the supervisor fills nothing, so `ours` covers no field");
    insta::assert_snapshot!(
        faults("/task/2", json!({
            "id": "file", "title": "File", "role": "cs_rep", "due": {"from": "run_due", "days": 0}, "fields": ["mood"],
        })),
        @"task.2.id: `mood` is covered by the tasks `customer` and `file`; keep one"
    );
}

/// SC-9: no due date waits for itself, by whatever way.
#[test]
fn a_cycle_of_due_dates_is_found() {
    let due = |at: &str, from: Json| faults(at, json!({"from": from, "days": 1}));
    insta::assert_snapshot!(due("/task/0/due", json!("previous_done")), @"task.0.due: `visit` is the first task, so no task is done before it");
    insta::assert_snapshot!(due("/task/0/due", json!({"field": "visited_on"})), @"task.0.due: the due date of `visit` is a cycle: it counts from a date that `visit` itself sets");
    insta::assert_snapshot!(due("/task/0/due", json!({"field": "again_on"})), @"task.0.due: the due dates are a cycle: `visit` waits for `customer` waits for `visit`");
    insta::assert_snapshot!(due("/task/0/due", json!({"field": "mood"})), @"task.0.due: `mood` is no date field of this template");
}

/// SC-7: an alert is about a dimension and comes at a level that asks for somebody.
#[test]
fn alerts_are_about_what_is_scored() {
    insta::assert_snapshot!(faults("/alert/0", json!({"dimension": "billing", "function": "Finance", "at": "green"})), @"
    alert.0.dimension: no dimension is called `billing`; there are `support`, `value`, `growth`
    alert.0.at: an alert comes at `amber` or at `red`
    alert.0.function: a business function is a word such as `support` or `professional_services`
    ");
}

#[test]
fn a_word_that_nobody_knows_is_no_part_of_a_template() {
    let mut written = written();
    written["task"][0]["due"]["workingdays"] = json!(true);
    let error = serde_json::from_value::<Template>(written).unwrap_err().to_string();
    insta::assert_snapshot!(error, @"unknown field `workingdays`, expected one of `from`, `days`, `working_days`, `weekdays_only`");
}

#[test]
fn a_template_reads_back_from_the_log() {
    let template = read(written());
    let text = serde_json::to_string(&template).unwrap();
    assert_eq!(serde_json::from_str::<Template>(&text).unwrap(), template);
}
