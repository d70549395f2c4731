//! Briefs that are not what they were, or whose evidence is not.

use serde_json::json;

use super::{NORTHWIND, approval, approved_by, short, state};
use crate::desk::{AE, CSM, Desk};
use crate::exports::Exports;
use crate::support::{each, list, text};

const ORDER_FORM: &str = "contracts/northwind-labs/order-form.md";

/// CO-9: one character of a stored brief is another than was verified, and nobody can approve it,
/// read it or send it anywhere; the log's check finds it. Drafted and verified again, it goes on.
#[test]
fn one_other_character() {
    let desk = Desk::new();
    let id = desk.northwind_ready();
    desk.out("", 0, &["audit", "verify"]);
    desk.tamper("Renewal date: 1 July 2028.", "Renewal date: 1 July 2029.");
    let refused = format!(
        "error: the stored brief of run `{id}` is not the one that was verified (its digest differs)\n\
         hint: draft it again with `vouch handoff {NORTHWIND}`; `vouch audit verify` looks for other changes\n"
    );
    let export = ["export", &id, "--as", "md"];
    for args in [&approval(&id, &[])[..], &["review", "show", &id], &export] {
        assert_eq!(desk.refused(AE, args), refused);
    }
    let log = desk.json("", 1, &["audit", "verify"]);
    assert_eq!(
        (&log["sound"], &log["breaks"]),
        (
            &json!(false),
            &json!([format!(
                "the stored brief of run `{id}` is not the one that was verified (its digest differs)"
            )])
        )
    );
    desk.out("", 0, &["handoff", NORTHWIND]);
    desk.out(CSM, 0, &["review", "done", NORTHWIND, "t1"]);
    for login in [AE, CSM] {
        desk.out(login, 0, &["review", "show", NORTHWIND]);
        desk.approve(login, NORTHWIND);
    }
    assert_eq!(state(&desk, NORTHWIND), "approved");
}

/// An approval that the log has otherwise than it was given is found, and its run can't be used.
#[test]
fn one_other_word_in_the_log() {
    let desk = Desk::new();
    let id = desk.northwind_ready();
    desk.approve(AE, &id);
    desk.out("", 0, &["audit", "verify"]);
    desk.tamper("I was in the talks", "I was in the walks");
    let log = desk.json("", 1, &["audit", "verify"]);
    let [found] = list(&log, "breaks") else { panic!("{log}") };
    let (_, found) = found.as_str().unwrap().split_once(" (").unwrap();
    assert_eq!(
        found,
        format!("`run/{id}`) was changed: it says something else than its digest stands for")
    );
}

/// The order form says otherwise since the brief was verified: nobody approves it, the refusal names
/// the claim and why, and the page says so too.
#[test]
fn evidence_that_has_changed() {
    let exports = Exports::copy();
    let desk = Desk::with(exports.path());
    let id = desk.northwind_ready();
    desk.approve(AE, &id);
    let exports = exports.edit(ORDER_FORM, "1 July 2028", "1 October 2028");
    desk.out(CSM, 0, &["-q", "ingest", exports.path().to_str().unwrap()]);
    insta::assert_snapshot!(desk.refused(CSM, &approval(&id, &[])), @"
    error: the evidence has changed since this brief was verified
    hint: claim `c6` (“Renewal date: 1 July 2028.”) no longer stands: `contract:order-form/northwind-labs` no longer says this; an earlier revision did (V110)
    hint: draft it again with `vouch handoff northwind-labs`
    ");
    assert_eq!(approved_by(&desk, &id), [AE]);
    let shown = desk.json("", 0, &["review", "show", &id]);
    insta::assert_snapshot!(shown["changed"].to_string(), @r#"["claim `c6` (“Renewal date: 1 July 2028.”) no longer stands: `contract:order-form/northwind-labs` no longer says this; an earlier revision did (V110)"]"#);
}

/// A promise that came in since the brief was verified is another than what was signed: nobody
/// approves the brief, and the refusal names the conflict.
#[test]
fn evidence_that_has_come_in() {
    let exports = Exports::copy();
    let desk = Desk::with(exports.path());
    let id = desk.northwind_ready();
    let exports = exports.note(NORTHWIND, "2026-06-29", "I promised them 15% off the first year.");
    desk.out(CSM, 0, &["-q", "ingest", exports.path().to_str().unwrap()]);
    insta::assert_snapshot!(desk.refused(AE, &approval(&id, &[])), @"
    error: the evidence has changed since this brief was verified
    hint: V706: on discount, Dana Whitcombe said “I promised them 15% off the first year.” (note, 2026-06-29); the order form says “Discount | 8% in the first year, already in the fee”
    hint: draft it again with `vouch handoff northwind-labs`
    ");
    desk.out("", 1, &["handoff", NORTHWIND]);
    assert_eq!(state(&desk, NORTHWIND), "paused");
    assert_eq!(state(&desk, &id), "superseded");
}

/// A brief that was drafted again since somebody looked is not approved in their name: neither the
/// old run, nor the new one by the digest of the old.
#[test]
fn a_brief_that_was_drafted_again() {
    let exports = Exports::copy();
    let desk = Desk::with(exports.path());
    let old = desk.northwind_ready();
    desk.approve(CSM, &old);
    let before = text(&desk.standing(&old), "digest").to_owned();
    let exports = exports.note(NORTHWIND, "2026-06-29", "Callum asked where the training takes place.");
    desk.out(CSM, 0, &["-q", "ingest", exports.path().to_str().unwrap()]);
    desk.out("", 0, &["handoff", NORTHWIND]);
    let new = desk.id(NORTHWIND);
    let listed = desk.json("", 0, &["review", "list", "--all"]);
    let mut states = each(&json!({ "runs": listed }), "runs", "id")
        .into_iter()
        .map(|run| (run.to_owned(), state(&desk, run)))
        .collect::<Vec<_>>();
    states.sort_by(|left, right| left.1.cmp(&right.1));
    assert_eq!(
        states,
        [
            (new.clone(), "in_review".to_owned()),
            (old.clone(), "superseded".to_owned())
        ]
    );

    insta::assert_snapshot!(desk.refused(AE, &approval(&old, &[])), @"
    error: this run was superseded by a later one, so it can't be approved
    hint: `vouch review show RUN` says where it stands and what comes next
    ");
    desk.out(CSM, 0, &["review", "done", &new, "t1"]);
    let now = text(&desk.standing(&new), "digest").to_owned();
    assert_ne!(before, now);
    assert_eq!(
        desk.refused(AE, &approval(&new, &["--digest", &before])),
        format!(
            "error: the brief has changed since you saw it: you saw `{}`, and it is `{}` now\n\
             hint: look at it with `vouch review show RUN`, then approve\n",
            short(&before),
            short(&now)
        )
    );
    assert_eq!(
        desk.refused(AE, &approval(&new, &[])),
        format!(
            "error: you have not seen this brief as it stands (`{}`)\n\
             hint: look at it with `vouch review show RUN`, then approve\n",
            short(&now)
        )
    );
    // The approval that the old one had stays on record there, and is none of the new one.
    assert_eq!(
        (approved_by(&desk, &old), approved_by(&desk, &new)),
        (vec![CSM.to_owned()], vec![])
    );
}
