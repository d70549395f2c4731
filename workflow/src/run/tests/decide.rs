//! Questions and conflicts.

use std::collections::BTreeMap;

use grounding::{Route, SourceId};
use insta::assert_snapshot;

use super::story::{Story, quote, signed, started, subject, tasks};
use super::who::{ada, bo, cem, max, oda, sol};
use crate::brief::RunState;
use crate::people::{Person, Role};
use crate::run::{Decide, Decided, Refusal, Run, RunEvent, Signer, Started, Subject};

/// A conflict of two sources, for the AE.
fn conflict() -> Subject {
    Subject {
        citations: vec![
            quote("gong:call/77", "four weeks"),
            quote("contract:order-form/3", "eight weeks"),
        ],
        ..subject("r1", "V601", &[Route::Ae])
    }
}

/// A conflict and a question of a brief that is paused until they are decided.
fn paused() -> Started {
    Started {
        state: RunState::Paused,
        tasks: tasks(),
        open: vec![conflict(), subject("q1", "question", &[Route::Ae, Route::Csm])],
        ..started()
    }
}

fn decision() -> SourceId {
    SourceId::new("vouch", "decision", "1")
}

/// Decides the subject of that name.
fn decide(
    name: &str,
    answer: &str,
    holds: Option<usize>,
) -> impl FnOnce(&Run, &Signer<'_>) -> Result<RunEvent, Refusal> {
    let (name, answer) = (name.to_owned(), answer.to_owned());
    move |run, signer| {
        run.decide(
            signer,
            &Decide {
                subject: run.subject(&name)?,
                answer,
                holds,
                source_id: decision(),
            },
        )
    }
}

/// HO-14: of two sources that say different things a person says which holds; the run stays as it
/// is, since the next one starts from the answer.
#[test]
fn a_conflict_is_decided_for_one_of_its_quotes() {
    let mut story = Story::begin(paused());
    story.act(&bo(), decide("r1", " what was signed ", Some(2))).unwrap();
    let decided = Decided {
        subject: conflict(),
        answer: "what was signed".to_owned(),
        role: Role::Ae,
        holds: Some(1),
        source_id: decision(),
    };
    assert_eq!(story.run.decisions, [(signed(&bo(), 1), decided)]);
    assert_eq!(
        story.run.undecided(),
        [subject("q1", "question", &[Route::Ae, Route::Csm])]
    );
    assert_eq!(story.run.state.word(), RunState::Paused);
    assert_eq!(story.open_tasks(), ["t1", "t2", "t3", "t4", "t5"]);
}

/// The task of answering is done with the last answer, by whoever gave it.
#[test]
fn the_last_answer_closes_the_answers_task() {
    let mut story = Story::begin(paused());
    story.act(&cem(), decide("q1", "in May", None)).unwrap();
    assert_eq!(story.run.decisions[0].1.role, Role::Csm);
    assert_eq!(story.open_tasks(), ["t2", "t3", "t4", "t5"]);
    assert_eq!(story.run.tasks[0].done, Some(signed(&cem(), 1)));
}

/// Whom nobody is named for, whoever may decide at all decides.
#[test]
fn a_subject_for_nobody_in_particular() {
    let mut story = Story::begin(Started {
        open: vec![subject("k1", "V704", &[])],
        ..started()
    });
    story.act(&sol(), decide("k1", "Sol owns it", None)).unwrap();
    assert_eq!(story.run.decisions[0].1.role, Role::Supervisor);
}

#[test]
fn a_decision_that_is_refused() {
    let mut story = Story::begin(paused());
    let heard = |story: &Story, person: &Person, name: &str, answer: &str, holds: Option<usize>| {
        story.refused(person, decide(name, answer, holds))
    };
    assert_snapshot!(heard(&story, &cem(), "r1", "what was signed", None), @"
    `r1` is for the AE to decide
    ");
    assert_snapshot!(heard(&story, &max(), "r1", "what was signed", None), @"`max` may not do that: to decide takes the role `account_owner` or `csm` or `ae` or `supervisor` or `cs_operations` for `northwind`");
    assert_snapshot!(heard(&story, &ada(), "r1", " ", None), @"a decision says what holds");
    assert_snapshot!(heard(&story, &ada(), "r1", "neither", Some(0)), @"this run has no quote `0`; it has `1`, `2`");
    assert_snapshot!(heard(&story, &ada(), "r1", "neither", Some(3)), @"this run has no quote `3`; it has `1`, `2`");
    assert_snapshot!(heard(&story, &ada(), "q1", "in May", Some(1)), @"this run has no quote `1`; it has none");
    story.act(&ada(), decide("r1", "what was signed", Some(2))).unwrap();
    assert_snapshot!(heard(&story, &ada(), "r1", "what was said", Some(1)), @"this run has no open question or conflict `r1`; it has `q1`");
    story.happens(&sol(), RunEvent::Superseded { by: "run-2".to_owned() });
    assert_snapshot!(heard(&story, &ada(), "q1", "in May", None), @"this run was superseded by a later one, so there is nothing to decide -> `vouch review show RUN` says where it stands and what comes next");
}

/// What is for CS operations alone is theirs to decide.
#[test]
fn cs_operations_decide_what_is_for_them() {
    let mut story = Story::begin(Started {
        open: vec![subject("r1", "goal_vague", &[Route::CsOperations])],
        ..started()
    });
    assert_snapshot!(story.refused(&ada(), decide("r1", "it is clear", None)), @"
    `r1` is for CS operations to decide
    ");
    story.act(&oda(), decide("r1", "it is clear", None)).unwrap();
    assert_eq!(story.run.decisions[0].1.role, Role::CsOperations);
    assert_eq!(story.undecided(), Vec::<String>::new());
}

/// What is decided is what the run has by that name, whatever somebody hands in under it.
#[test]
fn a_subject_that_is_not_the_run_s_own() {
    let mut story = Story::begin(paused());
    let forged = |name: &str| Decide {
        subject: subject(name, "goal_vague", &[Route::Csm]),
        answer: "what was signed".to_owned(),
        holds: None,
        source_id: decision(),
    };
    assert_snapshot!(story.refused(&cem(), |run, signer| run.decide(signer, &forged("r1"))), @"
    `r1` is for the AE to decide
    ");
    assert_snapshot!(story.refused(&cem(), |run, signer| run.decide(signer, &forged("r9"))), @"this run has no open question or conflict `r9`; it has `r1`, `q1`");
    story
        .act(&ada(), |run, signer| run.decide(signer, &forged("r1")))
        .unwrap();
    assert_eq!(story.run.decisions[0].1.subject, conflict());
    assert_snapshot!(story.refused(&ada(), |run, signer| run.decide(signer, &forged("r1"))), @"this run has no open question or conflict `r1`; it has `q1`");
}

#[test]
fn a_subject_for_several_roles_is_not_for_others() {
    let story = Story::begin(paused());
    assert_snapshot!(story.refused(&sol(), decide("q1", "in May", None)), @"
    `q1` is for the AE or the CSM to decide
    ");
}

/// What a run began with stays as it was drafted, whatever is decided.
#[test]
fn a_decision_changes_nothing_that_was_drafted() {
    let mut story = Story::begin(paused());
    story.act(&ada(), decide("r1", "what was signed", Some(2))).unwrap();
    assert_eq!(story.run.started, paused());
    assert_eq!(story.run.judged, BTreeMap::new());
}
