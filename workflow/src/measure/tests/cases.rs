//! What is one case, and where it stands.

use jiff::civil::{Date, date};

use crate::measure::case::{Case, Period, Window};
use crate::measure::testing::{Told, handoff, recap, runs};
use crate::run::{Note, RunEvent};

const DAY: Date = date(2026, 1, 5);
const NEXT: Date = date(2026, 1, 9);

/// The ids of the runs of each case.
fn cases(told: &[Told], kind: &str) -> Vec<String> {
    let runs = runs(told);
    let cases = Case::all(&runs, kind, Window::ALWAYS);
    let ids = |case: &Case<'_>| case.runs().map(|run| run.id.clone()).collect::<Vec<_>>().join(" ");
    cases.iter().map(ids).collect()
}

#[test]
fn runs_of_one_record_are_one_case() {
    let told = [
        handoff("orrin", 2, NEXT).triggered("project_created", "jira:epic/1"),
        handoff("orrin", 3, NEXT).triggered("closed_won", "crm:deal/2"),
        handoff("orrin", 1, DAY).triggered("closed_won", "crm:deal/1"),
        handoff("orrin", 4, NEXT).triggered("closed_won", "crm:deal/1"),
        handoff("tarn", 1, DAY).triggered("closed_won", "crm:deal/1"),
        recap("orrin", 1, DAY).triggered("closed_won", "crm:deal/1"),
    ];
    assert_eq!(
        cases(&told, "handoff"),
        ["orrin-1 orrin-4", "orrin-2", "orrin-3", "tarn-1"]
    );
}

#[test]
fn a_run_that_names_the_records_of_two_cases_ties_them_together() {
    let mut both = handoff("orrin", 4, NEXT).triggered("closed_won", "crm:deal/1");
    both.started.trigger.as_mut().unwrap().also = vec!["jira:epic/1".to_owned()];
    let told = [
        handoff("orrin", 1, DAY).triggered("closed_won", "crm:deal/1"),
        handoff("orrin", 2, DAY).triggered("project_created", "jira:epic/1"),
        handoff("orrin", 3, DAY).triggered("closed_won", "crm:deal/1"),
        both,
    ];
    assert_eq!(cases(&told, "handoff"), ["orrin-1 orrin-2 orrin-3 orrin-4"]);
}

#[test]
fn what_took_the_place_of_an_open_run_is_of_its_case() {
    let told = [
        recap("orrin", 1, DAY)
            .triggered("manual", "review")
            .superseded("orrin-2", NEXT),
        recap("orrin", 2, NEXT)
            .triggered("manual", "review")
            .approved(NEXT)
            .superseded("orrin-3", NEXT),
        recap("orrin", 3, NEXT).triggered("manual", "review"),
    ];
    assert_eq!(cases(&told, "recap"), ["orrin-1 orrin-2", "orrin-3"]);
}

#[test]
fn a_run_without_a_brief_is_of_no_case() {
    let mut failed = recap("orrin", 1, DAY);
    failed.started.state = crate::brief::RunState::Failed;
    let mut stopped = recap("orrin", 2, DAY);
    stopped.started.state = crate::brief::RunState::Stopped;
    let mut paused = recap("orrin", 3, DAY);
    paused.started.state = crate::brief::RunState::Paused;
    assert_eq!(cases(&[failed, stopped, paused], "recap"), ["orrin-3"]);
}

#[test]
fn a_case_stands_by_its_latest_approved_run() {
    let first = || handoff("orrin", 1, DAY).triggered("closed_won", "crm:deal/1");
    let second = || handoff("orrin", 2, NEXT).triggered("closed_won", "crm:deal/1");
    let stands = |first: Told, second: Told| {
        let runs = runs(&[first, second]);
        let cases = Case::all(&runs, "handoff", Window::ALWAYS);
        let case = &cases[0];
        (
            case.standing(Window::ALWAYS).id.clone(),
            case.approved_on(Window::ALWAYS),
        )
    };
    let first_id = "orrin-1".to_owned();
    let second_id = "orrin-2".to_owned();
    assert_eq!(stands(first(), second()), (second_id.clone(), None));
    let approved = first().approved(NEXT).superseded("orrin-2", NEXT);
    assert_eq!(stands(approved.clone(), second()), (first_id, Some(NEXT)));
    let later = date(2026, 2, 1);
    assert_eq!(
        stands(approved, second().approved(later)),
        (second_id.clone(), Some(later))
    );
    let reopened = first().approved(NEXT).reopened(NEXT).superseded("orrin-2", NEXT);
    assert_eq!(stands(reopened, second()), (second_id.clone(), None));
    let half = first().approved_as(crate::people::Role::Ae, NEXT);
    assert_eq!(stands(half, second()), (second_id, None));
}

#[test]
fn what_happens_after_the_last_day_does_not_count_yet() {
    let last = date(2026, 1, 31);
    let window = Window(Some(Period { from: DAY, to: last }));
    let tomorrow = last.tomorrow().unwrap();
    let approved_on = |told: Told| {
        let runs = runs(&[told]);
        Case::all(&runs, "recap", window)
            .iter()
            .map(|case| case.approved_on(window))
            .collect::<Vec<_>>()
    };
    assert_eq!(approved_on(recap("orrin", 1, DAY).approved(last)), [Some(last)]);
    assert_eq!(approved_on(recap("orrin", 1, DAY).approved(tomorrow)), [None]);
    assert_eq!(approved_on(recap("orrin", 1, tomorrow)), []);
}

#[test]
fn what_happened_to_any_run_happened_to_the_case() {
    let told = [
        handoff("orrin", 1, DAY)
            .returned(DAY, true)
            .noted(Note::RiskFound, DAY, "")
            .superseded("orrin-2", NEXT),
        handoff("orrin", 2, NEXT)
            .approved(NEXT)
            .then("csm", NEXT, RunEvent::Completed)
            .noted(Note::RiskFound, NEXT, ""),
    ];
    let runs = runs(&told);
    let cases = Case::all(&runs, "handoff", Window::ALWAYS);
    let returned: Vec<Date> = cases[0].returns().map(|(signed, _)| signed.day).collect();
    assert_eq!(
        (
            cases.len(),
            returned,
            cases[0].noted(Note::RiskFound).collect::<Vec<_>>()
        ),
        (1, vec![DAY], vec![DAY, NEXT])
    );
}
