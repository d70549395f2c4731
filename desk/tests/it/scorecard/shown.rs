//! A scorecard as a person sees it.

use super::*;
use crate::customers::{GARRICK, MORROW};

/// A scorecard right after it was begun, in 80 columns and without color, cut in
/// two for reading.
fn printed() -> (String, String) {
    let desk = desk();
    let id = begun(&desk, MORROW);
    let out = desk.out("", 0, &["scorecard", "show", &id]);
    let wide: Vec<&str> = out.lines().filter(|line| line.chars().count() > 80).collect();
    assert_eq!(wide, Vec::<&str>::new());
    assert!(!out.contains('\u{1b}'));
    let out = out.replace(&id, "ID");
    let at = out.find("  Business value realized\n").unwrap();
    (out[..at].to_owned(), out[at..].to_owned())
}

/// The head of a scorecard, its scores and its first questions.
#[test]
fn a_scorecard_that_was_just_begun() {
    insta::assert_snapshot!(printed().0, @"
    Account health scorecard · Morrow Dental                                    open
    scorecard ID, number 1 by the template account-health 1
    begun by Tobias Renn on 30 June 2026, due on 14 July 2026
    representative Tobias Renn, supervisor Sven Aalto

    Scores
      · Total: nothing counts                                             –  unknown
      · Measuring customer success: nothing counts                        –  unknown
      · Measuring internal business success: nothing counts               –  unknown
      · Objectives and progress: nothing counts                           –  unknown
      · Business value: nothing counts                                    –  unknown
      · Experience: nothing counts                                        –  unknown
      · Performance and adoption: nothing counts                          –  unknown
      · Support: nothing counts                                           –  unknown
      · Delivery: nothing counts                                          –  unknown
      · Revenue: nothing counts                                           –  unknown
      · Relationship and advocacy: nothing counts                         –  unknown
      · Cost to serve: nothing counts                                     –  unknown

    Measuring customer success
      Workflow details
      ? representative: Who looks after the account? Nora Quist (by the records;
        confirm or correct)
          - salesforce:account/0018d00000Mo1DeAAJ: “OwnerId: 0058d00000Nq1KaAAJ”
          - salesforce:user/0058d00000Nq1KaAAJ: “Name: Nora Quist”
      ? assessed_on: On which day is the account assessed? (to fill: a day as
        YYYY-MM-DD)
      ? renewal_on: When does the contract renew? 29 August 2026 (by the records;
        confirm or correct)
          - contract:order-form/morrow-dental: “Renewal date | 29 August 2026”
      Objectives and progress along the path to value
      ? objectives: What does the customer want to achieve? Send treatment
        quotations within 24 hours; Have 75% of quotations accepted at the first
        sending; Spare the front desks the calls about unanswered quotations; Show
        quotations in the patient portal by 29 May 2026 (by the records; confirm or
        correct)
          - plan:objective/OBJ-M-1: “name: Send treatment quotations within 24
            hours”
          - plan:objective/OBJ-M-2: “name: Have 75% of quotations accepted at the
            first sending”
          - plan:objective/OBJ-M-3: “name: Spare the front desks the calls about
            unanswered quotations”
          - and 1 more; `--format json` has them all
      ? target_outcomes: What must come out of it, in figures? quotation response
        time 24 h instead of 46 h, by 30 June 2026; acceptance at first sending 75%
        instead of 52%, by 30 September 2026; chasing calls 150 calls a week instead
        of 340 calls a week, by 18 December 2026 (by the records; confirm or
        correct)
          - plan:kpi/KPI-M-1: “metric: quotation response time unit: h baseline: 46
            baselineDate: 2026-04-03 target: 24 current: 19 currentDate: 2026-06-26”
          - plan:kpi/KPI-M-2: “metric: acceptance at first sending unit: % baseline:
            52 baselineDate: 2026-03-31 target: 75 current: 61 currentDate:
            2026-05-31”
          - plan:kpi/KPI-M-3: “metric: chasing calls unit: calls a week baseline:
            340 baselineDate: 2026-03-31 target: 150”
      ? progress_stage: How far along the path to value is the customer? Value
        proven (by the records; confirm or correct)
          - plan:kpi/KPI-M-1: “metric: quotation response time unit: h baseline: 46
            baselineDate: 2026-04-03 target: 24 current: 19 currentDate: 2026-06-26”
      ? kpi_progress: How much of the way to their targets have the measured KPIs
        come? 69.6% (by the records; confirm or correct)
          - plan:kpi/KPI-M-1: “metric: quotation response time unit: h baseline: 46
            baselineDate: 2026-04-03 target: 24 current: 19 currentDate: 2026-06-26”
          - plan:kpi/KPI-M-2: “metric: acceptance at first sending unit: % baseline:
            52 baselineDate: 2026-03-31 target: 75 current: 61 currentDate:
            2026-05-31”
    ");
}

/// Its other questions, and its tasks.
#[test]
fn the_rest_of_a_scorecard_that_was_just_begun() {
    insta::assert_snapshot!(printed().1, @"
      Business value realized
      ? business_value: Which business value does the customer say they have? (to
        fill: an option: `more`, `as_expected`, `less`, `none`)
      · business_value_words: What do they say of it? no answer, and none is
        required
      Experience value realized
      ? survey_score: What did their people answer to surveys last, on average? 7.5
        (by the records; confirm or correct)
          - nps:response/NPS-M-1: “respondent: rhys.calloway@morrow-dental.example
            score: 9”
          - nps:response/NPS-M-2: “respondent: theo.marchetti@morrow-dental.example
            score: 6”
      ? open_escalations: How many escalated tickets are open? 0 (by the records;
        confirm or correct)
          - zendesk:ticket/5102: “subject: X-rays are cut off in the quotation PDF”
          - zendesk:ticket/5087: “subject: Signature field is missing on two
            templates”
          - salesforce:case/5008d00000Mo1AaAAJ: “Subject: Font is missing in the
            Welsh template”
      Performance value realized
      ? active_users: How many people use the product? 58 (by the records; confirm
        or correct)
          - usage:series/morrow-dental/weekly_active_users: “metric:
            weekly_active_users”
          - usage:series/morrow-dental/weekly_active_users: “last: 58 (2026-06-26)”
      ? seats_used: How many of the signed seats are used? 96.7% (by the records;
        confirm or correct)
          - usage:series/morrow-dental/weekly_active_users: “metric:
            weekly_active_users”
          - usage:series/morrow-dental/weekly_active_users: “last: 58 (2026-06-26)”
          - contract:order-form/morrow-dental: “Service | Quillhaven Quotation Desk,
            60 users”
      ? performance: Does the product do what was agreed? (to fill: an option:
        `yes`, `mostly`, `no`)
      ? late_milestones: How many milestones are late? 0 (by the records; confirm or
        correct)
          - project:milestone/MS-M-3: “Due Date: 2026-07-17”
          - project:milestone/MS-M-2: “Due Date: 2026-05-29”
          - project:milestone/MS-M-1: “Due Date: 2026-04-30”
      Areas of concern and re-assessment
      · concerns: What worries the customer, in their words? no answer, and none is
        required
      ? reassess_on: On which day is the account assessed again? (to fill: a day as
        YYYY-MM-DD)

    Measuring internal business success
      Internal business outcomes
      ? renewal_outlook: Do we expect the contract to be renewed? (to fill: an
        option: `growing`, `renewing`, `shrinking`, `leaving`)
      ? overdue_amount: How much is overdue, in the invoices' currency? 0 (by the
        records; confirm or correct)
          - stripe:invoice/in_Mo0001: “number: QH-2025-0188”
      ? sponsor: Do those who decide talk with us? (to fill: an option: `often`,
        `seldom`, `never`)
      ? advocacy: Would they speak for us? (to fill: an option: `they_do`,
        `if_asked`, `no`)
      ? cost_to_serve: How does our effort for them compare with what was planned?
        (to fill: an option: `less`, `as_planned`, `more`, `far_more`)
      Our areas of concern
      ? risks: Which risks do we see? Only Theo Marchetti can change a template (by
        the records; confirm or correct)
          - plan:risk/RSK-M-1: “title: Only Theo Marchetti can change a template”
      ? next_steps: What do we do about it? (to fill: words, 2000 characters of them
        at most)

    Tasks
      · details: Fill in the workflow details (representative Tobias Renn, stop) by
        1 July 2026
      · customer: Measure the customer's success (representative Tobias Renn, stop)
        no date yet
      · internal: Measure our own success (representative Tobias Renn, stop) no date
        yet
      · copy: Attach a copy of the figures (representative Tobias Renn) by 13 July
        2026
      · review: Review the scorecard (supervisor Sven Aalto) by 14 July 2026
    ");
}

/// The list of scorecards, and the names by which there is none.
#[test]
fn scorecards_in_a_list() {
    let desk = desk();
    insta::assert_snapshot!(desk.out("", 0, &["scorecard", "list"]), @"no scorecard was begun yet; `vouch scorecard new ACCOUNT` begins one");
    let id = begun(&desk, GARRICK);
    insta::assert_snapshot!(desk.out("", 0, &["scorecard", "list"]).replace(&id, "ID"), @"
    ID  garrick-foods · account-health 1  not scored
        open  due 2026-07-01
    ");
    insta::assert_snapshot!(refused(&desk, "", &["show", "nope"]), @"
    error: no scorecard is called `nope`
    hint: `vouch scorecard list` lists the scorecards
    ");
    insta::assert_snapshot!(refused(&desk, "", &["show", &id[..3]]).replace(&id[..3], "ID"), @"
    error: no scorecard is called `ID`
    hint: `vouch scorecard list` lists the scorecards
    ");
    does(&desk, "", &["show", &id[..6]]);
    insta::assert_snapshot!(refused(&desk, CSM, &["fill", &id, "busines_value=more"]), @"error: this scorecard has no field `busines_value`; it has `representative`, `assessed_on`, `renewal_on`, `objectives`, `target_outcomes`, `progress_stage`, `kpi_progress`, `business_value`, `business_value_words`, `survey_score`, `open_escalations`, `active_users`, `seats_used`, `performance`, `late_milestones`, `concerns`, `reassess_on`, `renewal_outlook`, `overdue_amount`, `sponsor`, `advocacy`, `cost_to_serve`, `risks`, `next_steps`");
}
