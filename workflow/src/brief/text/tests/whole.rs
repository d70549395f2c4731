//! Whole briefs as a terminal shows them.

use super::fixture::{business_review, first, recap, summary};
use super::shown;

/// VR-13: every goal has its row, also the one without an outcome. VR-14: each claim of value has
/// its caveats, or a line that none was found. VR-16: one recommendation, which waits for its owner.
/// VR-75: what belongs with the recap stands beside it.
#[test]
fn a_recap() {
    insta::assert_snapshot!(shown(&recap()), @"
    Account value recap · Marram Freight                            as of 2026-06-30
    in review — waits for the account owner Ida Falk               review in 12 days
    started by renewal (crm:opportunity/7)

    What changed
        Quotes take 9 h instead of 26 h. ¹ The depots expect fewer calls by autumn.
        (likely) ² The same morning is the rule now. ³

    Original goals
      · Answer quotes within a day. [G-1] ⁴
      · Train all depots. [G-2] ⁵
      · Fewer calls about parcels. [G-3] ⁶
      Each goal, where it stands, and what came of it
      ✔ Answer quotes within a day [G-1]                  on track   proven ¹ ³
      ? Train all depots [G-2]                            completed  no evidence yet
      ~ Fewer calls about parcels [G-3]                   off track  likely ²

    Proven outcomes
      ✔ The time to a quote fell from 26 h to 9 h. [G-1] ¹
      ✔ Quotes go out the same morning. [G-1] ³

    Likely benefits
      ~ The depots expect fewer calls by autumn. (likely) [G-3] ²

    Delivered work
      · Two workshops were held. ⁷

    Usage and performance
      ? Nothing that is borne out yet.

    Open risks
      ! The printer drops every tenth label. ⁸
      ! Noor Aziz may leave. ⁹
      ? CS activities from 11 February 2026 on; older ones were left out.

    What is still open
        Labels are still dropped. ⁸

    Next recommendation
      · Ask for the printer's log, and send a technician. — needs owner review ⁸
      · Ask Leith for its figures. ¹⁰

    What decision comes next
      · Whether the printer is replaced is to be decided by 10 July 2026. ⁸

    Proof and caveats
      ✔ The time to a quote fell from 26 h to 9 h. ¹
          - Measured on 3 June 2026, and not since ¹
          - One depot of four ⁷
      ✔ Quotes go out the same morning. ³
          - Leith has sent no figures ¹⁰
      ~ The depots expect fewer calls by autumn. ²
          - No caveat was found

    Belongs with it
      · Renewal packet: crm:opportunity/7 — renews on 30 September 2026
      · Case study candidate: none yet — one outcome is proven

    Rejected (1)
        V301 “Quotes are twice as fast.”: 26 h and 9 h are not half

    Missing or stale
      ? usage: missing

    Before review
      [ ] Review the recommendation by 8 July 2026 (account owner)

      ! gate “owner review” is closed: its owner has not approved it

    Sources
      ¹ plan:kpi/quotes · 3 June 2026
          “baseline: 26 h current: 9 h”
      ² gong:call/12 · Noor Aziz, customer · 3 June 2026
          “we expect fewer calls by autumn”
      ³   “quotes go out the same morning now”
      ⁴ plan:objective/G-1 · 3 June 2026
          “Answer quotes within a day”
      ⁵ plan:objective/G-2 · 3 June 2026
          “Train all depots”
      ⁶ plan:objective/G-3 · 3 June 2026
          “Fewer calls about parcels”
      ⁷ gong:call/12 · Noor Aziz, customer · 3 June 2026
          “both workshops went well”
      ⁸ zendesk:ticket/88 · Noor Aziz, customer · 3 June 2026
          “the printer drops every tenth label”
      ⁹ note:file/visit · Ida Falk · 3 June 2026
          “Noor is looking for another job”
     ¹⁰   “Leith has sent us no figures”

    17 claims drafted by `extractive`: 15 accepted, 1 demoted, 0 for a person, 1
    rejected
    customer copy: no — its owner has not approved it
    ");
}

/// VR-74: the six parts of the first version, in their order.
#[test]
fn a_first_recap() {
    insta::assert_snapshot!(shown(&first()), @"
    Account value recap · Marram Freight                            as of 2026-06-30
    in review — waits for the account owner Ida Falk               review in 12 days

    Original goal
      · Answer quotes within a day. [G-1] ¹
      Each goal, where it stands, and what came of it
      ✔ Answer quotes within a day [G-1]                  on track   proven ² ³
      ? Train all depots [G-2]                            completed  no evidence yet
      ~ Fewer calls about parcels [G-3]                   off track  likely ⁴

    Delivered work
      · Two workshops were held. ⁵

    Evidence
      ✔ The time to a quote fell from 26 h to 9 h. [G-1] ²

    Customer outcome
      ✔ Quotes go out the same morning. [G-1] ³
      ~ The depots expect fewer calls by autumn. (likely) [G-3] ⁴

    Open risk
      ! The printer drops every tenth label. ⁶

    Next recommendation
      · Ask for the printer's log, and send a technician. — needs owner review ⁶

    Proof and caveats
      ✔ The time to a quote fell from 26 h to 9 h. ²
          - Measured on 3 June 2026, and not since ²
          - One depot of four ⁵
      ✔ Quotes go out the same morning. ³
          - Leith has sent no figures ⁷
      ~ The depots expect fewer calls by autumn. ⁴
          - No caveat was found

    Belongs with it
      · Renewal packet: crm:opportunity/7 — renews on 30 September 2026
      · Case study candidate: none yet — one outcome is proven

    Sources
      ¹ plan:objective/G-1 · 3 June 2026
          “Answer quotes within a day”
      ² plan:kpi/quotes · 3 June 2026
          “baseline: 26 h current: 9 h”
      ³ gong:call/12 · Noor Aziz, customer · 3 June 2026
          “quotes go out the same morning now”
      ⁴   “we expect fewer calls by autumn”
      ⁵   “both workshops went well”
      ⁶ zendesk:ticket/88 · Noor Aziz, customer · 3 June 2026
          “the printer drops every tenth label”
      ⁷ note:file/visit · Ida Falk · 3 June 2026
          “Leith has sent us no figures”

    0 claims drafted by `extractive`: 0 accepted, 0 demoted, 0 for a person, 0
    rejected
    customer copy: no — its owner has not approved it
    ");
}

/// AS-1: what isn't there is not available. AS-3: both sides. AS-6: the indicators. AS-9: three
/// blocks. AS-52: what may not be seen says whom to ask.
#[test]
fn a_summary() {
    insta::assert_snapshot!(shown(&summary()), @"
    Account summary · Marram Freight                                as of 2026-06-30
    in review — waits for the account owner Ida Falk
    started on request

    Account Highlights
      · Annual revenue: USD 48,000 ¹
      · Product family: Beacon Desk ²
      · Renewal: 30 September 2026
      · Open cases: 1 ³
      · Red projects: Not available
      · Open opportunities: ask your administrator

    Key Stakeholders
      At the customer
      · Noor Aziz (Head of operations) ⁴
      · Sol Brandt
      On our side
      · Ida Falk (account owner)

    Executive Summary
        The time to a quote fell from 26 h to 9 h. ⁵ The printer drops every tenth
        label. ³

        The health score is 62. ⁶ Fewer calls are expected by autumn. (likely) ⁷

    KPI Progress
      ✔ The time to a quote fell from 26 h to 9 h. [G-1] ⁵

    Relational Health
        Shown by activities: active collaboration, constructive sentiment. Not
        shown: executive engagement.
      · Two workshops were held. ⁸
      ? No CS activities included: other data fills the section's budget.

    Risks and Blockers
      ! The printer drops every tenth label. ³
      ! Noor Aziz may leave. ⁹

    Suggested Expansion Opportunities
      ? The yard in Leith could get it too. ¹⁰

    Strategic Value Achievements
      Business outcomes and operational improvements
      ✔ Quotes go out the same morning. [G-1] ¹¹
      Financial expansion and usage
      ? Nothing that is borne out yet.
      Lifecycle achievements
      · Train all depots. [G-2] ¹²

    Strategic Next Steps
      · Bring the yard in Leith in by autumn. [G-2] ¹⁰
      · Train the other depots by autumn. [G-2] ¹²

    Immediate Actions
      · Ask for the printer's log, and send a technician. ³

    Sources
      ¹ crm:account/1 · 3 June 2026
          “annual revenue: 48000”
      ²   “product: Beacon Desk”
      ³ zendesk:ticket/88 · Noor Aziz, customer · 3 June 2026
          “the printer drops every tenth label”
      ⁴ gong:call/12 · Noor Aziz, customer · 3 June 2026
          “Noor Aziz”
      ⁵ plan:kpi/quotes · 3 June 2026
          “baseline: 26 h current: 9 h”
      ⁶ health:score/6 · 3 June 2026
          “health: 62, amber”
      ⁷ gong:call/12 · Noor Aziz, customer · 3 June 2026
          “we expect fewer calls by autumn”
      ⁸   “both workshops went well”
      ⁹ note:file/visit · Ida Falk · 3 June 2026
          “Noor is looking for another job”
     ¹⁰ gong:call/12 · Noor Aziz, customer · 3 June 2026
          “could the yard in Leith get it too”
     ¹¹   “quotes go out the same morning now”
     ¹² plan:objective/G-2 · 3 June 2026
          “Train all depots”

    0 claims drafted by `extractive`: 0 accepted, 0 demoted, 0 for a person, 0
    rejected
    customer copy: no — its owner has not approved it
    ");
}

/// AS-33: a business review has key achievements. AS-41: a section without its feeders says so.
#[test]
fn a_business_review() {
    insta::assert_snapshot!(shown(&business_review()), @"
    Business review summary · Marram Freight                        as of 2026-06-30
    in review — waits for the account owner Ida Falk
    started on request

    Executive Summary
      ? Not enough data: every section that feeds this one is hidden or empty.

    Key Achievements
      ✔ The time to a quote fell from 26 h to 9 h. [G-1] ¹

    Sources
      ¹ plan:kpi/quotes · 3 June 2026
          “baseline: 26 h current: 9 h”

    0 claims drafted by `extractive`: 0 accepted, 0 demoted, 0 for a person, 0
    rejected
    customer copy: no — its owner has not approved it
    ");
}
