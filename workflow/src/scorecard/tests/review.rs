//! The supervisor's review (SC-10, SC-11, SC-12).

use super::*;

/// SC-10: whoever begins it is the representative; of two supervisors nobody is taken, and it can't
/// be submitted until somebody is assigned who has not worked on it.
#[test]
fn the_supervisor_is_somebody_else_and_assigned() {
    let (rep, template) = (rep(), read(written()));
    let both = person("bo", &[Role::Csm, Role::Supervisor]);
    let people = [rep.clone(), boss(), both.clone()];
    let asked = Begin {
        account: &account(),
        template: &template,
        number: 1,
        due: Some(date(2027, 3, 20)),
        people: &people,
        prefilled: &[],
    };
    let signer = signer_on(&rep, DAY);
    let event = start(&signer, asked).unwrap();
    let card = Scorecard::replay("c", [(&signer.signed, &event)]).unwrap();
    let mut log = Log {
        events: vec![(signer.signed.clone(), event)],
        card,
        day: DAY,
    };
    assert_eq!(log.card.people.keys().collect::<Vec<_>>(), [&Part::CsRep]);
    assert_eq!(log.card.due, date(2027, 3, 20));
    log.fills("visited_on", "2027-03-03").finishes("visit");
    log.fills("tickets", "0")
        .fills("mood", "good")
        .fills("stage", "reached")
        .finishes("customer");
    log.does(&both, |card, signer| card.fill(signer, "growth", "yes", &[]))
        .finishes("ours");
    let told_of = |result: Result<ScorecardEvent, ScorecardRefusal>| told(&result.unwrap_err());
    insta::assert_snapshot!(told_of(log.tries(&rep, Scorecard::submit)), @"
    nobody is the supervisor of this scorecard
    `vouch scorecard assign ID supervisor LOGIN`
    ");
    let assign = |log: &Log, to: &Person| log.tries(&rep, |card, signer| card.assign(signer, Part::Supervisor, to));
    insta::assert_snapshot!(told_of(assign(&log, &both)), @"
    Bo has worked on this scorecard; whoever reviews it is another person
    `vouch scorecard assign ID supervisor LOGIN`
    ");
    insta::assert_snapshot!(told_of(assign(&log, &person("anker", &[Role::Ae]))), @"
    `anker` can't be the supervisor of this scorecard: it takes the role `supervisor` for the account
    an administrator grants roles with `vouch user grant`
    ");
    log.does(&rep, |card, signer| card.assign(signer, Part::Supervisor, &boss()))
        .submitted();
    insta::assert_snapshot!(told(&log.tries(&both, |card, signer| card.approve(signer, "", &[])).unwrap_err()), @"
    the supervisor of this scorecard is Sunniva
    `vouch scorecard assign ID supervisor LOGIN`
    ");
    assert_eq!(log.approved(&[]), []);
    assert_eq!(log.card.approved().map(|signed| signed.name.as_str()), Some("Sunniva"));
}

/// SC-12: the representative can't accept it, nor anybody but its supervisor.
#[test]
fn the_representative_does_not_accept_it() {
    let mut log = Log::begin();
    log.filled("0", "good", "yes").submitted();
    let refused = |who: &Person| {
        told(
            &log.tries(who, |card, signer| card.approve(signer, "", &[]))
                .unwrap_err(),
        )
    };
    insta::assert_snapshot!(refused(&rep()), @"`odile` may not do that: to review a scorecard takes the role `supervisor` for `tallow-mills`");
    insta::assert_snapshot!(refused(&person("other", &[Role::Supervisor])), @"
    the supervisor of this scorecard is Sunniva
    `vouch scorecard assign ID supervisor LOGIN`
    ");
    let filling = log
        .tries(&boss(), |card, signer| card.fill(signer, "mood", "bad", &[]))
        .unwrap_err();
    insta::assert_snapshot!(told(&filling), @"`sunniva` may not do that: to fill a scorecard takes the role `csm` for `tallow-mills`");
}

/// SC-11: it is accepted, rejected, or rejected with a comment; a rejection opens the subject tasks
/// again and the comment stays.
#[test]
fn a_rejection_opens_the_subject_tasks_again() {
    let mut log = Log::begin();
    log.filled("2", "good", "yes").submitted();
    let blank = log
        .tries(&boss(), |card, signer| card.reject(signer, Some(" ")))
        .unwrap_err();
    insta::assert_snapshot!(told(&blank), @"a comment has words; leave `--comment` out to reject without one");
    log.does(&boss(), |card, signer| card.reject(signer, None));
    assert_eq!(log.card.done.keys().collect::<Vec<_>>(), Vec::<&String>::new());
    let again = log.tries(&rep(), Scorecard::submit).unwrap_err();
    insta::assert_snapshot!(told(&again), @"
    the stop task `visit` (Visit them) comes first
    `vouch scorecard done ID TASK` once it is done
    ");
    log.finishes("visit").finishes("customer").finishes("ours").submitted();
    log.does(&boss(), |card, signer| card.reject(signer, Some("Which tickets? ")));
    log.fills("tickets", "1")
        .finishes("visit")
        .finishes("customer")
        .finishes("ours")
        .submitted();
    log.approved(&[]);
    let comments: Vec<Option<&str>> = log.card.rejections.iter().map(|(_, it)| it.as_deref()).collect();
    assert_eq!(comments, [None, Some("Which tickets?")]);
    assert!(log.card.done.contains_key("review"));
}

/// SC-11: where the template names the subject tasks, the others stay done.
#[test]
fn only_the_subject_tasks_are_opened_again() {
    let mut written = written();
    written["task"][4]["subjects"] = json!(["customer"]);
    let mut log = Log::begin();
    log.card.started.template = read(written);
    log.filled("2", "good", "yes").submitted();
    log.does(&boss(), |card, signer| card.reject(signer, None));
    assert_eq!(log.card.done.keys().collect::<Vec<_>>(), ["ours", "visit"]);
}

/// SC-5: nothing changes once it is approved.
#[test]
fn what_is_approved_never_changes() {
    let mut log = Log::begin();
    log.filled("0", "good", "yes").submitted().approved(&[]);
    let digest = log.card.digest();
    let copy = Attachment {
        file: "figures.csv".to_owned(),
        digest: "sha256:00".to_owned(),
    };
    let refused = [
        log.tries(&rep(), |card, signer| card.fill(signer, "mood", "bad", &[])),
        log.tries(&rep(), |card, signer| {
            card.correct(signer, "stage", "agreed", "no", &[])
        }),
        log.tries(&rep(), |card, signer| card.not_applicable(signer, "mood", "no")),
        log.tries(&rep(), |card, signer| card.set_score(signer, "support", "0", "no")),
        log.tries(&rep(), |card, signer| card.attach(signer, copy.clone())),
        log.tries(&rep(), |card, signer| card.move_date(signer, DUE, DAY)),
        log.tries(&rep(), |card, signer| card.finish(signer, "file", "")),
        log.tries(&rep(), |card, signer| {
            card.assign(signer, Part::Supervisor, &person("x", &[Role::Supervisor]))
        }),
        log.tries(&rep(), Scorecard::submit),
        log.tries(&boss(), |card, signer| card.reject(signer, None)),
    ];
    let refused: Vec<String> = refused.into_iter().map(|it| it.unwrap_err().to_string()).collect();
    insta::assert_snapshot!(refused.join("\n"), @"
    this scorecard is approved, so no answer changes
    this scorecard is approved, so no answer changes
    this scorecard is approved, so no answer changes
    this scorecard is approved, so no score is set
    this scorecard is approved, so no copy is attached
    this scorecard is approved, so no date moves
    this scorecard is approved, so no task is done
    this scorecard is approved, so its parts stay with whom they are
    this scorecard is approved, so it is not submitted again
    this scorecard is approved, so it can't be rejected
    ");
    assert_eq!(log.card.digest(), digest);
}
