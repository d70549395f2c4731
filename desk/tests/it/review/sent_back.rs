//! Briefs that are sent back, with what is missing.

use serde_json::{Value, json};

use super::{NORTHWIND, approval, state};
use crate::desk::{ADMIN, AE, CSM, Desk, OPERATIONS, READER};
use crate::support::{each, list, text};

/// What somebody says with a return.
fn returned(desk: &Desk, run: &str) -> Vec<Value> {
    let standing = desk.standing(run);
    let told = list(&standing, "returns").iter();
    told.map(|it| {
        let what = &it["what"];
        json!([it["name"], what["missing"], what["comment"], what["material"]])
    })
    .collect()
}

/// The counts of returns: all of them, and the material ones.
fn counted(desk: &Desk) -> (Value, Value) {
    let handoff = desk.json("", 0, &["metrics"])["handoff"].take();
    (
        handoff["missing_context"].clone(),
        handoff["material_missing_context"].clone(),
    )
}

/// HO-21: CS sends an incomplete handoff back and says what is missing; each of that becomes a
/// question for the AE, the return is counted, and whether it is material is kept. Nobody approves
/// the brief before it is taken up again and every such question is answered.
#[test]
fn what_is_missing_is_asked_and_counted() {
    let desk = Desk::new();
    let id = desk.northwind_ready();
    assert_eq!(counted(&desk), (json!(0), json!(0)));
    let back = [
        "review",
        "return",
        &id,
        "--comment",
        "not enough to begin with",
        "--material",
    ];
    let missing = [
        "--missing",
        "Who brings Helena in?",
        "--missing",
        "Which inbox comes first?",
    ];
    let told = desk.out(CSM, 0, &[&back[..], &missing].concat());
    insta::assert_snapshot!(told.replace(&id, "RUN"), @"sent back; `vouch review decide RUN m1 --answer TEXT` answers what is missing");
    assert_eq!(counted(&desk), (json!(1), json!(1)));

    let standing = desk.standing(&id);
    let asked: Vec<Value> = list(&standing, "to_decide")
        .iter()
        .map(|it| json!([it["name"], it["code"], it["text"], it["to"]]))
        .collect();
    assert_eq!(text(&standing, "state"), "returned");
    assert_eq!(
        asked,
        [
            json!(["m1", "question", "Who brings Helena in?", ["ae"]]),
            json!(["m2", "question", "Which inbox comes first?", ["ae"]]),
        ]
    );
    insta::assert_snapshot!(desk.refused(AE, &approval(&id, &[])), @"
    error: this run was returned, so it can't be approved
    hint: `vouch review show RUN` says where it stands and what comes next
    ");
    insta::assert_snapshot!(desk.refused(AE, &["review", "reopen", &id, "--reason", " "]), @"error: say why it is taken up again");
    desk.out(AE, 0, &["review", "reopen", &id, "--reason", "I have asked Callum"]);
    desk.out(
        AE,
        0,
        &["review", "decide", &id, "m1", "--answer", "Callum does, on 6 July."],
    );
    insta::assert_snapshot!(desk.refused(AE, &approval(&id, &[])), @"
    error: it was sent back for `m2`, which nobody has answered
    hint: `vouch review decide RUN NAME --answer TEXT`
    ");
    insta::assert_snapshot!(desk.refused(CSM, &["review", "decide", &id, "m2", "--answer", "Leeds."]), @"
    error: `m2` is for the AE to decide
    ");
    desk.out(AE, 0, &["review", "decide", &id, "m2", "--answer", "The one in Leeds."]);
    desk.approve(AE, &id);
    desk.approve(CSM, &id);
    assert_eq!(state(&desk, &id), "approved");
    assert_eq!(counted(&desk), (json!(1), json!(1)));
}

/// SC-11: a brief is accepted, sent back, or sent back with a comment. A return opens the questions'
/// task again, and its comment stays in the history once the brief is taken up and approved.
#[test]
fn a_comment_stays() {
    let desk = Desk::new();
    let id = desk.northwind_ready();
    let answers = |desk: &Desk| desk.standing(&id)["tasks"][0]["done_by"].clone();
    desk.approve(AE, &id);
    assert_eq!(answers(&desk), "Dana Whitcombe");
    desk.out(
        CSM,
        0,
        &["review", "return", &id, "--missing", "Which inbox comes first?"],
    );
    assert_eq!(answers(&desk), Value::Null);
    desk.out(AE, 0, &["review", "decide", &id, "m1", "--answer", "The one in Leeds."]);
    assert_eq!(answers(&desk), "Dana Whitcombe");
    desk.out(AE, 0, &["review", "reopen", &id, "--reason", "answered"]);
    let told = desk.out(CSM, 0, &["review", "return", &id, "--comment", "Leeds or York?"]);
    insta::assert_snapshot!(told.replace(&id, "RUN"), @"sent back; `vouch review reopen RUN --reason TEXT` takes it up again");
    desk.out(AE, 0, &["review", "reopen", &id, "--reason", "it says Leeds"]);
    desk.out(AE, 0, &["review", "done", &id, "t1"]);
    desk.approve(CSM, &id);
    desk.approve(AE, &id);
    assert_eq!(state(&desk, &id), "approved");
    assert_eq!(
        returned(&desk, &id),
        [
            json!(["Tobias Renn", ["Which inbox comes first?"], "", false]),
            json!(["Tobias Renn", [], "Leeds or York?", false]),
        ]
    );
    assert_eq!(counted(&desk), (json!(2), json!(0)));
}

/// A return says something, comes from somebody who works on the account, and takes the approval
/// away that the brief had.
#[test]
fn a_return_says_why() {
    let desk = Desk::new();
    let id = desk.northwind_ready();
    desk.approve(AE, &id);
    let blank = ["review", "return", &id, "--missing", " ", "--comment", ""];
    insta::assert_snapshot!(desk.refused(CSM, &blank), @"error: a return says what is missing, or why the brief can't be used");
    let back = ["review", "return", &id, "--comment", "No."];
    for login in [ADMIN, OPERATIONS, READER] {
        assert_eq!(
            desk.refused(login, &back),
            format!(
                "error: `{login}` may not do that: to return a brief takes the role \
                 `account_owner` or `csm` or `ae` or `supervisor` for `{NORTHWIND}`\n"
            )
        );
    }
    insta::assert_snapshot!(desk.refused("", &back), @"
    error: nobody has signed in, and to return a brief takes a name
    hint: set `VOUCH_TOKEN` to your token, or name yourself with `--user LOGIN`
    hint: `vouch user init` makes the first person, `vouch user add` the others
    ");
    assert_eq!(super::approved_by(&desk, &id), [AE]);
    desk.out(CSM, 0, &back);
    insta::assert_snapshot!(desk.refused(CSM, &back), @"
    error: this run was returned, so it can't be sent back
    hint: `vouch review show RUN` says where it stands and what comes next
    ");
    desk.out(CSM, 0, &["review", "reopen", &id, "--reason", "let us talk"]);
    let standing = desk.standing(&id);
    assert_eq!(each(&standing, "approvals", "by"), [""; 0]);
    assert_eq!(standing["waits_for"], json!(["ae", "csm"]));
}
