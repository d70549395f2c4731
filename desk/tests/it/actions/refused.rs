//! What is no action, and what can't happen to one.

use serde_json::Value;

use super::{SIGNAL, approval, proposed, state};
use crate::desk::{AE, CSM, Desk, OTHER_CSM, READER, SUPERVISOR};
use crate::story::begun;
use crate::support::text;

/// The kinds that nothing but a signal gives reason to.
const SIGNALLED: [&str; 8] = [
    "outreach",
    "save-offer",
    "expansion-ask",
    "forecast-change",
    "cancellation-assumption",
    "downgrade",
    "executive-escalation",
    "renewal-strategy",
];

/// Recorded health scores, as a table.
const SCORES: &str = "snapshot_id,account,date,score,colour,author,note\n\
    HS-1,northwind-labs,2026-06-28,42,red,Tobias Renn,Callum has not answered since the scoping session\n\
    HS-2,northwind-labs,2026-06-29,40,red,Tobias Renn,Nothing has come from Ruth either since then\n";
const FIRST_SCORE: &str = "health:snapshot/HS-1=Callum has not answered since the scoping session";
const SECOND_SCORE: &str = "health:snapshot/HS-2=Nothing has come from Ruth either since then";

/// Proposes an action as the AE, which must be refused, and gives the reason.
fn refused(desk: &Desk, kind: &str, cites: &[&str]) -> String {
    let mut args = vec!["action", "propose", "northwind-labs", kind, "--text", "Go ahead."];
    args.extend(cites.iter().flat_map(|cite| ["--cite", *cite]));
    desk.refused(AE, &args)
}

/// HS-25: without a signal that is cited, no message to the customer and nothing else that needs
/// one is even proposed.
#[test]
fn nothing_is_proposed_without_a_signal() {
    let desk = Desk::new();
    for kind in SIGNALLED {
        let noun = kind.replace('-', " ");
        assert_eq!(
            refused(&desk, kind, &[]),
            format!("error: the {noun} cites nothing; cite the signal that gives reason to it\n")
        );
    }
    assert_eq!(desk.json("", 0, &["action", "list"]), Value::Array(Vec::new()));
}

/// HS-22: cancellation assumptions, outreach, downgrades, executive escalations, renewal strategies
/// and the like are never proposed from a health score alone, however many there are; beside
/// another signal a score may be cited, and a person decides.
#[test]
fn nothing_follows_from_a_score_alone() {
    let desk = Desk::new();
    let scores = desk.vouch.file("scores/health.csv", SCORES);
    desk.out(CSM, 0, &["ingest", scores.to_str().unwrap()]);
    for kind in SIGNALLED {
        let noun = kind.replace('-', " ");
        let expected =
            format!("error: the {noun} rests on a health score alone; cite a signal that is no health snapshot\n");
        assert_eq!(refused(&desk, kind, &[FIRST_SCORE]), expected);
        assert_eq!(refused(&desk, kind, &[FIRST_SCORE, SECOND_SCORE]), expected);
    }
    for kind in SIGNALLED {
        let action = desk.json(
            AE,
            0,
            &[
                "action",
                "propose",
                "northwind-labs",
                kind,
                "--text",
                "Go ahead.",
                "--cite",
                FIRST_SCORE,
                "--cite",
                SIGNAL,
            ],
        );
        let id = text(&action, "id");
        assert!(
            desk.refused(CSM, &["action", "execute", id])
                .starts_with("error: nobody has approved this action"),
            "{kind}"
        );
    }
}

