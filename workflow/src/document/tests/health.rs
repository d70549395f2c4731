//! An account's health in documents.

use std::collections::BTreeMap;

use grounding::SourceId;
use rust_decimal::Decimal;

use super::shown;
use crate::brief::text::tests::fixture::{every_claim, first_health, health, sources, unknown_health};
use crate::brief::{Brief, RunState};
use crate::document::{Block, Chart, Document, NoCopy, RunStanding};
use crate::health::ScoreLevels;
use crate::people::Role;

fn standing(state: RunState) -> RunStanding {
    RunStanding {
        state,
        version: 1,
        waits_for: vec![Role::AccountOwner],
        approvals: Vec::new(),
    }
}

fn document(brief: &Brief, state: RunState) -> Document {
    let sources = sources();
    let find = |id: &SourceId| sources.iter().find(|it| it.id == *id);
    Document::internal(brief, &standing(state), &BTreeMap::new(), &find)
}

/// What a document says below its head, which is the same for every kind of brief.
fn said(brief: &Brief, state: RunState) -> String {
    let text = shown(&document(brief, state));
    text.split_once("\n\n").unwrap().1.to_owned()
}

/// HS-4, HS-6, HS-11, HS-16, HS-20, HS-23 and HS-31 in a document.
#[test]
fn health_in_full() {
    insta::assert_snapshot!(said(&health(), RunState::InReview), @"
    # Health
    Amber, 62 of 100, declining (−14 since 30 September 2025). Owner: Ida Falk.
    - Red: relationship, milestones.
    - Held at amber: relationship at risk: nobody there has spoken with us for 112 days.
    - Held at amber: outcome at risk: two milestones are missed.
    Signal | Level | Value | Held against | Trend | Newest evidence | What to know
    Usage[1] | green | −4.2% | quotes a week, change in four weeks: green from −10, red to −40 | flat | 28 June 2026 | 
    Adoption | amber | 41% | people who sign in, of the seats bought: green from 60, red to 25 (own criterion: agreed on 3 March 2026 for two shifts) | improving | 28 June 2026 | Evidence: usage:row/1, usage:row/2, usage:row/3 and 1 more.
    Support[2] | amber | 1 ticket | escalated tickets that are open: green to 0, red from 2 | flat | 28 June 2026 | 
    Sentiment | unknown |  |  | no prior |  | Fewer than three sentences of theirs carry any sentiment.
    Billing | green | 0 days | oldest unpaid invoice past its due date: green to 0, red from 60 | flat | 28 June 2026 | 
    Relationship[3][4] | red | 112 days | since somebody there last spoke with us: green to 30, red from 90 | declining | 28 June 2026 | Noor Aziz has not been met since 10 March 2026.
    Milestones[5] | red | 2 milestones | milestones that are missed: green to 0, red from 2 (own criterion: goal G-2) | declining | 28 June 2026 | 

    # In short
    Nobody at the depots has spoken with us since March.[3]

    # Condition
    - Noor Aziz last spoke with us 112 days ago.[3]
    - Leith has answered none of three mails.[4]
    - The training of all depots is late.[5]
    - One escalated ticket is open.[2]
    - Quotes take 9 h instead of 26 h.[1]

    # What changed
    - The score was 76 in September 2025.[6]

    # Risks
    - Open: Noor Aziz may leave.[3]

    # Opportunities
    - Open: The yard in Leith could get it too.[7][8]

    # Next action
    - Ask Noor Aziz for a meeting. — Ida Falk by 8 July 2026; needs owner review[3]
    - Ask Leith for its figures.[4]

    # For the owner to review
    - Account plan: two milestones are missed.
    - Customer outreach: the next action writes to Noor Aziz.

    # Open risks
    - Open: Noor Aziz may leave.[3]

    # What we could not prove
    Nothing: no claim was rejected, and no input is missing or stale.

    # History of the score
    (a chart of 4 points)
    Date | Score | Level | Scored by | Record
    30 September 2025 | 76 | green | a record | health:score/3
    31 December 2025 |  | amber | a record | health:score/4
    31 March 2026 | 71 | amber | vouch | vouch:snapshot/r1
    30 June 2026 | 62 | amber | vouch | this brief

    # How the score is reckoned
    (20 × 100 + 15 × 45.7 + 15 × 50 + 10 × 100 + 22.5 × 0 + 22.5 × 33.3) ÷ 105 = 62
    Scored by the policy “built-in”.

    1 plan:kpi/quotes · 3 June 2026: “baseline: 26 h current: 9 h”
    2 zendesk:ticket/88 · Noor Aziz, customer · 3 June 2026: “the printer drops every tenth label”
    3 note:file/visit · Ida Falk, vendor · 3 June 2026: “Noor is looking for another job”
    4 note:file/visit · Ida Falk, vendor · 3 June 2026: “Leith has sent us no figures”
    5 plan:objective/G-2 · 3 June 2026: “Train all depots”
    6 health:score/6 · 3 June 2026: “health: 62, amber”
    7 gong:call/12 · Noor Aziz, customer · 3 June 2026: “could the yard in Leith get it too”
    8 gong:call/12 · Noor Aziz, customer · 3 June 2026: “we expect fewer calls by autumn”
    Digest of the brief: sha256:77aa90d2b45e1f0c
    ");
}

/// HS-30 in a document: five signals, evidence, trend, owner, next action, and no reckoning.
#[test]
fn health_in_its_first_version() {
    let text = said(&first_health(), RunState::Approved);
    insta::assert_snapshot!(text.split_once("\n\n# Open risks").unwrap().0, @"
    # Health
    Amber, 62 of 100, declining (−14 since 30 September 2025). Owner: Ida Falk.
    - Red: relationship, milestones.
    Signal | Level | Value | Held against | Trend | Newest evidence | What to know
    Usage[1] | green | −4.2% | quotes a week, change in four weeks: green from −10, red to −40 | flat | 28 June 2026 | 
    Support[2] | amber | 1 ticket | escalated tickets that are open: green to 0, red from 2 | flat | 28 June 2026 | 
    Sentiment | unknown |  |  | no prior |  | Fewer than three sentences of theirs carry any sentiment.
    Relationship[3][4] | red | 112 days | since somebody there last spoke with us: green to 30, red from 90 | declining | 28 June 2026 | Noor Aziz has not been met since 10 March 2026.
    Milestones[5] | red | 2 milestones | milestones that are missed: green to 0, red from 2 (own criterion: goal G-2) | declining | 28 June 2026 | 

    # Condition
    - Noor Aziz last spoke with us 112 days ago.[3]
    - Leith has answered none of three mails.[4]
    - The training of all depots is late.[5]
    - One escalated ticket is open.[2]
    - Quotes take 9 h instead of 26 h.[1]

    # What changed
    - The score was 76 in September 2025.[6]

    # Next action
    - Ask Noor Aziz for a meeting. — Ida Falk by 8 July 2026[3]
    - Ask Leith for its figures.[4]
    ");
}

/// HS-2 and HS-35 in a document.
#[test]
fn health_that_is_unknown() {
    let text = said(&unknown_health(), RunState::InReview);
    insta::assert_snapshot!(text.split_once("\n\n# Next action").unwrap().0, @"
    # Health
    Unknown, no score, no prior. Owner: nobody on record.
    - No score: neither usage nor adoption is known.
    Signal | Level | Value | Held against | Trend | Newest evidence | What to know
    Usage | unknown |  |  | no prior |  | There is no evidence of it.
    Adoption | unknown |  |  | no prior |  | There is no evidence of it.
    Support | unknown |  |  | no prior |  | There is no evidence of it.
    Sentiment | unknown |  |  | no prior |  | There is no evidence of it.
    Billing | unknown |  |  | no prior |  | There is no evidence of it.
    Relationship | unknown |  |  | no prior |  | There is no evidence of it.
    Milestones | unknown |  |  | no prior |  | There is no evidence of it.
    ");
}

/// The chart has the levels that the snapshot was scored by.
#[test]
fn a_chart_has_the_levels_of_its_policy() {
    let levels = ScoreLevels {
        green: Decimal::from(80),
        amber: Decimal::from(50),
    };
    let mut brief = health();
    brief.health.as_mut().unwrap().levels = levels;
    let blocks = document(&brief, RunState::InReview).blocks.into_iter();
    let charts: Vec<Chart> = blocks
        .filter_map(|it| match it {
            Block::Chart(chart) => Some(chart),
            _ => None,
        })
        .collect();
    let points = health().health.unwrap().history;
    assert_eq!(
        charts,
        [Chart {
            points,
            levels: Some(levels)
        }]
    );
}

/// A health score is the vendor's opinion: the customer gets no copy, approved or not, and whatever
/// its claims rest on.
#[test]
fn no_customer_gets_a_copy_of_a_health_brief() {
    let brief = health();
    for state in [RunState::InReview, RunState::Approved] {
        let sources = sources();
        let find = |id: &SourceId| sources.iter().find(|it| it.id == *id);
        let copy = Document::customer(&brief, &standing(state), &BTreeMap::new(), &find, &every_claim(&brief));
        assert_eq!(copy, Err(NoCopy::Health), "{state:?}");
    }
}
