//! Random commands by random people.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;

use super::*;

/// What somebody tries.
#[derive(Debug, Clone)]
enum Try {
    Fill(&'static str, &'static str),
    Confirm(&'static str),
    Correct(&'static str, &'static str),
    NotApplicable(&'static str),
    Set(&'static str, &'static str),
    Attach,
    Done(&'static str),
    Move(&'static str, Date),
    Assign(Part, usize),
    Submit,
    Approve,
    Reject(bool),
}

/// Everybody: the representative, the supervisor, one who is both, one who was put out, one more.
fn people() -> Vec<Person> {
    let gone = Person {
        active: false,
        ..person("gone", &[Role::Csm, Role::Supervisor])
    };
    vec![
        rep(),
        boss(),
        person("bo", &[Role::Csm, Role::Supervisor]),
        gone,
        person("ole", &[Role::CsOperations]),
    ]
}

fn carry_out(log: &Log, who: &Person, tried: &Try) -> Result<Vec<ScorecardEvent>, ScorecardRefusal> {
    let one = |event: Result<ScorecardEvent, ScorecardRefusal>| event.map(|event| vec![event]);
    log.tries(who, |card, signer| match tried {
        Try::Fill(field, text) => one(card.fill(signer, field, text, &[])),
        Try::Confirm(field) => one(card.confirm(signer, field)),
        Try::Correct(field, text) => one(card.correct(signer, field, text, "so it is", &[])),
        Try::NotApplicable(field) => one(card.not_applicable(signer, field, "not here")),
        Try::Set(dimension, score) => one(card.set_score(signer, dimension, score, "by phone")),
        Try::Attach => {
            let copy = Attachment {
                file: "f".to_owned(),
                digest: "sha256:00".to_owned(),
            };
            one(card.attach(signer, copy))
        }
        Try::Done(task) => one(card.finish(signer, task, "")),
        Try::Move(field, to) => one(card.move_date(signer, field, *to)),
        Try::Assign(part, at) => one(card.assign(signer, *part, &people()[*at])),
        Try::Submit => one(card.submit(signer)),
        Try::Approve => card.approve(signer, "", &[]),
        Try::Reject(with) => one(card.reject(signer, with.then_some("again"))),
    })
}

/// What gets a scorecard on, each by who may do it.
fn onward() -> impl Strategy<Value = (Person, Try)> {
    let tasks = ["visit", "customer", "ours"].map(Try::Done);
    let answers = [
        Try::Fill("visited_on", "2027-03-03"),
        Try::Fill("tickets", "2"),
        Try::Fill("mood", "good"),
        Try::Fill("growth", "no"),
        Try::Confirm("stage"),
        Try::Submit,
    ];
    let own: Vec<Try> = tasks.into_iter().chain(answers).collect();
    prop_oneof![
        8 => select(own).prop_map(|tried| (rep(), tried)),
        1 => Just((boss(), Try::Approve)),
    ]
}

/// What leads astray, by anybody.
fn astray() -> impl Strategy<Value = (Person, Try)> {
    let tries = vec![
        Try::Fill("mood", "fine"),
        Try::Fill("mood", "bad"),
        Try::Fill("stage", "agreed"),
        Try::Correct("stage", "reached"),
        Try::NotApplicable("mood"),
        Try::Set("support", "10"),
        Try::Set("value", "none"),
        Try::Attach,
        Try::Done("file"),
        Try::Done("ours"),
        Try::Done("review"),
        Try::Move("visited_on", date(2027, 3, 4)),
        Try::Move(DUE, date(2027, 4, 1)),
        Try::Assign(Part::Supervisor, 1),
        Try::Assign(Part::Supervisor, 2),
        Try::Assign(Part::CsRep, 0),
        Try::Submit,
        Try::Approve,
        Try::Reject(true),
        Try::Reject(false),
    ];
    (select(people()), select(tries))
}

/// Mostly onward, so that the runs reach the review.
fn commands() -> impl Strategy<Value = Vec<(Person, Try)>> {
    vec(prop_oneof![6 => onward(), 1 => astray()], 0..90)
}

/// Nothing is written beside the sources; a case that fails is shown whole.
fn cases() -> ProptestConfig {
    ProptestConfig {
        cases: 128,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// What an approved scorecard never changes.
fn frozen(card: &Scorecard) -> (String, Scores, BTreeMap<String, Signed>, BTreeMap<Part, Assignee>, Date) {
    (
        card.digest(),
        card.scores(),
        card.done.clone(),
        card.people.clone(),
        card.due,
    )
}

proptest! {
    #![proptest_config(cases())]

    /// SC-2, SC-5, SC-8, SC-10: whatever the order of the commands, no task is done while a stop
    /// task before it is open or a field of it waits, nobody accepts their own work, an approved
    /// scorecard never changes, and the log is always one that can be replayed.
    #[test]
    fn no_order_of_commands_gets_around_the_rules(commands in commands()) {
        let mut log = Log::begin();
        let mut kept = None;
        for (who, tried) in &commands {
            let Ok(events) = carry_out(&log, who, tried) else { continue };
            let before = log.card.clone();
            for event in events {
                log.take(who, event);
            }
            let template = log.card.template();
            for (at, task) in template.tasks.iter().enumerate() {
                if log.card.done.contains_key(&task.id) && !before.done.contains_key(&task.id) {
                    let open = template.tasks[..at].iter().find(|it| it.stop && !log.card.done.contains_key(&it.id));
                    prop_assert_eq!(open.map(|it| &it.id), None, "{} was done by {:?}", &task.id, tried);
                    let waits = log.card.covered(task).into_iter();
                    let mut waits = waits.filter(|it| log.card.is_empty(it) || log.card.is_unconfirmed(&it.id));
                    prop_assert_eq!(waits.next(), None);
                }
            }
            if let Some(kept) = &kept {
                prop_assert_eq!(&frozen(&log.card), kept, "{:?} by {}", tried, &who.login);
            } else if let Some(signed) = log.card.approved() {
                prop_assert!(!log.card.authors.contains(signed.by.as_ref().unwrap()));
                kept = Some(frozen(&log.card));
            }
        }
        let replayed = Scorecard::replay(&log.card.id, log.events.iter().map(|(signed, event)| (signed, event)));
        prop_assert_eq!(replayed, Ok(log.card));
    }
}

/// The random commands get as far as the approval often enough to test anything.
#[test]
fn random_commands_reach_the_approval() {
    let mut runner = TestRunner::deterministic();
    let reached = (0..100).filter(|_| {
        let commands = commands().new_tree(&mut runner).unwrap().current();
        let mut log = Log::begin();
        for (who, tried) in &commands {
            for event in carry_out(&log, who, tried).unwrap_or_default() {
                log.take(who, event);
            }
        }
        log.card.approved().is_some()
    });
    assert!(reached.count() > 10);
}
