//! A scorecard of a small template, as its pages tell it.

use jiff::Timestamp;
use jiff::civil::{Date, date};
use serde_json::json;
use workflow::people::{Grant, Person, Role};
use workflow::run::{Signed, Signer};
use workflow::scorecard::{Begin, Prefilled, Scorecard, ScorecardEvent, ScorecardRefusal, series, start};

use super::fields::{Input, halves};
use super::past::past;
use super::score::ScoreView;
use super::tasks::{dates, parts, tasks};
use super::why::Why;
use crate::scorecards::templates::parsed;

const TEMPLATE: &str = r#"
name = "small"
version = 1
title = "Small scorecard"
due_days = 10
[reassess]
days = 90
[levels]
green = 75
amber = 50
[halves]
customer = 70
internal = 30

[[dimension]]
id = "use"
title = "Use"
half = "customer"
[[dimension]]
id = "cost"
title = "Cost"
half = "internal"

[[section]]
id = "theirs"
title = "Theirs"
half = "customer"
[[section.field]]
id = "seats"
question = "How many seats are used?"
kind = "number"
min = 0
max = 100
unit = "%"
required = true
dimension = "use"
weight = 10
prefill = "seats_used"
buckets = [{ below = 50, points = 0 }, { from = 50, points = 80 }]
[[section.field]]
id = "path"
question = "How far are they?"
kind = "stage"
options = [{ value = "begun", label = "Begun" }, { value = "there" }]
[[section.field]]
id = "kickoff"
question = "When did it begin?"
kind = "date"

[[section]]
id = "ours"
title = "Ours"
half = "internal"
[[section.field]]
id = "cost"
question = "What does it cost us?"
kind = "choice"
required = true
dimension = "cost"
weight = 10
options = [{ value = "little", label = "Little", points = 100 }, { value = "much", label = "Much", points = 0 }]

[[task]]
id = "theirs"
title = "Ask them"
role = "cs_rep"
stop = true
sections = ["theirs"]
due = { from = "run_start", days = 1 }
[[task]]
id = "ours"
title = "Ask ourselves"
role = "cs_rep"
stop = true
sections = ["ours"]
due = { from = { field = "kickoff" }, days = 2 }
[[task]]
id = "review"
title = "Review it"
role = "supervisor"
due = { from = "run_due", days = 0 }
"#;

/// The day on which the scorecards are begun.
pub(in crate::web) const DAY: Date = date(2026, 6, 1);

/// Somebody with a role for every account.
pub(in crate::web) fn person(login: &str, role: Role) -> Person {
    Person {
        login: login.to_owned(),
        name: format!("{login} by name"),
        email: None,
        grants: vec![Grant { role, account: None }],
        active: true,
    }
}

/// Whoever does something, so many seconds after the first.
pub(in crate::web) fn signer(person: &Person, seconds: i64) -> Signer<'_> {
    Signer {
        person,
        signed: Signed {
            by: Some(person.login.clone()),
            name: person.name.clone(),
            at: Timestamp::from_second(1_780_000_000 + seconds).unwrap(),
            day: DAY,
        },
    }
}

/// A scorecard that the CSM has begun, whose seats the records know.
pub(in crate::web) fn begun(number: u32) -> Scorecard {
    let (csm, supervisor) = (person("cora", Role::Csm), person("sven", Role::Supervisor));
    let account = grounding::Account {
        id: grounding::AccountId::new("northwind"),
        name: "Northwind".to_owned(),
        aliases: Vec::new(),
    };
    let seats: Prefilled = serde_json::from_value(json!({
        "value": { "kind": "number", "value": "40" },
        "citations": [{ "source_id": "usage:seats/1", "quote": "40 of 100 seats" }],
    }))
    .unwrap();
    let template = parsed("small", TEMPLATE).unwrap();
    let by = signer(&csm, i64::from(number));
    let begin = Begin {
        account: &account,
        template: &template,
        number,
        due: None,
        people: &[csm.clone(), supervisor],
        prefilled: &[("seats".to_owned(), seats)],
    };
    let event = start(&by, begin).unwrap();
    Scorecard::replay(&format!("card{number}"), [(&by.signed, &event)]).unwrap()
}

