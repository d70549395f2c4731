//! Accounts that something is wrong with: each kind of brief ends in a state that a person
//! understands.

mod accounts;

use serde_json::Value;

use self::accounts::{Account, DEALS, FORTY, NO_GOALS, OWNERS, SCRIPT, SECRET, UNKNOWN, exports};
use super::texts;
use crate::support::{Vouch, each, list, text};

/// The kinds of brief.
const KINDS: [&str; 3] = ["recap", "summary", "handoff"];

/// A store with these accounts.
fn store() -> Vouch {
    Vouch::with(exports().path())
}

/// A brief, and the code that it ended with.
fn brief(vouch: &Vouch, kind: &str, (account, _): Account) -> (i32, Value) {
    let run = vouch.run(["--format", "json", kind, account]);
    assert_eq!((run.code > 1, run.err.contains("panicked")), (false, false), "{run:?}");
    (run.code, run.json())
}

/// What a person reads, in one line.
fn told(vouch: &Vouch, kind: &str, (account, _): Account) -> String {
    let out = vouch.run([kind, account]).out;
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Each brief of each account ends in review, paused or stopped, with the codes that say why, and
/// the exit code that belongs to it.
#[test]
fn each_ends_in_a_state() {
    /// The exit code, the state, and the codes of the reasons.
    type Ending = (i32, &'static str, &'static [&'static str]);
    const FINE: Ending = (0, "in_review", &[]);
    const NOTHING: Ending = (1, "stopped", &["no_trigger", "no_evidence"]);
    const UNSIGNED: Ending = (1, "paused", &["scope_missing", "success_criteria_missing"]);
    const EMPTY: Ending = (1, "stopped", &["no_evidence"]);
    let vouch = store();
    let expected: [(Account, [Ending; 3]); 7] = [
        (NO_GOALS, [(1, "stopped", &["no_goals", "not_ready"]), FINE, EMPTY]),
        (UNKNOWN, [NOTHING, EMPTY, NOTHING]),
        (SECRET, [NOTHING, EMPTY, NOTHING]),
        (FORTY, [FINE, FINE, UNSIGNED]),
        (OWNERS, [FINE, FINE, UNSIGNED]),
        (DEALS, [FINE, FINE, UNSIGNED]),
        (SCRIPT, [FINE, FINE, UNSIGNED]),
    ];
    for (account, expected) in expected {
        for (kind, expected) in KINDS.into_iter().zip(expected) {
            let (code, brief) = brief(&vouch, kind, account);
            let found = (code, text(&brief, "state"), each(&brief, "reasons", "code"));
            assert_eq!(
                found,
                (expected.0, expected.1, expected.2.to_vec()),
                "{kind} {}",
                account.0
            );
            // Whoever reads it is told the same in words.
            let told = told(&vouch, kind, account);
            for message in each(&brief, "reasons", "message") {
                let words: String = message.chars().skip(1).collect();
                assert!(told.contains(&words), "{kind} {}: {told}", account.0);
            }
        }
    }
}

/// Where nothing can be drafted, the message says what is missing and what to do about it.
#[test]
fn a_stop_says_what_to_do() {
    let vouch = store();
    let read = "There is no evidence of this account to draft from: read its exports with `vouch ingest PATH`";
    let expected = [
        (
            NO_GOALS,
            "recap",
            "Name them in the success plan, and read it with `vouch ingest PATH`",
        ),
        (
            NO_GOALS,
            "recap",
            "give the KPIs of the success plan a `baseline` and a later `current`",
        ),
        (NO_GOALS, "summary", "goals: no open goal in the success plan"),
        (
            NO_GOALS,
            "summary",
            "missing evidence: no KPI of an open goal is on record",
        ),
        (
            NO_GOALS,
            "handoff",
            "There are no deal notes, no calls, no order form and no goals to draft from",
        ),
        (NO_GOALS, "handoff", "Where is the signed order form?"),
        (UNKNOWN, "recap", read),
        (UNKNOWN, "summary", read),
        (
            UNKNOWN,
            "handoff",
            "Where are the notes and recordings of the talks that led to this deal?",
        ),
        (SECRET, "recap", read),
        (SECRET, "summary", read),
        (
            OWNERS,
            "handoff",
            "There is no signed order form to hold the promises against",
        ),
        (
            OWNERS,
            "handoff",
            "Nobody says when first value is reached and how it is told",
        ),
    ];
    for (account, kind, words) in expected {
        let told = told(&vouch, kind, account);
        assert!(told.contains(words), "{kind} {}: {told}", account.0);
    }
}

/// Of an account of which only restricted evidence is there, no brief tells any of it, and none says
/// who wrote it.
#[test]
fn what_is_restricted_is_told_nowhere() {
    let vouch = store();
    for kind in KINDS {
        let (_, brief) = brief(&vouch, kind, SECRET);
        let told = brief.to_string() + &told(&vouch, kind, SECRET);
        for word in ["looms are", "to be sold", "Joan Abara", "note:file/secret"] {
            assert!(!told.contains(word), "{kind}: {word}");
        }
    }
}

/// Forty goals: none is left out of a table, what a section may hold at most stays small, and every
/// claim is accepted.
#[test]
fn forty_goals_are_all_there() {
    let vouch = store();
    let [recap, summary, handoff] = KINDS.map(|kind| brief(&vouch, kind, FORTY).1);
    assert_eq!(list(&recap["parts"], "goal_table").len(), 40);
    assert_eq!(list(&summary["parts"], "kpis").len(), 40);
    assert_eq!(texts(&handoff, "success").len(), 40);
    let few = [("executive_summary", 5), ("next_steps", 4), ("immediate_actions", 8)];
    for (section, most) in few {
        assert!(texts(&summary, section).len() <= most, "{section}");
    }
    assert_eq!(texts(&summary, "next_steps").len(), 4);
    for brief in [recap, summary, handoff] {
        assert_eq!(brief["counts"]["emitted"], brief["counts"]["accepted"], "{brief:#}");
    }
}

/// Where the CRM and the success plan name different owners, the CRM's is the one who answers for
/// the account, in every kind of brief.
#[test]
fn the_crms_owner_answers_for_the_account() {
    let vouch = store();
    for kind in KINDS {
        let (_, brief) = brief(&vouch, kind, OWNERS);
        let told = told(&vouch, kind, OWNERS);
        assert!(told.contains("Nora Quist"), "{kind}: {told}");
        assert!(!told.contains("Ewan Harte"), "{kind}: {told}");
        if text(&brief, "state") == "in_review" {
            let waits = "in review \u{2014} waits for the account owner Nora Quist";
            assert!(told.contains(waits), "{kind}: {told}");
        }
    }
}

/// Two open deals are counted as two and both cited; what was sold is what was won.
#[test]
fn two_open_deals_are_two() {
    let vouch = store();
    let (_, summary) = brief(&vouch, "summary", DEALS);
    for name in ["open_opportunities", "active_expansions"] {
        let mut all = list(&summary["parts"], "highlights").iter();
        let highlight = all.find(|it| it["name"] == name).unwrap();
        assert_eq!(highlight["value"], "2", "{name}");
        assert_eq!(
            each(highlight, "citations", "quote"),
            ["Name: Fleet Paper - Second mill", "Name: Fleet Paper - Archive"],
            "{name}"
        );
    }
    let (_, handoff) = brief(&vouch, "handoff", DEALS);
    assert_eq!(
        handoff["trigger"]["record"],
        "salesforce:opportunity/0068d00000Od5WnAAJ"
    );
}

/// Names in another script are told as they stand, and the account is found by its name.
#[test]
fn another_script_is_told_as_it_stands() {
    let vouch = store();
    let (_, by_id) = brief(&vouch, "summary", SCRIPT);
    assert_eq!(texts(&by_id, "stakeholders")[0], "Анна Петрова (Executive Sponsor)");
    let by_name = vouch.json(0, ["summary", SCRIPT.1]);
    assert_eq!(by_name, by_id);
    for kind in KINDS {
        assert!(told(&vouch, kind, SCRIPT).contains(SCRIPT.1), "{kind}");
    }
}
