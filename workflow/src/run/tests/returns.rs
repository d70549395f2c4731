//! Sending a brief back, and taking it up again.

use grounding::Route;
use insta::assert_snapshot;

use super::story::{BEGAN, Story, all, digest, missing, signed, started, subject, tasks};
use super::who::{ada, cem, max, sol};
use crate::brief::RunState;
use crate::people::{Person, Role};
use crate::run::{Return, Run, RunEvent, SendBack, Started, Subject};

fn comment(words: &str) -> SendBack {
    SendBack {
        comment: words.to_owned(),
        ..SendBack::default()
    }
}

fn sends_back(story: &mut Story, person: &Person, asked: &SendBack) {
    story.act(person, |run, signer| run.send_back(signer, asked)).unwrap();
}

/// HO-21: CS sends back an incomplete handoff, and what is missing becomes questions for the AE.
#[test]
fn what_is_missing_becomes_questions() {
    let mut story = Story::begin(started());
    story.approves(&ada());
    let asked = SendBack {
        comment: "not yet".to_owned(),
        material: true,
        ..missing(&["the CRM export", " ", "who sponsors it"])
    };
    sends_back(&mut story, &cem(), &asked);
    assert_eq!(story.run.state.word(), RunState::Returned);
    assert_eq!(story.signatures(), [], "approvals given before are void");
    let expected = Return {
        role: Role::Csm,
        digest: digest(1),
        missing: vec!["the CRM export".to_owned(), "who sponsors it".to_owned()],
        comment: "not yet".to_owned(),
        material: true,
    };
    assert_eq!(story.run.returns, [(signed(&cem(), 4), expected)]);
    let question = |name: &str, text: &str| Subject {
        about: "returned".to_owned(),
        text: text.to_owned(),
        ..subject(name, "question", &[Route::Ae])
    };
    assert_eq!(
        story.run.undecided(),
        [question("m1", "the CRM export"), question("m2", "who sponsors it")]
    );
    story.decides(&ada(), "m1");
    assert_eq!(story.undecided(), ["m2"]);

    story
        .act(&ada(), |run, signer| run.reopen(signer, "the rest is there"))
        .unwrap();
    sends_back(&mut story, &cem(), &missing(&["the order form"]));
    assert_eq!(story.undecided(), ["m2", "m3"], "names go on where they stopped");
}

/// HO-21: what a return says is missing must be decided before the task of answering is done.
#[test]
fn an_open_question_of_a_return_keeps_the_answers_task_open() {
    let mut story = Story::begin(Started {
        tasks: tasks(),
        ..started()
    });
    sends_back(&mut story, &cem(), &missing(&["the CRM export"]));
    assert_snapshot!(story.refused(&ada(), |run, signer| run.finish_task(signer, "t1", " ")), @"questions are still open; answer them with `vouch review decide`, or say with `--note` why not");
    story.decides(&ada(), "m1");
    assert_eq!(story.open_tasks(), ["t2", "t3", "t4", "t5"]);
}

/// HO-21, SC-11: a return opens the task of answering again, and what it asks closes the task
/// once it is answered.
#[test]
fn a_return_opens_the_answers_task_again() {
    let mut story = Story::begin(Started {
        tasks: tasks(),
        open: vec![subject("q1", "question", &[Route::Ae])],
        ..started()
    });
    story.decides(&ada(), "q1");
    assert_eq!(story.open_tasks(), ["t2", "t3", "t4", "t5"]);
    sends_back(&mut story, &cem(), &missing(&["the CRM export"]));
    assert_eq!(story.open_tasks(), ["t1", "t2", "t3", "t4", "t5"]);
    story.decides(&ada(), "m1");
    assert_eq!(story.open_tasks(), ["t2", "t3", "t4", "t5"]);
}

/// SC-11: a return may be a comment and nothing else, and the comment stays; it opens the task of
/// answering too, since nobody but a person can tell whether the comment is answered.
#[test]
fn a_return_with_a_comment_asks_nothing() {
    let mut story = Story::begin(Started {
        tasks: tasks(),
        ..started()
    });
    story
        .act(&ada(), |run, signer| run.finish_task(signer, "t1", ""))
        .unwrap();
    sends_back(&mut story, &sol(), &comment("wait for the legal review"));
    assert_eq!(story.undecided(), Vec::<String>::new());
    let comments: Vec<&str> = story.run.returns.iter().map(|(_, it)| it.comment.as_str()).collect();
    assert_eq!(comments, ["wait for the legal review"]);
    assert_eq!(story.open_tasks(), ["t1", "t2", "t3", "t4", "t5"]);
}

