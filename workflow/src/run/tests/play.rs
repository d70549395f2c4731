//! Random people doing random things to a run, beside the model.

use std::collections::{BTreeMap, BTreeSet};

use grounding::{AccountId, Route, SourceId};
use jiff::ToSpan;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use super::model::{Model, Picture, login};
use super::steps::{Named, Setup, Step, Try, setups, tries};
use super::story::{BEGAN, Story, digest, gate, quote, started, subject, tasks, told};
use crate::log::Event;
use crate::people::{Grant, Person, Role};
use crate::run::{
    Approve, Decide, Judge, Note, Plan, Refusal, Run, RunEvent, SendBack, Signed, Signer, Stage, Started, Subject,
};

/// The people of a setup.
fn people(setup: &Setup) -> Vec<Person> {
    let grants = |roles: &BTreeSet<Role>, account: &str| -> Vec<Grant> {
        let grant = |role: &Role| Grant {
            role: *role,
            account: Some(AccountId::new(account)),
        };
        roles.iter().map(grant).collect()
    };
    let players = setup.players.iter().enumerate();
    let person = players.map(|(who, player)| Person {
        login: login(who),
        name: format!("Person {who}"),
        email: None,
        grants: [grants(&player.here, "northwind"), grants(&player.elsewhere, "birch")].concat(),
        active: player.active,
    });
    person.collect()
}

/// Who may judge each claim.
fn routes(claims: &[&str]) -> BTreeMap<String, Vec<Route>> {
    let routes = |claim: &str| match claim {
        "c1" => vec![Route::Ae],
        "c3" => vec![Route::Supervisor, Route::Csm],
        _ => Vec::new(),
    };
    claims
        .iter()
        .map(|claim| ((*claim).to_owned(), routes(claim)))
        .collect()
}

/// How the run of a setup begins.
fn beginning(setup: &Setup) -> Started {
    let question = Subject {
        citations: vec![quote("gong:call/77", "in May"), quote("mail:message/4", "in June")],
        ..subject("q1", "question", &[Route::Ae, Route::Csm])
    };
    let base = started();
    Started {
        state: setup.state,
        plan: Plan {
            stages: setup
                .stages
                .iter()
                .map(|roles| Stage { roles: roles.clone() })
                .collect(),
            items: base.plan.items.clone(),
        },
        people: BTreeMap::new(),
        tasks: if setup.has_tasks { tasks() } else { Vec::new() },
        gates: vec![
            gate("risks_owned", false, "nobody owns one open risk"),
            gate("commitments_reviewed", false, "nobody has reviewed 2 promises"),
            gate("kickoff", false, "waits"),
        ],
        open: vec![subject("k1", "V704", &[Route::Csm]), question],
        to_judge: routes(&setup.waiting),
        sources_cited: if setup.cites { 2 } else { 0 },
        ..base
    }
}

