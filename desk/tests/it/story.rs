//! What people do to handoffs, in few words.

use crate::desk::{AE, CSM, Desk};
use crate::support::{each, text};

/// Drafts the handoffs of accounts, and gives the ids of the runs.
pub(crate) fn begun<'a>(desk: &Desk, accounts: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let begin = |account: &str| {
        desk.run("", &["handoff", account]);
        desk.id(account)
    };
    accounts.into_iter().map(begin).collect()
}

/// Both accept a handoff on a day, once the AE has answered everything that it asks.
pub(crate) fn accept(desk: &Desk, run: &str, day: &str) {
    let standing = desk.standing(run);
    for question in each(&standing, "to_decide", "name") {
        desk.out(
            AE,
            0,
            &[
                "review",
                "decide",
                run,
                question,
                "--answer",
                "It is settled.",
                "--as-of",
                day,
            ],
        );
    }
    for login in [AE, CSM] {
        desk.out(
            login,
            0,
            &[
                "review",
                "approve",
                run,
                "--ok",
                "all",
                "--digest",
                text(&standing, "digest"),
                "--unopened",
                "I was in the talks",
                "--as-of",
                day,
            ],
        );
    }
}

/// The CSM sends a handoff back on a day, the AE answers what is missing, and it is taken up again.
pub(crate) fn send_back(desk: &Desk, run: &str, day: &str, material: bool) {
    let mut args = vec![
        "review",
        "return",
        run,
        "--missing",
        "who signs off the data",
        "--as-of",
        day,
    ];
    args.extend(material.then_some("--material"));
    desk.out(CSM, 0, &args);
    let standing = desk.standing(run);
    let open = each(&standing, "to_decide", "name");
    let missing = open.into_iter().find(|name| name.starts_with('m')).unwrap();
    desk.out(
        AE,
        0,
        &[
            "review",
            "decide",
            run,
            missing,
            "--answer",
            "Kim Lead does.",
            "--as-of",
            day,
        ],
    );
    desk.out(
        CSM,
        0,
        &["review", "reopen", run, "--reason", "it is answered", "--as-of", day],
    );
}

/// Notes for the CSM what came of a handoff on a day.
pub(crate) fn note(desk: &Desk, run: &str, what: &str, on: &str) {
    desk.out(
        CSM,
        0,
        &["review", "record", run, what, "--on", on, "--as-of", "2026-12-31"],
    );
}