#[test]
fn a_return_that_is_refused() {
    let mut story = Story::begin(started());
    assert_snapshot!(story.refused(&cem(), |run, signer| run.send_back(signer, &SendBack::default())), @"a return says what is missing, or why the brief can't be used");
    let blank = SendBack {
        comment: "\n".to_owned(),
        ..missing(&["", "  "])
    };
    assert_snapshot!(story.refused(&cem(), |run, signer| run.send_back(signer, &blank)), @"a return says what is missing, or why the brief can't be used");
    assert_snapshot!(story.refused(&max(), |run, signer| run.send_back(signer, &comment("no"))), @"`max` may not do that: to return a brief takes the role `account_owner` or `csm` or `ae` or `supervisor` for `northwind`");
    sends_back(&mut story, &cem(), &comment("no"));
    assert_snapshot!(story.refused(&ada(), |run, signer| run.send_back(signer, &comment("no"))), @"this run was returned, so it can't be sent back -> `vouch review show RUN` says where it stands and what comes next");
}

/// Taking an approved brief up again voids its approvals, opens the approval task and takes the
/// end of the workflow back; the other tasks stay done.
#[test]
fn taking_up_an_approved_brief_voids_its_approvals() {
    let mut story = Story::begin(Started {
        tasks: tasks(),
        ..started()
    });
    for task in ["t1", "t2"] {
        story
            .act(&cem(), |run, signer| run.finish_task(signer, task, ""))
            .unwrap();
    }
    story.approves(&cem());
    story.approves(&ada());
    story
        .act(&cem(), |run, signer| run.finish_task(signer, "t5", ""))
        .unwrap();
    story.act(&cem(), Run::complete).unwrap();
    assert_eq!(story.run.completed, Some(signed(&cem(), 10)));
    story
        .act(&cem(), |run, signer| run.reopen(signer, " the dates moved "))
        .unwrap();
    let reason = "the dates moved".to_owned();
    assert_eq!(story.log[11], (signed(&cem(), 11), RunEvent::Reopened { reason }));
    assert_eq!(story.run.state.word(), RunState::InReview);
    assert_eq!(story.run.waits_for(), [Role::Ae, Role::Csm]);
    assert_eq!(story.signatures(), []);
    assert_eq!(story.open_tasks(), ["t3", "t4"]);
    assert_eq!(story.run.completed, None);
    // It is the text they saw, so they need not look again.
    story.act(&ada(), |run, signer| run.approve(signer, &all())).unwrap();
    assert_eq!(story.signatures(), [(Role::Ae, "Ada Lund")]);
}

/// Between two approvals too: the one given so far is void, and everybody is waited for.
#[test]
fn taking_up_a_brief_that_one_has_approved() {
    let mut story = Story::begin(started());
    story.approves(&ada());
    story
        .act(&cem(), |run, signer| run.reopen(signer, "the dates moved"))
        .unwrap();
    assert_eq!(story.run.state.word(), RunState::InReview);
    assert_eq!(story.run.waits_for(), [Role::Ae, Role::Csm]);
    assert_eq!(story.signatures(), []);
    assert_snapshot!(story.refused(&cem(), |run, signer| run.reopen(signer, "once more")), @"this run is in review, so there is nothing to take up again -> `vouch review show RUN` says where it stands and what comes next");
}

#[test]
fn taking_up_that_is_refused() {
    let mut story = Story::begin(started());
    assert_snapshot!(story.refused(&cem(), |run, signer| run.reopen(signer, "why not")), @"this run is in review, so there is nothing to take up again -> `vouch review show RUN` says where it stands and what comes next");
    sends_back(&mut story, &cem(), &comment("no"));
    assert_snapshot!(story.refused(&cem(), |run, signer| run.reopen(signer, " ")), @"say why it is taken up again");
    assert_snapshot!(story.refused(&max(), |run, signer| run.reopen(signer, "why not")), @"`max` may not do that: to return a brief takes the role `account_owner` or `csm` or `ae` or `supervisor` for `northwind`");
    story.happens(&sol(), RunEvent::Superseded { by: "run-2".to_owned() });
    assert_snapshot!(story.refused(&cem(), |run, signer| run.reopen(signer, "why not")), @"this run was superseded by a later one, so there is nothing to take up again -> `vouch review show RUN` says where it stands and what comes next");
    assert_eq!(story.run.began.day, BEGAN);
}