/// Asks the run what comes of a step.
fn attempt(run: &Run, signer: &Signer<'_>, step: &Step, people: &[Person]) -> Result<RunEvent, Refusal> {
    let said = |said: bool, words: &str| if said { words.to_owned() } else { " ".to_owned() };
    let words = |words: &[&str]| words.iter().map(|it| (*it).to_owned()).collect();
    match step {
        Step::See => Ok(RunEvent::Seen {
            digest: run.digest.clone(),
        }),
        Step::Open { of_older_text } => Ok(RunEvent::EvidenceOpened {
            digest: if *of_older_text { digest(0) } else { run.digest.clone() },
            claim: "c1".to_owned(),
            source_id: SourceId::raw("gong:call/77"),
        }),
        Step::Approve {
            role,
            named,
            items,
            because,
        } => run.approve(
            signer,
            &Approve {
                role: *role,
                digest: match named {
                    Named::Not => None,
                    Named::Whole => Some(run.digest.clone()),
                    Named::Digits(digits) => Some(run.digest.trim_start_matches("sha256:")[..*digits].to_owned()),
                    Named::Other => Some(digest(0)),
                },
                items: words(items),
                unopened_because: Some(said(*because, "I was there")),
                comment: String::new(),
            },
        ),
        Step::Return { missing, comment } => run.send_back(
            signer,
            &SendBack {
                missing: words(missing),
                comment: said(*comment, "not yet"),
                material: false,
            },
        ),
        Step::Reopen { why } => run.reopen(signer, &said(*why, "it is there")),
        Step::Judge { claim, accepted, why } => run.judge(
            signer,
            &Judge {
                claim: (*claim).to_owned(),
                accepted: *accepted,
                reason: said(*why, "I was there"),
            },
        ),
        Step::Decide { subject, answer, holds } => run.decide(
            signer,
            &Decide {
                subject: run.subject(subject)?,
                answer: said(*answer, "in May"),
                holds: *holds,
                source_id: SourceId::new("vouch", "decision", subject),
            },
        ),
        Step::Finish { task, note } => run.finish_task(signer, task, &said(*note, "it can wait")),
        Step::Undo { task, why } => run.reopen_task(signer, task, &said(*why, "not yet")),
        Step::Assign { what, to } => run.assign(signer, what, &people[*to]),
        Step::Move { field, to } => run.move_date(signer, field, *to),
        Step::Comment { text } => run.comment(signer, text, None),
        Step::Save { name } => run.save(signer, name),
        Step::Note { tomorrow } => {
            let day = BEGAN.saturating_add(i64::from(*tomorrow).days());
            run.note(signer, Note::KickoffHeld, day, "")
        }
        Step::Complete => run.complete(signer),
        Step::Edit { claim, waiting, back } => run.may_edit(signer).map(|()| RunEvent::Edited {
            version: run.version + 1,
            digest: digest(if *back { 1 } else { run.version + 1 }),
            claim: (*claim).to_owned(),
            to_judge: routes(waiting),
        }),
        Step::Supersede => Ok(RunEvent::Superseded { by: "run-2".to_owned() }),
    }
}

/// What can be seen of a run.
fn picture(run: &Run) -> Picture {
    let signatures = run.state.signatures().iter();
    let login = |signed: &Signed| signed.by.clone().unwrap_or_default();
    let done = run.tasks.iter().filter(|task| task.done.is_some());
    let assigned = run
        .tasks
        .iter()
        .filter_map(|task| Some((task.id.clone(), task.assignee.clone()?)));
    Picture {
        state: run.state.word(),
        version: run.version,
        digest: run.digest.clone(),
        signed: signatures.map(|it| (it.approval.role, login(&it.signed))).collect(),
        waits: run.waits_for().into_iter().collect(),
        unjudged: run.unjudged().into_iter().collect(),
        undecided: run.undecided().into_iter().map(|it| it.name).collect(),
        done: done.map(|task| task.id.clone()).collect(),
        assigned: assigned.collect(),
        kickoff: run.dates["kickoff"],
        saved: run.saved.iter().map(|(_, name)| name.clone()).collect(),
        comments: run.comments.len(),
        notes: run.notes.len(),
        returns: run.returns.len(),
        complete: run.completed.is_some(),
    }
}

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
        let _ = open;
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
            picture(&story.run),
            model.picture(),
            "after {step:?} of {}",
            person.login
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

/// The steps above go everywhere: every state is reached, and every command is once allowed and
/// once refused.
#[test]
fn random_steps_go_everywhere() {
    let mut runner = TestRunner::deterministic();
    let mut states = BTreeSet::new();
    let mut outcomes = BTreeSet::new();
    let mut completed = false;
    for _ in 0..256 {
        let (setup, tries) = (setups(), tries()).new_tree(&mut runner).unwrap().current();
        let people = people(&setup);
        let mut story = Story::begin(beginning(&setup));
        for (who, step) in &tries {
            let done = story.act(&people[*who], |run, signer| attempt(run, signer, step, &people));
            outcomes.insert((step.word(), done.is_ok()));
            states.insert(format!("{:?}", story.run.state.word()));
            completed |= story.run.completed.is_some();
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
    assert!(completed);
    let commands = [
        "approve", "assign", "comment", "complete", "decide", "edit", "finish", "judge", "move", "note", "reopen",
        "return", "save", "undo",
    ];
    let both = commands
        .iter()
        .flat_map(|command| [(*command, false), (*command, true)]);
    let expected: BTreeSet<(&str, bool)> = both
        .chain([("open", true), ("see", true), ("supersede", true)])
        .collect();
    assert_eq!(outcomes, expected);
}
