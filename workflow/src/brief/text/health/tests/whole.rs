//! The whole of an account's health as a terminal shows it, below the head.

use super::shown;
use crate::brief::text::tests::fixture::{first_health, health, paused_health, unknown_health};

/// HS-4, HS-6, HS-11 and HS-23: the level with its score, trend and history; every signal with its
/// evidence, what it was held against and whose criterion that is; what caps the level; the owner, the
/// next action, and the formula.
#[test]
fn in_full() {
    insta::assert_snapshot!(shown(&health()), @"
    ~ amber · 62 of 100 · declining (−14 since 30 September 2025)               ▆ ▆▅
    owner: Ida Falk
      ! Red: relationship, milestones
      ! Held at amber: relationship at risk: nobody there has spoken with us for 112
        days.
      ! Held at amber: outcome at risk: two milestones are missed.

    Signals
      ✔ Usage         green  −4.2%         flat       2026-06-28
          - Quotes a week, change in four weeks: green from −10, red to −40 ¹
      ~ Adoption      amber  41%           improving  2026-06-28
          - People who sign in, of the seats bought: green from 60, red to 25 (own
            criterion: agreed on 3 March 2026 for two shifts)
          - Evidence: usage:row/1, usage:row/2, usage:row/3 and 1 more
      ~ Support       amber  1 ticket      flat       2026-06-28
          - Escalated tickets that are open: green to 0, red from 2 ²
      ? Sentiment     unknown: Fewer than three sentences of theirs carry any
                      sentiment.
      ✔ Billing       green  0 days        flat       2026-06-28
          - Oldest unpaid invoice past its due date: green to 0, red from 60
      ! Relationship  red    112 days      declining  2026-06-28
          - Since somebody there last spoke with us: green to 30, red from 90 ³ ⁴
          - Noor Aziz has not been met since 10 March 2026.
      ! Milestones    red    2 milestones  declining  2026-06-28
          - Milestones that are missed: green to 0, red from 2 (own criterion: goal
            G-2) ⁵

    In short
        Nobody at the depots has spoken with us since March. ³

    Condition
      · Noor Aziz last spoke with us 112 days ago. ³
      · Leith has answered none of three mails. ⁴
      · The training of all depots is late. ⁵
      · One escalated ticket is open. ²
      · Quotes take 9 h instead of 26 h. ¹

    What changed
      · The score was 76 in September 2025. ⁶

    Risks
      ! Noor Aziz may leave. ³

    Opportunities
      ? The yard in Leith could get it too. ⁷ ⁸

    Next action
      · Ask Noor Aziz for a meeting. — Ida Falk by 8 July 2026; needs owner review ³
      · Ask Leith for its figures. ⁴

    For the owner to review
      ? Account plan: two milestones are missed.
      ? Customer outreach: the next action writes to Noor Aziz.

    How the score is reckoned
        (20 × 100 + 15 × 45.7 + 15 × 50 + 10 × 100 + 22.5 × 0 + 22.5 × 33.3) ÷ 105 =
        62
        Scored by the policy `built-in`.

    Sources
      ¹ plan:kpi/quotes · 3 June 2026
          “baseline: 26 h current: 9 h”
      ² zendesk:ticket/88 · Noor Aziz, customer · 3 June 2026
          “the printer drops every tenth label”
      ³ note:file/visit · Ida Falk · 3 June 2026
          “Noor is looking for another job”
      ⁴   “Leith has sent us no figures”
      ⁵ plan:objective/G-2 · 3 June 2026
          “Train all depots”
      ⁶ health:score/6 · 3 June 2026
          “health: 62, amber”
      ⁷ gong:call/12 · Noor Aziz, customer · 3 June 2026
          “could the yard in Leith get it too”
      ⁸   “we expect fewer calls by autumn”

    11 claims drafted by `extractive`: 11 accepted, 0 demoted, 0 for a person, 0
    rejected
    customer copy: no — its owner has not approved it
    ");
}

/// HS-30: five signals with their evidence, the trend, the owner and the next action, and nothing of
/// how the score is reckoned.
#[test]
fn in_its_first_version() {
    insta::assert_snapshot!(shown(&first_health()), @"
    ~ amber · 62 of 100 · declining (−14 since 30 September 2025)               ▆ ▆▅
    owner: Ida Falk
      ! Red: relationship, milestones

    Signals
      ✔ Usage         green  −4.2%         flat       2026-06-28
          - Quotes a week, change in four weeks: green from −10, red to −40 ¹
      ~ Support       amber  1 ticket      flat       2026-06-28
          - Escalated tickets that are open: green to 0, red from 2 ²
      ? Sentiment     unknown: Fewer than three sentences of theirs carry any
                      sentiment.
      ! Relationship  red    112 days      declining  2026-06-28
          - Since somebody there last spoke with us: green to 30, red from 90 ³ ⁴
          - Noor Aziz has not been met since 10 March 2026.
      ! Milestones    red    2 milestones  declining  2026-06-28
          - Milestones that are missed: green to 0, red from 2 (own criterion: goal
            G-2) ⁵

    Condition
      · Noor Aziz last spoke with us 112 days ago. ³
      · Leith has answered none of three mails. ⁴
      · The training of all depots is late. ⁵
      · One escalated ticket is open. ²
      · Quotes take 9 h instead of 26 h. ¹

    What changed
      · The score was 76 in September 2025. ⁶

    Next action
      · Ask Noor Aziz for a meeting. — Ida Falk by 8 July 2026; needs owner review ³
      · Ask Leith for its figures. ⁴

    Sources
      ¹ plan:kpi/quotes · 3 June 2026
          “baseline: 26 h current: 9 h”
      ² zendesk:ticket/88 · Noor Aziz, customer · 3 June 2026
          “the printer drops every tenth label”
      ³ note:file/visit · Ida Falk · 3 June 2026
          “Noor is looking for another job”
      ⁴   “Leith has sent us no figures”
      ⁵ plan:objective/G-2 · 3 June 2026
          “Train all depots”
      ⁶ health:score/6 · 3 June 2026
          “health: 62, amber”

    11 claims drafted by `extractive`: 11 accepted, 0 demoted, 0 for a person, 0
    rejected
    customer copy: no — its owner has not approved it
    ");
}

#[test]
fn paused() {
    insta::assert_snapshot!(shown(&paused_health()), @"
    ~ amber · 62 of 100 · declining (−14 since 30 September 2025)               ▆ ▆▅
    owner: Ida Falk
      ! Red: relationship
      ! Held at amber: relationship at risk: nobody there has spoken with us for 112
        days.
      ! Held at amber: outcome at risk: two milestones are missed.

    Why it is paused
      ! The newest usage is of 2 April 2026, more than 30 days ago ¹

    Signals
      ? Usage         unknown: The newest evidence is of 2026-04-02, more than 30
                      days ago.
      ! Relationship  red  112 days  declining  2026-06-28
          - Since somebody there last spoke with us: green to 30, red from 90 ² ³
          - Noor Aziz has not been met since 10 March 2026.

    Condition
      · Noor Aziz last spoke with us 112 days ago. ²

    How the score is reckoned
        (20 × 100 + 15 × 45.7 + 15 × 50 + 10 × 100 + 22.5 × 0 + 22.5 × 33.3) ÷ 105 =
        62
        Scored by the policy `built-in`.

    Sources
      ¹ plan:kpi/quotes · 3 June 2026
          “baseline: 26 h current: 9 h”
      ² note:file/visit · Ida Falk · 3 June 2026
          “Noor is looking for another job”
      ³   “Leith has sent us no figures”

    11 claims computed from records: 11 accepted, 0 demoted, 0 for a person, 0
    rejected
    customer copy: no — its owner has not approved it
    ");
}

/// HS-2 and HS-35: what nobody knows is unknown, with the reason, and a first score has no prior.
#[test]
fn unknown() {
    insta::assert_snapshot!(shown(&unknown_health()), @"
    ? unknown · no score · no prior
    owner: nobody on record
      ? No score: neither usage nor adoption is known.

    Signals
      ? Usage         unknown: There is no evidence of it.
      ? Adoption      unknown: There is no evidence of it.
      ? Support       unknown: There is no evidence of it.
      ? Sentiment     unknown: There is no evidence of it.
      ? Billing       unknown: There is no evidence of it.
      ? Relationship  unknown: There is no evidence of it.
      ? Milestones    unknown: There is no evidence of it.

    Next action
      · Ask Leith for its figures. — Ida Falk, no date yet; needs owner review ¹

    Sources
      ¹ note:file/visit · Ida Falk · 3 June 2026
          “Leith has sent us no figures”

    11 claims drafted by `extractive`: 11 accepted, 0 demoted, 0 for a person, 0
    rejected
    customer copy: no — its owner has not approved it
    ");
}
