//! Both approve what they have seen.

use super::{ACCOUNT, Story};
use crate::desk::{AE, CSM};

/// Nobody approves what they have not seen, before the checklist was gone through, or without
/// looking at evidence; then the AE does, and may not do so for the CSM.
pub(super) fn half_approved(story: &Story) {
    let approve = ["review", "approve", ACCOUNT, "--ok", "all"];
    let unseen = story.refused(AE, &approve);
    assert!(
        unseen.starts_with("error: you have not seen this brief as it stands"),
        "{unseen}"
    );
    story.out(AE, &["review", "show", ACCOUNT]);
    insta::assert_snapshot!(story.refused(AE, &approve), @"
    error: the stop task `t1` (Go through the promise and scope checklist together, AE and CSM) comes first
    hint: `vouch review done RUN TASK` once it is done
    ");
    let checklist = ["review", "done", ACCOUNT, "t1", "--note", "together, on 30 June"];
    insta::assert_snapshot!(story.out(CSM, &checklist), @"`t1` is done; next: Approve this brief, AE and CSM each (t2)");
    insta::assert_snapshot!(story.refused(AE, &approve), @"
    error: you have opened none of the 11 sources that this brief rests on
    hint: open what matters with `vouch review open RUN CLAIM`, or say why not with `--unopened REASON`
    ");
    story.out(AE, &["review", "open", ACCOUNT, "c6"]);
    insta::assert_snapshot!(story.out(AE, &approve), @"approved; it waits for the CSM Tobias Renn");
    insta::assert_snapshot!(story.refused(AE, &[&approve[..], &["--role", "csm"]].concat()), @"error: `dana` may not do that: to approve as the CSM takes the role `csm` for `halden-freight`");
}

/// The kickoff waits, and nothing leaves for the customer, until the CSM has approved as well.
pub(super) fn approved(story: &Story) {
    let kickoff = ["review", "done", ACCOUNT, "t3"];
    let customer = ["export", ACCOUNT, "--as", "md", "--audience", "customer"];
    insta::assert_snapshot!(story.refused(CSM, &kickoff), @"
    error: the stop task `t2` (Approve this brief, AE and CSM each) comes first
    hint: `vouch review done RUN TASK` once it is done
    ");
    insta::assert_snapshot!(story.refused(AE, &customer), @"
    error: this run is in review, so nothing of it goes to the customer
    hint: `vouch review show RUN` says where it stands and what comes next
    ");
    insta::assert_snapshot!(story.refused(CSM, &["review", "complete", ACCOUNT]), @"
    error: not yet: commitments reviewed: the AE and the CSM have not reviewed 5 promises; kickoff: waits for the approval of the CSM, and for the other gates
    hint: `vouch review show RUN` lists the gates
    ");
    story.out(CSM, &["review", "show", ACCOUNT]);
    let approve = [
        "review",
        "approve",
        ACCOUNT,
        "--ok",
        "all",
        "--unopened",
        "I sat in the calls",
    ];
    insta::assert_snapshot!(story.masked(&story.out(CSM, &approve)), @"approved by everybody; attached to salesforce:account/0018d00000Hf3QeAAJ, project:project/PRJ-H; `vouch export ffffffffffffffff --as docx` makes a document");
    insta::assert_snapshot!(story.out(CSM, &kickoff), @"`t3` is done; no task is left");
}
