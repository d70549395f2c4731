//! What is not tried: until the settings are put right, while another process is at it, for
//! somebody who may not.

use std::fs::File;

use serde_json::json;

use super::{ARCHIVE, Hook, answer, drafted, files, with_secret};
use crate::support::{each, list, text};

#[test]
fn nothing_goes_out_unsigned_where_the_secret_is_not_set() {
    let hook = Hook::new([answer(200)]);
    let signed = hook.subscriber("secret_env = \"CRM_HOOK_SECRET\"");
    let vouch = drafted(&format!("{signed}{ARCHIVE}"));
    let run = vouch.run(["outbox", "deliver"]);
    assert_eq!(run.code, 1, "{run:?}");
    let lines: Vec<&str> = run.out.lines().filter(|line| !line.contains("archive")).collect();
    let run_id = vouch.json(0, ["outbox", "list"])[0]["run"].as_str().unwrap().to_owned();
    insta::assert_snapshot!(lines.join("\n").replace(&run_id, "RUN_____________"), @"
    target   event           run               tries  state
    crm      approval_asked  RUN_____________      0  held
      `CRM_HOOK_SECRET`, which `secret_env` names, is not set in the environment: nothing goes out unsigned

    1 delivered, 1 left waiting
    ");
    assert_eq!(hook.requests().len(), 0);
    with_secret(&vouch, 0, ["outbox", "deliver"]);
    assert_eq!(hook.requests().len(), 1);
}

#[test]
fn what_has_no_subscriber_any_more_waits_and_says_so() {
    let vouch = drafted(ARCHIVE);
    vouch.file("vouch.toml", "");
    let reason = "no subscriber of the settings has this name any more";
    let report = vouch.json(1, ["outbox", "deliver"]);
    assert_eq!(each(&report, "messages", "error"), [reason]);
    let listed = vouch.json(0, ["outbox", "list"]);
    assert_eq!((text(&listed[0], "state"), text(&listed[0], "error")), ("held", reason));
    vouch.file("vouch.toml", "[[outbox]]\nname = \"archive\"\nfolder = \"elsewhere\"\n");
    vouch.json(0, ["outbox", "deliver"]);
    assert_eq!(files(&vouch.data().with_file_name("elsewhere")).len(), 1);
}

#[test]
fn nothing_leaves_the_machine_unencrypted() {
    let vouch = drafted("[[outbox]]\nname = \"crm\"\nurl = \"http://crm.example.com/in\"\n");
    let report = vouch.json(1, ["outbox", "deliver"]);
    let message = &list(&report, "messages")[0];
    assert_eq!(
        (text(message, "state"), &message["attempts"], text(message, "error")),
        (
            "held",
            &json!(0),
            "its `url` must begin with `https://`: only what stays on this machine goes unencrypted"
        )
    );
}

#[test]
fn one_process_delivers_at_a_time() {
    let vouch = drafted(ARCHIVE);
    let lock = File::create(vouch.data().join("outbox.lock")).unwrap();
    lock.lock().unwrap();
    let run = vouch.run(["outbox", "deliver"]);
    insta::assert_snapshot!(format!("{}\n{}", run.code, run.err), @"
    2
    error: another process is delivering
    hint: wait until it is done; `vouch outbox list` shows how far it is
    ");
    drop(lock);
    vouch.json(0, ["outbox", "deliver"]);
}

#[test]
fn delivering_takes_the_right_to_maintain_the_store() {
    let vouch = drafted(ARCHIVE);
    let made = vouch.json(0, ["user", "init"]);
    let run = vouch.run(["outbox", "deliver"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert_eq!(
        run.err.lines().next(),
        Some("error: nobody has signed in, and to maintain the store takes a name")
    );
    let mut command = vouch.command();
    command
        .env("VOUCH_TOKEN", text(&made, "token"))
        .args(["outbox", "deliver"]);
    assert_eq!(command.output().unwrap().status.code(), Some(0));
}

#[test]
fn an_empty_outbox_says_who_could_be_told() {
    let vouch = drafted("");
    insta::assert_snapshot!(vouch.run(["outbox", "list"]).out, @"nothing waits to go out; `[[outbox]]` in `vouch.toml` names who is told");
    insta::assert_snapshot!(vouch.run(["outbox", "deliver"]).out, @"nothing waits to go out");
}
