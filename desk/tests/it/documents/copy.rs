//! The customer's copy, whole.

use super::{approved, markdown};
use crate::desk::Desk;
use crate::support::text;

/// The customer's copy as it is read: what may be shared, and where it comes from.
#[test]
fn the_customers_copy() {
    let desk = Desk::new();
    let id = approved(&desk, &[]);
    let copy = markdown(&desk, &id, "customer");
    let digest = text(&desk.standing(&id), "digest").replace("sha256:", "");
    let copy = copy.replace(&digest, "ALL-OF-IT").replace(&digest[..12], "DIGEST");
    insta::assert_snapshot!(copy, @r"
    # Handoff · Northwind Labs

    - As of: 2026-06-30
    - Audience: customer
    - State: approved, version 1
    - Digest: DIGEST
    - Approved by: Dana Whitcombe (AE), THEN
    - Approved by: Tobias Renn (CSM), THEN

    ## What was sold

    - Service: Quillhaven Quotation Desk, 35 users.[^1]
    - Annual fee: GBP 48,600, payable up front.[^2]
    - Discount: 8% in the first year, already in the fee.[^3]
    - Term: 24 months, beginning 1 July 2026.[^4]
    - Renewal date: 1 July 2028.[^5]
    - Onboarding services: Set-up, import of client history, two training sessions.[^6]
    - Integrations: Shared mailboxes; single sign-on.[^7]

    ## Why they bought

    - Ines Duarte (Quotations Team Lead) said on 12 May 2026: “Requests come in by email to four different inboxes, and somebody has to copy them into a spreadsheet by hand.”[^8]
    - Callum Price (Head of Client Services) said on 12 May 2026: “In March we lost the Aire Valley framework, and the client told us to our face that we were too slow to answer.”[^9]
    - Callum Price (Head of Client Services) said on 12 May 2026: “A quotation takes us six and a half working days on average, and the big labs answer in two.”[^10]
    - Callum Price (Head of Client Services) said on 12 May 2026: “Helena Voss, our COO, holds the budget.”[^11]

    ## What success means

    - Send quotations within 2 working days instead of 6.5, due 18 December 2026.[^12][^13]
    - Take in 80% of requests through the web form, due 31 March 2027.[^14][^15]
    - First value, as Callum Price has it, 9 June 2026: “The first value is when the Leeds desk has sent its first 20 quotations out of the new queue, and I want that by 14 August 2026.”[^16]

    ## What users need in their work

    - Meera Joshi (Solutions Consultant) noted on 16 June 2026: “For the setup we need access to the four shared inboxes, the price workbook and the CRM export.”[^17]
    - Meera Joshi (Solutions Consultant) noted on 16 June 2026: “Ines wants every quotation to carry the reference number of the request, because clients ask for it on the phone.”[^18]
    - Ines Duarte (Quotations Team Lead) said on 12 May 2026: “My team needs one queue where every request shows what is missing before anybody touches it.”[^19]
    - Ines Duarte (Quotations Team Lead) said on 9 June 2026: “And my people need templates for water, soil and asbestos, because those three are most of what we quote.”[^20]
    - Ruth Adeyemi (CRM and Systems Manager) said on 26 May 2026: “I can give you a full export of the CRM, but our licence only lets me run it at the end of a month.”[^21]
    - Ruth Adeyemi (CRM and Systems Manager) said on 26 May 2026: “Single sign-on has to go through our identity provider, our auditors insist on that.”[^22]

    ## Who matters

    - Helena Voss (Chief Operating Officer).[^23][^24]
    - Callum Price (Head of Client Services).[^25][^26]
    - Ines Duarte (Quotations Team Lead).[^27][^28]
    - Ruth Adeyemi (CRM and Systems Manager).[^29][^30]

    Digest of the brief: sha256:ALL-OF-IT

    [^1]: order form, 19 June 2026: “Service \| Quillhaven Quotation Desk, 35 users”

    [^2]: order form, 19 June 2026: “Annual fee \| GBP 48,600, payable up front”

    [^3]: order form, 19 June 2026: “Discount \| 8% in the first year, already in the fee”

    [^4]: order form, 19 June 2026: “Term \| 24 months, beginning 1 July 2026”

    [^5]: order form, 19 June 2026: “Renewal date \| 1 July 2028”

    [^6]: order form, 19 June 2026: “Onboarding services \| Set-up, import of client history, two training sessions”

    [^7]: order form, 19 June 2026: “Integrations \| Shared mailboxes; single sign-on”

    [^8]: call, 12 May 2026: “Requests come in by email to four different inboxes, and somebody has to copy them into a spreadsheet by hand.”

    [^9]: call, 12 May 2026: “In March we lost the Aire Valley framework, and the client told us to our face that we were too slow to answer.”

    [^10]: call, 12 May 2026: “A quotation takes us six and a half working days on average, and the big labs answer in two.”

    [^11]: call, 12 May 2026: “Helena Voss, our COO, holds the budget.”

    [^12]: goal, 22 June 2026: “name: Send quotations within 2 working days instead of 6.5”

    [^13]: goal, 22 June 2026: “dueDate: 2026-12-18”

    [^14]: goal, 22 June 2026: “name: Take in 80% of requests through the web form”

    [^15]: goal, 22 June 2026: “dueDate: 2027-03-31”

    [^16]: meeting, 9 June 2026: “The first value is when the Leeds desk has sent its first 20 quotations out of the new queue, and I want that by 14 August 2026.”

    [^17]: note, 16 June 2026: “For the setup we need access to the four shared inboxes, the price workbook and the CRM export.”

    [^18]: note, 16 June 2026: “Ines wants every quotation to carry the reference number of the request, because clients ask for it on the phone.”

    [^19]: call, 12 May 2026: “My team needs one queue where every request shows what is missing before anybody touches it.”

    [^20]: meeting, 9 June 2026: “And my people need templates for water, soil and asbestos, because those three are most of what we quote.”

    [^21]: call, 26 May 2026: “I can give you a full export of the CRM, but our licence only lets me run it at the end of a month.”

    [^22]: call, 26 May 2026: “Single sign-on has to go through our identity provider, our auditors insist on that.”

    [^23]: contact record: “Name: Helena Voss”

    [^24]: contact record: “Title: Chief Operating Officer”

    [^25]: contact record: “Name: Callum Price”

    [^26]: contact record: “Title: Head of Client Services”

    [^27]: contact record: “Name: Ines Duarte”

    [^28]: contact record: “Title: Quotations Team Lead”

    [^29]: contact record: “Name: Ruth Adeyemi”

    [^30]: contact record: “Title: CRM and Systems Manager”
    ");
}
