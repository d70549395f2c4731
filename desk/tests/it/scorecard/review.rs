//! Who does what, and the supervisor's review.

use super::*;
use crate::customers::{MORROW, TIDEWATER};
use crate::desk::{ADMIN, AE, OPERATIONS};

/// Adds somebody to the desk with these roles, and gives what they sign in with.
fn with_person(desk: &Desk, login: &str, roles: &[&str]) -> String {
    let mut args = vec!["user", "add", login, "--name", login];
    for role in roles {
        args.extend(["--role", role]);
    }
    desk.out(ADMIN, 0, &args);
    text(&desk.json(ADMIN, 0, &["token", "create", login]), "token").to_owned()
}

/// Runs a command of a scorecard with a token, and gives what a refusal says.
fn as_holder(desk: &Desk, token: &str, words: &[&str]) -> (i32, String) {
    let mut command = desk.vouch.command();
    let run = desk
        .vouch
        .told(command.env("VOUCH_TOKEN", token).arg("scorecard").args(words));
    (run.code, run.err)
}

/// SC-10: the parts are given out when a scorecard is begun; where several could be the supervisor,
/// nobody is, and it can't be submitted until somebody is assigned.
#[test]
fn a_scorecard_without_a_supervisor_can_not_reach_its_review() {
    let desk = desk();
    let people = |id: &str| {
        let card = shown(&desk, id);
        let parts = list(&card, "people").iter();
        parts
            .map(|it| (text(it, "part").to_owned(), it["login"].clone()))
            .collect::<Vec<_>>()
    };
    let one = begun(&desk, TIDEWATER);
    let part = |part: &str, login: Value| (part.to_owned(), login);
    assert_eq!(
        people(&one),
        [part("cs_rep", CSM.into()), part("supervisor", SUPERVISOR.into())]
    );

    with_person(&desk, "sara", &["supervisor"]);
    let id = begun(&desk, MORROW);
    assert_eq!(
        people(&id),
        [part("cs_rep", CSM.into()), part("supervisor", Value::Null)]
    );
    answer(&desk, &id, &[]);
    for task in ["details", "customer", "internal"] {
        does(&desk, CSM, &["done", &id, task]);
    }
    insta::assert_snapshot!(refused(&desk, CSM, &["submit", &id]), @"
    error: nobody is the supervisor of this scorecard
    hint: `vouch scorecard assign ID supervisor LOGIN`
    ");
    insta::assert_snapshot!(refused(&desk, CSM, &["assign", &id, "supervisor", AE]), @"
    error: `dana` can't be the supervisor of this scorecard: it takes the role `supervisor` for the account
    hint: an administrator grants roles with `vouch user grant`
    ");
    does(&desk, OPERATIONS, &["assign", &id, "supervisor", "sara"]);
    does(&desk, CSM, &["submit", &id]);
    insta::assert_snapshot!(refused(&desk, SUPERVISOR, &["approve", &id]), @"
    error: the supervisor of this scorecard is sara
    hint: `vouch scorecard assign ID supervisor LOGIN`
    ");
}

/// SC-10: whoever has worked on a scorecard doesn't accept it, whatever their roles.
#[test]
fn whoever_has_worked_on_it_does_not_accept_it() {
    let desk = desk();
    let both = with_person(&desk, "bo", &["csm", "supervisor"]);
    let id = begun(&desk, MORROW);
    does(&desk, CSM, &["assign", &id, "supervisor", "bo"]);
    assert_eq!(as_holder(&desk, &both, &["fill", &id, "business_value=more"]).0, 0);
    answer(&desk, &id, &[]);
    submit(&desk, &id);
    let (code, told) = as_holder(&desk, &both, &["approve", &id]);
    assert_eq!(code, 2);
    insta::assert_snapshot!(told, @"
    error: bo has worked on this scorecard; whoever reviews it is another person
    hint: `vouch scorecard assign ID supervisor LOGIN`
    ");
    does(&desk, CSM, &["assign", &id, "supervisor", SUPERVISOR]);
    does(&desk, SUPERVISOR, &["approve", &id]);
}

/// SC-11: a scorecard is accepted, rejected, or rejected with a comment; a rejection opens its tasks
/// again, and the comment stays.
#[test]
fn a_review_accepts_rejects_or_rejects_with_a_comment() {
    let desk = desk();
    let id = begun(&desk, MORROW);
    answer(&desk, &id, &[]);
    insta::assert_snapshot!(refused(&desk, SUPERVISOR, &["approve", &id]), @"
    error: this scorecard is open, so it can't be approved
    hint: `vouch scorecard submit ID` sends it to the supervisor's review
    ");
    submit(&desk, &id);
    insta::assert_snapshot!(refused(&desk, CSM, &["fill", &id, "business_value=more"]), @"
    error: this scorecard is in review, so no answer changes
    hint: its supervisor says `vouch scorecard approve ID`, or `reject ID` to open it again
    ");
    let out = desk.out(SUPERVISOR, 0, &["scorecard", "reject", &id]);
    insta::assert_snapshot!(out, @"rejected; next: Fill in the workflow details (details), by 1 July 2026");
    let done = |desk: &Desk| {
        let card = shown(desk, &id);
        list(&card, "tasks").iter().filter(|it| !it["done"].is_null()).count()
    };
    assert_eq!(done(&desk), 0);
    submit(&desk, &id);
    let comment = "Whose word is it that the value is there?";
    does(&desk, SUPERVISOR, &["reject", &id, "--comment", comment]);
    does(
        &desk,
        CSM,
        &["fill", &id, "business_value_words=Rhys said so on 29 June."],
    );
    submit(&desk, &id);
    does(&desk, SUPERVISOR, &["approve", &id, "--comment", "Good."]);
    let card = shown(&desk, &id);
    let comments: Vec<&Value> = list(&card, "rejections").iter().map(|it| &it["comment"]).collect();
    assert_eq!(comments, [&Value::Null, &Value::from(comment)]);
    assert_eq!(
        (text(&card, "state"), text(&card["approved"], "name")),
        ("approved", "Sven Aalto")
    );
    assert_eq!(done(&desk), 4, "the copy was never attached");
}

/// SC-12: the part `cs_rep` is played by who has the role `csm`; they fill a scorecard and can't
/// accept it, and the supervisor accepts it and can't fill it.
#[test]
fn a_representative_fills_and_does_not_accept() {
    let desk = desk();
    let rep = with_person(&desk, "ray", &["reader"]);
    assert_eq!(as_holder(&desk, &rep, &["new", MORROW]).0, 2);
    insta::assert_snapshot!(desk.out(ADMIN, 0, &["user", "grant", "ray", "cs_rep"]), @"ray is CSM of every account now");
    assert_eq!(as_holder(&desk, &rep, &["new", MORROW]).0, 0);
    let listed = desk.json("", 0, &["scorecard", "list"]);
    let id = text(&listed[0], "id").to_owned();
    assert_eq!(as_holder(&desk, &rep, &["fill", &id, "business_value=more"]).0, 0);
    answer(&desk, &id, &[]);
    submit(&desk, &id);
    let (code, told) = as_holder(&desk, &rep, &["approve", &id]);
    assert_eq!(code, 2);
    insta::assert_snapshot!(told, @"
    error: `ray` may not do that: to review a scorecard takes the role `supervisor` for `morrow-dental`
    hint: an administrator grants roles with `vouch user grant`
    ");
    insta::assert_snapshot!(refused(&desk, SUPERVISOR, &["fill", &id, "business_value=none"]), @"
    error: `sven` may not do that: to fill a scorecard takes the role `csm` for `morrow-dental`
    hint: an administrator grants roles with `vouch user grant`
    ");
    insta::assert_snapshot!(refused(&desk, "", &["fill", &id, "business_value=none"]), @"
    error: nobody has signed in, and to fill a scorecard takes a name
    hint: set `VOUCH_TOKEN` to your token, or name yourself with `--user LOGIN`
    hint: `vouch user init` makes the first person, `vouch user add` the others
    ");
}

/// One scorecard of an account by a template is open at a time; another takes its place only where
/// that is asked for.
#[test]
fn one_scorecard_is_open_at_a_time() {
    let desk = desk();
    let first = begun(&desk, MORROW);
    let told = refused(&desk, CSM, &["new", MORROW]).replace(&first, "FIRST");
    insta::assert_snapshot!(told, @"
    error: a scorecard of `morrow-dental` by the template `account-health` is open: `FIRST`
    hint: `vouch scorecard show FIRST` says what is left to do
    hint: `--supersede` begins another in its place
    ");
    does(&desk, CSM, &["new", MORROW, "--supersede", "--due", "2026-08-31"]);
    let listed = desk.json("", 0, &["scorecard", "list", "--account", "morrow"]);
    let states: Vec<(&str, u64)> = listed
        .as_array()
        .unwrap()
        .iter()
        .map(|it| (text(it, "state"), it["number"].as_u64().unwrap()))
        .collect();
    assert_eq!(states, [("superseded", 1), ("open", 2)]);
    let told = refused(&desk, CSM, &["fill", &first, "business_value=more"]);
    insta::assert_snapshot!(told, @"
    error: this scorecard was superseded by another one, so no answer changes
    hint: `vouch scorecard show ID` names the one that took its place
    ");
}
