//! Random people doing random things to a run, beside the model.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use super::attempt::{attempt, beginning, people};
use super::model::Model;
use super::picture::Picture;
use super::random::setups;
use super::steps::{Named, PEOPLE, Setup, Step, Try};
use super::story::{Story, told};
use super::stretch::tries;
use crate::log::Event;
use crate::people::Role;
use crate::run::{Refusal, Run, RunEvent, Signed};

/// What must be so of every run there can be: who has signed had the role and saw that very text,
/// nobody signed twice, and nothing waited that comes before.
fn holds_true(setup: &Setup, run: &Run, saw: &BTreeSet<(String, String)>) {
    let state = format!("{:?}", run.state.word());
    if !matches!(state.as_str(), "InReview" | "Approved") {
        return;
    }
    let signatures = run.state.signatures();
    let mut signers = BTreeSet::new();
    for signature in signatures {
        let by = signature.signed.by.clone().unwrap();
        let who: usize = by[1..].parse().unwrap();
        assert!(
            setup.players[who].here.contains(&signature.approval.role),
            "{by} lacks the role"
        );
        assert_eq!(signature.approval.digest, run.digest);
        assert!(
            saw.contains(&(by.clone(), run.digest.clone())),
            "{by} saw something else"
        );
        assert!(signers.insert(by), "one person signed twice");
    }
    if !signatures.is_empty() {
        assert_eq!(run.unjudged(), Vec::<String>::new());
        let before = run.tasks.iter().take_while(|task| task.id != "t4");
        let open: Vec<&str> = before
            .filter(|it| it.stop && it.done.is_none())
            .map(|it| it.id.as_str())
            .collect();
        assert_eq!(open, Vec::<&str>::new(), "a stop task is open before the approval");
        let asked = run.undecided().into_iter().filter(|it| it.name.starts_with('m'));
        assert_eq!(asked.collect::<Vec<_>>(), [], "what a return asked is open");
    }
    let signed: BTreeSet<Role> = signatures.iter().map(|it| it.approval.role).collect();
    let asked: BTreeSet<Role> = setup.stages.iter().flatten().copied().collect();
    assert_eq!(state == "Approved", signed == asked);
}

/// Plays the steps on a run and on the model, and compares the two after each.
fn play(setup: &Setup, tries: &[Try]) {
    let people = people(setup);
    let mut story = Story::begin(beginning(setup));
    let mut model = Model::begin(setup);
    let mut saw = BTreeSet::new();
    for (who, step) in tries {
        let person = &people[*who];
        let done = story.act(person, |run, signer| attempt(run, signer, step, &people));
        let named = matches!(step, Step::Approve { named, .. } if *named != Named::Not);
        if done.is_ok() && (named || matches!(step, Step::See)) {
            saw.insert((person.login.clone(), story.run.digest.clone()));
        }
        assert_eq!(
            done.is_ok(),
            model.takes(*who, step),
            "{} tries {step:?}: {done:?}",
            person.login
        );
        assert_eq!(
            Picture::of(&story.run),
            model.picture(),
            "after {step:?} of {}",
            person.login
        );
        let leaves = people
            .iter()
            .map(|person| story.run.may_leave(&story.signer(person)).is_ok());
        let expected = (0..PEOPLE).map(|who| model.may_leave(who));
        assert_eq!(
            leaves.collect::<Vec<_>>(),
            expected.collect::<Vec<_>>(),
            "after {step:?}"
        );
        holds_true(setup, &story.run, &saw);
    }
    assert_eq!(told(&story.log), story.run);
    let read: Vec<(Signed, RunEvent)> = story
        .log
        .iter()
        .map(|(signed, event)| (signed.clone(), read(event)))
        .collect();
    assert_eq!(read, story.log);
}

/// An event as it comes back from the log's JSON.
fn read(event: &RunEvent) -> RunEvent {
    let json = serde_json::to_string(&Event::Run(event.clone())).unwrap();
    match serde_json::from_str(&json).unwrap() {
        Event::Run(event) => event,
        other => panic!("{other:?} is no event of a run"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 256,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    /// HO-20, VR-32, SC-8: whatever people try, a run does what the rows say, and its log tells the
    /// same.
    #[test]
    fn a_run_does_what_the_rows_say((setup, tries) in (setups(), tries())) {
        play(&setup, &tries);
    }
}

/// What is easily missed: that nothing but an answer, or nothing but a part that nobody plays, kept
/// somebody from it; that a brief was taken up again between two approvals; that a run ended.
fn noteworthy(
    run: &Run,
    done: &Result<(), Refusal>,
    step: &Step,
    had_signed: bool,
) -> impl Iterator<Item = &'static str> {
    let closed = run
        .gates()
        .into_iter()
        .filter(|gate| !gate.passed && gate.name != "kickoff");
    let closed: Vec<String> = closed.map(|gate| gate.name).collect();
    let seen = [
        ("complete", run.completed.is_some()),
        (
            "reopened in review",
            had_signed && done.is_ok() && matches!(step, Step::Reopen { .. }),
        ),
        ("unanswered", matches!(done, Err(Refusal::Unanswered(_)))),
        (
            "uncast",
            matches!(done, Err(Refusal::Gates(_))) && closed == ["owner_assigned"],
        ),
    ];
    seen.into_iter().filter_map(|(name, seen)| seen.then_some(name))
}

/// The steps above go everywhere: every state is reached, and every command is once allowed and
/// once refused.
#[test]
fn random_steps_go_everywhere() {
    let mut runner = TestRunner::deterministic();
    let mut states = BTreeSet::new();
    let mut outcomes = BTreeSet::new();
    let mut reached = BTreeSet::new();
    for _ in 0..256 {
        let (setup, tries) = (setups(), tries()).new_tree(&mut runner).unwrap().current();
        let people = people(&setup);
        let mut story = Story::begin(beginning(&setup));
        for (who, step) in &tries {
            let had_signed = !story.run.waits_for().is_empty() && !story.run.state.signatures().is_empty();
            let done = story.act(&people[*who], |run, signer| attempt(run, signer, step, &people));
            outcomes.insert((step.word(), done.is_ok()));
            states.insert(format!("{:?}", story.run.state.word()));
            reached.extend(noteworthy(&story.run, &done, step, had_signed));
        }
    }
    let all = [
        "Approved",
        "Failed",
        "InReview",
        "Paused",
        "Returned",
        "Stopped",
        "Superseded",
    ];
    assert_eq!(states.iter().map(String::as_str).collect::<Vec<_>>(), all);
    assert_eq!(
        reached,
        BTreeSet::from(["complete", "reopened in review", "uncast", "unanswered"])
    );
    let commands = [
        "approve", "assign", "comment", "complete", "decide", "edit", "finish", "judge", "link", "move", "note",
        "reopen", "return", "save", "undo",
    ];
    let both = commands
        .iter()
        .flat_map(|command| [(*command, false), (*command, true)]);
    let expected: BTreeSet<(&str, bool)> = both
        .chain([("open", true), ("see", true), ("supersede", true)])
        .collect();
    assert_eq!(outcomes, expected);
}
