//! A whole brief, as a person reads it on a terminal of 80 columns.

use crate::support::fixtures;

/// HO-17 as text.
#[test]
#[expect(clippy::too_many_lines, reason = "the brief has as many")]
fn the_worked_example_as_text() {
    insta::assert_snapshot!(fixtures().run(["handoff", "northwind"]).out, @"
    Handoff · Northwind Labs                                        as of 2026-06-30
    in review — waits for the AE Dana Whitcombe and the CSM Tobias Renn
                                                                  kickoff in 13 days
    started by closed won (salesforce:opportunity/0068d00000No1AaAAJ)

    What was sold
      · The deal `Northwind Labs - Quotation desk` was won on 19 June 2026 for GBP
        48,600. ¹ ² ³
      · Service: Quillhaven Quotation Desk, 35 users. ⁴
      · Annual fee: GBP 48,600, payable up front. ⁵
      · Discount: 8% in the first year, already in the fee. ⁶
      · Term: 24 months, beginning 1 July 2026. ⁷
      · Renewal date: 1 July 2028. ⁸
      · Onboarding services: Set-up, import of client history, two training
        sessions. ⁹
      · Integrations: Shared mailboxes; single sign-on. ¹⁰

    Why they bought
      · Ines Duarte (Quotations Team Lead) said on 12 May 2026: “Requests come in by
        email to four different inboxes, and somebody has to copy them into a
        spreadsheet by hand.” ¹¹
      · Callum Price (Head of Client Services) said on 12 May 2026: “In March we
        lost the Aire Valley framework, and the client told us to our face that we
        were too slow to answer.” ¹²
      · Callum Price (Head of Client Services) said on 12 May 2026: “A quotation
        takes us six and a half working days on average, and the big labs answer in
        two.” ¹³
      · Callum Price (Head of Client Services) said on 12 May 2026: “Helena Voss,
        our COO, holds the budget.” ¹⁴

    What success means
      · Send quotations within 2 working days instead of 6.5, due 18 December 2026.
        [OBJ-N-1] ¹⁵ ¹⁶
      · Take in 80% of requests through the web form, due 31 March 2027. [OBJ-N-2]
        ¹⁷ ¹⁸
      · First value, as Callum Price has it, 9 June 2026: “The first value is when
        the Leeds desk has sent its first 20 quotations out of the new queue, and I
        want that by 14 August 2026.” ¹⁹

    What users need in their work
      · Meera Joshi (Solutions Consultant) noted on 16 June 2026: “For the setup we
        need access to the four shared inboxes, the price workbook and the CRM
        export.” ²⁰
      · Meera Joshi (Solutions Consultant) noted on 16 June 2026: “Ines wants every
        quotation to carry the reference number of the request, because clients ask
        for it on the phone.” ²¹
      · Ines Duarte (Quotations Team Lead) said on 12 May 2026: “My team needs one
        queue where every request shows what is missing before anybody touches it.”
        ²²
      · Ines Duarte (Quotations Team Lead) said on 9 June 2026: “And my people need
        templates for water, soil and asbestos, because those three are most of what
        we quote.” ²³
      · Ruth Adeyemi (CRM and Systems Manager) said on 26 May 2026: “I can give you
        a full export of the CRM, but our licence only lets me run it at the end of
        a month.” ²⁴
      · Ruth Adeyemi (CRM and Systems Manager) said on 26 May 2026: “Single sign-on
        has to go through our identity provider, our auditors insist on that.” ²⁵

    Who matters
      ! Helena Voss (Executive Sponsor, can sponsor) — never on a recorded call ²⁶
      · Callum Price (Champion) — on 3 calls, last on 9 June 2026 ²⁷
      · Ines Duarte (User) — on 2 calls, last on 9 June 2026 ²⁸
      · Ruth Adeyemi (Technical Contact) — on one call, 26 May 2026 ²⁹
      · Dana Whitcombe (AE) ³⁰
      · Tobias Renn (account owner) ³¹

    Promises and scope
      ! Dana Whitcombe (Account Executive) said on 9 June 2026: “We will have the
        Leeds desk live within four weeks of kickoff.” — not in the order form. ³²
      ! Dana Whitcombe (Account Executive) noted on 22 June 2026: “I promised them
        the quotation desk would be live four weeks after kickoff; they planned
        their summer around it.” — not in the order form. ³³
      · Dana Whitcombe (Account Executive) noted on 22 June 2026: “We gave 8% off
        the first year because they paid up front.” — the order form has it:
        “Discount | 8% in the first year, already in the fee”. ³⁴ ⁶

    What could go wrong
      ! Client history cannot be loaded until the CRM export arrives (open risk on
        record). ³⁵
      ! Two of three administrators are on leave in August (open risk on record). ³⁶
      ! Ruth Adeyemi (CRM and Systems Manager) said on 26 May 2026: “My worry is
        August, because two of our three administrators are on leave for most of
        that month.” ³⁷
      ! Ines Duarte (Quotations Team Lead) said on 12 May 2026: “Half the time a
        method or a sample count is missing, so we write back and wait.” ³⁸
      ! Ines Duarte (Quotations Team Lead) said on 9 June 2026: “The last tool we
        bought was dropped after a month because nobody had been trained, so the
        team is sceptical.” ³⁹
      ! Callum Price (Head of Client Services) said on 9 June 2026: “I have told the
        board four weeks, so please do not let that slip.” ⁴⁰

    Promise and scope checklist
      [ ] timeline — Dana Whitcombe, 9 June 2026 — not in the order form ³²
      [ ] timeline — Dana Whitcombe, 22 June 2026 — not in the order form ³³
      [ ] discount — Dana Whitcombe, 22 June 2026 — in the order form: Discount | 8%
          in the first year, already in the fee ³⁴ ⁶

    Questions for the AE
      1 We said “We will have the Leeds desk live within four weeks of kickoff.”;
        the order form is silent on it. Was it sold? ³²
      2 We said “I promised them the quotation desk would be live four weeks after
        kickoff; they planned their summer around it.”; the order form is silent on
        it. Was it sold? ³³
      3 Helena Voss (Chief Operating Officer) was never on a recorded call: who
        brings them in before kickoff? ²⁶
      4 “The CRM export that Ruth was going to send us has still not arrived.” — has
        this been settled since, and who sees to it? ⁴¹

    Flags
      ! sponsor not engaged: Helena Voss (Chief Operating Officer) has not been on a
        recorded call ²⁶
      ! missing evidence: The CRM export that Ruth was going to send us has still
        not arrived. ⁴¹
      ! missing evidence: Helena Voss signed, but she has not joined a single call.
        ⁴²
      ! missing evidence: Left a message for Ruth, no reply yet. ⁴³

    Known already (do not ask again)
      · When is the kickoff? “Kickoff is set for Monday 13 July 2026, remotely.” ⁴⁴
      · What does first value mean? “The first value is when the Leeds desk has sent
        its first 20 quotations out of the new queue, and I want that by 14 August
        2026.” ¹⁹

    Scores
      · Completeness: 100 of 100
          - 100 × (present + stale ÷ 2) ÷ inputs, with present = 8, stale = 0,
            inputs = 8
      · Promise risk: 33 of 100
          - 100 × (conflicting + unsigned ÷ 2) ÷ promises; 0 where nothing was
            promised, with conflicting = 0, unsigned = 2, promises = 3
      · Implementation complexity: 40 of 100
          - 10 × integrations (at most 4) + 15 × custom work (at most 2) + 5 ×
            requirements (at most 4) + 10 × data to migrate (0 or 1), with
            integrations = 2, custom work = 0, requirements = 6, data to migrate = 0
      · Stakeholder coverage: 70 of 100
          - 10 × parts known + 10 × parts engaged, with parts known = 4 (sponsor,
            champion, technical, user), parts engaged = 3 (champion, technical,
            user)
      · First value clarity: 100 of 100
          - 25 × explicit + 25 × measurable goals ÷ goals + 25 × date + 25 × metric,
            with explicit = 1, measurable goals = 2, goals = 2, date = 1, metric = 1

    Before kickoff
      [ ] Answer the 4 open questions of this brief by 2 July 2026 (AE)
      [ ] Go through the promise and scope checklist together, AE and CSM by 3 July
          2026 (CSM)
      [ ] Bring Helena Voss into the kickoff by 6 July 2026 (AE)
      [ ] Approve this brief, AE and CSM each by 8 July 2026 (CSM)
      [ ] Prepare the kickoff: agenda, goals and first value in the customer's
          words, open risks by 9 July 2026 (CSM)

      · gate “evidence attached” is open: every input is there
      · gate “goals and first value” is open: goals and first-value criteria are
        explicit
      · gate “scope agrees” is open: no promise contradicts the signed scope
      · gate “sensitive commitments” is open: nothing sensitive was promised beside
        what was signed
      · gate “risks owned” is open: every open risk has an owner
      · gate “owner assigned” is open: the AE and the account owner are known
      ! gate “commitments reviewed” is closed: the AE and the CSM have not reviewed
        3 promises
      · gate “stop rules defined” is open: 9 reasons stop this workflow
      ! gate “measurement logged” is closed: counted once it is kept as a run
      ! gate “kickoff” is closed: waits for the approval of the AE and of the CSM

    Sources
      ¹ salesforce:opportunity/0068d00000No1AaAAJ · 4 May 2026
          “Name: Northwind Labs - Quotation desk”
      ²   “CloseDate: 2026-06-19”
      ³   “Amount: 48600”
      ⁴ contract:order-form/northwind-labs · 19 June 2026
          “Service | Quillhaven Quotation Desk, 35 users”
      ⁵   “Annual fee | GBP 48,600, payable up front”
      ⁶   “Discount | 8% in the first year, already in the fee”
      ⁷   “Term | 24 months, beginning 1 July 2026”
      ⁸   “Renewal date | 1 July 2028”
      ⁹   “Onboarding services | Set-up, import of client history, two training
          sessions”
     ¹⁰   “Integrations | Shared mailboxes; single sign-on”
     ¹¹ gong:call/88101 · Ines Duarte, customer · 12 May 2026
          “Requests come in by email to four different inboxes, and somebody has to
          copy them into a spreadsheet by hand.”
     ¹² gong:call/88101 · Callum Price, customer · 12 May 2026
          “In March we lost the Aire Valley framework, and the client told us to our
          face that we were too slow to answer.”
     ¹³   “A quotation takes us six and a half working days on average, and the big
          labs answer in two.”
     ¹⁴   “Helena Voss, our COO, holds the budget.”
     ¹⁵ plan:objective/OBJ-N-1 · 22 June 2026
          “name: Send quotations within 2 working days instead of 6.5”
     ¹⁶   “dueDate: 2026-12-18”
     ¹⁷ plan:objective/OBJ-N-2 · 22 June 2026
          “name: Take in 80% of requests through the web form”
     ¹⁸   “dueDate: 2027-03-31”
     ¹⁹ zoom:transcript/GMT20260609-090000_Recording · Callum Price, customer · 9
        June 2026
          “The first value is when the Leeds desk has sent its first 20 quotations
          out of the new queue, and I want that by 14 August 2026.”
     ²⁰ note:file/northwind-labs-scoping-2026-06-16 · Meera Joshi · 16 June 2026
          “For the setup we need access to the four shared inboxes, the price
          workbook and the CRM export.”
     ²¹   “Ines wants every quotation to carry the reference number of the request,
          because clients ask for it on the phone.”
     ²² gong:call/88101 · Ines Duarte, customer · 12 May 2026
          “My team needs one queue where every request shows what is missing before
          anybody touches it.”
     ²³ zoom:transcript/GMT20260609-090000_Recording · Ines Duarte, customer · 9
        June 2026
          “And my people need templates for water, soil and asbestos, because those
          three are most of what we quote.”
     ²⁴ gong:call/88117 · Ruth Adeyemi, customer · 26 May 2026
          “I can give you a full export of the CRM, but our licence only lets me run
          it at the end of a month.”
     ²⁵   “Single sign-on has to go through our identity provider, our auditors
          insist on that.”
     ²⁶ salesforce:contact/0038d00000Hv1AaAAJ
          “Name: Helena Voss”
     ²⁷ salesforce:contact/0038d00000Cp2BbAAJ
          “Name: Callum Price”
     ²⁸ salesforce:contact/0038d00000Id4DdAAJ
          “Name: Ines Duarte”
     ²⁹ salesforce:contact/0038d00000Ra3CcAAJ
          “Name: Ruth Adeyemi”
     ³⁰ salesforce:user/0058d00000Dw1AbAAJ
          “Name: Dana Whitcombe”
     ³¹ salesforce:user/0058d00000Tr2BcAAJ
          “Name: Tobias Renn”
     ³² zoom:transcript/GMT20260609-090000_Recording · Dana Whitcombe · 9 June 2026
          “We will have the Leeds desk live within four weeks of kickoff.”
     ³³ salesforce:task/00T8d00000Nt1AaEAJ · Dana Whitcombe · 22 June 2026
          “I promised them the quotation desk would be live four weeks after
          kickoff; they planned their summer around it.”
     ³⁴   “We gave 8% off the first year because they paid up front.”
     ³⁵ plan:risk/RSK-N-1 · 23 June 2026
          “title: Client history cannot be loaded until the CRM export arrives”
     ³⁶ plan:risk/RSK-N-2 · 23 June 2026
          “title: Two of three administrators are on leave in August”
     ³⁷ gong:call/88117 · Ruth Adeyemi, customer · 26 May 2026
          “My worry is August, because two of our three administrators are on leave
          for most of that month.”
     ³⁸ gong:call/88101 · Ines Duarte, customer · 12 May 2026
          “Half the time a method or a sample count is missing, so we write back and
          wait.”
     ³⁹ zoom:transcript/GMT20260609-090000_Recording · Ines Duarte, customer · 9
        June 2026
          “The last tool we bought was dropped after a month because nobody had been
          trained, so the team is sceptical.”
     ⁴⁰ zoom:transcript/GMT20260609-090000_Recording · Callum Price, customer · 9
        June 2026
          “I have told the board four weeks, so please do not let that slip.”
     ⁴¹ salesforce:task/00T8d00000Nt1AaEAJ · Dana Whitcombe · 22 June 2026
          “The CRM export that Ruth was going to send us has still not arrived.”
     ⁴²   “Helena Voss signed, but she has not joined a single call.”
     ⁴³ salesforce:task/00T8d00000Nt3CcEAJ · Dana Whitcombe · 26 June 2026
          “Left a message for Ruth, no reply yet.”
     ⁴⁴ note:file/northwind-labs-scoping-2026-06-16 · Meera Joshi · 16 June 2026
          “Kickoff is set for Monday 13 July 2026, remotely.”

    34 claims drafted by `extractive`: 34 accepted, 0 demoted, 0 for a person, 0
    rejected
    customer copy: no — an internal brief, approved by nobody yet
    ");
}
