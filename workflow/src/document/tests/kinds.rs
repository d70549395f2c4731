//! Documents of the other kinds of brief.

use std::collections::{BTreeMap, BTreeSet};

use grounding::SourceId;

use super::shown;
use crate::brief::text::tests::fixture::{business_review, every_claim, first, recap, sources, summary};
use crate::brief::{Brief, RunState, Score};
use crate::document::{Approver, Document, RunStanding};
use crate::people::Role;

fn standing(state: RunState) -> RunStanding {
    let owner = Approver {
        role: Role::AccountOwner,
        name: "Ida Falk".to_owned(),
        at: "2026-07-02T08:00:00Z".parse().unwrap(),
    };
    let is_approved = state == RunState::Approved;
    RunStanding {
        state,
        version: 1,
        waits_for: if is_approved {
            Vec::new()
        } else {
            vec![Role::AccountOwner]
        },
        approvals: if is_approved { vec![owner] } else { Vec::new() },
    }
}

fn internal(brief: &Brief, state: RunState) -> String {
    let sources = sources();
    let find = |id: &SourceId| sources.iter().find(|it| it.id == *id);
    shown(&Document::internal(brief, &standing(state), &BTreeMap::new(), &find))
}

/// The customer's copy of an approved brief, of those claims.
fn customer(brief: &Brief, allowed: &BTreeSet<String>) -> String {
    let sources = sources();
    let find = |id: &SourceId| sources.iter().find(|it| it.id == *id);
    let document = Document::customer(brief, &standing(RunState::Approved), &BTreeMap::new(), &find, allowed);
    shown(&document.unwrap())
}