/// Does something to a scorecard in somebody's name.
pub(in crate::web) fn act(
    card: &mut Scorecard,
    by: &Signer<'_>,
    does: impl Fn(&Scorecard, &Signer<'_>) -> Result<ScorecardEvent, ScorecardRefusal>,
) {
    let event = does(card, by).unwrap();
    card.apply(&by.signed, &event).unwrap();
}

/// Answers all of it and does the tasks.
pub(in crate::web) fn fill(card: &mut Scorecard, by: &Signer<'_>, seats: &str) {
    act(card, by, |it, by| it.correct(by, "seats", seats, "counted", &[]));
    act(card, by, |it, by| it.fill(by, "cost", "little", &[]));
    act(card, by, |it, by| it.finish(by, "theirs", ""));
    act(card, by, |it, by| it.finish(by, "ours", ""));
}

fn told(score: &ScoreView) -> String {
    [score.number.as_str(), score.word, score.change.as_str()]
        .join(" ")
        .trim()
        .to_owned()
}

#[test]
fn each_question_has_its_kind_of_input_and_says_where_it_stands() {
    let mut card = begun(1);
    let csm = person("cora", Role::Csm);
    let by = signer(&csm, 5);
    act(&mut card, &by, |it, by| {
        it.not_applicable(by, "path", "there is no plan")
    });
    let mut lines = Vec::new();
    for half in halves(&card) {
        lines.push(format!("{} ({}): {}", half.title, half.word, told(&half.score)));
        for field in half.sections.iter().flat_map(|section| &section.fields) {
            let input = match &field.input {
                Input::Number { min, max, unit } => format!("number {min} to {max} {unit}"),
                Input::Date => "date".to_owned(),
                Input::Choice(options) => format!("choice {options:?}"),
                Input::Text => "text".to_owned(),
                Input::Person => "person".to_owned(),
            };
            let said = [&field.on_record, &field.by, &field.reason]
                .map(String::as_str)
                .join("|");
            lines.push(format!(
                "{} {} {}: {input}, {said}",
                field.mark.sign, field.mark.word, field.id
            ));
        }
    }
    insta::assert_snapshot!(lines.join("\n"), @r#"
    Measuring customer success (customer): Unknown
    ? to confirm seats: number 0 to 100 %, 40%||
    – not applicable path: choice [("begun", "1. Begun"), ("there", "2. there")], |cora by name, 2026-06-01|there is no plan
    · no answer kickoff: date, ||
    Measuring internal business success (internal): Unknown
    ? needs an answer cost: choice [("little", "Little"), ("much", "Much")], ||
    "#);
}

/// What comes later is off and says what comes first; a date that moves takes the tasks along that
/// are counted from it.
#[test]
fn a_task_says_what_holds_it_up() {
    let mut card = begun(1);
    let csm = person("cora", Role::Csm);
    let by = signer(&csm, 5);
    let shown = |card: &Scorecard| {
        let rows = tasks(card, &by, date(2026, 6, 3)).into_iter().map(|row| {
            let why = row
                .why
                .map_or("can be done".to_owned(), |why| format!("{} {}", why.text, why.field));
            let late = if row.overdue { " overdue" } else { "" };
            format!("{} by {} {}{late}: {}", row.id, row.who, row.due, why.trim())
        });
        rows.collect::<Vec<_>>().join("\n")
    };
    insta::assert_snapshot!(shown(&card), @"
    theirs by representative cora by name 2026-06-02 overdue: One answer of the records is not confirmed. seats
    ours by representative cora by name : First: Ask them.
    review by supervisor sven by name 2026-06-11: It is done once the supervisor approves the scorecard.
    ");
    act(&mut card, &by, |it, by| it.confirm(by, "seats"));
    act(&mut card, &by, |it, by| it.move_date(by, "kickoff", date(2026, 6, 8)));
    insta::assert_snapshot!(shown(&card), @"
    theirs by representative cora by name 2026-06-02 overdue: can be done
    ours by representative cora by name 2026-06-10: First: Ask them.
    review by supervisor sven by name 2026-06-11: It is done once the supervisor approves the scorecard.
    ");
}

#[test]
fn whoever_lacks_the_role_can_move_and_give_nothing() {
    let card = begun(1);
    let people = [
        person("cora", Role::Csm),
        person("carl", Role::Csm),
        person("sven", Role::Supervisor),
    ];
    let can = |person: &Person| {
        let by = signer(person, 5);
        let dates: Vec<String> = dates(&card, &by).into_iter().map(|row| row.field).collect();
        let parts = parts(&card, &by, &people).into_iter();
        let others: Vec<String> = parts.flat_map(|part| part.others).map(|it| it.login).collect();
        (dates.join(" "), others.join(" "))
    };
    assert_eq!(
        can(&people[0]),
        ("due kickoff".to_owned(), "cora carl sven".to_owned()),
        "the CSM fills it, and gives it to another"
    );
    assert_eq!(can(&people[2]), ("due".to_owned(), "cora carl sven".to_owned()));
    assert_eq!(can(&person("rita", Role::Reader)), (String::new(), String::new()));
}

/// Three scorecards are a series, each score with how it differs from the one before.
#[test]
fn scores_over_time_say_how_they_changed() {
    let (csm, supervisor) = (person("cora", Role::Csm), person("sven", Role::Supervisor));
    let mut cards: Vec<Scorecard> = Vec::new();
    for (number, seats) in [(1, "60"), (2, "40"), (3, "70")] {
        let mut card = begun(number);
        let by = signer(&csm, i64::from(number) * 10);
        fill(&mut card, &by, seats);
        act(&mut card, &by, Scorecard::submit);
        let earlier: Vec<&Scorecard> = cards.iter().collect();
        let by = signer(&supervisor, i64::from(number) * 10 + 1);
        let events = card.approve(&by, "", &earlier).unwrap();
        for event in events {
            card.apply(&by.signed, &event).unwrap();
        }
        cards.push(card);
    }
    let newest = cards.last().unwrap();
    let past = past(newest, &series(&cards, date(2026, 7, 1))).unwrap();
    let heads: Vec<(u32, bool)> = past.heads.iter().map(|head| (head.number, head.is_this)).collect();
    assert_eq!(heads, [(1, false), (2, false), (3, true)]);
    let rows = past.rows.iter().map(|row| {
        let cells: Vec<String> = row
            .cells
            .iter()
            .map(|cell| cell.as_ref().map(told).unwrap_or_default())
            .collect();
        format!("{}: {}", row.title, cells.join(", "))
    });
    insta::assert_snapshot!(rows.collect::<Vec<_>>().join("\n"), @"
    Total: 86 Green, 30 Red −56, 86 Green +56
    Customer: 80 Green, 0 Red −80, 80 Green +80
    Internal: 100 Green, 100 Green unchanged, 100 Green unchanged
    Use: 80 Green, 0 Red −80, 80 Green +80
    Cost: 100 Green, 100 Green unchanged, 100 Green unchanged
    ");
    assert_eq!(past.chart, "", "all of them are of one day");
}

#[test]
fn without_an_approved_scorecard_there_is_no_course() {
    let card = begun(1);
    assert!(past(&card, &series(std::slice::from_ref(&card), DAY)).is_none());
}

#[test]
fn a_refusal_says_where_to_go() {
    let card = begun(1);
    let csm = person("cora", Role::Csm);
    let refused = card.submit(&signer(&csm, 5)).unwrap_err();
    let first = Why {
        text: "First: Ask them.".to_owned(),
        field: String::new(),
    };
    assert_eq!(Why::of(&card, &refused), first);
    let reader = person("rita", Role::Reader);
    let refused = card.submit(&signer(&reader, 5)).unwrap_err();
    assert_eq!(
        Why::of(&card, &refused).text,
        "It takes the CSM to fill a scorecard here."
    );
}
