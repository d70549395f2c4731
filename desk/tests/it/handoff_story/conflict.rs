//! The promise and the order form disagree, and people decide.

use super::{ACCOUNT, Story};
use crate::desk::{AE, CSM};
use crate::support::{each, list, text};

/// The handoff is paused with both quotes, and nobody can approve it. Gives the run's id.
pub(super) fn paused(story: &Story) -> String {
    let draft = story.desk.out("", 1, &["handoff", ACCOUNT]);
    let (top, _) = draft.split_once("\n\nWhat was sold").unwrap();
    insta::assert_snapshot!(top, @"
    Handoff · Halden Freight                                        as of 2026-06-30
    paused — people must answer first                              kickoff in 8 days
    started by closed won (salesforce:opportunity/0068d00000Ho1CcAAJ)

    Why it is paused
      ! On timeline, Dana Whitcombe said “You will be live in four weeks, we do that
        all the time.” (call, 2026-05-07); the order form says “Implementation:
        eight (8) weeks from kickoff” ¹ ²
      ! On integration, Dana Whitcombe said “Yes, the Cargoline connector will be
        included.” (call, 2026-05-07); the order form says “Integrations: none;
        rates are uploaded by the Customer as a file” ³ ⁴
      ! On timeline, Dana Whitcombe said “Wenche is counting on four weeks, because
        the peak starts in the middle of August.” (note, 2026-06-12); the order form
        says “Implementation: eight (8) weeks from kickoff” ⁵ ²
      ! On timeline, Dana Whitcombe said “I told her four weeks from kickoff is what
        we always do.” (CRM activity, 2026-06-15); the order form says
        “Implementation: eight (8) weeks from kickoff” ⁶ ²
      ! On integration, Dana Whitcombe said “I also agreed that the connector to
        their Cargoline system is part of the package.” (CRM activity, 2026-06-15);
        the order form says “Integrations: none; rates are uploaded by the Customer
        as a file” ⁷ ⁴
      ! “Make quoting easier for the rate desk” has no metric, no number, no date ⁸
      ! Nobody says when first value is reached and how it is told ⁹
    ");
    let standing = story.standing(ACCOUNT);
    let open = list(&standing, "to_decide");
    let quotes: Vec<Vec<&str>> = open.iter().map(|subject| each(subject, "citations", "quote")).collect();
    let expected: [&[&str]; 5] = [
        &[
            "You will be live in four weeks, we do that all the time.",
            "Implementation: eight (8) weeks from kickoff",
            "Wenche is counting on four weeks, because the peak starts in\nthe middle of August.",
            "I told her four weeks from kickoff is what we always do.",
        ],
        &[
            "Yes, the Cargoline connector will be included.",
            "Integrations: none; rates are uploaded by the Customer as a file",
            "I also agreed that the connector to their Cargoline system is part of the package.",
        ],
        &["What they will call a success is still to be agreed; Wenche wants to think\nabout it with her team."],
        &["name: Make quoting easier for the rate desk"],
        &["Only Jonas Moe knows how the rate file is made"],
    ];
    assert_eq!(quotes, expected);
    assert_eq!(each(&standing, "to_decide", "name"), ["q1", "q2", "q3", "q4", "k1"]);
    insta::assert_snapshot!(story.refused(AE, &["review", "approve", ACCOUNT, "--ok", "all"]), @"
    error: this run is paused, so it can't be approved
    hint: `vouch review show RUN` says where it stands and what comes next
    ");
    text(&standing, "id").to_owned()
}

/// The AE decides the conflicts and says what first value is; the CSM settles the rest.
pub(super) fn decided(story: &Story) {
    let decide = |login: &str, subject: &str, answer: &str, more: &[&str]| {
        let args = ["review", "decide", ACCOUNT, subject, "--answer", answer];
        story.out(login, &[&args, more].concat())
    };
    let signed = "The order form holds; we told Wenche on 29 June.";
    let first_value = "The rate desk quotes in under one hour, by 30 September 2026.";
    let goal = "Median time to quote, from four hours to one, by 31 December 2026.";
    let told = [
        decide(AE, "q1", signed, &["--holds", "2"]),
        decide(AE, "q2", signed, &["--holds", "2"]),
        decide(AE, "q3", first_value, &[]),
        decide(CSM, "q4", goal, &[]),
        decide(CSM, "k1", "Tobias Renn owns it.", &[]),
    ];
    insta::assert_snapshot!(told.concat(), @"
    decided; 4 more are open; `vouch handoff halden-freight` drafts with it
    decided; 3 more are open; `vouch handoff halden-freight` drafts with it
    decided; 2 more are open; `vouch handoff halden-freight` drafts with it
    decided; one more is open; `vouch handoff halden-freight` drafts with it
    decided; nothing is left to decide; `vouch handoff halden-freight` drafts with it
    ");
}

/// The next draft starts from what was decided and goes to review; the paused one is superseded.
pub(super) fn drafted_again(story: &Story, paused: &str) {
    let draft = story.out("", &["handoff", ACCOUNT]);
    let (_, decided) = draft.split_once("\nDecided\n").unwrap();
    let (decided, _) = decided.split_once("\n\n").unwrap();
    insta::assert_snapshot!(decided, @"
    · nobody owns the open risk `Only Jonas Moe knows how the rate file is made`:
      who will own it? — Tobias Renn owns it. ³⁰ ³¹
    · On timeline, we said “You will be live in four weeks, we do that all the
      time.”, and the order form says “Implementation: eight (8) weeks from
      kickoff”: which holds? — The order form holds; we told Wenche on 29 June. ³²
      ²¹ ⁸ ²³ ²⁴
    · On integration, we said “Yes, the Cargoline connector will be included.”,
      and the order form says “Integrations: none; rates are uploaded by the
      Customer as a file”: which holds? — The order form holds; we told Wenche on
      29 June. ³³ ²² ⁹ ²⁵
    · What is the first result that the customer will call a success, how is it
      measured, and by when? — The rate desk quotes in under one hour, by 30
      September 2026. ³⁴ ²⁸
    · “Make quoting easier for the rate desk” has no metric, no number, no date:
      what will the customer measure, how much is enough, and by when? — Median
      time to quote, from four hours to one, by 31 December 2026. ³⁵ ¹²
    ");
    assert_eq!(text(&story.standing(paused), "state"), "superseded");
    insta::assert_snapshot!(story.told(), @"
    Run ffffffffffffffff · version 1                                       in review
    digest dddddddddddddddd

    Approvals
      ? AE Dana Whitcombe: not yet
      ? CSM Tobias Renn: not yet
        each answers for `promises` (the promises that the customer can see are told
        as they were made), `scope` (the scope is what was signed, or the difference
        is decided), `timing` (the dates can be kept), `risks` (the risks are named,
        and each has an owner), `missing_context` (what CS needs to know is there),
        `first_value` (goals and first-value criteria are explicit)

    Tasks
      · t1 Go through the promise and scope checklist together, AE and CSM (CSM
        Tobias Renn, stop) by 30 June 2026
      · t2 Approve this brief, AE and CSM each (CSM Tobias Renn, stop) by 3 July
        2026
      · t3 Prepare the kickoff: agenda, goals and first value in the customer's
        words, open risks (CSM Tobias Renn) by 6 July 2026

    Gates
      · evidence attached is open: every input is there
      · goals and first value is open: goals and first-value criteria are explicit
      · scope agrees is open: no promise contradicts the signed scope
      · sensitive commitments is open: nothing sensitive was promised beside what
        was signed
      · risks owned is open: every open risk has an owner
      · owner assigned is open: the AE and the account owner are known
      ! commitments reviewed is closed: the AE and the CSM have not reviewed 5
        promises
      · stop rules defined is open: 9 reasons stop this workflow
      · measurement logged is open: the log has the run's start
      ! kickoff is closed: waits for the approval of the AE, and for the approval of
        the CSM, and for the other gates
    ");
}