/// VR-13, VR-14, VR-16 and VR-75 in a document: goals with what came of them, claims with what
/// limits them, one recommendation, and what belongs with it.
#[test]
fn a_recap_for_the_vendors_people() {
    insta::assert_snapshot!(internal(&recap(), RunState::InReview), @"
    Account value recap · Marram Freight · draft, not approved
    As of: 2026-06-30
    Audience: internal
    State: in review, version 1; waits for the account owner
    Digest: 77aa90d2b45e

    # What changed
    Quotes take 9 h instead of 26 h.[1] The depots expect fewer calls by autumn. (likely)[2] The same morning is the rule now.[3]

    # Original goals
    - Answer quotes within a day. [G-1][4]
    - Train all depots. [G-2][5]
    - Fewer calls about parcels. [G-3][6]
    Goal | Status | What came of it
    Answer quotes within a day | on track | Proven: The time to a quote fell from 26 h to 9 h. Quotes go out the same morning.[1][3]
    Train all depots | completed | No evidence yet
    Fewer calls about parcels | off track | Likely: The depots expect fewer calls by autumn.[2]

    # Proven outcomes
    - Proven: The time to a quote fell from 26 h to 9 h. [G-1][1]
    - Proven: Quotes go out the same morning. [G-1][3]

    # Likely benefits
    - Likely: The depots expect fewer calls by autumn. [G-3][2]

    # Delivered work
    - Activity: Two workshops were held.[7]

    # Usage and performance
    Nothing that is borne out yet.

    # Open risks
    - Open: The printer drops every tenth label.[8]
    - Open: Noor Aziz may leave.[9]
    CS activities from 11 February 2026 on; older ones were left out.

    # What is still open
    Labels are still dropped. (open)[8]

    # Next recommendation
    - Ask for the printer's log, and send a technician. — needs owner review[8]
    - Ask Leith for its figures.[10]

    # What decision comes next
    - Whether the printer is replaced is to be decided by 10 July 2026.[8]

    # Proof and caveats
    Claim | What limits it
    Proven: The time to a quote fell from 26 h to 9 h.[1] | Measured on 3 June 2026, and not since. One depot of four.[1][7]
    Proven: Quotes go out the same morning.[3] | Leith has sent no figures.[10]
    Likely: The depots expect fewer calls by autumn.[2] | No caveat was found.

    # What we could not prove
    - V301 “Quotes are twice as fast.”: 26 h and 9 h are not half
    - Usage: missing

    # Belongs with it
    What | Which | What to know
    Renewal packet | crm:opportunity/7 | renews on 30 September 2026
    Case study candidate | none yet | one outcome is proven

    # What to do next
    Done | Task | Owner | Due
    ☐ | Review the recommendation | account owner | 8 July 2026

    # Gates
    - Owner review is closed: its owner has not approved it

    1 plan:kpi/quotes · 3 June 2026: “baseline: 26 h current: 9 h”
    2 gong:call/12 · Noor Aziz, customer · 3 June 2026: “we expect fewer calls by autumn”
    3 gong:call/12 · Noor Aziz, customer · 3 June 2026: “quotes go out the same morning now”
    4 plan:objective/G-1 · 3 June 2026: “Answer quotes within a day”
    5 plan:objective/G-2 · 3 June 2026: “Train all depots”
    6 plan:objective/G-3 · 3 June 2026: “Fewer calls about parcels”
    7 gong:call/12 · Noor Aziz, customer · 3 June 2026: “both workshops went well”
    8 zendesk:ticket/88 · Noor Aziz, customer · 3 June 2026: “the printer drops every tenth label”
    9 note:file/visit · Ida Falk, vendor · 3 June 2026: “Noor is looking for another job”
    10 note:file/visit · Ida Falk, vendor · 3 June 2026: “Leith has sent us no figures”
    Digest of the brief: sha256:77aa90d2b45e1f0c
    ");
}

/// A claim goes with all its caveats or not at all (`c5` rests on a shareable call, and its caveat on
/// an internal note), also where it is retold; and no row tells of a goal whose record is internal.
#[test]
fn a_recap_for_the_customer() {
    let brief = recap();
    insta::assert_snapshot!(customer(&brief, &every_claim(&brief)), @"
    Account value recap · Marram Freight
    As of: 2026-06-30
    Audience: customer
    State: approved, version 1
    Digest: 77aa90d2b45e
    Approved by: Ida Falk (account owner), 2026-07-02 08:00 UTC

    # What changed
    Quotes take 9 h instead of 26 h.[1] The depots expect fewer calls by autumn. (likely)[2]

    # Original goals
    - Answer quotes within a day.[3]
    - Train all depots.[4]
    Goal | Status | What came of it
    Answer quotes within a day | on track | Proven: The time to a quote fell from 26 h to 9 h.[1]
    Train all depots | completed | No evidence yet

    # Proven outcomes
    - Proven: The time to a quote fell from 26 h to 9 h.[1]

    # Likely benefits
    - Likely: The depots expect fewer calls by autumn.[2]

    # Delivered work
    - Activity: Two workshops were held.[5]

    # Open risks
    - Open: The printer drops every tenth label.[6]

    # What is still open
    Labels are still dropped. (open)[6]

    # Next recommendation
    - Ask for the printer's log, and send a technician.[6]

    # What decision comes next
    - Whether the printer is replaced is to be decided by 10 July 2026.[6]

    # Proof and caveats
    Claim | What limits it
    Proven: The time to a quote fell from 26 h to 9 h.[1] | Measured on 3 June 2026, and not since. One depot of four.[1][5]
    Likely: The depots expect fewer calls by autumn.[2] | No caveat was found.

    1 KPI, 3 June 2026: “baseline: 26 h current: 9 h”
    2 call, 3 June 2026: “we expect fewer calls by autumn”
    3 goal, 3 June 2026: “Answer quotes within a day”
    4 goal, 3 June 2026: “Train all depots”
    5 call, 3 June 2026: “both workshops went well”
    6 ticket, 3 June 2026: “the printer drops every tenth label”
    Digest of the brief: sha256:77aa90d2b45e1f0c
    ");
}

#[test]
fn without_the_first_choice_no_recommendation_reaches_the_customer() {
    let brief = first();
    let all = every_claim(&brief);
    assert!(customer(&brief, &all).contains("# Next recommendation"));
    let without = all.into_iter().filter(|id| id != "c10").collect();
    assert!(!customer(&brief, &without).contains("recommendation"));
}

/// Once its owner has approved it, a recommendation needs no review.
#[test]
fn an_approved_recommendation_needs_nothing() {
    let needs = |state: RunState| internal(&recap(), state).contains("needs owner review");
    assert_eq!((needs(RunState::InReview), needs(RunState::Approved)), (true, false));
}

/// AS-1, AS-3, AS-9 and AS-52 in a document.
#[test]
fn a_summary_for_the_vendors_people() {
    insta::assert_snapshot!(internal(&summary(), RunState::InReview), @"
    Account summary · Marram Freight · draft, not approved
    As of: 2026-06-30
    Audience: internal
    State: in review, version 1; waits for the account owner
    Digest: 77aa90d2b45e

    # Account Highlights
    Field | Value
    Annual revenue | USD 48,000[1]
    Product family | Beacon Desk[2]
    Renewal | 30 September 2026
    Open cases | 1[3]
    Red projects | Not available
    Open opportunities | ask your administrator

    # Key Stakeholders
    Name | Role | Side | Can sponsor | On recorded calls
    Noor Aziz[4] | Head of operations | customer |  | 1, last on 3 June 2026
    Sol Brandt |  | customer |  | 1, last on 3 June 2026
    Ida Falk | account owner | vendor |  | 

    # Executive Summary
    The time to a quote fell from 26 h to 9 h.[5] The printer drops every tenth label. (open)[3]
    The health score is 62.[6] Fewer calls are expected by autumn. (likely)[7]

    # KPI Progress
    - Proven: The time to a quote fell from 26 h to 9 h. [G-1][5]

    # Relational Health
    Shown by activities: active collaboration, constructive sentiment. Not shown: executive engagement.
    - Activity: Two workshops were held.[8]
    No CS activities included: other data fills the section's budget.

    # Risks and Blockers
    - Open: The printer drops every tenth label.[3]
    - Open: Noor Aziz may leave.[9]

    # Suggested Expansion Opportunities
    - Open: The yard in Leith could get it too.[10]

    # Strategic Value Achievements
    Business outcomes and operational improvements:
    - Proven: Quotes go out the same morning. [G-1][11]
    Financial expansion and usage: nothing that is borne out yet.
    Lifecycle achievements:
    - Train all depots. [G-2][12]

    # Strategic Next Steps
    - Bring the yard in Leith in by autumn. [G-2][10]
    - Train the other depots by autumn. [G-2][12]

    # Immediate Actions
    - Ask for the printer's log, and send a technician.[3]

    # Open risks
    - Open: The printer drops every tenth label.[3]
    - Open: Noor Aziz may leave.[9]
    - Open: Labels are still dropped.[3]

    # What we could not prove
    Nothing: no claim was rejected, and no input is missing or stale.

    1 crm:account/1 · 3 June 2026: “annual revenue: 48000”
    2 crm:account/1 · 3 June 2026: “product: Beacon Desk”
    3 zendesk:ticket/88 · Noor Aziz, customer · 3 June 2026: “the printer drops every tenth label”
    4 gong:call/12 · Noor Aziz, customer · 3 June 2026: “Noor Aziz”
    5 plan:kpi/quotes · 3 June 2026: “baseline: 26 h current: 9 h”
    6 health:score/6 · 3 June 2026: “health: 62, amber”
    7 gong:call/12 · Noor Aziz, customer · 3 June 2026: “we expect fewer calls by autumn”
    8 gong:call/12 · Noor Aziz, customer · 3 June 2026: “both workshops went well”
    9 note:file/visit · Ida Falk, vendor · 3 June 2026: “Noor is looking for another job”
    10 gong:call/12 · Noor Aziz, customer · 3 June 2026: “could the yard in Leith get it too”
    11 gong:call/12 · Noor Aziz, customer · 3 June 2026: “quotes go out the same morning now”
    12 plan:objective/G-2 · 3 June 2026: “Train all depots”
    Digest of the brief: sha256:77aa90d2b45e1f0c
    ");
}

/// The health score, the suggested expansion with the step that retells it, money and cases stay
/// in the house.
#[test]
fn a_summary_for_the_customer() {
    let mut brief = summary();
    for claim in &mut brief.claims {
        claim.verdict = grounding::Verdict::Accepted;
    }
    insta::assert_snapshot!(customer(&brief, &every_claim(&brief)), @"
    Account summary · Marram Freight
    As of: 2026-06-30
    Audience: customer
    State: approved, version 1
    Digest: 77aa90d2b45e
    Approved by: Ida Falk (account owner), 2026-07-02 08:00 UTC

    # Account Highlights
    Field | Value
    Product family | Beacon Desk
    Renewal | 30 September 2026

    # Key Stakeholders
    - Noor Aziz (Head of operations).[1]

    # Executive Summary
    The time to a quote fell from 26 h to 9 h.[2] The printer drops every tenth label. (open)[3] Fewer calls are expected by autumn. (likely)[4]

    # KPI Progress
    - Proven: The time to a quote fell from 26 h to 9 h.[2]

    # Risks and Blockers
    - Open: The printer drops every tenth label.[3]

    # Strategic Value Achievements
    Business outcomes and operational improvements:
    - Proven: Quotes go out the same morning.[5]
    Lifecycle achievements:
    - Train all depots.[6]

    # Strategic Next Steps
    - Train the other depots by autumn.[6]

    # Immediate Actions
    - Ask for the printer's log, and send a technician.[3]

    1 call, 3 June 2026: “Noor Aziz”
    2 KPI, 3 June 2026: “baseline: 26 h current: 9 h”
    3 ticket, 3 June 2026: “the printer drops every tenth label”
    4 call, 3 June 2026: “we expect fewer calls by autumn”
    5 call, 3 June 2026: “quotes go out the same morning now”
    6 goal, 3 June 2026: “Train all depots”
    Digest of the brief: sha256:77aa90d2b45e1f0c
    ");
}

#[test]
fn a_business_review_is_called_so() {
    let document = internal(&business_review(), RunState::InReview);
    let head = document.lines().next().unwrap();
    assert_eq!(
        head,
        "Business review summary \u{b7} Marram Freight \u{b7} draft, not approved"
    );
}

/// HO-37 in a document: a row for each score, for the vendor's people alone.
#[test]
fn scores_are_for_the_vendors_people() {
    let mut brief = super::everything();
    brief.parts.scores = vec![Score {
        name: "promise_risk".to_owned(),
        value: 38,
        formula: "100 × (conflicting + unsigned ÷ 2) ÷ promises".to_owned(),
        terms: vec!["conflicting = 1".to_owned(), "promises = 4".to_owned()],
    }];
    let document = shown(&super::internal(&brief, RunState::InReview));
    let (_, table) = document.split_once("# Scores\n").unwrap();
    assert_eq!(
        table.lines().take(2).collect::<Vec<_>>(),
        [
            "Score | Value | Formula | With",
            "Promise risk | 38 of 100 | 100 × (conflicting + unsigned ÷ 2) ÷ promises | conflicting = 1, promises = 4",
        ]
    );
    let customers = shown(&super::customer(&brief, RunState::Approved).unwrap());
    assert!(!customers.contains("Promise risk"));
}