/// HS-25: words that don't stand in their source, or may not be used, give reason to nothing.
#[test]
fn a_signal_stands_in_its_source() {
    let desk = Desk::new();
    let all = [
        "gong:call/88101=Requests come in by email to six different inboxes",
        "gong:call/1=Requests come in by email to four different inboxes",
        "gong:call/88140=You will be live in four weeks, we do that all the time.",
        "salesforce:task/00T8d00000Nt4DdEAJ=I promised them a go-live in two weeks",
        "note:file/northwind-labs-restricted-2026-06-23=the Sheffield site may be sold in the autumn",
        "gong:call/88101=four",
        "gong:call/88101=",
    ];
    let said: Vec<String> = all
        .iter()
        .map(|cite| refused(&desk, "outreach", &[SIGNAL, cite]))
        .collect();
    insta::assert_snapshot!(said.concat(), @"
    error: “Requests come in by email to six different inboxes” does not stand in `gong:call/88101`
    hint: `vouch source gong:call/88101` shows its words
    error: `gong:call/1` can't give reason to it: no source is called `gong:call/1` as of 2026-06-30
    hint: cite what may be used
    error: `gong:call/88140` can't give reason to it: no source is called `gong:call/88140` as of 2026-06-30
    hint: cite what may be used
    error: `salesforce:task/00T8d00000Nt4DdEAJ` can't give reason to it: `salesforce:task/00T8d00000Nt4DdEAJ` was deleted in its system
    hint: cite what may be used
    error: `note:file/northwind-labs-restricted-2026-06-23` can't give reason to it: `note:file/northwind-labs-restricted-2026-06-23` is restricted
    hint: cite what may be used
    error: `gong:call/88101` can't give reason to it: the quote “four” is too short to prove anything
    hint: cite what may be used
    error: `gong:call/88101` can't give reason to it: the quote “” is too short to prove anything
    hint: cite what may be used
    ");
    assert_eq!(desk.json("", 0, &["action", "list"]), Value::Array(Vec::new()));
}

/// An action follows from a run of its own account, or from none.
#[test]
fn an_action_follows_from_a_run_of_its_account() {
    let desk = Desk::new();
    let runs = begun(&desk, ["northwind-labs", "halden-freight"]);
    let propose = |run: &'static str| {
        [
            "action",
            "propose",
            "northwind-labs",
            "outreach",
            "--text",
            "Go ahead.",
            "--cite",
            SIGNAL,
            "--run",
            run,
        ]
    };
    insta::assert_snapshot!(desk.refused(AE, &propose("halden-freight")), @"
    error: `halden-freight` names no run of `northwind-labs`
    hint: `vouch review list --all --account northwind-labs` lists its runs
    ");
    let action = desk.json(AE, 0, &propose("northwind-labs"));
    assert_eq!(text(&action, "run"), runs[0]);
}

/// An approval is of the words that were seen: it names their digest, or enough of it.
#[test]
fn an_approval_names_what_was_proposed() {
    let desk = Desk::new();
    let action = proposed(&desk, "outreach", "Ask Callum how the trial goes.");
    let other = proposed(&desk, "outreach", "Ask Ruth how the trial goes.");
    let (id, digest) = (
        text(&action, "id"),
        text(&action, "digest").trim_start_matches("sha256:"),
    );
    let approve = |named: &str| desk.run(CSM, &["action", "approve", id, "--ok", "all", "--digest", named]);
    for named in [text(&other, "digest"), &digest[..7], "sha256:", "00000000"] {
        let run = approve(named);
        assert_eq!(
            (run.code, run.err),
            (
                2,
                format!(
                    "error: `{named}` does not name what was proposed, which is `{}`\n\
                     hint: look at it with `vouch action show ID`, then name the digest it shows\n",
                    &digest[..12]
                )
            )
        );
    }
    assert_eq!(state(&desk, id), "proposed");
    assert_eq!(approve(&digest[..8]).code, 0);
    assert_eq!(state(&desk, id), "approved");
}

/// What came to an end stays there: what was rejected never happens, approved or not, and what was
/// carried out is not carried out again.
#[test]
fn what_came_to_an_end_stays_there() {
    let desk = Desk::new();
    let action = proposed(&desk, "outreach", "Ask Callum how the trial goes.");
    let id = text(&action, "id");
    desk.out(CSM, 0, &approval(&action, "all"));
    desk.out(CSM, 0, &["action", "reject", id, "--reason", "they asked us to wait"]);
    insta::assert_snapshot!(desk.refused(AE, &["action", "execute", id]), @"
    error: this action was rejected before, so it can't be carried out
    hint: `vouch action show ID` says where it stands; another try is another action
    ");
    insta::assert_snapshot!(desk.refused(CSM, &approval(&action, "all")), @"
    error: this action was rejected before, so it can't be approved
    hint: `vouch action show ID` says where it stands; another try is another action
    ");

    let done = proposed(&desk, "outreach", "Ask Ruth how the trial goes.");
    let id = text(&done, "id");
    desk.out(CSM, 0, &approval(&done, "all"));
    desk.out(AE, 0, &["action", "execute", id]);
    insta::assert_snapshot!(desk.refused(CSM, &["action", "execute", id]), @"error: Dana Whitcombe has carried it out already, on 2026-06-30");
    insta::assert_snapshot!(desk.refused(CSM, &["action", "reject", id, "--reason", "too late"]), @"
    error: this action was executed before, so it can't be rejected
    hint: `vouch action show ID` says where it stands; another try is another action
    ");
    assert_eq!(
        [state(&desk, text(&action, "id")), state(&desk, id)],
        ["rejected", "executed"]
    );
}

/// Whoever proposed an action takes it back; of the others only the owner turns it down.
#[test]
fn the_owner_or_whoever_proposed_it_turns_an_action_down() {
    let desk = Desk::new();
    let action = proposed(&desk, "outreach", "Ask Callum how the trial goes.");
    let id = text(&action, "id");
    let reject = ["action", "reject", id, "--reason", "too soon"];
    for login in [OTHER_CSM, SUPERVISOR, READER] {
        assert!(
            desk.refused(login, &reject)
                .contains("to approve an action takes the role `account_owner`"),
            "{login}"
        );
    }
    insta::assert_snapshot!(
        desk.refused(AE, &["action", "reject", id, "--reason", " "]),
        @"error: say why the action is rejected"
    );
    desk.out(AE, 0, &reject);
    assert_eq!(state(&desk, id), "rejected");
}
